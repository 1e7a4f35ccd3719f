/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk.h"

G_BEGIN_DECLS

char *
vouch_desk_add_token (VouchDesk *desk, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_desk_find_account (VouchDesk *desk, const char *token, gint64 *account, GError **error);

G_END_DECLS
