/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-encoding.h"

G_BEGIN_DECLS

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

G_END_DECLS
