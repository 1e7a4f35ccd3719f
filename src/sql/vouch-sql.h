/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchSqlFlags:
 * @VOUCH_SQL_DEFAULT: an existing database, to read and to write.
 * @VOUCH_SQL_CREATE: made when it is not there.
 * @VOUCH_SQL_READ_ONLY: never changed through this connection.
 *
 * How a database is opened.
 */
typedef enum {
  VOUCH_SQL_DEFAULT = 0,
  VOUCH_SQL_CREATE = 1 << 0,
  VOUCH_SQL_READ_ONLY = 1 << 1,
} VouchSqlFlags;

#define VOUCH_TYPE_SQL (vouch_sql_get_type ())
G_DECLARE_FINAL_TYPE (VouchSql, vouch_sql, VOUCH, SQL, GObject)

VouchSql *vouch_sql_open (const char *path,
                          VouchSqlFlags flags,
                          guint32 application_id,
                          guint newest_version,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_sql_get_path (VouchSql *self);
guint vouch_sql_get_version (VouchSql *self);
void vouch_sql_set_cancellable (VouchSql *self, GCancellable *cancellable);

gboolean vouch_sql_exec (VouchSql *self, const char *sql, GError **error);
gboolean vouch_sql_run (VouchSql *self, GError **error, const char *sql, const char *types, ...);
guint vouch_sql_count_changes (VouchSql *self);

gboolean vouch_sql_check (VouchSql *self, GPtrArray *complaints, GError **error);
gboolean vouch_sql_backup_into (VouchSql *self, const char *path, GError **error);

G_END_DECLS
