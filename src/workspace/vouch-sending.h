/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

gboolean vouch_sending_get_prefers_unmetered (VouchWorkspace *workspace);
gboolean
vouch_sending_set_prefers_unmetered (VouchWorkspace *workspace, gboolean unmetered, GError **error);

gboolean vouch_sending_keep_unmetered (VouchWorkspace *workspace,
                                       const char *submission,
                                       gboolean unmetered,
                                       GError **error);
gboolean vouch_sending_keep_paused (VouchWorkspace *workspace,
                                    const char *portfolio,
                                    gboolean paused,
                                    GError **error);
gboolean vouch_sending_recall (VouchWorkspace *workspace,
                               const char *submission,
                               gboolean *unmetered,
                               gboolean *paused,
                               GError **error);
gboolean vouch_sending_may_begin (VouchWorkspace *workspace, VouchJob *job, GError **error);

G_END_DECLS
