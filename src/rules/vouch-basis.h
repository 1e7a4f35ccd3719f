/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"

G_BEGIN_DECLS

char *vouch_basis_digest (const char *finding, GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_basis_is_confirmed (VouchPortfolio *portfolio, const char *finding, const char *basis);

G_END_DECLS
