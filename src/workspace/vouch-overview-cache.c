/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-overview-cache"

#include "config.h"
#include "vouch-overview-cache.h"

struct _VouchOverviewCache {
  GMutex mutex;
  guint revision;       /* grows with everything that is written */
  GPtrArray *summaries; /* (nullable) as of that revision */
  VouchDay day;
};

/**
 * vouch_overview_cache_new:
 *
 * Returns: (transfer full): an empty cache.
 */
VouchOverviewCache *
vouch_overview_cache_new (void)
{
  VouchOverviewCache *self = g_new0 (VouchOverviewCache, 1);

  g_mutex_init (&self->mutex);
  return self;
}

/**
 * vouch_overview_cache_free:
 * @self: a cache.
 *
 * Frees it.
 */
void
vouch_overview_cache_free (VouchOverviewCache *self)
{
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * vouch_overview_cache_forget:
 * @self: a cache.
 *
 * Something was written: what is kept, and what is being found out just now, holds no more.
 */
void
vouch_overview_cache_forget (VouchOverviewCache *self)
{
  g_mutex_lock (&self->mutex);
  self->revision++;
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_overview_cache_get:
 * @self: a cache.
 * @day: the day it is meant for.
 * @revision: (out): what to hand back when a new list is kept.
 *
 * Returns: (transfer full) (nullable): what is kept.
 */
GPtrArray *
vouch_overview_cache_get (VouchOverviewCache *self, VouchDay day, guint *revision)
{
  GPtrArray *kept = NULL;

  g_return_val_if_fail (self != NULL && revision != NULL, NULL);

  g_mutex_lock (&self->mutex);
  *revision = self->revision;
  if (self->summaries != NULL && self->day == day)
    kept = g_ptr_array_ref (self->summaries);
  g_mutex_unlock (&self->mutex);
  return kept;
}

/**
 * vouch_overview_cache_keep:
 * @self: a cache.
 * @summaries: what was found out; it is not changed any more.
 * @day: the day it is meant for.
 * @revision: what was handed out before.
 *
 * Keeps @summaries, unless something was written meanwhile.
 */
void
vouch_overview_cache_keep (VouchOverviewCache *self,
                           GPtrArray *summaries,
                           VouchDay day,
                           guint revision)
{
  g_return_if_fail (self != NULL && summaries != NULL);

  g_mutex_lock (&self->mutex);
  if (self->revision == revision) {
    g_clear_pointer (&self->summaries, g_ptr_array_unref);
    self->summaries = g_ptr_array_ref (summaries);
    self->day = day;
  }
  g_mutex_unlock (&self->mutex);
}
