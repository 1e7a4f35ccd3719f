/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv vouch_excerpt_words (const char *typed) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_excerpt_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_excerpt_fits (const char *folded, const char *const *words);
char *vouch_excerpt_cut (const char *text,
                         const char *const *words,
                         guint most) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_excerpt_markup (const char *text, const char *const *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
