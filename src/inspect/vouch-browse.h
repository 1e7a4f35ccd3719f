/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-inspector-requests.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean vouch_browse_run (const char *helper,
                           int fd,
                           const VouchBrowsing *what,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
