/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-keyring.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_SECRET_KEYRING (vouch_secret_keyring_get_type ())
G_DECLARE_FINAL_TYPE (VouchSecretKeyring, vouch_secret_keyring, VOUCH, SECRET_KEYRING, GObject)

VouchKeyring *vouch_secret_keyring_new (VouchKeyring *older) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_secret_keyring_is_available (guint wait_ms, GCancellable *cancellable);

G_END_DECLS
