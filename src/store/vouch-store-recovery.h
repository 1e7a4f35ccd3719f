/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

gboolean vouch_store_recover (VouchStore *self, GError **error);

G_END_DECLS
