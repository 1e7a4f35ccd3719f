/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-sql.h"

G_BEGIN_DECLS

/**
 * VouchSqlStatement:
 *
 * One prepared statement with its values, and the rows it gives. Parameters count from 1, columns
 * from 0.
 */
typedef struct _VouchSqlStatement VouchSqlStatement;

VouchSqlStatement *
vouch_sql_prepare (VouchSql *sql, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchSqlStatement *
vouch_sql_query (VouchSql *sql, GError **error, const char *text, const char *types, ...)
    G_GNUC_WARN_UNUSED_RESULT;
VouchSqlStatement *vouch_sql_query_va (VouchSql *sql,
                                       GError **error,
                                       const char *text,
                                       const char *types,
                                       va_list values) G_GNUC_WARN_UNUSED_RESULT;
void vouch_sql_statement_free (VouchSqlStatement *self);

void vouch_sql_bind (VouchSqlStatement *self, const char *types, ...);
void vouch_sql_bind_text (VouchSqlStatement *self, int index, const char *text);
void vouch_sql_bind_int (VouchSqlStatement *self, int index, gint64 value);
void vouch_sql_bind_double (VouchSqlStatement *self, int index, double value);
void vouch_sql_bind_bytes (VouchSqlStatement *self, int index, GBytes *bytes);

gboolean vouch_sql_next (VouchSqlStatement *self, GError **error);
gboolean vouch_sql_finish (VouchSqlStatement *self, GError **error);
void vouch_sql_reset (VouchSqlStatement *self);

gboolean vouch_sql_is_null (VouchSqlStatement *self, int column);
const char *vouch_sql_text (VouchSqlStatement *self, int column);
gint64 vouch_sql_int (VouchSqlStatement *self, int column);
double vouch_sql_double (VouchSqlStatement *self, int column);
GBytes *vouch_sql_bytes (VouchSqlStatement *self, int column) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchSqlStatement, vouch_sql_statement_free)

G_END_DECLS
