/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-glance-loader"

#include "config.h"
#include "vouch-glance-loader.h"

#include "vouch-error.h"
#include "vouch-glances.h"

/* Two helpers keep two old cores busy; a third would only make the others wait. */
#define MAX_HELPERS 2
#define MAX_BATCH 8
#define MAX_MEMORY ((gsize) 12 * 1024 * 1024)

/**
 * VouchGlanceLoader:
 *
 * Loads pictures and waveforms of files off the main loop: what was asked for last comes first, as it
 * is what the person looks at; several small ones share a helper. What was loaded is kept in memory up
 * to a bound. It is used from the main thread only.
 */
struct _VouchGlanceLoader {
  GObject parent_instance;

  VouchWorkspace *workspace;
  GThreadPool *pool;
  GMutex mutex;
  GQueue waiting; /* (element-type GTask) (mutex mutex), what was asked for last at its head */

  GHashTable *kept; /* (element-type utf8 Kept) */
  GQueue order;     /* (element-type Kept), the one used last at its head */
  gsize kept_bytes;
};

typedef struct {
  char *key;
  VouchGlance *glance;
  gsize size;
  GList link;
} Kept;

typedef struct {
  char *sha256;
  char *file_name;
  VouchGlanceWish wish;
  gboolean answered; /* of the helper's thread */
} Order;

G_DEFINE_FINAL_TYPE (VouchGlanceLoader, vouch_glance_loader, G_TYPE_OBJECT)

static void
order_free (Order *order)
{
  g_free (order->sha256);
  g_free (order->file_name);
  g_free (order);
}

static void
kept_free (Kept *kept)
{
  g_free (kept->key);
  g_object_unref (kept->glance);
  g_free (kept);
}

static char *
key_of (const char *sha256, const VouchGlanceWish *wish)
{
  return g_strdup_printf ("%s-%d-%d-%d-%d-%" G_GINT64_FORMAT, sha256, wish->form, wish->width,
                          wish->height, wish->page, wish->time_ms);
}

static gboolean
is_small (const VouchGlanceWish *wish)
{
  return wish->form == VOUCH_GLANCE_FORM_WAVEFORM ||
         (wish->width <= VOUCH_GLANCES_SMALL && wish->height <= VOUCH_GLANCES_SMALL);
}

/* Takes what shares one helper: several small ones, or one large one. */
static GPtrArray *
take_batch (VouchGlanceLoader *self)
{
  GPtrArray *batch = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean small = TRUE;

  g_mutex_lock (&self->mutex);
  while (small && batch->len < MAX_BATCH && !g_queue_is_empty (&self->waiting)) {
    GTask *task = g_queue_peek_head (&self->waiting);

    small = is_small (&((Order *) g_task_get_task_data (task))->wish);
    if (!small && batch->len > 0)
      break;
    g_queue_pop_head (&self->waiting);
    if (g_task_return_error_if_cancelled (task))
      g_object_unref (task);
    else
      g_ptr_array_add (batch, task);
  }
  g_mutex_unlock (&self->mutex);
  return batch;
}

static void
loaded_one (guint index, VouchGlance *glance, gpointer data)
{
  GPtrArray *batch = data;
  GTask *task = g_ptr_array_index (batch, index);

  ((Order *) g_task_get_task_data (task))->answered = TRUE;
  g_task_return_pointer (task, g_object_ref (glance), g_object_unref);
}

static void
run_batch (gpointer data, gpointer user_data)
{
  VouchGlanceLoader *self = user_data;
  g_autoptr (VouchWorkspace) workspace = data;
  g_autoptr (GPtrArray) batch = take_batch (self);
  VouchGlanceRequest requests[MAX_BATCH];
  g_autoptr (GError) error = NULL;
  GCancellable *cancellable = NULL;

  if (batch->len == 0)
    return;
  for (guint i = 0; i < batch->len; i++) {
    Order *order = g_task_get_task_data (g_ptr_array_index (batch, i));

    requests[i] = (VouchGlanceRequest){ order->sha256, order->file_name, order->wish };
  }
  if (batch->len == 1)
    cancellable = g_task_get_cancellable (g_ptr_array_index (batch, 0));
  if (vouch_glances_load (workspace, requests, batch->len, loaded_one, batch, cancellable, &error))
    return;
  for (guint i = 0; i < batch->len; i++)
    if (!((Order *) g_task_get_task_data (g_ptr_array_index (batch, i)))->answered)
      g_task_return_error (g_ptr_array_index (batch, i), g_error_copy (error));
}

static void
forget_oldest (VouchGlanceLoader *self)
{
  while (self->kept_bytes > MAX_MEMORY) {
    Kept *oldest = g_queue_pop_tail_link (&self->order)->data;

    self->kept_bytes -= oldest->size;
    g_hash_table_remove (self->kept, oldest->key);
  }
}

