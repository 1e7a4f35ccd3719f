/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-requirement-card"

#include "config.h"
#include "vouch-requirement-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-describe.h"
#include "vouch-text.h"

#include "vouch-chip-box.h"
#include "vouch-response-editor.h"
#include "vouch-rows.h"

/**
 * VouchRequirementCard:
 *
 * One thing the definition asks for: its words, its checks as chips, what is attached and written, and
 * the ways to add to it. Files can be dropped anywhere on it.
 */
struct _VouchRequirementCard {
  GtkWidget parent_instance;

  VouchWorkspace *workspace;
  char *portfolio;
  VouchRequirement *requirement;

  GtkWidget *frame;
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *description;
  VouchChipBox *chips;
  GtkBox *answers;
  GtkListBox *items;
  GtkWidget *attach;
  GtkWidget *write;
  char *listed; /* what the rows say, to leave them and the keyboard focus alone while it is true */
};

G_DEFINE_FINAL_TYPE (VouchRequirementCard, vouch_requirement_card, GTK_TYPE_WIDGET)

static gboolean
takes_text (VouchRequirementCard *self)
{
  return vouch_requirement_get_kind (self->requirement) == VOUCH_REQUIREMENT_KIND_PROMPT &&
         vouch_media_set_contains (vouch_requirement_get_media (self->requirement),
                                   VOUCH_MEDIA_TEXT);
}

static gboolean
takes_files (VouchRequirementCard *self)
{
  VouchMediaSet media = vouch_requirement_get_media (self->requirement);

  return vouch_requirement_get_kind (self->requirement) == VOUCH_REQUIREMENT_KIND_EVIDENCE ||
         (media & ~VOUCH_MEDIA_BIT (VOUCH_MEDIA_TEXT)) != 0;
}

static VouchResponseEditor *
add_editor (VouchRequirementCard *self)
{
  GtkWidget *editor =
      vouch_response_editor_new (self->workspace, self->portfolio, self->requirement);

  gtk_box_append (self->answers, editor);
  return VOUCH_RESPONSE_EDITOR (editor);
}

/* The editor of an answer; the first one without an answer yet takes a new one. */
static VouchResponseEditor *
editor_for (VouchRequirementCard *self, const char *answer)
{
  VouchResponseEditor *blank = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    const char *theirs = vouch_response_editor_get_answer (VOUCH_RESPONSE_EDITOR (child));

    if (g_strcmp0 (theirs, answer) == 0)
      return VOUCH_RESPONSE_EDITOR (child);
    if (theirs == NULL && blank == NULL)
      blank = VOUCH_RESPONSE_EDITOR (child);
  }
  return blank != NULL ? blank : add_editor (self);
}

static char *
item_words (VouchItem *item)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  gint64 duration = vouch_item_get_duration_ms (item);
  guint moments = vouch_item_get_moments (item)->len;
  g_autoptr (GString) text = g_string_new (NULL);

  if (facts == NULL || vouch_facts_get_state (facts) == VOUCH_FACTS_PENDING)
    return g_strdup (_ ("still being read"));
  if (vouch_facts_get_state (facts) == VOUCH_FACTS_UNREADABLE)
    return g_strdup (vouch_facts_get_problem (facts));
  if (duration > 0) {
    g_autofree char *time = vouch_text_format_duration (duration);

    g_string_append_printf (text, "%s · ", time);
  }
  if (vouch_facts_get_pages (facts) > 0)
    g_string_append_printf (
        text, ngettext ("%d page · ", "%d pages · ", (gulong) vouch_facts_get_pages (facts)),
        vouch_facts_get_pages (facts));
  {
    g_autofree char *size = g_format_size ((guint64) MAX (vouch_facts_get_size (facts), 0));

    g_string_append (text, size);
  }
  if (moments > 0)
    g_string_append_printf (text, ngettext (" · %u marked place", " · %u marked places", moments),
                            moments);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_item_row (VouchItem *item)
{
  g_autofree char *words = item_words (item);
  const char *title = vouch_item_get_title (item);
  GtkWidget *row, *remove;

  if (title == NULL || *title == '\0')
    title = vouch_item_get_file_name (item);
  row = vouch_rows_link (title, words, "win.show-item", vouch_item_get_id (item));
  remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "portfolio.remove-item");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "s", vouch_item_get_id (item));
  vouch_rows_link_add (row, remove);
  return row;
}

