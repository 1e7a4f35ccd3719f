/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint vouch_text_count_words (const char *text);
guint vouch_text_count_characters (const char *text);
gboolean vouch_text_is_blank (const char *text);

char *vouch_text_format_duration (gint64 milliseconds) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_text_format_duration_exactly (gint64 milliseconds) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_text_parse_duration (const char *text, gint64 *milliseconds);

char *vouch_text_make_plain (const char *text, const char *keep) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
