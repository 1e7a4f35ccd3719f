/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-store-private.h"

G_BEGIN_DECLS

gboolean
vouch_store_load_items (VouchStore *self, VouchSql *sql, VouchPortfolio *portfolio, GError **error);

G_END_DECLS
