/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk-answers.h"
#include "vouch-manifest.h"
#include "vouch-submission-status.h"

G_BEGIN_DECLS

/**
 * VouchSealWork:
 *
 * The files of one submission on their way from the upload room to their place.
 */
typedef struct _VouchSealWork VouchSealWork;

GPtrArray *vouch_desk_list_missing (VouchDesk *desk,
                                    gint64 account,
                                    const char *submission,
                                    VouchManifest *manifest) G_GNUC_WARN_UNUSED_RESULT;

VouchSealWork *vouch_desk_begin_seal (VouchDesk *desk,
                                      gint64 account,
                                      VouchSubmissionStatus *status,
                                      const char *manifest_digest,
                                      VouchProblem **problem) G_GNUC_WARN_UNUSED_RESULT;
void vouch_seal_work_run (VouchSealWork *self);
void vouch_seal_work_free (VouchSealWork *self);
VouchProblem *vouch_desk_finish_seal (VouchDesk *desk,
                                      const VouchDeskRequest *request,
                                      VouchSealWork *work,
                                      VouchDeskAnswer **answer) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchSealWork, vouch_seal_work_free)

G_END_DECLS
