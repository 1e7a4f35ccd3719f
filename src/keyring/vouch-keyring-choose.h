/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-keyring.h"

G_BEGIN_DECLS

VouchKeyring *
vouch_keyring_choose (GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
