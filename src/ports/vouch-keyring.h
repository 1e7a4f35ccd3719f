/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** VOUCH_KEYRING_KIND_TOKEN: an issuer's or server's bearer token; the name is the issuer's id. */
#define VOUCH_KEYRING_KIND_TOKEN "token"
/** VOUCH_KEYRING_KIND_IDENTITY: the key that unlocks an identity file; the name is its id. */
#define VOUCH_KEYRING_KIND_IDENTITY "identity"

#define VOUCH_KEYRING_MAX_NAME 256
#define VOUCH_KEYRING_MAX_SECRET (64 * 1024)

#define VOUCH_TYPE_KEYRING (vouch_keyring_get_type ())
G_DECLARE_INTERFACE (VouchKeyring, vouch_keyring, VOUCH, KEYRING, GObject)

/**
 * VouchKeyringInterface:
 * @store: puts a secret under (kind, name), replacing the one before.
 * @lookup: gives the secret under (kind, name), or %VOUCH_ERROR_NOT_FOUND.
 * @clear: forgets the secret under (kind, name); nothing to forget is a success.
 *
 * Where secrets live on this computer. All calls block and may be made from any thread.
 */
struct _VouchKeyringInterface {
  GTypeInterface parent_iface;

  gboolean (*store) (VouchKeyring *self,
                     const char *kind,
                     const char *name,
                     const char *secret,
                     GCancellable *cancellable,
                     GError **error);
  char *(*lookup) (VouchKeyring *self,
                   const char *kind,
                   const char *name,
                   GCancellable *cancellable,
                   GError **error);
  gboolean (*clear) (VouchKeyring *self,
                     const char *kind,
                     const char *name,
                     GCancellable *cancellable,
                     GError **error);
};

gboolean vouch_keyring_store (VouchKeyring *self,
                              const char *kind,
                              const char *name,
                              const char *secret,
                              GCancellable *cancellable,
                              GError **error);
char *vouch_keyring_lookup (VouchKeyring *self,
                            const char *kind,
                            const char *name,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_keyring_clear (VouchKeyring *self,
                              const char *kind,
                              const char *name,
                              GCancellable *cancellable,
                              GError **error);
void vouch_keyring_secret_free (char *secret);

G_END_DECLS
