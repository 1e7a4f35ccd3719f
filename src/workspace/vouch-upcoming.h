/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-backward-plan.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchUpcomingKind:
 *
 * What stands in the calendar of a school year.
 */
typedef enum {
  VOUCH_UPCOMING_STEP,
  VOUCH_UPCOMING_ACTIVITY,
  VOUCH_UPCOMING_GOAL,
  VOUCH_UPCOMING_CHECK_IN,
} VouchUpcomingKind;

/**
 * VouchUpcoming:
 * @kind: what it is.
 * @key: what it is known by, the same each time.
 * @day: the day, of a step the last one on which it can be done.
 * @earliest: the first day of a step; %VOUCH_DAY_NONE of others.
 * @is_last_day: whether it may be done earlier.
 * @is_done: whether it is done.
 * @words: what it is, without its day.
 * @reason: (nullable): why not later.
 * @portfolio: (nullable): id of the portfolio it belongs to.
 * @portfolio_title: (nullable): what that is called.
 * @goal: (nullable): id of the goal it belongs to.
 *
 * Something in the calendar of a school year.
 */
typedef struct {
  VouchUpcomingKind kind;
  char *key;
  VouchDay day;
  VouchDay earliest;
  gboolean is_last_day;
  gboolean is_done;
  char *words;
  char *reason;
  char *portfolio;
  char *portfolio_title;
  char *goal;
} VouchUpcoming;

GPtrArray *vouch_plan_upcoming (VouchWorkspace *workspace,
                                VouchDay from,
                                VouchDay to,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchBackwardPlan *vouch_plan_backward (VouchWorkspace *workspace,
                                        const char *portfolio,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_upcoming_free (VouchUpcoming *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchUpcoming, vouch_upcoming_free)

G_END_DECLS
