/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-choice-box"

#include "config.h"
#include "vouch-choice-box.h"

#include <glib/gi18n.h>

#include "vouch-signs.h"

/**
 * VouchChoiceBox:
 *
 * The alternatives of a part: how many are to be chosen, what each of them asks for, and how the
 * choice stands.
 */
struct _VouchChoiceBox {
  GtkWidget parent_instance;

  VouchPart *part;
  GPtrArray *buttons; /* (element-type GtkCheckButton), named by their option */
  GPtrArray *states;  /* (element-type GtkLabel), one a choice */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (VouchChoiceBox, vouch_choice_box, GTK_TYPE_WIDGET)

/* All options of the part that are ticked, whichever choice they belong to. */
static void
toggled_cb (VouchChoiceBox *self)
{
  g_autoptr (GVariantBuilder) options = g_variant_builder_new (G_VARIANT_TYPE_STRING_ARRAY);

  if (self->showing)
    return;
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_check_button_get_active (self->buttons->pdata[i]))
      g_variant_builder_add (options, "s", gtk_widget_get_name (self->buttons->pdata[i]));
  gtk_widget_activate_action (GTK_WIDGET (self), "portfolio.choose", "(s@as)",
                              vouch_part_get_id (self->part), g_variant_builder_end (options));
}

static void
vouch_choice_box_dispose (GObject *object)
{
  VouchChoiceBox *self = VOUCH_CHOICE_BOX (object);
  GtkWidget *child;

  g_clear_object (&self->part);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_choice_box_parent_class)->dispose (object);
}

static void
vouch_choice_box_finalize (GObject *object)
{
  VouchChoiceBox *self = VOUCH_CHOICE_BOX (object);

  g_ptr_array_unref (self->buttons);
  g_ptr_array_unref (self->states);

  G_OBJECT_CLASS (vouch_choice_box_parent_class)->finalize (object);
}

static void
vouch_choice_box_class_init (VouchChoiceBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_choice_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_choice_box_finalize;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
vouch_choice_box_init (VouchChoiceBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->buttons = g_ptr_array_new ();
  self->states = g_ptr_array_new ();
}

/* "Choose 2", "Choose 2 to 4", "Choose up to 2": what the numbers mean. */
static char *
how_many (VouchChoice *choice)
{
  guint min = vouch_choice_get_min_options (choice);
  guint max = MIN (vouch_choice_get_max_options (choice), vouch_choice_get_options (choice)->len);

  if (min == max)
    return g_strdup_printf (ngettext ("Choose %u.", "Choose %u.", min), min);
  if (min == 0)
    return g_strdup_printf (
        ngettext ("Choose up to %u, or none.", "Choose up to %u, or none.", max), max);
  return g_strdup_printf (ngettext ("Choose %u to %u.", "Choose %u to %u.", max), min, max);
}

/* What an option asks for, by the titles of its members. */
static char *
list_members (VouchPart *part, VouchChoiceOption *option)
{
  GPtrArray *requirements = vouch_part_get_requirements (part);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < requirements->len; i++)
    if (g_strv_contains (vouch_choice_option_get_members (option),
                         vouch_requirement_get_id (requirements->pdata[i])))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                              vouch_requirement_get_title (requirements->pdata[i]));
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkCheckButton *
add_option (VouchChoiceBox *self, GtkWidget *box, VouchChoiceOption *option)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *members = list_members (self->part, option);

  gtk_widget_set_name (button, vouch_choice_option_get_id (option));
  gtk_box_append (GTK_BOX (words), make_label (vouch_choice_option_get_title (option), NULL));
  if (*members != '\0' && !g_str_equal (members, vouch_choice_option_get_title (option)))
    gtk_box_append (GTK_BOX (words), make_label (members, "dim-label"));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_choice_option_get_title (option),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, members, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  g_ptr_array_add (self->buttons, button);
  return GTK_CHECK_BUTTON (button);
}

