/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void vouch_sodium_ensure (void);

guint8 *vouch_secret_new (gsize length) G_GNUC_WARN_UNUSED_RESULT;
void vouch_secret_free (guint8 *secret);
GBytes *vouch_secret_take_bytes (guint8 *data, gsize size, gsize from, gsize length)
    G_GNUC_WARN_UNUSED_RESULT;
void vouch_secret_forbid_dumps (void);

G_END_DECLS
