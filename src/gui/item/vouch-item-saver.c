/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-saver"

#include "config.h"
#include "vouch-item-saver.h"

#include "vouch-error.h"
#include "vouch-items.h"

/* As with answers: four tenths of a second of rest save, and so do seven tenths without rest. */
#define TICK_MS 100
#define REST_US (400 * 1000)
#define LONGEST_US (700 * 1000)
#define RETRY_US (5 * G_USEC_PER_SEC)

/**
 * VouchItemSaver:
 *
 * Takes what is changed about one item and saves it at most a second later, in the order in which it
 * was changed. What could not be saved for a passing reason is kept and tried again.
 */
struct _VouchItemSaver {
  GObject parent_instance;

  VouchWorkspace *workspace;
  char *item;

  GQueue edits;             /* (element-type VouchItemEdit), oldest first */
  VouchItemEdit *under_way; /* the one that is being saved; the worker reads it */
  guint ticker;
  gint64 changed_us;
  gint64 dirty_since_us;
  gint64 retry_us;
};

enum {
  SIGNAL_PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchItemSaver, vouch_item_saver, G_TYPE_OBJECT)

static gpointer
save_edit (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  VouchItemSaver *self = data;

  return GINT_TO_POINTER (
      vouch_items_edit (workspace, self->item, self->under_way, cancellable, error));
}

/* A refusal stays a refusal; anything else may pass. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_INVALID) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
}

static void
take_saved (VouchItemSaver *self, const GError *error)
{
  if (error == NULL || is_final (error)) {
    g_clear_pointer (&self->under_way, vouch_item_edit_free);
  } else {
    g_queue_push_head (&self->edits, g_steal_pointer (&self->under_way));
    self->retry_us = g_get_monotonic_time () + RETRY_US;
  }
  if (error != NULL)
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchItemSaver) self = data;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  take_saved (self, error);
}

static gboolean
is_due (VouchItemSaver *self)
{
  gint64 now = g_get_monotonic_time ();

  return now >= self->retry_us &&
         (now - self->changed_us >= REST_US || now - self->dirty_since_us >= LONGEST_US);
}

static gboolean
tick_cb (gpointer data)
{
  VouchItemSaver *self = data;

  if (self->under_way != NULL)
    return G_SOURCE_CONTINUE;
  if (g_queue_is_empty (&self->edits)) {
    self->ticker = 0;
    return G_SOURCE_REMOVE;
  }
  if (is_due (self)) {
    self->under_way = g_queue_pop_head (&self->edits);
    self->dirty_since_us = 0;
    vouch_workspace_run_async (self->workspace, save_edit, g_object_ref (self), g_object_unref,
                               NULL, NULL, saved_cb, g_object_ref (self));
  }
  return G_SOURCE_CONTINUE;
}

static void
vouch_item_saver_dispose (GObject *object)
{
  VouchItemSaver *self = VOUCH_ITEM_SAVER (object);

  g_clear_handle_id (&self->ticker, g_source_remove);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_item_saver_parent_class)->dispose (object);
}

static void
vouch_item_saver_finalize (GObject *object)
{
  VouchItemSaver *self = VOUCH_ITEM_SAVER (object);

  g_queue_clear_full (&self->edits, (GDestroyNotify) vouch_item_edit_free);
  g_free (self->item);

  G_OBJECT_CLASS (vouch_item_saver_parent_class)->finalize (object);
}

static void
vouch_item_saver_class_init (VouchItemSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_item_saver_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_item_saver_finalize;

  signals[SIGNAL_PROBLEM] =
      g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
vouch_item_saver_init (VouchItemSaver *self)
{
  g_queue_init (&self->edits);
}

/**
 * vouch_item_saver_new:
 * @workspace: the workspace.
 * @item: id of an item.
 *
 * Returns: (transfer full): what saves changes to it.
 */
VouchItemSaver *
vouch_item_saver_new (VouchWorkspace *workspace, const char *item)
{
  VouchItemSaver *self = g_object_new (VOUCH_TYPE_ITEM_SAVER, NULL);

  self->workspace = g_object_ref (workspace);
  self->item = g_strdup (item);
  return self;
}

/**
 * vouch_item_saver_get_workspace:
 * @self: a saver.
 *
 * Returns: (transfer none): the workspace.
 */
VouchWorkspace *
vouch_item_saver_get_workspace (VouchItemSaver *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_SAVER (self), NULL);

  return self->workspace;
}

/**
 * vouch_item_saver_get_item:
 * @self: a saver.
 *
 * Returns: (transfer none): id of the item.
 */
const char *
vouch_item_saver_get_item (VouchItemSaver *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_SAVER (self), NULL);

  return self->item;
}

/**
 * vouch_item_saver_edit:
 * @self: a saver.
 *
 * Returns: (transfer none): the change that will be saved next; say in it what shall be different
 *   before control goes back to the main loop.
 */
VouchItemEdit *
vouch_item_saver_edit (VouchItemSaver *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_SAVER (self), NULL);

  if (g_queue_is_empty (&self->edits))
    g_queue_push_tail (&self->edits, vouch_item_edit_new ());
  self->changed_us = g_get_monotonic_time ();
  if (self->dirty_since_us == 0)
    self->dirty_since_us = self->changed_us;
  if (self->ticker == 0)
    self->ticker = g_timeout_add (TICK_MS, tick_cb, self);
  return g_queue_peek_tail (&self->edits);
}

/**
 * vouch_item_saver_save_now:
 * @self: a saver.
 *
 * Does not wait for the person to rest: for what is pressed rather than typed.
 */
void
vouch_item_saver_save_now (VouchItemSaver *self)
{
  g_return_if_fail (VOUCH_IS_ITEM_SAVER (self));

  self->changed_us = 0;
  if (self->ticker != 0)
    tick_cb (self);
}

/**
 * vouch_item_saver_is_busy:
 * @self: a saver.
 *
 * Returns: whether something is not saved yet; what is stored is then older than what is shown.
 */
gboolean
vouch_item_saver_is_busy (VouchItemSaver *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_SAVER (self), FALSE);

  return self->under_way != NULL || !g_queue_is_empty (&self->edits);
}

/**
 * vouch_item_saver_flush:
 * @self: a saver.
 * @error: where to put an error.
 *
 * Saves at once whatever is not saved yet. It waits for the disk: it is for closing.
 *
 * Returns: whether nothing is left unsaved.
 */
gboolean
vouch_item_saver_flush (VouchItemSaver *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_SAVER (self), FALSE);

  while (self->under_way != NULL)
    g_main_context_iteration (NULL, TRUE);
  while (!g_queue_is_empty (&self->edits)) {
    g_autoptr (GError) problem = NULL;

    self->under_way = g_queue_pop_head (&self->edits);
    save_edit (self->workspace, self, NULL, &problem);
    take_saved (self, problem);
    if (problem != NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  }
  return TRUE;
}
