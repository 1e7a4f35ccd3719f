/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "vouch-encoding.h"

G_BEGIN_DECLS

typedef struct _EncodeCoder EncodeCoder;

gboolean encode_coder_can_write (const char *format, gboolean has_picture);
const char *encode_coder_get_muxer (const char *format);
EncodeCoder *encode_coder_new_for_picture (const VouchEncoding *what,
                                           GstCaps *caps,
                                           int fd,
                                           guint mark_every,
                                           guint64 first_mark) G_GNUC_WARN_UNUSED_RESULT;
EncodeCoder *encode_coder_new_for_sound (const VouchEncoding *what,
                                         GstCaps *caps,
                                         int fd) G_GNUC_WARN_UNUSED_RESULT;
gboolean encode_coder_push (EncodeCoder *self, GstBuffer *buffer);
gboolean encode_coder_finish (EncodeCoder *self);
gboolean encode_coder_is_full (EncodeCoder *self);
void encode_coder_free (EncodeCoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncodeCoder, encode_coder_free)

G_END_DECLS
