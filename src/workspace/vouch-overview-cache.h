/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-day.h"

G_BEGIN_DECLS

/**
 * VouchOverviewCache:
 *
 * How far all portfolios are, kept until something is written. Any thread may use it.
 */
typedef struct _VouchOverviewCache VouchOverviewCache;

VouchOverviewCache *vouch_overview_cache_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_overview_cache_free (VouchOverviewCache *self);
void vouch_overview_cache_forget (VouchOverviewCache *self);
GPtrArray *vouch_overview_cache_get (VouchOverviewCache *self,
                                     VouchDay day,
                                     guint *revision) G_GNUC_WARN_UNUSED_RESULT;
void vouch_overview_cache_keep (VouchOverviewCache *self,
                                GPtrArray *summaries,
                                VouchDay day,
                                guint revision);

G_END_DECLS
