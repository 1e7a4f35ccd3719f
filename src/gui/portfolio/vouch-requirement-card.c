/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-requirement-card"

#include "config.h"
#include "vouch-requirement-card.h"

#include <glib/gi18n.h>

#include "vouch-results.h"

#include "vouch-answer.h"
#include "vouch-card-files.h"
#include "vouch-card-intake.h"
#include "vouch-card-ways.h"
#include "vouch-card-words.h"
#include "vouch-chip-box.h"
#include "vouch-choice-box.h"
#include "vouch-evidence-chooser.h"
#include "vouch-item-row.h"
#include "vouch-response-editor.h"
#include "vouch-signs.h"
#include "vouch-wrap-layout.h"

/* What the teacher wants of a card, as long as the page lives. */
typedef enum {
  FOLD_BY_ITSELF,
  FOLD_OPEN,
  FOLD_CLOSED,
} Fold;

/**
 * VouchRequirementCard:
 *
 * One thing the definition asks for: its words, its checks as chips, what is attached and written, and
 * the ways to add to it. A complete card folds to its title line, which then says what is in it; it
 * never folds under the caret.
 */
struct _VouchRequirementCard {
  GtkWidget parent_instance;

  VouchWorkspace *workspace;
  char *portfolio;
  VouchPart *part;
  VouchRequirement *requirement;
  Fold fold;
  VouchPortfolio *shown; /* (nullable) as it was last read */

  GtkButton *head;
  GtkLabel *sign;
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *summary;
  GtkWidget *body;
  GtkLabel *note;
  GtkLabel *description;
  VouchChipBox *chips;
  GtkBox *answers;
  VouchCardFiles *items;
  GtkWidget *attach;
  GtkWidget *choose;
  GtkWidget *write;
};

G_DEFINE_FINAL_TYPE (VouchRequirementCard, vouch_requirement_card, GTK_TYPE_WIDGET)

/* The ways to add something; all of them are away while what is here stays as it is. */
static GtkWidget *
get_ways (VouchRequirementCard *self)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_REQUIREMENT_CARD, "buttons"));
}

static GtkWidget *
get_way (VouchRequirementCard *self, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_REQUIREMENT_CARD, name));
}

static VouchAnswer *
add_answer (VouchRequirementCard *self)
{
  GtkWidget *editor =
      vouch_response_editor_new (self->workspace, self->portfolio, self->requirement);
  GtkWidget *answer = vouch_answer_new (VOUCH_RESPONSE_EDITOR (editor));

  if (self->shown != NULL)
    vouch_response_editor_set_portfolio (VOUCH_RESPONSE_EDITOR (editor), self->shown);
  gtk_box_append (self->answers, answer);
  return VOUCH_ANSWER (answer);
}

/* The place of an answer; the first one without an answer yet takes a new one. */
static VouchAnswer *
answer_for (VouchRequirementCard *self, const char *id)
{
  VouchAnswer *blank = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    const char *theirs =
        vouch_response_editor_get_answer (vouch_answer_get_editor (VOUCH_ANSWER (child)));

    if (g_strcmp0 (theirs, id) == 0)
      return VOUCH_ANSWER (child);
    if (theirs == NULL && blank == NULL)
      blank = VOUCH_ANSWER (child);
  }
  return blank != NULL ? blank : add_answer (self);
}

static gboolean
holds_focus (VouchRequirementCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->body);
}

static void
show_folded (VouchRequirementCard *self, gboolean folded)
{
  gtk_widget_set_visible (self->body, !folded);
  gtk_widget_set_visible (GTK_WIDGET (self->summary),
                          folded && *gtk_label_get_text (self->summary) != '\0');
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_STATE_EXPANDED,
                               (int) !folded, -1);
}

static void
toggle_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRequirementCard *self = VOUCH_REQUIREMENT_CARD (widget);
  gboolean fold = gtk_widget_get_visible (self->body);

  self->fold = fold ? FOLD_CLOSED : FOLD_OPEN;
  show_folded (self, fold);
}