static void
write_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_requirement_card_write (VOUCH_REQUIREMENT_CARD (widget));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, VouchRequirementCard *self)
{
  GSList *files = g_value_get_boxed (value);

  gtk_widget_remove_css_class (self->frame, "drop");
  for (GSList *l = files; l != NULL; l = l->next) {
    g_autofree char *uri = g_file_get_uri (l->data);

    gtk_widget_activate_action (GTK_WIDGET (self), "portfolio.attach-file", "(ss)",
                                vouch_requirement_get_id (self->requirement), uri);
  }
  return files != NULL;
}

static GdkDragAction
drop_enter_cb (GtkDropTarget *target, double x, double y, VouchRequirementCard *self)
{
  gtk_widget_add_css_class (self->frame, "drop");
  return GDK_ACTION_COPY;
}

static void
drop_leave_cb (GtkDropTarget *target, VouchRequirementCard *self)
{
  gtk_widget_remove_css_class (self->frame, "drop");
}

static void
accept_drops (VouchRequirementCard *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  g_signal_connect_object (target, "enter", G_CALLBACK (drop_enter_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (drop_leave_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
vouch_requirement_card_dispose (GObject *object)
{
  VouchRequirementCard *self = VOUCH_REQUIREMENT_CARD (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->requirement);
  if (self->frame != NULL)
    gtk_widget_unparent (self->frame);
  self->frame = NULL;

  G_OBJECT_CLASS (vouch_requirement_card_parent_class)->dispose (object);
}

static void
vouch_requirement_card_finalize (GObject *object)
{
  g_free (VOUCH_REQUIREMENT_CARD (object)->portfolio);
  g_free (VOUCH_REQUIREMENT_CARD (object)->listed);

  G_OBJECT_CLASS (vouch_requirement_card_parent_class)->finalize (object);
}

static void
vouch_requirement_card_class_init (VouchRequirementCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_requirement_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_requirement_card_finalize;

  g_type_ensure (VOUCH_TYPE_CHIP_BOX);
  gtk_widget_class_install_action (widget_class, "card.write", NULL, write_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/portfolio/vouch-requirement-card.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, answers);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, attach);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, chips);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, description);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, frame);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, items);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, state);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, title);
  gtk_widget_class_bind_template_child (widget_class, VouchRequirementCard, write);
}

static void
vouch_requirement_card_init (VouchRequirementCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_requirement_card_new:
 * @workspace: the workspace.
 * @portfolio: id of the portfolio.
 * @requirement: what is asked for.
 *
 * Returns: (transfer floating): a card to be filled by an update.
 */
GtkWidget *
vouch_requirement_card_new (VouchWorkspace *workspace,
                            const char *portfolio,
                            VouchRequirement *requirement)
{
  VouchRequirementCard *self = g_object_new (VOUCH_TYPE_REQUIREMENT_CARD, NULL);
  const char *description = vouch_requirement_get_description (requirement);

  self->workspace = g_object_ref (workspace);
  self->portfolio = g_strdup (portfolio);
  self->requirement = g_object_ref (requirement);
  gtk_label_set_text (self->title, vouch_requirement_get_title (requirement));
  gtk_label_set_text (self->description, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description), description != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->attach), "s",
                                    vouch_requirement_get_id (requirement));
  gtk_widget_set_visible (self->attach, takes_files (self));
  if (takes_files (self))
    accept_drops (self);
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

static const char *
state_words (VouchProgress state, gboolean needed)
{
  switch (state) {
  case VOUCH_PROGRESS_COMPLETE: return _ ("✓ complete");
  case VOUCH_PROGRESS_STARTED: return _ ("○ open");
  case VOUCH_PROGRESS_EMPTY:
  default: return needed ? _ ("○ open") : _ ("may be left out");
  }
}

/* Editors whose answer went to the bin are emptied, and taken away when another one is left. */
static void
forget_vanished (VouchRequirementCard *self, VouchPortfolio *portfolio)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers));

  while (child != NULL) {
    VouchResponseEditor *editor = VOUCH_RESPONSE_EDITOR (child);
    GtkWidget *next = gtk_widget_get_next_sibling (child);
    const char *answer = vouch_response_editor_get_answer (editor);

    if (answer != NULL && vouch_response_editor_is_settled (editor) &&
        vouch_portfolio_find_item (portfolio, answer) == NULL) {
      vouch_response_editor_set_item (editor, NULL);
      if (next != NULL || gtk_widget_get_prev_sibling (child) != NULL)
        gtk_box_remove (self->answers, child);
    }
    child = next;
  }
}

