/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk.h"

G_BEGIN_DECLS

char *vouch_desk_list_submissions (VouchDesk *desk, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_desk_show_submission (VouchDesk *desk,
                                  const char *id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
