/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-public-key.h"

G_BEGIN_DECLS

VouchPublicKey *
vouch_jwk_parse (const char *json, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
