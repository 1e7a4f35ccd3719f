/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk-answers.h"
#include "vouch-submission-status.h"

G_BEGIN_DECLS

VouchSubmissionStatus *
vouch_desk_find_submission (VouchDesk *desk, gint64 account, const char *id, VouchProblem **problem)
    G_GNUC_WARN_UNUSED_RESULT;
VouchProblem *vouch_desk_check_open (VouchSubmissionStatus *status) G_GNUC_WARN_UNUSED_RESULT;
VouchProblem *
vouch_desk_check_window (VouchDesk *desk, VouchDefinition *definition) G_GNUC_WARN_UNUSED_RESULT;
int vouch_desk_count_attempts_left (VouchDesk *desk, gint64 account, VouchSubmissionStatus *status);

VouchProblem *vouch_desk_open_submission (VouchDesk *desk,
                                          const VouchDeskRequest *request,
                                          VouchSubmissionStatus *wanted,
                                          VouchDeskAnswer **answer,
                                          char **existing) G_GNUC_WARN_UNUSED_RESULT;
VouchProblem *
vouch_desk_withdraw (VouchDesk *desk, gint64 account, const char *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_desk_touch_submission (VouchDesk *desk, const char *id, GError **error);
GBytes *vouch_desk_load_column (VouchDesk *desk,
                                const char *column,
                                const char *submission,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
