/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-edit.h"
#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_respond_with_text (VouchWorkspace *workspace,
                               const char *portfolio,
                               const char *prompt,
                               const char *answer,
                               const char *text,
                               VouchItemEdit *edit,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_respond_with_file (VouchWorkspace *workspace,
                               const char *portfolio,
                               const char *prompt,
                               const char *answer,
                               const char *path,
                               VouchItemEdit *edit,
                               VouchJob *job,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
