/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-browsing.h"
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
 * @format: (nullable): into which kind of file a recording is put; %NULL for its own.
 *
 * How a copy differs from its original. A copy with a range is always clean as well.
 */
typedef struct {
  gboolean clean;
  gboolean has_range;
  gint64 start_ms;
  gint64 end_ms;
  const char *file_name_hint;
  const char *format;
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
 * VouchListenFunc:
 * @map: what has been heard so far; it does not change any more.
 * @data: the caller's data.
 *
 * Hears how far a recording has been listened to, first of all as soon as there is anything, then a
 * few times a second; runs on the thread of the call.
 */
typedef void (*VouchListenFunc) (VouchSoundMap *map, gpointer data);

G_END_DECLS
