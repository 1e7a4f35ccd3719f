/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-mark-form"

#include "config.h"
#include "vouch-mark-form.h"

#include <glib/gi18n.h>
#include <math.h>

#include "vouch-error.h"
#include "vouch-text.h"

#include "vouch-field-row.h"
#include "vouch-rows.h"

/* Parts of a picture in plain words: x, y, width and height as fractions. */
static const struct {
  const char *words;
  double box[4];
} regions[] = {
  { N_ ("The whole picture"), { 0, 0, 1, 1 } },
  { N_ ("Its upper half"), { 0, 0, 1, 0.5 } },
  { N_ ("Its lower half"), { 0, 0.5, 1, 0.5 } },
  { N_ ("Its left half"), { 0, 0, 0.5, 1 } },
  { N_ ("Its right half"), { 0.5, 0, 0.5, 1 } },
  { N_ ("Its upper left"), { 0, 0, 0.5, 0.5 } },
  { N_ ("Its upper right"), { 0.5, 0, 0.5, 0.5 } },
  { N_ ("Its lower left"), { 0, 0.5, 0.5, 0.5 } },
  { N_ ("Its lower right"), { 0.5, 0.5, 0.5, 0.5 } },
  { N_ ("Its middle"), { 0.25, 0.25, 0.5, 0.5 } },
};

/**
 * VouchMarkForm:
 *
 * Marks a place in an item: a time, a part of the picture, a page or a passage, as its media allow;
 * the criterion it shows, a label and a note. `submitted` asks to keep it.
 */
struct _VouchMarkForm {
  AdwPreferencesGroup parent_instance;

  gboolean placed;
  char *id; /* of the moment that is changed, NULL for a new one */
  gint64 created_ms;
  char **criteria; /* ids, beside the words of the drop-down after its first */

  VouchFieldRow *start;
  VouchFieldRow *end;
  AdwComboRow *region;
  VouchFieldRow *page;
  VouchFieldRow *quote;
  AdwComboRow *criterion;
  VouchFieldRow *label;
  GtkMenuButton *suggestions;
  VouchFieldRow *note;
  GtkButton *add;
};

enum {
  SIGNAL_SUBMITTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchMarkForm, vouch_mark_form, ADW_TYPE_PREFERENCES_GROUP)

static const char *
check_page (const char *text)
{
  guint64 page;

  return g_ascii_string_to_unsigned (text, 10, 1, 9999, &page, NULL) ? NULL
                                                                     : _ ("A number, like 3");
}

static void
submit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_SUBMITTED], 0);
}

static void
label_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_editable_set_text (GTK_EDITABLE (VOUCH_MARK_FORM (widget)->label),
                         g_variant_get_string (parameter, NULL));
}

static void
activated_cb (VouchMarkForm *self)
{
  g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0);
}

static VouchFieldRow *
place (VouchMarkForm *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  return VOUCH_FIELD_ROW (row);
}

static void
place_anchor (VouchMarkForm *self, VouchMedia media)
{
  const char *words[G_N_ELEMENTS (regions) + 1] = { NULL };

  switch (media) {
  case VOUCH_MEDIA_AUDIO:
  case VOUCH_MEDIA_VIDEO:
    self->start = place (self, vouch_field_row_new_time (_ ("At, like 4:12")));
    self->end = place (self, vouch_field_row_new_time (_ ("Until, may stay empty")));
    break;
  case VOUCH_MEDIA_IMAGE:
    for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
      words[i] = _ (regions[i].words);
    self->region = ADW_COMBO_ROW (vouch_rows_combo (_ ("Part of the picture"), words));
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->region));
    break;
  case VOUCH_MEDIA_DOCUMENT:
  case VOUCH_MEDIA_DATA: self->page = place (self, vouch_field_row_new (_ ("Page"), check_page));
  /* fall through */
  case VOUCH_MEDIA_TEXT:
  case VOUCH_MEDIA_NONE:
  default: self->quote = place (self, vouch_field_row_new (_ ("Words it is about"), NULL));
  }
}

