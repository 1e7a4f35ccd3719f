/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define READER_OUTPUT_PIECE (1024 * 1024)

#define READER_TYPE_OUTPUT (reader_output_get_type ())
G_DECLARE_FINAL_TYPE (ReaderOutput, reader_output, READER, OUTPUT, GOutputStream)

ReaderOutput *reader_output_new (int fd) G_GNUC_WARN_UNUSED_RESULT;
gint64 reader_output_get_position (ReaderOutput *self);
gboolean reader_output_add (ReaderOutput *self, const void *bytes, gsize size);
gboolean reader_output_flush (ReaderOutput *self);
guint reader_output_count_pieces (ReaderOutput *self);
gboolean reader_output_is_full (ReaderOutput *self);

G_END_DECLS