static void
write_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_requirement_card_write (VOUCH_REQUIREMENT_CARD (widget), NULL);
}

static void
choose_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRequirementCard *self = VOUCH_REQUIREMENT_CARD (widget);
  GtkWidget *page = gtk_widget_get_ancestor (widget, VOUCH_TYPE_PAGE);

  if (page != NULL)
    vouch_evidence_chooser_open (VOUCH_PAGE (page), self->portfolio,
                                 vouch_requirement_get_id (self->requirement),
                                 vouch_requirement_get_title (self->requirement));
}

static void
vouch_requirement_card_dispose (GObject *object)
{
  VouchRequirementCard *self = VOUCH_REQUIREMENT_CARD (object);
  GtkWidget *child;

  g_clear_object (&self->workspace);
  g_clear_object (&self->part);
  g_clear_object (&self->requirement);
  g_clear_object (&self->shown);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_requirement_card_parent_class)->dispose (object);
}

static void
vouch_requirement_card_finalize (GObject *object)
{
  g_free (VOUCH_REQUIREMENT_CARD (object)->portfolio);

  G_OBJECT_CLASS (vouch_requirement_card_parent_class)->finalize (object);
}

static void
vouch_requirement_card_class_init (VouchRequirementCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_requirement_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_requirement_card_finalize;

  g_type_ensure (VOUCH_TYPE_CARD_FILES);
  g_type_ensure (VOUCH_TYPE_CHIP_BOX);
  gtk_widget_class_install_action (widget_class, "card.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "card.toggle", NULL, toggle_cb);
  gtk_widget_class_install_action (widget_class, "card.write", NULL, write_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/portfolio/vouch-requirement-card.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, answers);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, attach);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, body);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, chips);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, choose);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, description);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, head);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, items);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, note);
  gtk_widget_class_bind_template_child_full (widget_class, "buttons", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "record", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "results", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "station", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, sign);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, state);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, summary);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, title);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, write);
}

static void
vouch_requirement_card_init (VouchRequirementCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_words (VouchRequirementCard *self)
{
  const char *description = vouch_requirement_get_description (self->requirement);
  const char *respondent = vouch_card_words_of_respondent (self->requirement);
  g_autofree char *text = g_strjoin ("\n\n", description != NULL ? description : respondent,
                                     description != NULL ? respondent : NULL, NULL);

  gtk_label_set_text (self->title, vouch_requirement_get_title (self->requirement));
  gtk_label_set_text (self->description, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description), text != NULL && *text != '\0');
  gtk_button_set_label (GTK_BUTTON (self->write),
                        respondent != NULL ? _ ("Add another answer") : _ ("Write an answer"));
}

/**
 * vouch_requirement_card_new:
 * @workspace: the workspace.
 * @portfolio: id of the portfolio.
 * @part: the part it belongs to.
 * @requirement: what is asked for.
 *
 * Returns: (transfer floating): a card to be filled by an update.
 */
GtkWidget *
vouch_requirement_card_new (VouchWorkspace *workspace,
                            const char *portfolio,
                            VouchPart *part,
                            VouchRequirement *requirement)
{
  static const char *const ways[] = { "record", "results" };
  VouchRequirementCard *self = g_object_new (VOUCH_TYPE_REQUIREMENT_CARD, NULL);
  g_autofree char *target = NULL;

  self->workspace = g_object_ref (workspace);
  self->portfolio = g_strdup (portfolio);
  self->part = g_object_ref (part);
  self->requirement = g_object_ref (requirement);
  fill_words (self);
  gtk_widget_set_layout_manager (get_ways (self), vouch_wrap_layout_new (6));
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (get_way (self, ways[i])), "(ss)", portfolio,
                                      vouch_requirement_get_id (requirement));
  target = g_strconcat (portfolio, " ", vouch_requirement_get_id (requirement), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (get_way (self, "station")), "s", target);
  gtk_widget_set_visible (get_way (self, "results"), vouch_results_fit (requirement));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->attach), "s",
                                    vouch_requirement_get_id (requirement));
  vouch_card_intake_add (GTK_WIDGET (self), vouch_requirement_get_id (requirement),
                         vouch_card_takes_files (self->requirement));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_requirement_get_title (requirement), -1);
  return GTK_WIDGET (self);
}

