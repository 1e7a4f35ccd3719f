/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-bundle.h"
#include "vouch-portfolio.h"

G_BEGIN_DECLS

char *vouch_bundle_page_write (VouchBundle *bundle,
                               const char *title,
                               GPtrArray *portfolios,
                               gint64 made_ms) G_GNUC_WARN_UNUSED_RESULT;
char *
vouch_bundle_notes_write (VouchPortfolio *portfolio, VouchItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_bundle_describe_moment (VouchPortfolio *portfolio,
                                    VouchMoment *moment) G_GNUC_WARN_UNUSED_RESULT;
const char *
vouch_bundle_describe_level (VouchPortfolio *portfolio, VouchSelfAssessment *assessment);
char *vouch_bundle_describe_range (VouchItem *item) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
