/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-people.h"

G_BEGIN_DECLS

char **vouch_name_paste_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_name_paste_propose_prefix (VouchPeople *people) G_GNUC_WARN_UNUSED_RESULT;
char **vouch_name_paste_propose_keys (VouchPeople *people,
                                      const char *prefix,
                                      guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