static void
place_criteria (VouchMarkForm *self, VouchDefinition *definition)
{
  GPtrArray *criteria = vouch_rubric_get_criteria (vouch_definition_get_rubric (definition));
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  gtk_string_list_append (words, _ ("No criterion"));
  for (guint i = 0; i < criteria->len; i++) {
    gtk_string_list_append (words, vouch_criterion_get_title (g_ptr_array_index (criteria, i)));
    g_strv_builder_add (ids, vouch_criterion_get_id (g_ptr_array_index (criteria, i)));
  }
  self->criteria = g_strv_builder_end (ids);
  self->criterion = ADW_COMBO_ROW (vouch_rows_combo (_ ("Criterion it shows"), NULL));
  adw_combo_row_set_model (self->criterion, G_LIST_MODEL (words));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->criterion));
}

static void
suggest (GMenu *menu, const char *const *labels)
{
  for (guint i = 0; labels != NULL && labels[i] != NULL; i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (labels[i], NULL);

    g_menu_item_set_action_and_target (item, "form.label", "s", labels[i]);
    g_menu_append_item (menu, item);
  }
}

/* The definition's own labels first, then what an assessor looks for. */
static GMenuModel *
make_suggestions (VouchItemState *state)
{
  VouchConstraint *constraint =
      vouch_item_state_find_constraint (state, VOUCH_CONSTRAINT_KIND_ANNOTATION);
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_item_state_get_definition (state));
  GPtrArray *criteria = vouch_rubric_get_criteria (rubric);
  GMenu *menu = g_menu_new ();
  GMenu *labels = g_menu_new ();

  if (constraint != NULL)
    suggest (labels, vouch_constraint_get_list (constraint, "labels"));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (labels));
  g_object_unref (labels);
  for (guint i = 0; i < criteria->len; i++) {
    VouchCriterion *criterion = g_ptr_array_index (criteria, i);
    g_autoptr (GMenu) signs = g_menu_new ();

    suggest (signs, vouch_criterion_get_look_fors (criterion));
    if (g_menu_model_get_n_items (G_MENU_MODEL (signs)) > 0)
      g_menu_append_section (menu, vouch_criterion_get_title (criterion), G_MENU_MODEL (signs));
  }
  return G_MENU_MODEL (menu);
}

static void
place_label (VouchMarkForm *self, VouchItemState *state)
{
  g_autoptr (GMenuModel) model = make_suggestions (state);
  GtkWidget *button = gtk_menu_button_new ();

  self->label = place (self, vouch_field_row_new (_ ("Label"), NULL));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-list-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), model);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Suggested labels"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggested labels"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->label), button);
  self->suggestions = GTK_MENU_BUTTON (button);
}

static void
vouch_mark_form_finalize (GObject *object)
{
  VouchMarkForm *self = VOUCH_MARK_FORM (object);

  g_free (self->id);
  g_strfreev (self->criteria);

  G_OBJECT_CLASS (vouch_mark_form_parent_class)->finalize (object);
}

static void
vouch_mark_form_class_init (VouchMarkFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_mark_form_finalize;

  signals[SIGNAL_SUBMITTED] = g_signal_new ("submitted", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "form.label", "s", label_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "form.submit", NULL, submit_cb);
}

static void
vouch_mark_form_init (VouchMarkForm *self)
{
  self->add = GTK_BUTTON (gtk_button_new_with_label (_ ("Mark this place")));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "form.submit");
  gtk_widget_set_valign (GTK_WIDGET (self->add), GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->add));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Mark a place"));
}

/**
 * vouch_mark_form_new:
 *
 * Returns: (transfer floating): a form without rows yet.
 */
GtkWidget *
vouch_mark_form_new (void)
{
  return g_object_new (VOUCH_TYPE_MARK_FORM, NULL);
}

/**
 * vouch_mark_form_prepare:
 * @self: a form.
 * @state: the item whose places are marked.
 *
 * Makes the rows that the item's media and its definition ask for; a second call does nothing.
 */
