/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-glance.h"
#include "vouch-sound-map.h"

G_BEGIN_DECLS

/**
 * VouchDerivation:
 * @clean: leave out every embedded information that could tell who made the file.
 * @has_range: keep only what lies between @start_ms and @end_ms of a recording.
 * @start_ms: begin of the range, in milliseconds.
 * @end_ms: end of the range.
 * @file_name_hint: (nullable): the name of the original, used when the copy is measured.
 *
 * How a copy differs from its original. A copy with a range is always clean as well.
 */
typedef struct {
  gboolean clean;
  gboolean has_range;
  gint64 start_ms;
  gint64 end_ms;
  const char *file_name_hint;
} VouchDerivation;

/**
 * VouchGlanceSource:
 * @fd: a regular file open for reading; it stays open.
 * @wish: what of it is to be shown.
 *
 * One file to be shown.
 */
typedef struct {
  int fd;
  VouchGlanceWish wish;
} VouchGlanceSource;

/**
 * VouchGlanceFunc:
 * @index: which of the files.
 * @glance: what it looks like, or why it cannot be shown.
 * @data: the caller's data.
 *
 * Takes a glance; runs on the thread of the call.
 */
typedef void (*VouchGlanceFunc) (guint index, VouchGlance *glance, gpointer data);

/**
 * VouchPlaying:
 * @start_ms: from when on.
 * @end_ms: until when; the length of the recording, or earlier.
 * @width: the most pixels in a row of its picture.
 * @height: the most rows.
 * @speed: how fast, in percent, from 50 to 200; the pitch stays.
 *
 * What of a recording is to be played.
 */
typedef struct {
  gint64 start_ms;
  gint64 end_ms;
  int width;
  int height;
  int speed;
} VouchPlaying;

/**
 * VouchPlayFunc:
 * @position_ms: where the recording is.
 * @frame: (nullable): its picture, when there is a new one.
 * @is_heard: whether this computer plays the sound.
 * @data: the caller's data.
 *
 * Hears how far a recording is, many times a second; runs on the thread of the call.
 */
typedef void (*VouchPlayFunc) (gint64 position_ms,
                               VouchGlance *frame,
                               gboolean is_heard,
                               gpointer data);

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

/**
 * VouchListenFunc:
 * @map: what has been heard so far; it does not change any more.
 * @data: the caller's data.
 *
 * Hears how far a recording has been listened to, first of all as soon as there is anything, then a
 * few times a second; runs on the thread of the call.
 */
typedef void (*VouchListenFunc) (VouchSoundMap *map, gpointer data);

G_END_DECLS
