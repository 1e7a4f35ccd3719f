/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_assess_criterion (VouchWorkspace *workspace,
                              const char *portfolio,
                              const char *criterion,
                              const char *level,
                              const char *reason,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