void
vouch_mark_form_prepare (VouchMarkForm *self, VouchItemState *state)
{
  g_return_if_fail (VOUCH_IS_MARK_FORM (self));

  if (self->placed)
    return;
  self->placed = TRUE;
  place_anchor (self, vouch_item_get_media (vouch_item_state_get_item (state)));
  place_criteria (self, vouch_item_state_get_definition (state));
  place_label (self, state);
  self->note = place (self, vouch_field_row_new (_ ("Note"), NULL));
}

static void
show_text (VouchFieldRow *row, const char *text)
{
  if (row != NULL)
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
show_time (VouchFieldRow *row, gint64 milliseconds)
{
  g_autofree char *text = milliseconds >= 0 ? vouch_text_format_duration (milliseconds) : NULL;

  show_text (row, text);
}

static guint
nearest_region (VouchMoment *moment)
{
  const double box[] = { vouch_moment_get_x (moment), vouch_moment_get_y (moment),
                         vouch_moment_get_width (moment), vouch_moment_get_height (moment) };
  double best = G_MAXDOUBLE;
  guint nearest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++) {
    double distance = 0;

    for (guint j = 0; j < G_N_ELEMENTS (box); j++)
      distance += fabs (box[j] - regions[i].box[j]);
    if (distance < best) {
      best = distance;
      nearest = i;
    }
  }
  return nearest;
}

/**
 * vouch_mark_form_show:
 * @self: a form.
 * @moment: a place that is marked already.
 *
 * Puts @moment into the form to be changed.
 */
void
vouch_mark_form_show (VouchMarkForm *self, VouchMoment *moment)
{
  g_autofree char *page = NULL;

  g_return_if_fail (VOUCH_IS_MARK_FORM (self));

  g_free (self->id);
  self->id = g_strdup (vouch_moment_get_id (moment));
  self->created_ms = vouch_moment_get_created_ms (moment);
  if (vouch_moment_get_page (moment) > 0)
    page = g_strdup_printf ("%u", vouch_moment_get_page (moment));
  show_time (self->start, vouch_moment_get_start_ms (moment));
  show_time (self->end, vouch_moment_get_end_ms (moment));
  show_text (self->page, page);
  show_text (self->quote, vouch_moment_get_quote (moment));
  show_text (self->label, vouch_moment_get_label (moment));
  show_text (self->note, vouch_moment_get_note (moment));
  if (self->region != NULL)
    adw_combo_row_set_selected (self->region, nearest_region (moment));
  adw_combo_row_set_selected (self->criterion, 0);
  for (guint i = 0; self->criteria[i] != NULL; i++)
    if (g_strcmp0 (self->criteria[i], vouch_moment_get_criterion (moment)) == 0)
      adw_combo_row_set_selected (self->criterion, i + 1);
  gtk_button_set_label (self->add, _ ("Keep the change"));
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * vouch_mark_form_clear:
 * @self: a form.
 *
 * Makes ready for the next place. The criterion stays, as the next place mostly shows the same.
 */
void
vouch_mark_form_clear (VouchMarkForm *self)
{
  VouchFieldRow *rows[] = {
    self->start, self->end, self->page, self->quote, self->note, self->label
  };

  g_clear_pointer (&self->id, g_free);
  self->created_ms = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    show_text (rows[i], NULL);
  gtk_button_set_label (self->add, _ ("Mark this place"));
}

/**
 * vouch_mark_form_is_blank:
 * @self: a form.
 *
 * Returns: whether nothing is typed.
 */
gboolean
vouch_mark_form_is_blank (VouchMarkForm *self)
{
  VouchFieldRow *rows[] = {
    self->start, self->end, self->page, self->quote, self->note, self->label
  };

  g_return_val_if_fail (VOUCH_IS_MARK_FORM (self), TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != NULL && !vouch_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (rows[i]))))
      return FALSE;
  return TRUE;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
take_time (VouchMarkForm *self, VouchMoment *moment, GError **error)
{
  if (!vouch_field_row_check (self->start, error) || !vouch_field_row_check (self->end, error))
    return FALSE;
  if (vouch_field_row_get_time (self->start) < 0)
    return refuse (error, _ ("Say at what time of the recording it is, like 4:12."));
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, vouch_field_row_get_time (self->start));
  vouch_moment_set_end_ms (moment, vouch_field_row_get_time (self->end));
  return TRUE;
}

