/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "reader-input.h"
#include "reader-type.h"

G_BEGIN_DECLS

/**
 * ReaderDecode:
 *
 * Which streams are decoded; the others come out as they are in the file.
 */
typedef enum {
  READER_DECODE_NOTHING = 0,
  READER_DECODE_AUDIO = 1 << 0,
  READER_DECODE_VIDEO = 1 << 1,
} ReaderDecode;

gboolean reader_gst_init (ReaderInput *input, const ReaderType *type);
gboolean reader_gst_init_for_picture (const ReaderType *type);
gboolean reader_gst_init_for_writing (void);
GstElement *reader_gst_open (ReaderInput *input,
                             ReaderDecode decode,
                             GCallback pad_added,
                             gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
GstMessage *reader_gst_wait (GstElement *pipeline) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_gst_settle (GstElement *pipeline, GstClockTime patience);
gboolean reader_gst_run (GstElement *pipeline, GError **error);
GstElement *reader_gst_add (GstElement *pipeline, const char *factory);
void reader_gst_discard (GstElement *pipeline, GstPad *pad);
GstClockTime reader_gst_running_time (GstPad *pad, GstClockTime timestamp);

G_END_DECLS
