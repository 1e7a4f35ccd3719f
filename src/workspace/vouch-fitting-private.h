/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"

#include "vouch-fitting.h"

G_BEGIN_DECLS

gboolean _vouch_fitting_find_limit (VouchWorkspace *workspace,
                                    const char *issuer,
                                    gint64 *max_bytes,
                                    GError **error);
VouchFitting *_vouch_fitting_look_at (VouchWorkspace *workspace,
                                      VouchPortfolio *portfolio,
                                      VouchItem *item,
                                      gint64 max_bytes,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean _vouch_fitting_keep (VouchWorkspace *workspace,
                              const char *item,
                              const VouchFitting *fitting,
                              GError **error);

G_END_DECLS
