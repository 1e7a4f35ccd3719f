/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store-decide.h"

G_BEGIN_DECLS

gboolean vouch_receiving_decide_layers (VouchReceiving *receiving, GError **error);

G_END_DECLS
