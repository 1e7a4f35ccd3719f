/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-day.h"
#include "vouch-portfolio-summary.h"

G_BEGIN_DECLS

/**
 * VouchOverviewCache:
 *
 * How far each portfolio is, kept until something is written that it is made of. Any thread may use it.
 */
typedef struct _VouchOverviewCache VouchOverviewCache;

VouchOverviewCache *vouch_overview_cache_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_overview_cache_free (VouchOverviewCache *self);
void vouch_overview_cache_forget (VouchOverviewCache *self, const char *portfolio);
GPtrArray *vouch_overview_cache_get (VouchOverviewCache *self,
                                     VouchDay day,
                                     guint *revision) G_GNUC_WARN_UNUSED_RESULT;
void vouch_overview_cache_keep (VouchOverviewCache *self, GPtrArray *summaries, guint revision);
VouchPortfolioSummary *
vouch_overview_cache_get_one (VouchOverviewCache *self,
                              const char *portfolio) G_GNUC_WARN_UNUSED_RESULT;
void vouch_overview_cache_keep_one (VouchOverviewCache *self,
                                    VouchPortfolioSummary *summary,
                                    VouchDay day,
                                    guint revision);

G_END_DECLS
