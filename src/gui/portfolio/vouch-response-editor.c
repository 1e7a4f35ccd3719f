/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-response-editor"

#include "config.h"
#include "vouch-response-editor.h"

#include <glib/gi18n.h>

#include "vouch-error.h"
#include "vouch-respond.h"
#include "vouch-text.h"

#include "vouch-writing-view.h"

/* Four tenths of a second of rest save, and so do seven tenths of typing without rest: what is on disk
 * is never more than a second behind the keyboard. */
#define TICK_MS 100
#define REST_US (400 * 1000)
#define LONGEST_US (700 * 1000)
#define RETRY_US (5 * G_USEC_PER_SEC)

/**
 * VouchResponseEditor:
 *
 * A page to write one answer on. It saves by itself, one save at a time and the newest text last,
 * counts as the definition counts, and never puts an older text over what is being typed.
 */
struct _VouchResponseEditor {
  GtkWidget parent_instance;

  VouchWorkspace *workspace;
  char *portfolio;
  VouchRequirement *prompt;
  char *answer; /* id of the item, NULL until the first save */

  GtkTextView *view;
  GtkLabel *count;
  GtkLabel *saved;
  GtkWidget *details;

  guint ticker;
  gint64 changed_us;     /* when a key was last pressed */
  gint64 dirty_since_us; /* 0 when all is saved or being saved */
  gint64 retry_us;       /* not before this time, after a save that did not work */
  gboolean saving;
  gboolean showing; /* while a stored text is put in */
  char *problem;    /* why the last save did not work */
};

enum {
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchResponseEditor, vouch_response_editor, GTK_TYPE_WIDGET)

typedef struct {
  char *portfolio;
  char *prompt;
  char *answer;
  char *text;
} Save;

static void
save_free (Save *save)
{
  g_free (save->portfolio);
  g_free (save->prompt);
  g_free (save->answer);
  g_free (save->text);
  g_free (save);
}

static char *
dup_text (VouchResponseEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* "182 words, at least 150, at most 300": the number against the limits the prompt sets. */
static char *
count_words (VouchResponseEditor *self, const char *text)
{
  GPtrArray *constraints = vouch_requirement_get_constraints (self->prompt);
  guint words = vouch_text_count_words (text);
  guint characters = vouch_text_count_characters (text);

  for (guint i = 0; i < constraints->len; i++) {
    VouchConstraint *constraint = g_ptr_array_index (constraints, i);
    VouchConstraintKind kind = vouch_constraint_get_kind (constraint);
    double min = 0, max = 0;
    guint n = kind == VOUCH_CONSTRAINT_KIND_WORDS ? words : characters;

    if (kind != VOUCH_CONSTRAINT_KIND_WORDS && kind != VOUCH_CONSTRAINT_KIND_CHARACTERS)
      continue;
    vouch_constraint_get_number (constraint, "min", &min);
    if (!vouch_constraint_get_number (constraint, "max", &max))
      /* Translators: words or characters written, then how many are needed at least. */
      return g_strdup_printf (_ ("%u, at least %u"), n, (guint) min);
    if (kind == VOUCH_CONSTRAINT_KIND_WORDS)
      return g_strdup_printf (ngettext ("%u / %u–%u word", "%u / %u–%u words", (gulong) max), n,
                              (guint) min, (guint) max);
    return g_strdup_printf (
        ngettext ("%u / %u–%u character", "%u / %u–%u characters", (gulong) max), n, (guint) min,
        (guint) max);
  }
  return g_strdup_printf (ngettext ("%u word", "%u words", words), words);
}

static void
show_state (VouchResponseEditor *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *count = count_words (self, text);

  gtk_label_set_text (self->count, count);
  if (self->problem != NULL)
    gtk_label_set_text (self->saved, self->problem);
  else if (self->dirty_since_us != 0 || self->saving)
    gtk_label_set_text (self->saved, _ ("saving"));
  else
    gtk_label_set_text (self->saved, self->answer != NULL ? _ ("saved") : "");
}

static Save *
save_new (VouchResponseEditor *self)
{
  Save *save = g_new0 (Save, 1);

  save->portfolio = g_strdup (self->portfolio);
  save->prompt = g_strdup (vouch_requirement_get_id (self->prompt));
  save->answer = g_strdup (self->answer);
  save->text = dup_text (self);
  return save;
}

static gpointer
save_text (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Save *save = data;

  return vouch_respond_with_text (workspace, save->portfolio, save->prompt, save->answer,
                                  save->text, NULL, cancellable, error);
}

/* What else there is to say about an answer can be said once it is there. */
static void
show_details (VouchResponseEditor *self)
{
  if (self->answer != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->details), "s", self->answer);
  gtk_widget_set_visible (self->details, self->answer != NULL);
}

