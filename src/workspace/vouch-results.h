/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-requirement.h"
#include "vouch-result-table.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

gboolean vouch_results_fit (VouchRequirement *requirement);

char *vouch_results_begin (VouchWorkspace *workspace,
                           const char *portfolio,
                           const char *requirement,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchResultTable *vouch_results_load (VouchWorkspace *workspace,
                                      const char *id,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_results_save (VouchWorkspace *workspace,
                             VouchResultTable *table,
                             GCancellable *cancellable,
                             GError **error);
gboolean vouch_results_read (VouchWorkspace *workspace,
                             VouchResultTable *table,
                             const char *bytes,
                             gsize length,
                             guint *n_replaced,
                             GCancellable *cancellable,
                             GError **error);
gboolean vouch_results_read_file (VouchWorkspace *workspace,
                                  VouchResultTable *table,
                                  const char *path,
                                  guint *n_replaced,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean vouch_results_place (VouchWorkspace *workspace,
                              const char *id,
                              guint *n_items,
                              GCancellable *cancellable,
                              GError **error);

gboolean vouch_results_save_pdf (VouchWorkspace *workspace,
                                 const char *id,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
