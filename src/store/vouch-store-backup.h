/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

char *vouch_store_backup (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_backup_if_due (VouchStore *self, GError **error);
gint64 vouch_store_get_last_backup_ms (const char *folder);
char *vouch_store_find_good_backup (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_restore_backup (const char *folder,
                                     VouchClock *clock,
                                     const char *backup,
                                     GError **error);

G_END_DECLS
