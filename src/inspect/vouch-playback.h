/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-inspector.h"

G_BEGIN_DECLS

gboolean vouch_playback_run (const char *helper,
                             int fd,
                             const VouchPlaying *what,
                             VouchPlayFunc func,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