/**
 * vouch_requirement_card_get_requirement:
 * @self: a card.
 *
 * Returns: (transfer none): what it asks for.
 */
VouchRequirement *
vouch_requirement_card_get_requirement (VouchRequirementCard *self)
{
  g_return_val_if_fail (VOUCH_IS_REQUIREMENT_CARD (self), NULL);

  return self->requirement;
}

/* Places whose answer went to the bin are emptied, and taken away when another one is left. */
static void
forget_vanished (VouchRequirementCard *self, VouchPortfolio *portfolio)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers));

  while (child != NULL) {
    VouchResponseEditor *editor = vouch_answer_get_editor (VOUCH_ANSWER (child));
    GtkWidget *next = gtk_widget_get_next_sibling (child);
    const char *answer = vouch_response_editor_get_answer (editor);
    VouchItem *item = answer != NULL ? vouch_portfolio_find_item (portfolio, answer) : NULL;
    gboolean here = item != NULL && g_strcmp0 (vouch_item_get_requirement (item),
                                               vouch_requirement_get_id (self->requirement)) == 0;

    if (answer != NULL && vouch_response_editor_is_settled (editor) && !here) {
      vouch_response_editor_set_item (editor, NULL);
      if (next != NULL || gtk_widget_get_prev_sibling (child) != NULL)
        gtk_box_remove (self->answers, child);
    }
    child = next;
  }
}

static void
label_answers (VouchRequirementCard *self, VouchPortfolio *portfolio)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->answers));
  gboolean alone = first != NULL && gtk_widget_get_next_sibling (first) == NULL;
  guint number = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child)) {
    const char *id =
        vouch_response_editor_get_answer (vouch_answer_get_editor (VOUCH_ANSWER (child)));

    vouch_answer_update (VOUCH_ANSWER (child),
                         id != NULL ? vouch_portfolio_find_item (portfolio, id) : NULL, ++number,
                         alone);
  }
}

static guint
show_answers (VouchRequirementCard *self, VouchPortfolio *portfolio, GPtrArray *items)
{
  guint texts = 0;

  g_set_object (&self->shown, portfolio);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    vouch_response_editor_set_portfolio (vouch_answer_get_editor (VOUCH_ANSWER (child)), portfolio);
  forget_vanished (self, portfolio);
  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    if (vouch_item_get_artifact (item) != NULL)
      continue;
    vouch_response_editor_set_item (
        vouch_answer_get_editor (answer_for (self, vouch_item_get_id (item))), item);
    texts++;
  }
  if (vouch_card_takes_text (self->requirement) && items->len == 0 &&
      gtk_widget_get_first_child (GTK_WIDGET (self->answers)) == NULL)
    add_answer (self);
  label_answers (self, portfolio);
  gtk_widget_set_visible (GTK_WIDGET (self->answers),
                          gtk_widget_get_first_child (GTK_WIDGET (self->answers)) != NULL);
  return texts;
}

/* (element-type VouchItem): what is on this card. */
static GPtrArray *
list_items (VouchRequirementCard *self, VouchPortfolio *portfolio)
{
  GPtrArray *all = vouch_portfolio_get_items (portfolio);
  GPtrArray *here = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (all->pdata[i]),
                   vouch_requirement_get_id (self->requirement)) == 0)
      g_ptr_array_add (here, all->pdata[i]);
  return here;
}

