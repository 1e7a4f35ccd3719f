/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-text-saver"

#include "config.h"
#include "vouch-text-saver.h"

#include "vouch-citation.h"
#include "vouch-error.h"
#include "vouch-respond.h"

/* Four tenths of a second of rest save, and so do seven tenths of typing without rest: what is on disk
 * is never more than a second behind the keyboard. */
#define TICK_MS 100
#define REST_US (400 * 1000)
#define LONGEST_US (700 * 1000)
#define RETRY_US (5 * G_USEC_PER_SEC)

/**
 * VouchTextSaver:
 *
 * Saves what is typed as one answer, by itself, one save at a time and the newest text last.
 */
struct _VouchTextSaver {
  GObject parent_instance;

  VouchWorkspace *workspace;
  char *portfolio;
  char *prompt;
  char *answer; /* id of the item, NULL until the first save */
  VouchTextDraftFunc draft;
  gpointer data;

  guint ticker;
  gint64 changed_us;     /* when a key was last pressed */
  gint64 dirty_since_us; /* 0 when all is saved or being saved */
  gint64 retry_us;       /* not before this time, after a save that did not work */
  gboolean saving;
  char *problem; /* why the last save did not work */
};

enum {
  SIGNAL_SAVED,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchTextSaver, vouch_text_saver, G_TYPE_OBJECT)

typedef struct {
  char *portfolio;
  char *prompt;
  char *answer;
  VouchTextDraft draft;
} Save;

static void
save_free (Save *save)
{
  g_free (save->portfolio);
  g_free (save->prompt);
  g_free (save->answer);
  g_free (save->draft.text);
  g_clear_pointer (&save->draft.citations, g_ptr_array_unref);
  g_free (save->draft.student);
  g_free (save);
}

static Save *
save_new (VouchTextSaver *self)
{
  Save *save = g_new0 (Save, 1);

  save->portfolio = g_strdup (self->portfolio);
  save->prompt = g_strdup (self->prompt);
  save->answer = g_strdup (self->answer);
  self->draft (&save->draft, self->data);
  return save;
}

static gpointer
save_text (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Save *save = data;
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();

  vouch_item_edit_set_citations (edit, save->draft.citations);
  if (save->draft.student != NULL &&
      !vouch_item_edit_set_attribute (edit, "student", save->draft.student, error))
    return NULL;
  return vouch_respond_with_text (workspace, save->portfolio, save->prompt, save->answer,
                                  save->draft.text, edit, cancellable, error);
}

