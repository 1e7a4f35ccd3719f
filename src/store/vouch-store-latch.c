/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-latch.h"

#include "vouch-lock.h"

/*
 * One program writes at a time; it holds the lock of the folder as long as it is open. A program that
 * waits for another computer lends the lock instead: then each change takes it for itself and gives it
 * back, so that nobody else waits for a server that is silent.
 */
#define WAIT_MS 5000

struct _VouchStoreLatch {
  char *path;
  GMutex mutex;
  VouchLock *lock; /* (nullable) (mutex mutex) */
  guint lent;      /* (mutex mutex): how often */
};

/**
 * vouch_store_latch_take:
 * @path: (type filename): the file that is locked.
 * @wait_ms: how long to wait for it.
 * @error: %VOUCH_ERROR_BUSY when somebody else holds it.
 *
 * Returns: (transfer full) (nullable): the right to write.
 */
VouchStoreLatch *
vouch_store_latch_take (const char *path, guint wait_ms, GError **error)
{
  VouchLock *lock = vouch_lock_take (path, wait_ms, NULL, error);
  VouchStoreLatch *self;

  if (lock == NULL)
    return NULL;
  self = g_new0 (VouchStoreLatch, 1);
  self->path = g_strdup (path);
  self->lock = lock;
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * vouch_store_latch_free:
 * @self: (transfer full) (nullable): the right to write.
 *
 * Gives it up.
 */
void
vouch_store_latch_free (VouchStoreLatch *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->lock, vouch_lock_release);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

/* Called with the mutex held. */
static gboolean
hold (VouchStoreLatch *self, GError **error)
{
  if (self->lock == NULL)
    self->lock = vouch_lock_take (self->path, WAIT_MS, NULL, error);
  return self->lock != NULL;
}

/**
 * vouch_store_latch_enter:
 * @self: the right to write.
 * @error: %VOUCH_ERROR_BUSY when it is lent, and somebody uses it for longer than five seconds.
 *
 * Begins a change. Changes do not overlap: the store sees to that.
 *
 * Returns: whether it may begin.
 */
gboolean
vouch_store_latch_enter (VouchStoreLatch *self, GError **error)
{
  gboolean held;

  g_mutex_lock (&self->mutex);
  held = hold (self, error);
  g_mutex_unlock (&self->mutex);
  return held;
}

/**
 * vouch_store_latch_leave:
 * @self: (nullable): the right to write.
 *
 * Ends a change.
 */
void
vouch_store_latch_leave (VouchStoreLatch *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  if (self->lent > 0)
    g_clear_pointer (&self->lock, vouch_lock_release);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_store_latch_lend:
 * @self: the right to write; no change is open.
 *
 * Lets others have it between the changes of this program.
 */
void
vouch_store_latch_lend (VouchStoreLatch *self)
{
  g_mutex_lock (&self->mutex);
  self->lent++;
  g_clear_pointer (&self->lock, vouch_lock_release);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_store_latch_is_lent:
 * @self: the right to write.
 *
 * Returns: whether others may have it just now.
 */
gboolean
vouch_store_latch_is_lent (VouchStoreLatch *self)
{
  gboolean lent;

  g_mutex_lock (&self->mutex);
  lent = self->lent > 0;
  g_mutex_unlock (&self->mutex);
  return lent;
}

/**
 * vouch_store_latch_take_back:
 * @self: the right to write, as it was lent.
 * @error: %VOUCH_ERROR_BUSY when somebody else has it; it stays lent then.
 *
 * Ends the lending, or the innermost one.
 *
 * Returns: whether it is held for good again.
 */
gboolean
vouch_store_latch_take_back (VouchStoreLatch *self, GError **error)
{
  gboolean held = TRUE;

  g_mutex_lock (&self->mutex);
  if (self->lent == 1)
    held = hold (self, error);
  if (held && self->lent > 0)
    self->lent--;
  g_mutex_unlock (&self->mutex);
  return held;
}