static void
show_note (VouchRequirementCard *self, VouchPortfolioState *state, guint n_items, gboolean left_out)
{
  g_autofree char *text = vouch_card_words_note (self->requirement, state, n_items, left_out);

  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

static void
show_head (VouchRequirementCard *self, VouchSign sign, GPtrArray *items)
{
  g_autofree char *summary = vouch_item_row_sum_up (items);
  g_autofree char *name = NULL;

  gtk_label_set_text (self->sign, vouch_sign_get_glyph (sign));
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign),
                              (const char *[]){ "sign", vouch_sign_get_style (sign), NULL });
  gtk_label_set_text (self->state, vouch_sign_get_word (sign));
  gtk_label_set_text (self->summary, summary);
  /* Translators: a card, its state, and what is in it, read out by a screen reader, as in
   * "Recording: Complete. 2 recordings · 11:40". */
  name = g_strdup_printf (_ ("%s: %s. %s"), vouch_requirement_get_title (self->requirement),
                          vouch_sign_get_word (sign), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
show_ways (VouchRequirementCard *self, guint texts, guint files)
{
  gboolean room = texts + files < vouch_requirement_get_max (self->requirement);

  gtk_widget_set_visible (get_way (self, "record"),
                          vouch_card_takes_recordings (self->requirement) && room);
  gtk_widget_set_visible (get_way (self, "station"),
                          vouch_card_takes_voices (self->requirement) && room);
  gtk_widget_set_visible (self->attach, vouch_card_takes_files (self->requirement) && room);
  gtk_widget_set_visible (self->choose, vouch_card_takes_files (self->requirement) && room);
  gtk_widget_set_visible (self->write,
                          vouch_card_takes_text (self->requirement) && texts > 0 && room);
}

static void
show_findings (VouchRequirementCard *self, VouchReport *report, gboolean locked)
{
  gtk_widget_set_visible (get_ways (self), !locked);
  vouch_card_intake_set_locked (GTK_WIDGET (self), locked);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    vouch_answer_mark_names (VOUCH_ANSWER (child), report);
    vouch_answer_set_locked (VOUCH_ANSWER (child), locked);
  }
}

static void
fold_by_state (VouchRequirementCard *self, VouchSign sign, gboolean left_out)
{
  gboolean done = sign == VOUCH_SIGN_COMPLETE || left_out;

  if (self->fold == FOLD_OPEN || holds_focus (self))
    show_folded (self, FALSE);
  else
    show_folded (self, self->fold == FOLD_CLOSED || done);
}

/**
 * vouch_requirement_card_update:
 * @self: a card.
 * @state: the portfolio as it is stored, and what the completeness check says of it.
 *
 * Shows what is attached, written and still missing. What is being typed stays untouched.
 */
void
vouch_requirement_card_update (VouchRequirementCard *self, VouchPortfolioState *state)
{
  VouchPortfolio *portfolio = vouch_portfolio_state_get_portfolio (state);
  VouchReport *report = vouch_portfolio_state_get_report (state);
  const char *id = vouch_requirement_get_id (self->requirement);
  g_autoptr (GPtrArray) findings = vouch_report_list_findings (report, id);
  g_autoptr (GPtrArray) items = list_items (self, portfolio);
  gboolean left_out = vouch_choice_box_leaves_out (self->part, portfolio, self->requirement);
  VouchSign sign = vouch_sign_of_requirement (report, id);
  g_autofree char *lock = vouch_portfolio_state_explain_lock (state, self->requirement);
  guint files, texts;

  g_return_if_fail (VOUCH_IS_REQUIREMENT_CARD (self));

  files = vouch_card_files_show (self->items, items, lock != NULL);
  texts = show_answers (self, portfolio, items);
  show_ways (self, texts, files);
  show_findings (self, report, lock != NULL);
  show_note (self, state, items->len, left_out);
  vouch_chip_box_set_findings (self->chips, findings);
  show_head (self, left_out && items->len == 0 ? VOUCH_SIGN_NOT_NEEDED : sign, items);
  if (left_out)
    gtk_widget_add_css_class (GTK_WIDGET (self), "left-out");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "left-out");
  fold_by_state (self, sign, left_out);
}

