/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-part-box"

#include "config.h"
#include "vouch-part-box.h"

#include <glib/gi18n.h>

#include "vouch-choice-box.h"
#include "vouch-rows.h"
#include "vouch-signs.h"

/**
 * VouchPartBox:
 *
 * One part of a portfolio: its words, guides to it, the choices it leaves, and a card for each thing
 * that it asks for.
 */
struct _VouchPartBox {
  GtkWidget parent_instance;

  VouchWorkspace *workspace;
  VouchPart *part;
  char *portfolio;
  guint n_cards;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *instructions;
  GtkLabel *waits;
  GtkBox *extras; /* help, then choices */
  GtkWidget *choices;
  GtkBox *cards;
};

G_DEFINE_FINAL_TYPE (VouchPartBox, vouch_part_box, GTK_TYPE_WIDGET)

static void
vouch_part_box_dispose (GObject *object)
{
  VouchPartBox *self = VOUCH_PART_BOX (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->part);
  if (self->box != NULL)
    gtk_widget_unparent (self->box);
  self->box = NULL;

  G_OBJECT_CLASS (vouch_part_box_parent_class)->dispose (object);
}

static void
vouch_part_box_finalize (GObject *object)
{
  g_free (VOUCH_PART_BOX (object)->portfolio);

  G_OBJECT_CLASS (vouch_part_box_parent_class)->finalize (object);
}

static void
vouch_part_box_class_init (VouchPartBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_part_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_part_box_finalize;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-part-box.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPartBox, box);
  gtk_widget_class_bind_template_child (widget_class, VouchPartBox, cards);
  gtk_widget_class_bind_template_child (widget_class, VouchPartBox, extras);
  gtk_widget_class_bind_template_child (widget_class, VouchPartBox, instructions);
  gtk_widget_class_bind_template_child (widget_class, VouchPartBox, state);
  gtk_widget_class_bind_template_child (widget_class, VouchPartBox, title);
  gtk_widget_class_bind_template_child (widget_class, VouchPartBox, waits);
}