static void
add_choice (VouchChoiceBox *self, VouchChoice *choice)
{
  GPtrArray *options = vouch_choice_get_options (choice);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *title = vouch_choice_get_title (choice);
  g_autofree char *number = how_many (choice);
  GtkWidget *state = make_label ("", NULL);
  GtkCheckButton *first = NULL;

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "requirement");
  gtk_box_append (GTK_BOX (box), make_label (title != NULL ? title : _ ("Choose"), "heading"));
  gtk_box_append (GTK_BOX (box), make_label (number, "dim-label"));
  for (guint i = 0; i < options->len; i++) {
    GtkCheckButton *button = add_option (self, box, options->pdata[i]);

    if (vouch_choice_get_max_options (choice) == 1 && vouch_choice_get_min_options (choice) == 1 &&
        first != NULL)
      gtk_check_button_set_group (button, first);
    if (first == NULL)
      first = button;
  }
  gtk_box_append (GTK_BOX (box), state);
  g_ptr_array_add (self->states, state);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

/**
 * vouch_choice_box_new:
 * @part: a part of the definition.
 *
 * Returns: (transfer floating): its choices, to be filled by an update; hidden where there are none.
 */
GtkWidget *
vouch_choice_box_new (VouchPart *part)
{
  VouchChoiceBox *self = g_object_new (VOUCH_TYPE_CHOICE_BOX, NULL);
  GPtrArray *choices = vouch_part_get_choices (part);

  self->part = g_object_ref (part);
  for (guint i = 0; i < choices->len; i++)
    add_choice (self, choices->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), choices->len > 0);
  return GTK_WIDGET (self);
}

/**
 * vouch_choice_box_update:
 * @self: the choices of a part.
 * @portfolio: the portfolio as it is stored.
 * @report: what the completeness check says of it.
 *
 * Shows what is chosen, and whether that is enough.
 */
void
vouch_choice_box_update (VouchChoiceBox *self, VouchPortfolio *portfolio, VouchReport *report)
{
  const char *const *chosen = vouch_portfolio_get_chosen (portfolio);
  GPtrArray *choices = vouch_part_get_choices (self->part);

  g_return_if_fail (VOUCH_IS_CHOICE_BOX (self));

  self->showing = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_check_button_set_active (
        self->buttons->pdata[i],
        g_strv_contains (chosen, gtk_widget_get_name (self->buttons->pdata[i])));
  self->showing = FALSE;
  for (guint i = 0; i < choices->len; i++) {
    g_autofree char *id = g_strdup_printf ("%s/%s/choice", vouch_part_get_id (self->part),
                                           vouch_choice_get_id (choices->pdata[i]));
    VouchFinding *finding = vouch_report_find (report, id);
    g_autofree char *text = NULL;

    if (finding != NULL)
      text = g_strdup_printf ("%s %s", vouch_sign_get_glyph (vouch_sign_of_finding (finding)),
                              vouch_finding_get_message (finding));
    gtk_label_set_text (self->states->pdata[i], text != NULL ? text : "");
  }
}

/**
 * vouch_choice_box_leaves_out:
 * @part: a part of the definition.
 * @portfolio: the portfolio.
 * @requirement: a requirement of the part.
 *
 * Returns: whether the requirement belongs to alternatives of which others were chosen.
 */
gboolean
vouch_choice_box_leaves_out (VouchPart *part,
                             VouchPortfolio *portfolio,
                             VouchRequirement *requirement)
{
  const char *const *chosen = vouch_portfolio_get_chosen (portfolio);
  GPtrArray *choices = vouch_part_get_choices (part);
  gboolean others = FALSE;

  for (guint i = 0; i < choices->len; i++) {
    GPtrArray *options = vouch_choice_get_options (choices->pdata[i]);
    gboolean member = FALSE, any = FALSE;

    for (guint n = 0; n < options->len; n++) {
      VouchChoiceOption *option = g_ptr_array_index (options, n);
      gboolean is_chosen = g_strv_contains (chosen, vouch_choice_option_get_id (option));
      gboolean is_member = g_strv_contains (vouch_choice_option_get_members (option),
                                            vouch_requirement_get_id (requirement));

      if (is_member && is_chosen)
        return FALSE;
      member |= is_member;
      any |= is_chosen;
    }
    others |= member && any;
  }
  return others;
}
