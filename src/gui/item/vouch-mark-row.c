/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-mark-row"

#include "config.h"
#include "vouch-mark-row.h"

#include <glib/gi18n.h>

#include "vouch-field-row.h"
#include "vouch-mark-form.h"
#include "vouch-rows.h"

#define REST_MS 500

/**
 * VouchMarkRow:
 *
 * One marked place: where it is and what it says, and unfolded the same to be changed in place. `edited`
 * says that vouch_mark_row_take() has something new.
 */
struct _VouchMarkRow {
  AdwExpanderRow parent_instance;

  VouchMoment *moment;
  VouchRubric *rubric;
  gboolean showing; /* what is stored is being put in, nobody types */
  guint rest;       /* source that ends a pause in typing */

  GtkWidget *show;
  GtkWidget *change; /* (nullable) */
  GtkWidget *take_away;
  VouchFieldRow *start;
  VouchFieldRow *end;
  VouchFieldRow *label;
  AdwComboRow *criterion;
  VouchFieldRow *note;
};

enum {
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchMarkRow, vouch_mark_row, ADW_TYPE_EXPANDER_ROW)

static gboolean
rested_cb (gpointer data)
{
  VouchMarkRow *self = data;

  self->rest = 0;
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (VouchMarkRow *self)
{
  if (self->showing)
    return;
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, rested_cb, self);
}

static void
go_to_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "moments.go-to", "s",
                              vouch_moment_get_id (VOUCH_MARK_ROW (widget)->moment));
}

/* Who unfolds a place wants to see it. */
static void
expanded_cb (VouchMarkRow *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "mark.go-to", NULL);
}

static GtkWidget *
add_button (VouchMarkRow *self, const char *icon, const char *action)
{
  GtkWidget *button = vouch_rows_button (icon, "");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (!g_str_equal (action, "mark.go-to"))
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                      vouch_moment_get_id (self->moment));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);
  return button;
}

/* A place that is moved is called by where it is now. */
static void
name_button (GtkWidget *button, const char *format, const char *where)
{
  g_autoptr (GString) name = g_string_new (format);

  if (button == NULL)
    return;
  g_string_replace (name, "%s", where, 1);
  gtk_widget_set_tooltip_text (button, name->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
}

static VouchFieldRow *
place (VouchMarkRow *self, GtkWidget *row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_signal_connect_object (row, "edited", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  return VOUCH_FIELD_ROW (row);
}

static void
place_criterion (VouchMarkRow *self)
{
  GPtrArray *criteria = vouch_rubric_get_criteria (self->rubric);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _ ("No criterion"));
  for (guint i = 0; i < criteria->len; i++)
    gtk_string_list_append (words, vouch_criterion_get_title (g_ptr_array_index (criteria, i)));
  self->criterion = ADW_COMBO_ROW (vouch_rows_combo (_ ("Criterion it shows"), NULL));
  adw_combo_row_set_model (self->criterion, G_LIST_MODEL (words));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->criterion));
  g_signal_connect_object (self->criterion, "notify::selected", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
place_rows (VouchMarkRow *self)
{
  if (vouch_moment_get_form (self->moment) == VOUCH_MOMENT_FORM_MOMENT) {
    self->start = place (self, vouch_field_row_new_time (_ ("At, like 4:12")));
    self->end = place (self, vouch_field_row_new_time (_ ("Until, may stay empty")));
  }
  self->label = place (self, vouch_field_row_new (_ ("Label"), NULL));
  place_criterion (self);
  self->note = place (self, vouch_field_row_new (_ ("Note"), NULL));
}

static void
vouch_mark_row_dispose (GObject *object)
{
  VouchMarkRow *self = VOUCH_MARK_ROW (object);

  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_object (&self->moment);
  g_clear_object (&self->rubric);

  G_OBJECT_CLASS (vouch_mark_row_parent_class)->dispose (object);
}

static void
vouch_mark_row_class_init (VouchMarkRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_mark_row_dispose;

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "mark.go-to", NULL, go_to_cb);
}

static void
vouch_mark_row_init (VouchMarkRow *self)
{
}

static char *
describe (VouchMoment *moment, VouchRubric *rubric)
{
  const char *id = vouch_moment_get_criterion (moment);
  VouchCriterion *criterion = id != NULL ? vouch_rubric_find_criterion (rubric, id) : NULL;
  const char *words[] = { vouch_moment_get_label (moment),
                          criterion != NULL ? vouch_criterion_get_title (criterion) : NULL,
                          vouch_moment_get_note (moment) };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL && *words[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words[i]);
  return g_string_free (text, FALSE);
}

static void
show_fields (VouchMarkRow *self)
{
  GPtrArray *criteria = vouch_rubric_get_criteria (self->rubric);
  guint selected = 0;

  if (self->start != NULL) {
    vouch_field_row_show_time (self->start, vouch_moment_get_start_ms (self->moment));
    vouch_field_row_show_time (self->end, vouch_moment_get_end_ms (self->moment));
  }
  vouch_field_row_show (self->label, vouch_moment_get_label (self->moment));
  vouch_field_row_show (self->note, vouch_moment_get_note (self->moment));
  for (guint i = 0; i < criteria->len; i++)
    if (g_strcmp0 (vouch_criterion_get_id (g_ptr_array_index (criteria, i)),
                   vouch_moment_get_criterion (self->moment)) == 0)
      selected = i + 1;
  adw_combo_row_set_selected (self->criterion, selected);
}

/**
 * vouch_mark_row_new:
 * @moment: a marked place.
 * @rubric: the criteria it may name.
 * @number: its number in the viewer.
 *
 * Returns: (transfer floating): its row.
 */
