/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean vouch_bubblewrap_usable (void);
void vouch_bubblewrap_append (GPtrArray *argv, const char *helper);

G_END_DECLS
