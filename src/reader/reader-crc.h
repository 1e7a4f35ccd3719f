/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint32 reader_crc32 (guint32 crc, const void *bytes, gsize length);

G_END_DECLS
