/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *vouch_json_path_member (const char *path, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_json_path_element (const char *path, guint index) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_json_unexpected (const char *p,
                             const char *end,
                             const char *wanted) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
