/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-result-table.h"

G_BEGIN_DECLS

gboolean vouch_result_csv_read (VouchResultTable *table,
                                const char *bytes,
                                gsize length,
                                const char *const *keys,
                                guint *n_replaced,
                                GError **error);
char *vouch_result_csv_write (VouchResultTable *table) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_result_csv_write_score (VouchResultTable *table,
                                    VouchResultRow *row,
                                    gboolean after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
