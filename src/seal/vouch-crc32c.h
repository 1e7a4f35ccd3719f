/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint32 vouch_crc32c_update (guint32 sum, const void *data, gsize length);
void vouch_crc32c_write (guint32 sum, guint8 digest[4]);

G_END_DECLS
