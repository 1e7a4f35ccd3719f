/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-portfolio.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

gboolean vouch_prepare_portfolio (VouchWorkspace *workspace,
                                  const char *portfolio,
                                  VouchJob *job,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean vouch_prepare_item (VouchWorkspace *workspace,
                             VouchItem *item,
                             VouchJob *job,
                             GCancellable *cancellable,
                             GError **error);
void vouch_prepare_if_size_decides (VouchWorkspace *workspace,
                                    const char *portfolio,
                                    const char *requirement,
                                    GCancellable *cancellable);
char *vouch_prepare_find_copy (VouchWorkspace *workspace,
                               VouchItem *item,
                               gint64 *bytes,
                               gboolean *derived,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchJob *
vouch_prepare_job_new (VouchWorkspace *workspace, const char *portfolio) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
