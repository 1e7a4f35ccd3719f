/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "reader-input.h"
#include "reader-output.h"

G_BEGIN_DECLS

/**
 * ReaderParts:
 * @input: the file.
 * @offset: where the next record begins.
 *
 * Packets that are read from a file of parts.
 */
typedef struct {
  ReaderInput *input;
  gint64 offset;
} ReaderParts;

gboolean reader_parts_write_caps (ReaderOutput *output, GstCaps *caps);
gboolean reader_parts_write_packet (ReaderOutput *output, GstBuffer *buffer, GstClockTime time);
gboolean reader_parts_read (ReaderParts *self, GstCaps **caps, GstBuffer **buffer);

G_END_DECLS