/**
 * vouch_requirement_card_get_folded:
 * @self: a card.
 *
 * Returns: whether only its title line is shown.
 */
gboolean
vouch_requirement_card_get_folded (VouchRequirementCard *self)
{
  g_return_val_if_fail (VOUCH_IS_REQUIREMENT_CARD (self), FALSE);

  return !gtk_widget_get_visible (self->body);
}

/**
 * vouch_requirement_card_unfold:
 * @self: a card.
 *
 * Opens the card, as if its title line had been pressed, and gives that the focus.
 */
void
vouch_requirement_card_unfold (VouchRequirementCard *self)
{
  g_return_if_fail (VOUCH_IS_REQUIREMENT_CARD (self));

  if (vouch_requirement_card_get_folded (self)) {
    self->fold = FOLD_OPEN;
    show_folded (self, FALSE);
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->head));
}

/**
 * vouch_requirement_card_show_item:
 * @self: a card.
 * @item: (nullable): id of something on it.
 *
 * Opens the card and goes to a file or an answer; to its title line where there is no such.
 */
void
vouch_requirement_card_show_item (VouchRequirementCard *self, const char *item)
{
  g_return_if_fail (VOUCH_IS_REQUIREMENT_CARD (self));

  vouch_requirement_card_unfold (self);
  if (item == NULL || vouch_card_files_focus (self->items, item))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    VouchResponseEditor *editor = vouch_answer_get_editor (VOUCH_ANSWER (child));

    if (g_strcmp0 (vouch_response_editor_get_answer (editor), item) == 0)
      gtk_widget_child_focus (GTK_WIDGET (editor), GTK_DIR_TAB_FORWARD);
  }
}

/**
 * vouch_requirement_card_show_open:
 * @self: a card.
 * @way: what is next here.
 *
 * Opens the card and gives the focus to what is next: the end of an answer that is to be written, the
 * way to attach a file, else the first of its checks, which is the one that asks for most.
 */
void
vouch_requirement_card_show_open (VouchRequirementCard *self, const VouchMend *way)
{
  g_return_if_fail (VOUCH_IS_REQUIREMENT_CARD (self) && way != NULL);

  vouch_requirement_card_unfold (self);
  if (way->place == VOUCH_MEND_WRITE && vouch_card_takes_text (self->requirement))
    vouch_answer_go_on (answer_for (self, way->item));
  else if (way->place != VOUCH_MEND_FILES || !gtk_widget_grab_focus (self->attach))
    gtk_widget_child_focus (GTK_WIDGET (self->chips), GTK_DIR_TAB_FORWARD);
}

/**
 * vouch_requirement_card_write:
 * @self: a card of a prompt that takes text.
 * @answer: (nullable): id of an answer; %NULL for a new one.
 *
 * Puts the caret where an answer is to be written.
 */
void
vouch_requirement_card_write (VouchRequirementCard *self, const char *answer)
{
  g_return_if_fail (VOUCH_IS_REQUIREMENT_CARD (self));

  vouch_requirement_card_unfold (self);
  if (!vouch_card_takes_text (self->requirement) || !gtk_widget_get_visible (get_ways (self)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->answers), TRUE);
  gtk_widget_child_focus (GTK_WIDGET (vouch_answer_get_editor (answer_for (self, answer))),
                          GTK_DIR_TAB_FORWARD);
}

/**
 * vouch_requirement_card_flush:
 * @self: a card.
 * @error: where to put an error.
 *
 * Saves at once what is typed on the card.
 *
 * Returns: whether nothing typed is left unsaved.
 */
gboolean
vouch_requirement_card_flush (VouchRequirementCard *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_REQUIREMENT_CARD (self), FALSE);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!vouch_response_editor_flush (vouch_answer_get_editor (VOUCH_ANSWER (child)), error))
      return FALSE;
  return TRUE;
}
