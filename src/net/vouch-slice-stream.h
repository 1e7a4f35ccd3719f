/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_SLICE_STREAM (vouch_slice_stream_get_type ())
G_DECLARE_FINAL_TYPE (VouchSliceStream, vouch_slice_stream, VOUCH, SLICE_STREAM, GInputStream)

typedef void (*VouchSliceRead) (gpointer data);

GInputStream *
vouch_slice_stream_new (int fd, gint64 offset, gint64 length, VouchSliceRead on_read, gpointer data)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
