/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** VOUCH_CSV_MAX_BYTES: a larger table is refused before it is read. */
#define VOUCH_CSV_MAX_BYTES (1024 * 1024)

GPtrArray *
vouch_csv_parse (const char *bytes, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_csv_append (GString *text, const char *cell, gboolean last);

G_END_DECLS
