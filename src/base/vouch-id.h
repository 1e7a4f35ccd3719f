/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *vouch_id_new (gint64 unix_ms) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_id_is_valid (const char *id);

G_END_DECLS
