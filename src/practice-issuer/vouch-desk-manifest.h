/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk.h"
#include "vouch-manifest.h"
#include "vouch-problem.h"
#include "vouch-submission-status.h"

G_BEGIN_DECLS

VouchProblem *vouch_desk_put_manifest (VouchDesk *desk,
                                       gint64 account,
                                       VouchSubmissionStatus *status,
                                       GBytes *bytes,
                                       const char *signature,
                                       GBytes **answer) G_GNUC_WARN_UNUSED_RESULT;
VouchManifest *vouch_desk_load_manifest (VouchDesk *desk,
                                         const char *submission,
                                         VouchProblem **problem) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
