/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-part-box"

#include "config.h"
#include "vouch-part-box.h"

#include <glib/gi18n.h>

/**
 * VouchPartBox:
 *
 * One part of a portfolio: its words, the decisions it asks for, and a card for each requirement.
 */
struct _VouchPartBox {
  GtkWidget parent_instance;

  VouchPart *part;
  char *portfolio;
  gboolean showing;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *instructions;
  GtkLabel *waits;
  GtkBox *choices;
  GtkBox *cards;
};

G_DEFINE_FINAL_TYPE (VouchPartBox, vouch_part_box, GTK_TYPE_WIDGET)

/* All options of the part that are ticked, whichever choice they belong to. */
static void
option_toggled_cb (VouchPartBox *self)
{
  g_autoptr (GVariantBuilder) options = g_variant_builder_new (G_VARIANT_TYPE_STRING_ARRAY);

  if (self->showing)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_CHECK_BUTTON (child) && gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_variant_builder_add (options, "s", gtk_widget_get_name (child));
  gtk_widget_activate_action (GTK_WIDGET (self), "portfolio.choose", "(s@as)",
                              vouch_part_get_id (self->part), g_variant_builder_end (options));
}

static void
add_choices (VouchPartBox *self)
{
  GPtrArray *choices = vouch_part_get_choices (self->part);

  for (guint i = 0; i < choices->len; i++) {
    VouchChoice *choice = g_ptr_array_index (choices, i);
    GPtrArray *options = vouch_choice_get_options (choice);
    const char *title = vouch_choice_get_title (choice);
    GtkWidget *label = gtk_label_new (title != NULL ? title : _ ("Choose"));
    GtkCheckButton *first = NULL;

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_widget_add_css_class (label, "heading");
    gtk_box_append (self->choices, label);
    for (guint j = 0; j < options->len; j++) {
      VouchChoiceOption *option = g_ptr_array_index (options, j);
      GtkWidget *button = gtk_check_button_new_with_label (vouch_choice_option_get_title (option));

      gtk_widget_set_name (button, vouch_choice_option_get_id (option));
      if (vouch_choice_get_max_options (choice) == 1 && first != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), first);
      if (first == NULL)
        first = GTK_CHECK_BUTTON (button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (option_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->choices, button);
    }
  }
  gtk_widget_set_visible (GTK_WIDGET (self->choices), choices->len > 0);
}

static void
show_choices (VouchPartBox *self, VouchPortfolio *portfolio)
{
  const char *const *chosen = vouch_portfolio_get_chosen (portfolio);

  self->showing = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_CHECK_BUTTON (child))
      gtk_check_button_set_active (GTK_CHECK_BUTTON (child),
                                   g_strv_contains (chosen, gtk_widget_get_name (child)));
  self->showing = FALSE;
}

static void
vouch_part_box_dispose (GObject *object)
{
  VouchPartBox *self = VOUCH_PART_BOX (object);

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

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-part-box.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPartBox, box);
  gtk_widget_class_bind_template_child (widget_class, VouchPartBox, cards);
  gtk_widget_class_bind_template_child (widget_class, VouchPartBox, choices);
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

/**
 * vouch_part_box_new:
 * @workspace: the workspace.
 * @portfolio: id of the portfolio.
 * @part: a part of its definition.
 *
 * Returns: (transfer floating): a part to be filled by an update.
 */
GtkWidget *
vouch_part_box_new (VouchWorkspace *workspace, const char *portfolio, VouchPart *part)
{
  VouchPartBox *self = g_object_new (VOUCH_TYPE_PART_BOX, NULL);
  GPtrArray *requirements = vouch_part_get_requirements (part);
  const char *instructions = vouch_part_get_instructions (part);

  self->part = g_object_ref (part);
  self->portfolio = g_strdup (portfolio);
  gtk_label_set_text (self->title, vouch_part_get_title (part));
  gtk_label_set_text (self->instructions, instructions != NULL ? instructions : "");
  gtk_widget_set_visible (GTK_WIDGET (self->instructions), instructions != NULL);
  add_choices (self);
  for (guint i = 0; i < requirements->len; i++)
    gtk_box_append (self->cards, vouch_requirement_card_new (workspace, portfolio,
                                                             g_ptr_array_index (requirements, i)));
  return GTK_WIDGET (self);
}

static void
show_state (VouchPartBox *self, VouchReport *report)
{
  GPtrArray *requirements = vouch_part_get_requirements (self->part);
  guint complete = 0, needed = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < requirements->len; i++) {
    VouchRequirementStatus *status = vouch_report_find_requirement (
        report, vouch_requirement_get_id (g_ptr_array_index (requirements, i)));

    if (status == NULL || (!status->needed && status->state == VOUCH_PROGRESS_EMPTY))
      continue;
    needed++;
    if (status->state == VOUCH_PROGRESS_COMPLETE)
      complete++;
  }
  /* Translators: how much of a part is complete, as in "2 of 3 complete". */
  text = g_strdup_printf (_ ("%u of %u complete"), complete, needed);
  gtk_label_set_text (self->state, text);
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
      _ ("ⓘ An earlier part is still open: %s. You can begin here all the same."), names->str);
  gtk_label_set_text (self->waits, text);
  gtk_widget_set_visible (GTK_WIDGET (self->waits), names->len > 0);
}

/**
 * vouch_part_box_update:
 * @self: a part.
 * @portfolio: the portfolio as it is stored.
 * @report: what the completeness check says of it.
 *
 * Shows the part as it stands.
 */
void
vouch_part_box_update (VouchPartBox *self, VouchPortfolio *portfolio, VouchReport *report)
{
  g_return_if_fail (VOUCH_IS_PART_BOX (self));

  show_choices (self, portfolio);
  show_state (self, report);
  show_waiting (self, vouch_portfolio_get_definition (portfolio), report);
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    vouch_requirement_card_update (VOUCH_REQUIREMENT_CARD (card), portfolio, report);
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
