/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-moment.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_annotate_add (VouchWorkspace *workspace,
                          const char *item,
                          VouchMoment *moment,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_annotate_remove (VouchWorkspace *workspace,
                                const char *item,
                                const char *moment,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
