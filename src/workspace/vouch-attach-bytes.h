/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_attach_bytes (VouchWorkspace *workspace,
                          const char *portfolio,
                          const char *requirement,
                          GBytes *bytes,
                          const char *name,
                          VouchJob *job,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchJob *vouch_attach_bytes_job_new (VouchWorkspace *workspace,
                                      const char *portfolio,
                                      const char *requirement,
                                      GBytes *bytes,
                                      const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