/* What a save gave: the id of the answer, or why there is none. */
static gboolean
take_saved (VouchResponseEditor *self, char *answer, const GError *problem)
{
  self->saving = FALSE;
  g_free (self->problem);
  self->problem = problem != NULL ? g_strdup (problem->message) : NULL;
  if (problem != NULL) {
    self->retry_us = g_get_monotonic_time () + RETRY_US;
    /* The answer went to the bin meanwhile: what is typed becomes a new one. */
    if (g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
      g_clear_pointer (&self->answer, g_free);
    if (self->dirty_since_us == 0)
      self->dirty_since_us = g_get_monotonic_time ();
    return FALSE;
  }
  g_free (self->answer);
  self->answer = answer;
  show_details (self);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  return TRUE;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchResponseEditor) self = data;
  g_autoptr (GError) error = NULL;
  char *answer = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  take_saved (self, answer, error);
  show_state (self);
}

static gboolean
is_due (VouchResponseEditor *self)
{
  gint64 now = g_get_monotonic_time ();

  if (now < self->retry_us)
    return FALSE;
  return now - self->changed_us >= REST_US || now - self->dirty_since_us >= LONGEST_US;
}

static gboolean
tick_cb (gpointer data)
{
  VouchResponseEditor *self = data;

  if (self->saving)
    return G_SOURCE_CONTINUE;
  if (self->dirty_since_us == 0) {
    self->ticker = 0;
    return G_SOURCE_REMOVE;
  }
  if (is_due (self)) {
    self->saving = TRUE;
    self->dirty_since_us = 0;
    vouch_workspace_run_async (self->workspace, save_text, save_new (self),
                               (GDestroyNotify) save_free, g_free, NULL, saved_cb,
                               g_object_ref (self));
  }
  return G_SOURCE_CONTINUE;
}

static void
changed_cb (VouchResponseEditor *self)
{
  if (!self->showing) {
    self->changed_us = g_get_monotonic_time ();
    if (self->dirty_since_us == 0)
      self->dirty_since_us = self->changed_us;
    if (self->ticker == 0)
      self->ticker = g_timeout_add (TICK_MS, tick_cb, self);
  }
  show_state (self);
}

static void
vouch_response_editor_dispose (GObject *object)
{
  VouchResponseEditor *self = VOUCH_RESPONSE_EDITOR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->ticker, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->prompt);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_response_editor_parent_class)->dispose (object);
}

static void
vouch_response_editor_finalize (GObject *object)
{
  VouchResponseEditor *self = VOUCH_RESPONSE_EDITOR (object);

  g_free (self->answer);
  g_free (self->portfolio);
  g_free (self->problem);

  G_OBJECT_CLASS (vouch_response_editor_parent_class)->finalize (object);
}

static void
vouch_response_editor_class_init (VouchResponseEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_response_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_response_editor_finalize;

  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (VOUCH_TYPE_WRITING_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-response-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, count);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, details);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, saved);
  gtk_widget_class_bind_template_child (widget_class, VouchResponseEditor, view);
}

