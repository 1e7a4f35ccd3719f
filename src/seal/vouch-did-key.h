/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_ED25519_KEY_LENGTH 32

char *
vouch_multikey_from_ed25519 (const guint8 key[VOUCH_ED25519_KEY_LENGTH]) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_multikey_to_ed25519 (const char *multikey, guint8 key[VOUCH_ED25519_KEY_LENGTH]);

char *
vouch_did_key_from_ed25519 (const guint8 key[VOUCH_ED25519_KEY_LENGTH]) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_did_key_to_ed25519 (const char *did, guint8 key[VOUCH_ED25519_KEY_LENGTH]);
char *vouch_did_key_get_method (const char *did) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