static gboolean
is_file_here (VouchRequirementCard *self, VouchItem *item)
{
  return vouch_item_get_artifact (item) != NULL &&
         g_strcmp0 (vouch_item_get_requirement (item),
                    vouch_requirement_get_id (self->requirement)) == 0;
}

static guint
show_files (VouchRequirementCard *self, GPtrArray *items)
{
  g_autoptr (GString) listed = g_string_new (NULL);
  guint files = 0;
  GtkWidget *row;

  for (guint i = 0; i < items->len; i++)
    if (is_file_here (self, g_ptr_array_index (items, i))) {
      VouchItem *item = g_ptr_array_index (items, i);
      g_autofree char *words = item_words (item);

      g_string_append_printf (listed, "%s\n%s\n%s\n", vouch_item_get_id (item),
                              vouch_item_get_title (item), words);
      files++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->items), files > 0);
  if (g_strcmp0 (listed->str, self->listed) == 0)
    return files;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->items))) != NULL)
    gtk_list_box_remove (self->items, row);
  for (guint i = 0; i < items->len; i++)
    if (is_file_here (self, g_ptr_array_index (items, i)))
      gtk_list_box_append (self->items, make_item_row (g_ptr_array_index (items, i)));
  g_free (self->listed);
  self->listed = g_string_free (g_steal_pointer (&listed), FALSE);
  return files;
}

static guint
show_answers (VouchRequirementCard *self, VouchPortfolio *portfolio)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  guint texts = 0;

  forget_vanished (self, portfolio);
  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    if (vouch_item_get_artifact (item) != NULL ||
        g_strcmp0 (vouch_item_get_requirement (item),
                   vouch_requirement_get_id (self->requirement)) != 0)
      continue;
    {
      VouchResponseEditor *editor = editor_for (self, vouch_item_get_id (item));

      vouch_response_editor_set_portfolio (editor, portfolio);
      vouch_response_editor_set_item (editor, item);
    }
    texts++;
  }
  return texts;
}

/**
 * vouch_requirement_card_update:
 * @self: a card.
 * @portfolio: the portfolio as it is stored.
 * @report: what the completeness check says of it.
 *
 * Shows what is attached, written and still missing. What is being typed stays untouched.
 */
void
vouch_requirement_card_update (VouchRequirementCard *self,
                               VouchPortfolio *portfolio,
                               VouchReport *report)
{
  const char *id = vouch_requirement_get_id (self->requirement);
  g_autoptr (GPtrArray) findings = vouch_report_list_findings (report, id);
  VouchRequirementStatus *status = vouch_report_find_requirement (report, id);
  guint files, texts;

  g_return_if_fail (VOUCH_IS_REQUIREMENT_CARD (self));

  files = show_files (self, vouch_portfolio_get_items (portfolio));
  texts = show_answers (self, portfolio);
  if (takes_text (self) && texts + files == 0 &&
      gtk_widget_get_first_child (GTK_WIDGET (self->answers)) == NULL)
    vouch_response_editor_set_portfolio (add_editor (self), portfolio);
  gtk_widget_set_visible (self->attach,
                          takes_files (self) &&
                              files + texts < vouch_requirement_get_max (self->requirement));
  gtk_widget_set_visible (self->write,
                          takes_text (self) && texts > 0 &&
                              files + texts < vouch_requirement_get_max (self->requirement));
  vouch_chip_box_set_findings (self->chips, findings);
  if (status != NULL)
    gtk_label_set_text (self->state, state_words (status->state, status->needed));
}

/**
 * vouch_requirement_card_write:
 * @self: a card of a prompt that takes text.
 *
 * Puts the caret where the next answer is to be written.
 */
void
vouch_requirement_card_write (VouchRequirementCard *self)
{
  g_return_if_fail (VOUCH_IS_REQUIREMENT_CARD (self));

  if (takes_text (self))
    gtk_widget_child_focus (GTK_WIDGET (editor_for (self, NULL)), GTK_DIR_TAB_FORWARD);
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
    if (!vouch_response_editor_flush (VOUCH_RESPONSE_EDITOR (child), error))
      return FALSE;
  return TRUE;
}
