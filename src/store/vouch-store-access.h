/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store-private.h"

G_BEGIN_DECLS

gboolean
vouch_store_write (VouchStore *self, GError **error, const char *sql, const char *types, ...);
gboolean vouch_store_write_one (VouchStore *self,
                                const char *absent,
                                GError **error,
                                const char *sql,
                                const char *types,
                                ...);
gboolean vouch_store_touch (VouchStore *self, const char *portfolio, GError **error);
char *
vouch_store_read_text (VouchStore *self, GError **error, const char *sql, const char *types, ...)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_rows_ended (GError *local, GError **error);

G_END_DECLS
