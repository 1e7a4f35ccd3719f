/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-glance.h"

G_BEGIN_DECLS

/**
 * VouchBrowseWish:
 * @time_ms: the moment whose frame is to be shown.
 * @step: 1 for the frame after the one shown last, -1 for the one before it; 0 for that of @time_ms.
 *
 * Which frame of a video is to be shown.
 */
typedef struct {
  gint64 time_ms;
  int step;
} VouchBrowseWish;

/**
 * VouchBrowseAskFunc:
 * @wish: (out): which frame is to be shown next.
 * @data: the caller's data.
 *
 * Waits for the next wish; runs on the thread of the call.
 *
 * Returns: whether there is one; with %FALSE the looking is over.
 */
typedef gboolean (*VouchBrowseAskFunc) (VouchBrowseWish *wish, gpointer data);

/**
 * VouchBrowseShowFunc:
 * @frame: the frame, or why there is none; its length is its time, or 0 where there is none.
 * @data: the caller's data.
 *
 * Takes what was wished for; runs on the thread of the call.
 */
typedef void (*VouchBrowseShowFunc) (VouchGlance *frame, gpointer data);

/**
 * VouchBrowsing:
 * @width: the most pixels in a row.
 * @height: the most rows.
 * @ask: waits for the next wish.
 * @show: takes its answer.
 * @data: for both.
 *
 * How somebody looks for a place in a video.
 */
typedef struct {
  int width;
  int height;
  VouchBrowseAskFunc ask;
  VouchBrowseShowFunc show;
  gpointer data;
} VouchBrowsing;

G_END_DECLS
