/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-sql.h"

G_BEGIN_DECLS

/**
 * VouchMigration:
 * @sql: (nullable): statements that bring the database one version forward.
 * @run: (nullable): what statements alone cannot do; runs after @sql in the same transaction.
 *
 * One step forward. The first of a list makes version 1 of an empty database, the second makes
 * version 2 of version 1, and so on; a step that was released is never changed again.
 */
typedef struct {
  const char *sql;
  gboolean (*run) (VouchSql *sql, GError **error);
} VouchMigration;

gboolean
vouch_migration_apply (VouchSql *sql, const VouchMigration *steps, guint n_steps, GError **error);

G_END_DECLS
