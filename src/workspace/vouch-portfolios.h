/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_portfolios_begin (VouchWorkspace *workspace,
                              const char *definition_id,
                              const char *title,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_portfolios_list (VouchWorkspace *workspace,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchPortfolio *vouch_portfolios_load (VouchWorkspace *workspace,
                                       const char *id,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_portfolios_rename (VouchWorkspace *workspace,
                                  const char *id,
                                  const char *title,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean vouch_portfolios_remove (VouchWorkspace *workspace,
                                  const char *id,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean vouch_portfolios_restore (VouchWorkspace *workspace,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
