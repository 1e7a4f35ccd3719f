/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-overview-cache"

#include "config.h"
#include "vouch-overview-cache.h"

struct _VouchOverviewCache {
  GMutex mutex;
  guint revision;    /* grows with everything that is written */
  guint all_changed; /* the revision at which something changed that all portfolios share */
  GHashTable
      *changed;     /* (element-type utf8 guint): for a portfolio, the revision at which it did */
  GHashTable *kept; /* (element-type utf8 VouchPortfolioSummary) */
  GPtrArray *summaries; /* (nullable): the whole list, while nothing is written at all */
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
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
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
  g_hash_table_unref (self->changed);
  g_hash_table_unref (self->kept);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
forget_all (VouchOverviewCache *self)
{
  self->all_changed = self->revision;
  g_hash_table_remove_all (self->changed);
  g_hash_table_remove_all (self->kept);
}

/**
 * vouch_overview_cache_forget:
 * @self: a cache.
 * @portfolio: (nullable): id of the portfolio that was written; %NULL for what all share.
 *
 * Something was written: what is kept of it, and what is being found out just now, holds no more.
 */
void
vouch_overview_cache_forget (VouchOverviewCache *self, const char *portfolio)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->revision++;
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  if (portfolio == NULL) {
    forget_all (self);
  } else {
    g_hash_table_remove (self->kept, portfolio);
    g_hash_table_insert (self->changed, g_strdup (portfolio), GUINT_TO_POINTER (self->revision));
  }
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_overview_cache_get:
 * @self: a cache.
 * @day: the day it is meant for.
 * @revision: (out): what to hand back with what is kept.
 *
 * Returns: (transfer full) (nullable): the whole list, if nothing was written since it was kept.
 */
GPtrArray *
vouch_overview_cache_get (VouchOverviewCache *self, VouchDay day, guint *revision)
{
  GPtrArray *kept = NULL;

  g_return_val_if_fail (self != NULL && revision != NULL, NULL);

  g_mutex_lock (&self->mutex);
  if (self->day != day) {
    forget_all (self);
    g_clear_pointer (&self->summaries, g_ptr_array_unref);
    self->day = day;
  }
  *revision = self->revision;
  if (self->summaries != NULL)
    kept = g_ptr_array_ref (self->summaries);
  g_mutex_unlock (&self->mutex);
  return kept;
}

/**
 * vouch_overview_cache_keep:
 * @self: a cache.
 * @summaries: what was found out; it is not changed any more.
 * @revision: what was handed out before.
 *
 * Keeps @summaries, unless something was written meanwhile.
 */
void
vouch_overview_cache_keep (VouchOverviewCache *self, GPtrArray *summaries, guint revision)
{
  g_return_if_fail (self != NULL && summaries != NULL);

  g_mutex_lock (&self->mutex);
  if (self->revision == revision) {
    g_clear_pointer (&self->summaries, g_ptr_array_unref);
    self->summaries = g_ptr_array_ref (summaries);
  }
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_overview_cache_get_one:
 * @self: a cache.
 * @portfolio: id of a portfolio.
 *
 * Returns: (transfer full) (nullable): what is kept of it, for the day that was last asked for.
 */
VouchPortfolioSummary *
vouch_overview_cache_get_one (VouchOverviewCache *self, const char *portfolio)
{
  VouchPortfolioSummary *kept;

  g_return_val_if_fail (self != NULL && portfolio != NULL, NULL);

  g_mutex_lock (&self->mutex);
  kept = g_hash_table_lookup (self->kept, portfolio);
  if (kept != NULL)
    g_object_ref (kept);
  g_mutex_unlock (&self->mutex);
  return kept;
}

/**
 * vouch_overview_cache_keep_one:
 * @self: a cache.
 * @summary: what was found out of one portfolio; it is not changed any more.
 * @day: the day it is meant for.
 * @revision: what was handed out before it was found out.
 *
 * Keeps @summary, unless something that it is made of was written meanwhile.
 */
void
vouch_overview_cache_keep_one (VouchOverviewCache *self,
                               VouchPortfolioSummary *summary,
                               VouchDay day,
                               guint revision)
{
  const char *id = vouch_portfolio_summary_get_id (summary);
  guint changed;

  g_return_if_fail (self != NULL && id != NULL);

  g_mutex_lock (&self->mutex);
  changed = GPOINTER_TO_UINT (g_hash_table_lookup (self->changed, id));
  if (self->day == day && changed <= revision && self->all_changed <= revision)
    g_hash_table_insert (self->kept, g_strdup (id), g_object_ref (summary));
  g_mutex_unlock (&self->mutex);
}
