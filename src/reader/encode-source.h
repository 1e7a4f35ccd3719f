/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-gst.h"

G_BEGIN_DECLS

typedef struct _EncodeSource EncodeSource;

EncodeSource *encode_source_new (ReaderInput *input,
                                 ReaderDecode decode,
                                 const char *chain,
                                 GstClockTime from) G_GNUC_WARN_UNUSED_RESULT;
GstSample *encode_source_pull (EncodeSource *self, gint64 *time) G_GNUC_WARN_UNUSED_RESULT;
gboolean encode_source_is_damaged (EncodeSource *self);
void encode_source_free (EncodeSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncodeSource, encode_source_free)

G_END_DECLS
