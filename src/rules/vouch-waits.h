/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-talk.h"
#include "vouch-turn.h"

G_BEGIN_DECLS

/* The line that waits are held against. */
#define VOUCH_WAITS_LINE_MS 3000

/**
 * VouchWait:
 * @after: after a question (wait time 1) or after an answer (wait time 2).
 * @turn_ms: where the turn before it begins.
 * @start_ms: where the turn before it ends.
 * @end_ms: where somebody speaks again; the end of the recording when nobody does.
 * @open: nobody spoke again, so that how long the wait was cannot be known; it is not counted.
 *
 * The silence after a turn that the teacher has marked.
 */
typedef struct {
  VouchTurnKind after;
  gint64 turn_ms;
  gint64 start_ms;
  gint64 end_ms;
  gboolean open;
} VouchWait;

/**
 * VouchWaitSum:
 * @n: how many waits there are.
 * @median_ms: their median; -1 when there are none.
 * @n_long: how many last at least %VOUCH_WAITS_LINE_MS.
 *
 * The waits after one kind of turn taken together.
 */
typedef struct {
  guint n;
  gint64 median_ms;
  guint n_long;
} VouchWaitSum;

GArray *vouch_waits_measure (VouchTalk *talk, GPtrArray *turns) G_GNUC_WARN_UNUSED_RESULT;
void vouch_waits_sum (GArray *waits, VouchTurnKind after, VouchWaitSum *sum);
GPtrArray *vouch_waits_mark (GPtrArray *turns, gint64 start_ms, gint64 end_ms, VouchTurnKind kind)
    G_GNUC_WARN_UNUSED_RESULT;
char *vouch_waits_describe (const VouchWait *wait) G_GNUC_WARN_UNUSED_RESULT;
char *
vouch_waits_describe_sum (const VouchWaitSum *sum, VouchTurnKind after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
