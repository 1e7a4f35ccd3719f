/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-sql.h"

#include <sqlite3.h>

G_BEGIN_DECLS

sqlite3 *_vouch_sql_get_handle (VouchSql *self);
void _vouch_sql_set_error (VouchSql *self, GError **error);

G_END_DECLS