static void
vouch_part_box_init (VouchPartBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whether a resource helps with something that this part asks for. */
static gboolean
supports (VouchPart *part, VouchResource *resource)
{
  const char *const *supported = vouch_resource_get_supports (resource);
  GPtrArray *requirements = vouch_part_get_requirements (part);

  if (g_strv_contains (supported, vouch_part_get_id (part)))
    return TRUE;
  for (guint i = 0; i < requirements->len; i++) {
    const char *const *criteria = vouch_requirement_get_criteria (requirements->pdata[i]);

    if (g_strv_contains (supported, vouch_requirement_get_id (requirements->pdata[i])))
      return TRUE;
    for (guint n = 0; criteria[n] != NULL; n++)
      if (g_strv_contains (supported, criteria[n]))
        return TRUE;
  }
  return FALSE;
}

static GtkWidget *
make_resource (VouchResource *resource)
{
  g_autofree char *minutes = NULL;
  g_autofree char *words = NULL;
  const char *description = vouch_resource_get_description (resource);
  GtkWidget *row;

  if (vouch_resource_get_minutes (resource) > 0)
    minutes = g_strdup_printf (
        ngettext ("%u minute", "%u minutes", vouch_resource_get_minutes (resource)),
        vouch_resource_get_minutes (resource));
  words = g_strjoin (" · ", description != NULL ? description : minutes,
                     description != NULL ? minutes : NULL, NULL);
  if (vouch_resource_get_url (resource) == NULL)
    return vouch_rows_text (vouch_resource_get_title (resource), words);
  row = vouch_rows_link (vouch_resource_get_title (resource), words, "portfolio.open-link",
                         vouch_resource_get_url (resource));
  gtk_widget_set_tooltip_text (row, vouch_resource_get_url (resource));
  return row;
}

/* Guides and examples of the definition, folded away until they are wanted. */
static void
add_help (VouchPartBox *self, VouchDefinition *definition)
{
  GPtrArray *resources = vouch_definition_get_resources (definition);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *expander;
  guint shown = 0;

  for (guint i = 0; i < resources->len; i++)
    if (supports (self->part, resources->pdata[i])) {
      gtk_list_box_append (GTK_LIST_BOX (list), make_resource (resources->pdata[i]));
      shown++;
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  expander = gtk_expander_new (_ ("Guides and examples"));
  gtk_expander_set_child (GTK_EXPANDER (expander), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Guides and examples"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Guides and examples"), -1);
  gtk_box_append (self->extras, expander);
  gtk_widget_set_visible (expander, shown > 0);
}

/**
 * vouch_part_box_new:
 * @workspace: the workspace.
 * @portfolio: id of the portfolio.
 * @definition: its definition.
 * @part: a part of that.
 *
 * Returns: (transfer floating): a part without its cards, see vouch_part_box_add_card().
 */
GtkWidget *
vouch_part_box_new (VouchWorkspace *workspace,
                    const char *portfolio,
                    VouchDefinition *definition,
                    VouchPart *part)
{
  VouchPartBox *self = g_object_new (VOUCH_TYPE_PART_BOX, NULL);
  const char *instructions = vouch_part_get_instructions (part);
  g_autofree char *title = NULL;

  if (instructions == NULL && vouch_part_get_requirements (part)->len == 0)
    instructions = _ ("Nothing has to be handed in for this part.");
  self->workspace = g_object_ref (workspace);
  self->part = g_object_ref (part);
  self->portfolio = g_strdup (portfolio);
  if (!vouch_part_get_required (part))
    /* Translators: the title of a part that may be left out. */
    title = g_strdup_printf (_ ("%s (may be left out)"), vouch_part_get_title (part));
  gtk_label_set_text (self->title, title != NULL ? title : vouch_part_get_title (part));
  gtk_label_set_text (self->instructions, instructions != NULL ? instructions : "");
  gtk_widget_set_visible (GTK_WIDGET (self->instructions), instructions != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_part_get_title (part), -1);
  add_help (self, definition);
  self->choices = vouch_choice_box_new (part);
  gtk_box_append (self->extras, self->choices);
  return GTK_WIDGET (self);
}

/**
 * vouch_part_box_get_part:
 * @self: a part.
 *
 * Returns: (transfer none): the part of the definition.
 */
VouchPart *
vouch_part_box_get_part (VouchPartBox *self)
{
  g_return_val_if_fail (VOUCH_IS_PART_BOX (self), NULL);

  return self->part;
}

/**
 * vouch_part_box_add_card:
 * @self: a part.
 * @state: the portfolio as it is stored.
 *
 * Adds the next card that is not there yet. Called again and again, between frames, so that a long
 * portfolio does not keep the window waiting.
 *
 * Returns: whether one was added.
 */
gboolean
vouch_part_box_add_card (VouchPartBox *self, VouchPortfolioState *state)
{
  GPtrArray *requirements = vouch_part_get_requirements (self->part);
  GtkWidget *card;

  g_return_val_if_fail (VOUCH_IS_PART_BOX (self), FALSE);

  if (self->n_cards >= requirements->len)
    return FALSE;
  card = vouch_requirement_card_new (self->workspace, self->portfolio, self->part,
                                     requirements->pdata[self->n_cards++]);
  gtk_box_append (self->cards, card);
  vouch_requirement_card_update (VOUCH_REQUIREMENT_CARD (card), state);
  return TRUE;
}

static void
show_state (VouchPartBox *self, VouchReport *report)
{
  const char *id = vouch_part_get_id (self->part);
  VouchSign sign = vouch_sign_of_part (report, id);
  guint complete, needed;
  g_autofree char *text = NULL;

  vouch_sign_count_part (report, id, &complete, &needed);
  /* Translators: the sign of a part, and how much of it is complete, as in "○ 2 of 3 complete". */
  text =
      g_strdup_printf (_ ("%s %u of %u complete"), vouch_sign_get_glyph (sign), complete, needed);
  gtk_label_set_text (self->state, needed > 0 ? text : vouch_sign_get_word (sign));
}

/* The order of the work is advice: nothing here is ever locked. */
static void
show_waiting (VouchPartBox *self, VouchDefinition *definition, VouchReport *report)
{
  VouchPartStatus *status = vouch_report_find_part (report, vouch_part_get_id (self->part));
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; status != NULL && status->waits_for != NULL && status->waits_for[i] != NULL;
       i++) {
    VouchPart *part = vouch_definition_find_part (definition, status->waits_for[i]);

    if (part != NULL)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              vouch_part_get_title (part));
  }
  /* Translators: one or more earlier parts of a portfolio. */
  text = g_strdup_printf (
      _ ("ℹ An earlier part is still open: %s. You can begin here all the same."), names->str);
  gtk_label_set_text (self->waits, text);
  gtk_widget_set_visible (GTK_WIDGET (self->waits), names->len > 0);
}

