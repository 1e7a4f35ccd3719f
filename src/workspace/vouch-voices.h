/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

gboolean vouch_voices_sign (VouchWorkspace *workspace,
                            const char *artifact,
                            const char *student,
                            GCancellable *cancellable,
                            GError **error);

gboolean vouch_voices_can_read_aloud (void);
gboolean vouch_voices_read_aloud (const char *text,
                                  const char *language,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
