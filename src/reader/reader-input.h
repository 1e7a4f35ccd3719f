/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define READER_TYPE_INPUT (reader_input_get_type ())
G_DECLARE_FINAL_TYPE (ReaderInput, reader_input, READER, INPUT, GInputStream)

ReaderInput *reader_input_new (int fd) G_GNUC_WARN_UNUSED_RESULT;
ReaderInput *reader_input_copy (ReaderInput *self) G_GNUC_WARN_UNUSED_RESULT;

gint64 reader_input_get_size (ReaderInput *self);
gsize reader_input_peek (ReaderInput *self, gint64 offset, void *buffer, gsize length);
GBytes *reader_input_load (ReaderInput *self, gint64 max_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
