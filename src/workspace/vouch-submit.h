/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-submission.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_submit_portfolio (VouchWorkspace *workspace,
                              const char *portfolio,
                              const char *issuer,
                              const char *const *attestations,
                              const char *note,
                              VouchJob *job,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_submit_resume (VouchWorkspace *workspace,
                              const char *submission,
                              VouchJob *job,
                              GCancellable *cancellable,
                              GError **error);
VouchJob *vouch_submit_job_new (VouchWorkspace *workspace,
                                const char *portfolio,
                                const char *issuer,
                                const char *const *attestations,
                                const char *note,
                                gboolean unmetered) G_GNUC_WARN_UNUSED_RESULT;
VouchJob *vouch_submit_resume_job_new (VouchWorkspace *workspace,
                                       VouchSubmission *submission,
                                       gboolean unmetered) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_submit_resume_all (VouchWorkspace *workspace, GError **error);

G_END_DECLS