/* What a save gave: the id of the answer, or why there is none. */
static gboolean
take_saved (VouchTextSaver *self, char *answer, const GError *problem)
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
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  return TRUE;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchTextSaver) self = data;
  g_autoptr (GError) error = NULL;
  char *answer = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  take_saved (self, answer, error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
is_due (VouchTextSaver *self)
{
  gint64 now = g_get_monotonic_time ();

  if (now < self->retry_us)
    return FALSE;
  return now - self->changed_us >= REST_US || now - self->dirty_since_us >= LONGEST_US;
}

static gboolean
tick_cb (gpointer data)
{
  VouchTextSaver *self = data;

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
vouch_text_saver_dispose (GObject *object)
{
  VouchTextSaver *self = VOUCH_TEXT_SAVER (object);

  g_clear_handle_id (&self->ticker, g_source_remove);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_text_saver_parent_class)->dispose (object);
}

static void
vouch_text_saver_finalize (GObject *object)
{
  VouchTextSaver *self = VOUCH_TEXT_SAVER (object);

  g_free (self->answer);
  g_free (self->portfolio);
  g_free (self->prompt);
  g_free (self->problem);

  G_OBJECT_CLASS (vouch_text_saver_parent_class)->finalize (object);
}

static void
vouch_text_saver_class_init (VouchTextSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_text_saver_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_text_saver_finalize;

  /* What was typed is on the disk. */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* There is something else to say about how it stands. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_text_saver_init (VouchTextSaver *self)
{
}

/**
 * vouch_text_saver_new:
 * @workspace: the workspace.
 * @portfolio: id of the portfolio.
 * @prompt: id of the prompt that is answered.
 * @draft: (scope forever): says what is to be saved, until vouch_text_saver_stop().
 * @data: its data.
 *
 * Returns: (transfer full): a saver for a new answer.
 */
VouchTextSaver *
vouch_text_saver_new (VouchWorkspace *workspace,
                      const char *portfolio,
                      const char *prompt,
                      VouchTextDraftFunc draft,
                      gpointer data)
{
  VouchTextSaver *self = g_object_new (VOUCH_TYPE_TEXT_SAVER, NULL);

  self->workspace = g_object_ref (workspace);
  self->portfolio = g_strdup (portfolio);
  self->prompt = g_strdup (prompt);
  self->draft = draft;
  self->data = data;
  return self;
}

/**
 * vouch_text_saver_touch:
 * @self: a saver.
 *
 * Tells it that something was typed.
 */
void
vouch_text_saver_touch (VouchTextSaver *self)
{
  g_return_if_fail (VOUCH_IS_TEXT_SAVER (self));

  self->changed_us = g_get_monotonic_time ();
  if (self->dirty_since_us == 0)
    self->dirty_since_us = self->changed_us;
  if (self->ticker == 0)
    self->ticker = g_timeout_add (TICK_MS, tick_cb, self);
}

/**
 * vouch_text_saver_stop:
 * @self: a saver.
 *
 * Ends it: nothing is asked for any more.
 */
void
vouch_text_saver_stop (VouchTextSaver *self)
{
  g_return_if_fail (VOUCH_IS_TEXT_SAVER (self));

  g_clear_handle_id (&self->ticker, g_source_remove);
  self->dirty_since_us = 0;
}

/**
 * vouch_text_saver_is_settled:
 * @self: a saver.
 *
 * Returns: whether all that is typed is saved.
 */
gboolean
vouch_text_saver_is_settled (VouchTextSaver *self)
{
  g_return_val_if_fail (VOUCH_IS_TEXT_SAVER (self), TRUE);

  return self->dirty_since_us == 0 && !self->saving;
}

/**
 * vouch_text_saver_get_problem:
 * @self: a saver.
 *
 * Returns: (transfer none) (nullable): why the last save did not work; %NULL when it did.
 */
const char *
vouch_text_saver_get_problem (VouchTextSaver *self)
{
  g_return_val_if_fail (VOUCH_IS_TEXT_SAVER (self), NULL);

  return self->problem;
}

/**
 * vouch_text_saver_get_answer:
 * @self: a saver.
 *
 * Returns: (transfer none) (nullable): id of the answer, %NULL until it was saved once.
 */
const char *
vouch_text_saver_get_answer (VouchTextSaver *self)
{
  g_return_val_if_fail (VOUCH_IS_TEXT_SAVER (self), NULL);

  return self->answer;
}

/**
 * vouch_text_saver_set_answer:
 * @self: a saver.
 * @answer: (nullable): id of the answer that is changed from now on.
 *
 * Goes over to another answer.
 */
void
vouch_text_saver_set_answer (VouchTextSaver *self, const char *answer)
{
  g_return_if_fail (VOUCH_IS_TEXT_SAVER (self));

  if (g_strcmp0 (self->answer, answer) == 0)
    return;
  g_free (self->answer);
  self->answer = g_strdup (answer);
}

/**
 * vouch_text_saver_flush:
 * @self: a saver.
 * @error: where to put an error.
 *
 * Saves at once what is typed. It waits for the disk: it is for closing.
 *
 * Returns: whether nothing typed is left unsaved.
 */
gboolean
vouch_text_saver_flush (VouchTextSaver *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  Save *save;
  char *answer;

  g_return_val_if_fail (VOUCH_IS_TEXT_SAVER (self), FALSE);

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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return self->problem == NULL;
}