static void
keep (VouchGlanceLoader *self, Order *order, VouchGlance *glance)
{
  g_autofree char *key = key_of (order->sha256, &order->wish);
  Kept *kept;

  if (!is_small (&order->wish) || g_hash_table_contains (self->kept, key))
    return;
  kept = g_new0 (Kept, 1);
  kept->key = g_steal_pointer (&key);
  kept->glance = g_object_ref (glance);
  kept->size = g_bytes_get_size (vouch_glance_get_data (glance)) + 256;
  kept->link.data = kept;
  g_hash_table_insert (self->kept, kept->key, kept);
  g_queue_push_head_link (&self->order, &kept->link);
  self->kept_bytes += kept->size;
  forget_oldest (self);
}

static void
vouch_glance_loader_finalize (GObject *object)
{
  VouchGlanceLoader *self = VOUCH_GLANCE_LOADER (object);

  /* Each task holds the loader, so none is waiting and no helper is at work. */
  g_thread_pool_free (self->pool, TRUE, FALSE);
  g_hash_table_unref (self->kept);
  g_mutex_clear (&self->mutex);
  g_object_unref (self->workspace);

  G_OBJECT_CLASS (vouch_glance_loader_parent_class)->finalize (object);
}

static void
vouch_glance_loader_class_init (VouchGlanceLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_glance_loader_finalize;
}

static void
vouch_glance_loader_init (VouchGlanceLoader *self)
{
  g_mutex_init (&self->mutex);
  g_queue_init (&self->waiting);
  g_queue_init (&self->order);
  self->pool = g_thread_pool_new (run_batch, self, MAX_HELPERS, FALSE, NULL);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) kept_free);
}

/**
 * vouch_glance_loader_get:
 * @workspace: the workspace.
 *
 * Returns: (transfer full): the loader that everybody who shows files of @workspace shares, for as long
 *   as somebody holds it.
 */
VouchGlanceLoader *
vouch_glance_loader_get (VouchWorkspace *workspace)
{
  static GWeakRef current;
  VouchGlanceLoader *self = g_weak_ref_get (&current);

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  if (self != NULL && self->workspace == workspace)
    return self;
  g_clear_object (&self);
  self = g_object_new (VOUCH_TYPE_GLANCE_LOADER, NULL);
  self->workspace = g_object_ref (workspace);
  g_weak_ref_set (&current, self);
  return self;
}

/**
 * vouch_glance_loader_peek:
 * @self: a loader.
 * @sha256: a file.
 * @wish: what of it is to be shown.
 *
 * Returns: (transfer none) (nullable): it, when it is in memory.
 */
VouchGlance *
vouch_glance_loader_peek (VouchGlanceLoader *self, const char *sha256, const VouchGlanceWish *wish)
{
  g_autofree char *key = NULL;
  Kept *kept;

  g_return_val_if_fail (VOUCH_IS_GLANCE_LOADER (self) && sha256 != NULL, NULL);

  key = key_of (sha256, wish);
  kept = g_hash_table_lookup (self->kept, key);
  if (kept == NULL)
    return NULL;
  g_queue_unlink (&self->order, &kept->link);
  g_queue_push_head_link (&self->order, &kept->link);
  return kept->glance;
}

/**
 * vouch_glance_loader_load_async:
 * @self: a loader.
 * @sha256: a file of the library.
 * @file_name: (nullable): the name it came with.
 * @wish: what of it is to be shown.
 * @cancellable: (nullable): to stop it; what has not begun is not begun.
 * @callback: called on the main loop.
 * @user_data: for @callback.
 *
 * Loads what is to be shown of a file.
 */
void
vouch_glance_loader_load_async (VouchGlanceLoader *self,
                                const char *sha256,
                                const char *file_name,
                                const VouchGlanceWish *wish,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Order *order;

  g_return_if_fail (VOUCH_IS_GLANCE_LOADER (self) && sha256 != NULL);
  g_return_if_fail (vouch_glance_wish_is_valid (wish));

  order = g_new0 (Order, 1);
  order->sha256 = g_strdup (sha256);
  order->file_name = g_strdup (file_name);
  order->wish = *wish;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_mutex_lock (&self->mutex);
  g_queue_push_head (&self->waiting, task);
  g_mutex_unlock (&self->mutex);
  g_thread_pool_push (self->pool, g_object_ref (self->workspace), NULL);
}

/**
 * vouch_glance_loader_load_finish:
 * @self: a loader.
 * @result: what the callback got.
 * @error: %G_IO_ERROR_CANCELLED or %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (nullable): how it looks, or why it cannot be shown.
 */
VouchGlance *
vouch_glance_loader_load_finish (VouchGlanceLoader *self, GAsyncResult *result, GError **error)
{
  VouchGlance *glance;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  glance = g_task_propagate_pointer (G_TASK (result), error);
  if (glance != NULL)
    keep (self, g_task_get_task_data (G_TASK (result)), glance);
  return glance;
}

/**
 * vouch_glance_make_texture:
 * @glance: a glance of pixels.
 *
 * Returns: (transfer full): the pixels, ready to be painted.
 */
GdkTexture *
vouch_glance_make_texture (VouchGlance *glance)
{
  const VouchGlanceShape *shape = vouch_glance_get_shape (glance);

  g_return_val_if_fail (shape->form == VOUCH_GLANCE_FORM_PICTURE && shape->width > 0, NULL);

  return gdk_memory_texture_new (shape->width, shape->height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED,
                                 vouch_glance_get_data (glance), vouch_glance_get_stride (glance));
}
