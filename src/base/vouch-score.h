/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean vouch_score_parse (const char *text, double *score);
char *vouch_score_format (double score) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
