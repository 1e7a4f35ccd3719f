/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * CleanCut:
 * @limited: whether only a part may pass.
 * @base: where the copy begins, on the time line of the original, in nanoseconds.
 * @end: where it ends.
 *
 * What may pass from the original to the copy.
 */
typedef struct {
  gboolean limited;
  GstClockTime base;
  GstClockTime end;
} CleanCut;

/**
 * CleanEnds:
 * @lock: guards the others, which several streams set.
 * @sound: where the last sound that passed ends, on the time line of the copy; 0 when none has.
 * @picture: where the last picture ends.
 *
 * What went into a copy.
 */
typedef struct {
  GMutex lock;
  GstClockTime sound;
  GstClockTime picture;
} CleanEnds;

void clean_cut_guard (GstPad *pad, const CleanCut *cut, CleanEnds *ends);

G_END_DECLS
