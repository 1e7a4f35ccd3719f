/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-encoding.h"
#include "vouch-glance.h"

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
 * VouchEncodeStep:
 * @VOUCH_ENCODE_PICTURE: code the picture of an original into a file of parts, from a mark on.
 * @VOUCH_ENCODE_SOUND: code its sound into an empty file of parts.
 * @VOUCH_ENCODE_JOIN: make a recording of one or two files of parts, without coding anew.
 *
 * A step on the way from an original to a copy that is coded anew.
 */
typedef enum {
  VOUCH_ENCODE_PICTURE,
  VOUCH_ENCODE_SOUND,
  VOUCH_ENCODE_JOIN,
} VouchEncodeStep;

/**
 * VouchEncodeFunc:
 * @reached_ms: how far it is, on the time line of the copy.
 * @mark: the number of a mark; 0 when this is none.
 * @bytes: how much of the file of parts is safe at that mark.
 * @data: the caller's data.
 *
 * Hears how far the work is; runs on the thread of the call. Returns whether it shall go on.
 */
typedef gboolean (*VouchEncodeFunc) (gint64 reached_ms, guint64 mark, gint64 bytes, gpointer data);

/**
 * VouchEncodeWork:
 * @step: what is to be done.
 * @encoding: how the copy is coded.
 * @source_fd: the original; for a join the parts of the picture, or of the sound when it is alone.
 * @sound_fd: for a join of both, the parts of the sound; else -1.
 * @target_fd: open for reading and writing; the work begins behind its end.
 * @mark_ms: how far about marks lie apart.
 * @first_mark: the mark at which the work on a picture is taken up; 0 for its begin.
 * @func: (nullable): hears how far it is.
 * @data: for @func.
 */
typedef struct {
  VouchEncodeStep step;
  const VouchEncoding *encoding;
  int source_fd;
  int sound_fd;
  int target_fd;
  gint64 mark_ms;
  guint64 first_mark;
  VouchEncodeFunc func;
  gpointer data;
} VouchEncodeWork;

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
 *
 * What of a recording is to be played.
 */
typedef struct {
  gint64 start_ms;
  gint64 end_ms;
  int width;
  int height;
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

G_END_DECLS
