/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-sql.h"

G_BEGIN_DECLS

/**
 * VouchSqlTransaction:
 *
 * Changes that come together or not at all. Freeing one that was not committed undoes them.
 */
typedef struct _VouchSqlTransaction VouchSqlTransaction;

VouchSqlTransaction *
vouch_sql_transaction_begin (VouchSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_sql_transaction_commit (VouchSqlTransaction *self, GError **error);
void vouch_sql_transaction_free (VouchSqlTransaction *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchSqlTransaction, vouch_sql_transaction_free)

G_END_DECLS
