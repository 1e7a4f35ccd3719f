/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *vouch_paths_default_library (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_paths_choose_library (const char *folder, GError **error);
char *vouch_paths_catalogue (void) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_paths_example (void) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_paths_helper (const char *program) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
