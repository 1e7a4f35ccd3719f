/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VOUCH_HASH_DIGEST_LENGTH 32
#define VOUCH_HASH_HEX_LENGTH 64

/**
 * VouchHash:
 *
 * A SHA-256 in progress. It is used by one thread at a time.
 */
typedef struct _VouchHash VouchHash;

VouchHash *vouch_hash_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_hash_free (VouchHash *self);
void vouch_hash_update (VouchHash *self, const void *data, gsize length);
char *vouch_hash_finish_hex (VouchHash *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_hash_finish_digest (VouchHash *self, guint8 digest[VOUCH_HASH_DIGEST_LENGTH]);

char *vouch_hash_of_bytes (const void *data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
char *
vouch_hash_of_fd (int fd, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *vouch_hash_hex_from_digest (const guint8 digest[VOUCH_HASH_DIGEST_LENGTH])
    G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_hash_digest_from_hex (const char *hex, guint8 digest[VOUCH_HASH_DIGEST_LENGTH]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchHash, vouch_hash_free)

G_END_DECLS