/**
 * vouch_part_box_update:
 * @self: a part.
 * @state: the portfolio as it is stored, and what the completeness check says of it.
 *
 * Shows the part as it stands.
 */
void
vouch_part_box_update (VouchPartBox *self, VouchPortfolioState *state)
{
  VouchPortfolio *portfolio = vouch_portfolio_state_get_portfolio (state);
  VouchReport *report = vouch_portfolio_state_get_report (state);
  VouchRequirementCard *card;

  g_return_if_fail (VOUCH_IS_PART_BOX (self));

  vouch_choice_box_update (VOUCH_CHOICE_BOX (self->choices), portfolio, report);
  show_state (self, report);
  show_waiting (self, vouch_portfolio_get_definition (portfolio), report);
  for (guint i = 0; (card = vouch_part_box_get_card (self, i)) != NULL; i++)
    vouch_requirement_card_update (card, state);
}

/**
 * vouch_part_box_get_card:
 * @self: a part.
 * @index: from 0.
 *
 * Returns: (transfer none) (nullable): a card of the part.
 */
VouchRequirementCard *
vouch_part_box_get_card (VouchPartBox *self, guint index)
{
  GtkWidget *card;

  g_return_val_if_fail (VOUCH_IS_PART_BOX (self), NULL);

  card = gtk_widget_get_first_child (GTK_WIDGET (self->cards));
  while (card != NULL && index-- > 0)
    card = gtk_widget_get_next_sibling (card);
  return card != NULL ? VOUCH_REQUIREMENT_CARD (card) : NULL;
}

/**
 * vouch_part_box_find_card:
 * @self: a part.
 * @requirement: (nullable): id of a requirement.
 *
 * Returns: (transfer none) (nullable): its card, if it belongs to this part.
 */
VouchRequirementCard *
vouch_part_box_find_card (VouchPartBox *self, const char *requirement)
{
  g_return_val_if_fail (VOUCH_IS_PART_BOX (self), NULL);

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card)) {
    VouchRequirement *theirs =
        vouch_requirement_card_get_requirement (VOUCH_REQUIREMENT_CARD (card));

    if (g_strcmp0 (vouch_requirement_get_id (theirs), requirement) == 0)
      return VOUCH_REQUIREMENT_CARD (card);
  }
  return NULL;
}

/**
 * vouch_part_box_show_choices:
 * @self: a part.
 *
 * Goes to the alternatives of the part.
 */
void
vouch_part_box_show_choices (VouchPartBox *self)
{
  g_return_if_fail (VOUCH_IS_PART_BOX (self));

  gtk_widget_child_focus (self->choices, GTK_DIR_TAB_FORWARD);
}

/**
 * vouch_part_box_flush:
 * @self: a part.
 * @error: where to put an error.
 *
 * Saves at once what is typed on any of its cards.
 *
 * Returns: whether nothing typed is left unsaved.
 */
gboolean
vouch_part_box_flush (VouchPartBox *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_PART_BOX (self), FALSE);

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (!vouch_requirement_card_flush (VOUCH_REQUIREMENT_CARD (card), error))
      return FALSE;
  return TRUE;
}
