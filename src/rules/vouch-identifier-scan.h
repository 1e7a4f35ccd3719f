/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *vouch_scan_find_words (const char *text, const char *words, const char **end);
char *vouch_scan_find_email (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_scan_find_phone (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