static void
take_region (VouchMarkForm *self, VouchMoment *moment)
{
  const double *box = regions[adw_combo_row_get_selected (self->region)].box;

  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_REGION);
  vouch_moment_set_x (moment, box[0]);
  vouch_moment_set_y (moment, box[1]);
  vouch_moment_set_width (moment, box[2]);
  vouch_moment_set_height (moment, box[3]);
}

static gboolean
take_passage (VouchMarkForm *self, VouchMoment *moment, GError **error)
{
  g_autofree char *quote = vouch_field_row_dup_text (self->quote);
  g_autofree char *page = self->page != NULL ? vouch_field_row_dup_text (self->page) : NULL;
  guint64 number = 0;

  if (self->page != NULL && !vouch_field_row_check (self->page, error))
    return FALSE;
  if (page != NULL)
    g_ascii_string_to_unsigned (page, 10, 1, 9999, &number, NULL);
  if (*quote == '\0' && number == 0)
    return refuse (error, self->page != NULL
                              ? _ ("Say on which page it is, or which words it is about.")
                              : _ ("Say which words it is about."));
  vouch_moment_set_form (moment, *quote != '\0' ? VOUCH_MOMENT_FORM_TEXT : VOUCH_MOMENT_FORM_PAGE);
  vouch_moment_set_quote (moment, *quote != '\0' ? quote : NULL);
  vouch_moment_set_page (moment, (guint) number);
  return TRUE;
}

static gboolean
take_anchor (VouchMarkForm *self, VouchMoment *moment, GError **error)
{
  if (self->start != NULL)
    return take_time (self, moment, error);
  if (self->region == NULL)
    return take_passage (self, moment, error);
  take_region (self, moment);
  return TRUE;
}

/**
 * vouch_mark_form_take:
 * @self: a form.
 * @error: what is still missing.
 *
 * Returns: (transfer full) (nullable): the place as it is typed; it has an id when it was marked
 *   already.
 */
VouchMoment *
vouch_mark_form_take (VouchMarkForm *self, GError **error)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autofree char *label = NULL;
  g_autofree char *note = NULL;
  guint criterion;

  g_return_val_if_fail (VOUCH_IS_MARK_FORM (self), NULL);

  if (!take_anchor (self, moment, error))
    return NULL;
  criterion = adw_combo_row_get_selected (self->criterion);
  label = vouch_field_row_dup_text (self->label);
  note = vouch_field_row_dup_text (self->note);
  vouch_moment_set_criterion (moment, criterion > 0 ? self->criteria[criterion - 1] : NULL);
  vouch_moment_set_label (moment, *label != '\0' ? label : NULL);
  vouch_moment_set_note (moment, *note != '\0' ? note : NULL);
  if (self->id != NULL) {
    vouch_moment_set_id (moment, self->id);
    vouch_moment_set_created_ms (moment, self->created_ms);
  }
  return g_steal_pointer (&moment);
}

/**
 * vouch_mark_form_describe_place:
 * @moment: a marked place.
 *
 * Returns: (transfer full): where it is, in words.
 */
char *
vouch_mark_form_describe_place (VouchMoment *moment)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  switch (vouch_moment_get_form (moment)) {
  case VOUCH_MOMENT_FORM_REGION: return g_strdup (_ (regions[nearest_region (moment)].words));
  case VOUCH_MOMENT_FORM_PAGE:
    return g_strdup_printf (_ ("Page %u"), vouch_moment_get_page (moment));
  case VOUCH_MOMENT_FORM_TEXT: return g_strdup_printf (_ ("“%s”"), vouch_moment_get_quote (moment));
  case VOUCH_MOMENT_FORM_MOMENT:
  default: break;
  }
  start = vouch_text_format_duration (MAX (vouch_moment_get_start_ms (moment), 0));
  if (vouch_moment_get_end_ms (moment) < 0)
    return g_steal_pointer (&start);
  end = vouch_text_format_duration (vouch_moment_get_end_ms (moment));
  return g_strdup_printf ("%s–%s", start, end);
}
