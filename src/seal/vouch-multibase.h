/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *vouch_base58_encode (const guint8 *data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_base58_decode (const char *text) G_GNUC_WARN_UNUSED_RESULT;

char *vouch_base64url_encode (const void *data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_base64url_decode (const char *text, gssize length) G_GNUC_WARN_UNUSED_RESULT;

char *vouch_digest_multibase_from_hex (const char *sha256) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_digest_multibase_to_hex (const char *multibase) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
