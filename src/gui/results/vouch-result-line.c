/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-result-line"

#include "config.h"
#include "vouch-result-line.h"

#include <glib/gi18n.h>
#include <math.h>

#include "vouch-score.h"
#include "vouch-speech.h"

/**
 * VouchResultLine:
 *
 * One student's line in the grid of results: key, score before, score after, level. Enter goes to
 * the line below, Tab to the next cell, as in a spreadsheet.
 */
struct _VouchResultLine {
  GtkWidget parent_instance;

  VouchResultRow *row;
  gboolean showing;

  GtkWidget *box;
  GtkEditable *student;
  GtkEditable *before;
  GtkEditable *after;
  GtkDropDown *level;
};

/* In the order of the drop-down; the first is "not said". */
static const char *const levels[] = { NULL, "below", "at", "above" };

enum {
  SIGNAL_EDITED,
  SIGNAL_ENTERED,
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchResultLine, vouch_result_line, GTK_TYPE_WIDGET)

static gboolean
take_score (GtkEditable *entry, double *score)
{
  gboolean valid = vouch_score_parse (gtk_editable_get_text (entry), score);

  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  return valid;
}

static void
changed_cb (VouchResultLine *self)
{
  g_autofree char *student = NULL;
  double before, after;

  if (self->showing)
    return;
  student = g_strstrip (g_strdup (gtk_editable_get_text (self->student)));
  vouch_result_row_set_student (self->row, *student != '\0' ? student : NULL);
  take_score (self->before, &before);
  take_score (self->after, &after);
  vouch_result_row_set_before (self->row, before);
  vouch_result_row_set_after (self->row, after);
  vouch_result_row_set_level (self->row, levels[gtk_drop_down_get_selected (self->level)]);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
activated_cb (GtkWidget *entry, VouchResultLine *self)
{
  VouchResultCell cell = entry == GTK_WIDGET (self->student)  ? VOUCH_RESULT_CELL_STUDENT
                         : entry == GTK_WIDGET (self->before) ? VOUCH_RESULT_CELL_BEFORE
                                                              : VOUCH_RESULT_CELL_AFTER;

  g_signal_emit (self, signals[SIGNAL_ENTERED], 0, (int) cell);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVED], 0);
}

static void
show_score (GtkEditable *entry, double score)
{
  g_autofree char *text = vouch_score_format (score);

  gtk_editable_set_text (entry, text);
}

static void
show_row (VouchResultLine *self)
{
  const char *student = vouch_result_row_get_student (self->row);

  self->showing = TRUE;
  gtk_editable_set_text (self->student, student != NULL ? student : "");
  show_score (self->before, vouch_result_row_get_before (self->row));
  show_score (self->after, vouch_result_row_get_after (self->row));
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_strcmp0 (levels[i], vouch_result_row_get_level (self->row)) == 0)
      gtk_drop_down_set_selected (self->level, i);
  self->showing = FALSE;
}

static void
vouch_result_line_dispose (GObject *object)
{
  VouchResultLine *self = VOUCH_RESULT_LINE (object);

  g_clear_object (&self->row);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vouch_result_line_parent_class)->dispose (object);
}

static void
vouch_result_line_class_init (VouchResultLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_result_line_dispose;

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "line.remove", NULL, remove_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/results/vouch-result-line.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchResultLine, after);
  gtk_widget_class_bind_template_child (widget_class, VouchResultLine, before);
  gtk_widget_class_bind_template_child (widget_class, VouchResultLine, box);
  gtk_widget_class_bind_template_child (widget_class, VouchResultLine, level);
  gtk_widget_class_bind_template_child (widget_class, VouchResultLine, student);
}

static void
vouch_result_line_init (VouchResultLine *self)
{
  GtkEditable **entries[] = { &self->student, &self->before, &self->after };

  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_speech_drop_down (self->level, _ ("Level"));
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_signal_connect_object (*entries[i], "changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (*entries[i], "activate", G_CALLBACK (activated_cb), self, 0);
  }
  g_signal_connect_object (self->level, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_result_line_new:
 * @row: the row it shows and changes.
 *
 * Returns: (transfer floating): a line.
 */
GtkWidget *
vouch_result_line_new (VouchResultRow *row)
{
  VouchResultLine *self = g_object_new (VOUCH_TYPE_RESULT_LINE, NULL);

  self->row = g_object_ref (row);
  show_row (self);
  return GTK_WIDGET (self);
}

/**
 * vouch_result_line_get_row:
 * @self: a line.
 *
 * Returns: (transfer none): the row that it shows and changes.
 */
VouchResultRow *
vouch_result_line_get_row (VouchResultLine *self)
{
  g_return_val_if_fail (VOUCH_IS_RESULT_LINE (self), NULL);

  return self->row;
}

/**
 * vouch_result_line_is_valid:
 * @self: a line.
 *
 * Returns: whether its scores are scores.
 */
gboolean
vouch_result_line_is_valid (VouchResultLine *self)
{
  double score;

  g_return_val_if_fail (VOUCH_IS_RESULT_LINE (self), FALSE);

  return vouch_score_parse (gtk_editable_get_text (self->before), &score) &&
         vouch_score_parse (gtk_editable_get_text (self->after), &score);
}

/**
 * vouch_result_line_focus:
 * @self: a line.
 * @cell: which cell.
 *
 * Puts the caret into a cell.
 */
void
vouch_result_line_focus (VouchResultLine *self, VouchResultCell cell)
{
  GtkEditable *entries[] = { self->student, self->before, self->after };

  g_return_if_fail (VOUCH_IS_RESULT_LINE (self));

  gtk_widget_grab_focus (GTK_WIDGET (entries[cell]));
}
