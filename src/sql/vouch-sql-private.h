/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-sql.h"

#include <sqlite3.h>

G_BEGIN_DECLS

sqlite3 *_vouch_sql_get_handle (VouchSql *self);
sqlite3_stmt *_vouch_sql_take_idle (VouchSql *self, const char *text);
void _vouch_sql_give_idle (VouchSql *self, sqlite3_stmt *stmt);
void _vouch_sql_set_error (VouchSql *self, GError **error);

G_END_DECLS
