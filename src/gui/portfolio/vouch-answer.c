/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-answer"

#include "config.h"
#include "vouch-answer.h"

#include <glib/gi18n.h>

#include "vouch-hit-marks.h"
#include "vouch-rows.h"

/**
 * VouchAnswer:
 *
 * One of the answers to a prompt: whose words they are, a way to remove it again, and the page to
 * write on. Of the teacher's only answer nothing but the page is shown.
 */
struct _VouchAnswer {
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkLabel *label;
  GtkWidget *who;
  GtkWidget *remove;
  VouchResponseEditor *editor;
};

G_DEFINE_FINAL_TYPE (VouchAnswer, vouch_answer, GTK_TYPE_WIDGET)

static void
vouch_answer_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_answer_parent_class)->dispose (object);
}

static void
vouch_answer_class_init (VouchAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_answer_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
vouch_answer_init (VouchAnswer *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  self->who = gtk_button_new_with_label (_ ("Which student…"));
  gtk_widget_add_css_class (self->who, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->who), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->who), "win.show-item");
  self->remove = vouch_rows_button ("user-trash-symbolic", _ ("Remove this answer"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "portfolio.remove-item");
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self->head), self->who);
  gtk_box_append (GTK_BOX (self->head), self->remove);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
}

/**
 * vouch_answer_new:
 * @editor: (transfer floating): the page to write on.
 *
 * Returns: (transfer floating): an answer, to be filled by an update.
 */
GtkWidget *
vouch_answer_new (VouchResponseEditor *editor)
{
  VouchAnswer *self = g_object_new (VOUCH_TYPE_ANSWER, NULL);

  self->editor = editor;
  gtk_widget_set_parent (GTK_WIDGET (editor), GTK_WIDGET (self));
  vouch_answer_update (self, NULL, 1, TRUE);
  return GTK_WIDGET (self);
}

/**
 * vouch_answer_get_editor:
 * @self: an answer.
 *
 * Returns: (transfer none): the page to write on.
 */
VouchResponseEditor *
vouch_answer_get_editor (VouchAnswer *self)
{
  g_return_val_if_fail (VOUCH_IS_ANSWER (self), NULL);

  return self->editor;
}

static char *
label_words (VouchRespondent respondent, const char *student, guint number)
{
  switch (respondent) {
  case VOUCH_RESPONDENT_STUDENT:
    if (student != NULL)
      /* Translators: a student's key, as in "Student S1". */
      return g_strdup_printf (_ ("Student %s · typed in by you in the student’s words"), student);
    /* Translators: the number of an answer. */
    return g_strdup_printf (_ ("Answer %u · typed in by you in the student’s words"), number);
  case VOUCH_RESPONDENT_FAMILY:
    return g_strdup_printf (_ ("Answer %u · typed in by you in the family’s words"), number);
  case VOUCH_RESPONDENT_COLLEAGUE:
    return g_strdup_printf (_ ("Answer %u · typed in by you in the colleague’s words"), number);
  case VOUCH_RESPONDENT_EARNER:
  default: return g_strdup_printf (_ ("Answer %u"), number);
  }
}

/**
 * vouch_answer_go_on:
 * @self: an answer.
 *
 * Puts the caret behind what is written.
 */
void
vouch_answer_go_on (VouchAnswer *self)
{
  GtkTextView *view;
  GtkTextIter end;

  g_return_if_fail (VOUCH_IS_ANSWER (self));

  view = GTK_TEXT_VIEW (vouch_response_editor_get_view (self->editor));
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &end);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &end);
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

/**
 * vouch_answer_mark_names:
 * @self: an answer.
 * @report: what the completeness check says.
 *
 * Underlines the names that were found in it.
 */
void
vouch_answer_mark_names (VouchAnswer *self, VouchReport *report)
{
  const char *id;

  g_return_if_fail (VOUCH_IS_ANSWER (self));

  id = vouch_response_editor_get_answer (self->editor);
  if (id != NULL)
    vouch_hit_marks_show (vouch_response_editor_get_view (self->editor), report, id);
}

/**
 * vouch_answer_set_locked:
 * @self: an answer.
 * @locked: whether it stays as it is.
 *
 * Lets it be read only; comes after an update.
 */
void
vouch_answer_set_locked (VouchAnswer *self, gboolean locked)
{
  g_return_if_fail (VOUCH_IS_ANSWER (self));

  if (locked) {
    gtk_widget_set_visible (self->remove, FALSE);
    gtk_widget_set_visible (self->who, FALSE);
  }
  vouch_response_editor_set_locked (self->editor, locked);
}

/**
 * vouch_answer_update:
 * @self: an answer.
 * @item: (nullable): the answer as it is stored; %NULL while there is none.
 * @number: which one it is on its card, from 1.
 * @alone: whether it is the only one there.
 *
 * Says whose words these are. What is typed stays untouched.
 */
void
vouch_answer_update (VouchAnswer *self, VouchItem *item, guint number, gboolean alone)
{
  VouchRespondent respondent =
      vouch_requirement_get_respondent (vouch_response_editor_get_prompt (self->editor));
  const char *student = item != NULL ? vouch_item_get_attribute (item, "student") : NULL;
  g_autofree char *text = label_words (respondent, student, number);

  g_return_if_fail (VOUCH_IS_ANSWER (self));

  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (self->head, !alone || respondent != VOUCH_RESPONDENT_EARNER);
  gtk_widget_set_visible (self->remove, item != NULL);
  gtk_widget_set_visible (self->who, item != NULL && student == NULL &&
                                         respondent == VOUCH_RESPONDENT_STUDENT);
  if (item == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->who), "s", vouch_item_get_id (item));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "s", vouch_item_get_id (item));
}
