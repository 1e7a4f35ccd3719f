/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "reader-input.h"
#include "reader-type.h"
#include "vouch-facts.h"

G_BEGIN_DECLS

#define READER_MAX_IMAGE_BYTES ((gint64) 256 * 1024 * 1024)

GdkPixbuf *reader_image_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GdkPixbuf *reader_image_decode_within (GBytes *bytes, int *width, int *height, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void reader_image_report_metadata (GBytes *bytes, VouchFacts *facts);
void reader_image_measure (ReaderInput *input, const ReaderType *type, VouchFacts *facts);

G_END_DECLS
