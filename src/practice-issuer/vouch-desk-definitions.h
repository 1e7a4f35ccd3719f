/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk.h"

G_BEGIN_DECLS

gboolean vouch_desk_add_definition (VouchDesk *desk, const char *path, GError **error);
GPtrArray *vouch_desk_list_definitions (VouchDesk *desk, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_desk_load_definition (VouchDesk *desk,
                                    const char *sha256,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
