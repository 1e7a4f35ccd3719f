/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *vouch_html_lists_number (char style, guint number, guint level) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_html_lists_word_marker (const char *printed, guint level) G_GNUC_WARN_UNUSED_RESULT;
char vouch_html_lists_style (const char *type, const char *css, char otherwise);
guint vouch_html_lists_word_level (const char *css);

G_END_DECLS
