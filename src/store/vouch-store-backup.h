/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchBackupDifference:
 * @portfolios: portfolios that are not there, are no more, or were changed since.
 * @items: the same of what is in them.
 * @texts: the same of typed answers.
 * @is_known: whether the snapshot has the shape of today, so that this could be told.
 *
 * How the library differs from a snapshot of it.
 */
typedef struct {
  guint portfolios;
  guint items;
  guint texts;
  gboolean is_known;
} VouchBackupDifference;

char *vouch_store_backup (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_backup_if_due (VouchStore *self, GError **error);
gint64 vouch_store_get_last_backup_ms (const char *folder);
GPtrArray *vouch_store_list_backups (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
gint64 vouch_store_get_backup_ms (const char *backup);
gboolean vouch_store_compare_backup (VouchStore *self,
                                     const char *backup,
                                     VouchBackupDifference *difference,
                                     GError **error);
gboolean vouch_store_copy_backup (const char *backup, const char *to, GError **error);
char *vouch_store_find_good_backup (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_restore_backup (const char *folder,
                                     VouchClock *clock,
                                     const char *backup,
                                     GError **error);

G_END_DECLS
