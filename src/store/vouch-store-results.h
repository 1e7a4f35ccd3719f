/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-result-table.h"
#include "vouch-store.h"

G_BEGIN_DECLS

char *vouch_store_find_results (VouchStore *self,
                                const char *portfolio,
                                const char *requirement,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchResultTable *vouch_store_load_results (VouchStore *self,
                                            const char *id,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_save_results (VouchStore *self, VouchResultTable *table, GError **error);

char *vouch_store_find_result_item (VouchStore *self,
                                    const char *table,
                                    const char *part,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *vouch_store_list_result_items (VouchStore *self,
                                           const char *table,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_set_result_item (VouchStore *self,
                                      const char *table,
                                      const char *part,
                                      const char *item,
                                      GError **error);

G_END_DECLS
