/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-day-network.h"
#include "vouch-plan.h"
#include "vouch-portfolio.h"

G_BEGIN_DECLS

/**
 * VouchSketchRound:
 *
 * Which round of a requirement a day is for.
 */
typedef enum {
  VOUCH_SKETCH_ROUND_ONLY,
  VOUCH_SKETCH_ROUND_FIRST,
  VOUCH_SKETCH_ROUND_SECOND,
} VouchSketchRound;

/**
 * VouchSketchEvent:
 * @requirement: what is collected or answered.
 * @part: where it is asked for.
 * @round: which round of it.
 * @first: the network's day of the first item.
 * @last: the day of the last one; often the same.
 * @done: whether enough is there.
 * @bound: whether a constraint on dates names it.
 *
 * Something that happens on a day.
 */
typedef struct {
  VouchRequirement *requirement;
  VouchPart *part;
  VouchSketchRound round;
  guint first;
  guint last;
  gboolean done;
  gboolean bound;
} VouchSketchEvent;

/**
 * VouchPlanSketch:
 *
 * The events of a portfolio and what binds their days, all but the day of sending.
 */
typedef struct _VouchPlanSketch VouchPlanSketch;

VouchPlanSketch *vouch_plan_sketch_new (VouchPortfolio *portfolio,
                                        VouchPlan *year,
                                        VouchDay today) G_GNUC_WARN_UNUSED_RESULT;
void vouch_plan_sketch_free (VouchPlanSketch *self);
GArray *vouch_plan_sketch_get_events (VouchPlanSketch *self);
VouchDayNetwork *vouch_plan_sketch_get_network (VouchPlanSketch *self);
gboolean
vouch_plan_sketch_try (VouchPlanSketch *self, VouchDay send, gboolean wishes, GPtrArray *conflict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPlanSketch, vouch_plan_sketch_free)

G_END_DECLS