GtkWidget *
vouch_mark_row_new (VouchMoment *moment, VouchRubric *rubric, guint number)
{
  VouchMarkRow *self = g_object_new (VOUCH_TYPE_MARK_ROW, NULL);

  self->rubric = g_object_ref (rubric);
  self->moment = g_object_ref (moment);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  place_rows (self);
  self->show = add_button (self, "find-location-symbolic", "mark.go-to");
  if (vouch_moment_get_form (moment) != VOUCH_MOMENT_FORM_MOMENT)
    self->change = add_button (self, "document-edit-symbolic", "moments.change");
  self->take_away = add_button (self, "user-trash-symbolic", "moments.remove");
  vouch_mark_row_update (self, moment, number);
  g_signal_connect_object (self, "notify::expanded", G_CALLBACK (expanded_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * vouch_mark_row_update:
 * @self: a row.
 * @moment: the place as it is stored now.
 * @number: its number in the viewer.
 *
 * Shows what is stored; a field in which somebody types stays.
 */
void
vouch_mark_row_update (VouchMarkRow *self, VouchMoment *moment, guint number)
{
  g_autofree char *where = NULL;
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;
  g_autofree char *escaped = NULL;

  g_return_if_fail (VOUCH_IS_MARK_ROW (self) && VOUCH_IS_MOMENT (moment));

  g_set_object (&self->moment, moment);
  self->showing = TRUE;
  where = vouch_mark_form_describe_place (moment);
  title = g_strdup_printf ("%u  %s", number, where);
  words = describe (moment, self->rubric);
  escaped = g_markup_escape_text (words, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
  name_button (self->show, _ ("Show %s"), where);
  name_button (self->change, _ ("Change %s"), where);
  name_button (self->take_away, _ ("Take %s away"), where);
  if (self->rest == 0)
    show_fields (self);
  self->showing = FALSE;
}

/**
 * vouch_mark_row_get_id:
 * @self: a row.
 *
 * Returns: (transfer none): id of its place.
 */
const char *
vouch_mark_row_get_id (VouchMarkRow *self)
{
  g_return_val_if_fail (VOUCH_IS_MARK_ROW (self), NULL);

  return vouch_moment_get_id (self->moment);
}

/**
 * vouch_mark_row_is_edited:
 * @self: a row.
 *
 * Returns: whether something is typed that nobody has taken yet.
 */
gboolean
vouch_mark_row_is_edited (VouchMarkRow *self)
{
  g_return_val_if_fail (VOUCH_IS_MARK_ROW (self), FALSE);

  return self->rest != 0;
}

/**
 * vouch_mark_row_open:
 * @self: a row.
 *
 * Unfolds the row, ready for its label to be typed.
 */
void
vouch_mark_row_open (VouchMarkRow *self)
{
  g_return_if_fail (VOUCH_IS_MARK_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
}

static void
copy_place (VouchMoment *from, VouchMoment *to)
{
  vouch_moment_set_id (to, vouch_moment_get_id (from));
  vouch_moment_set_form (to, vouch_moment_get_form (from));
  vouch_moment_set_start_ms (to, vouch_moment_get_start_ms (from));
  vouch_moment_set_end_ms (to, vouch_moment_get_end_ms (from));
  vouch_moment_set_x (to, vouch_moment_get_x (from));
  vouch_moment_set_y (to, vouch_moment_get_y (from));
  vouch_moment_set_width (to, vouch_moment_get_width (from));
  vouch_moment_set_height (to, vouch_moment_get_height (from));
  vouch_moment_set_page (to, vouch_moment_get_page (from));
  vouch_moment_set_quote (to, vouch_moment_get_quote (from));
  vouch_moment_set_created_ms (to, vouch_moment_get_created_ms (from));
}

/* A field shows whole seconds; what was not changed keeps its thousandths. A time that is no time stays
 * as it was stored, and the field says what is expected. */
static gint64
take_time (VouchFieldRow *field, gint64 stored)
{
  gint64 typed = vouch_field_row_get_time (field);

  if (!vouch_field_row_is_valid (field) || (typed >= 0 && typed / 1000 == stored / 1000))
    return stored;
  return typed;
}

static void
take_times (VouchMarkRow *self, VouchMoment *moment)
{
  gint64 start = take_time (self->start, vouch_moment_get_start_ms (moment));
  gint64 end = take_time (self->end, vouch_moment_get_end_ms (moment));

  if (start >= 0)
    vouch_moment_set_start_ms (moment, start);
  if (end < 0 || end >= vouch_moment_get_start_ms (moment))
    vouch_moment_set_end_ms (moment, end);
}

/**
 * vouch_mark_row_take:
 * @self: a row.
 *
 * Returns: (transfer full): the place as it is typed now.
 */
VouchMoment *
vouch_mark_row_take (VouchMarkRow *self)
{
  VouchMoment *moment = vouch_moment_new ();
  g_autofree char *label = NULL;
  g_autofree char *note = NULL;
  guint selected;

  g_return_val_if_fail (VOUCH_IS_MARK_ROW (self), moment);

  g_clear_handle_id (&self->rest, g_source_remove);
  copy_place (self->moment, moment);
  if (self->start != NULL)
    take_times (self, moment);
  label = vouch_field_row_dup_text (self->label);
  note = vouch_field_row_dup_text (self->note);
  vouch_moment_set_label (moment, *label != '\0' ? label : NULL);
  vouch_moment_set_note (moment, *note != '\0' ? note : NULL);
  selected = adw_combo_row_get_selected (self->criterion);
  if (selected > 0 && selected != GTK_INVALID_LIST_POSITION)
    vouch_moment_set_criterion (
        moment, vouch_criterion_get_id (
                    g_ptr_array_index (vouch_rubric_get_criteria (self->rubric), selected - 1)));
  return moment;
}