static void
vouch_response_editor_init (VouchResponseEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->view), TRUE);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_response_editor_new:
 * @workspace: the workspace.
 * @portfolio: id of the portfolio.
 * @prompt: the prompt that is answered.
 *
 * Returns: (transfer floating): an editor for a new answer.
 */
GtkWidget *
vouch_response_editor_new (VouchWorkspace *workspace,
                           const char *portfolio,
                           VouchRequirement *prompt)
{
  VouchResponseEditor *self = g_object_new (VOUCH_TYPE_RESPONSE_EDITOR, NULL);

  self->workspace = g_object_ref (workspace);
  self->portfolio = g_strdup (portfolio);
  self->prompt = g_object_ref (prompt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_requirement_get_title (prompt), -1);
  show_state (self);
  return GTK_WIDGET (self);
}

/**
 * vouch_response_editor_is_settled:
 * @self: an editor.
 *
 * Returns: whether all that is typed is saved.
 */
gboolean
vouch_response_editor_is_settled (VouchResponseEditor *self)
{
  g_return_val_if_fail (VOUCH_IS_RESPONSE_EDITOR (self), TRUE);

  return self->dirty_since_us == 0 && !self->saving;
}

/**
 * vouch_response_editor_get_prompt:
 * @self: an editor.
 *
 * Returns: (transfer none): the prompt that is answered.
 */
VouchRequirement *
vouch_response_editor_get_prompt (VouchResponseEditor *self)
{
  g_return_val_if_fail (VOUCH_IS_RESPONSE_EDITOR (self), NULL);

  return self->prompt;
}

/**
 * vouch_response_editor_get_answer:
 * @self: an editor.
 *
 * Returns: (transfer none) (nullable): id of the answer, %NULL until it was saved once.
 */
const char *
vouch_response_editor_get_answer (VouchResponseEditor *self)
{
  g_return_val_if_fail (VOUCH_IS_RESPONSE_EDITOR (self), NULL);

  return self->answer;
}

/**
 * vouch_response_editor_set_item:
 * @self: an editor.
 * @item: (nullable): the answer as it is stored; %NULL when there is none, or none any more.
 *
 * Shows the stored answer, unless something newer has been typed here.
 */
void
vouch_response_editor_set_item (VouchResponseEditor *self, VouchItem *item)
{
  g_autofree char *typed = NULL;
  const char *stored;

  g_return_if_fail (VOUCH_IS_RESPONSE_EDITOR (self));

  if (self->dirty_since_us != 0 || self->saving)
    return;
  if (g_strcmp0 (self->answer, item != NULL ? vouch_item_get_id (item) : NULL) != 0) {
    g_free (self->answer);
    self->answer = item != NULL ? g_strdup (vouch_item_get_id (item)) : NULL;
    show_details (self);
  }
  typed = dup_text (self);
  stored = item != NULL && vouch_item_get_text (item) != NULL ? vouch_item_get_text (item) : "";
  if (!g_str_equal (typed, stored)) {
    self->showing = TRUE;
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), stored, -1);
    self->showing = FALSE;
  }
  show_state (self);
}

/**
 * vouch_response_editor_flush:
 * @self: an editor.
 * @error: where to put an error.
 *
 * Saves at once what is typed. It waits for the disk: it is for closing.
 *
 * Returns: whether nothing typed is left unsaved.
 */
gboolean
vouch_response_editor_flush (VouchResponseEditor *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  Save *save;
  char *answer;

  g_return_val_if_fail (VOUCH_IS_RESPONSE_EDITOR (self), FALSE);

  while (self->saving)
    g_main_context_iteration (NULL, TRUE);
  if (self->dirty_since_us == 0)
    return TRUE;

  save = save_new (self);
  self->dirty_since_us = 0;
  answer = save_text (self->workspace, save, NULL, &problem);
  save_free (save);
  if (!take_saved (self, answer, problem))
    g_propagate_error (error, g_steal_pointer (&problem));
  show_state (self);
  return self->problem == NULL;
}
