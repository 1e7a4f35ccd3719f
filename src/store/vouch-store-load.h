/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-store.h"

G_BEGIN_DECLS

VouchPortfolio *vouch_store_load_portfolio (VouchStore *self,
                                            const char *id,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *vouch_store_list_submitted (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
