/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item.h"
#include "vouch-store.h"

G_BEGIN_DECLS

gboolean
vouch_store_add_item (VouchStore *self, const char *portfolio, VouchItem *item, GError **error);
gboolean vouch_store_update_item (VouchStore *self, VouchItem *item, GError **error);
gboolean
vouch_store_set_item_text (VouchStore *self, const char *item, const char *text, GError **error);
gboolean vouch_store_remove_item (VouchStore *self, const char *item, GError **error);
gboolean vouch_store_restore_item (VouchStore *self, const char *item, GError **error);
char *vouch_store_find_item (VouchStore *self,
                             const char *item,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean
vouch_store_save_moment (VouchStore *self, const char *item, VouchMoment *moment, GError **error);
gboolean vouch_store_remove_moment (VouchStore *self, const char *moment, GError **error);

G_END_DECLS
