/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-facts.h"
#include "vouch-fit.h"
#include "vouch-portfolio.h"

G_BEGIN_DECLS

/**
 * VouchFitPart:
 * @facts: of the original.
 * @start_ms: begin of the chosen part.
 * @end_ms: its end.
 *
 * What is to be copied.
 */
typedef struct {
  VouchFacts *facts;
  gint64 start_ms;
  gint64 end_ms;
} VouchFitPart;

gboolean vouch_fit_plan_part (VouchItem *item, VouchFitPart *part);
gboolean vouch_fit_plan_limits (VouchPortfolio *portfolio,
                                VouchItem *item,
                                gint64 max_bytes,
                                const char *const *formats,
                                VouchFit *fit);
gboolean vouch_fit_plan_is_needed (const VouchFit *fit, const VouchFitPart *part);
gboolean vouch_fit_plan_may_keep_coding (const VouchFit *fit, const VouchFitPart *part);
gboolean vouch_fit_plan_encode (const VouchFit *fit,
                                const VouchFitPart *part,
                                VouchEncoding *encoding,
                                gint64 *smallest_bytes);
gboolean vouch_fit_plan_encode_smaller (const VouchFit *fit,
                                        gint64 measured_bytes,
                                        gint64 sound_bytes,
                                        VouchEncoding *encoding);

G_END_DECLS
