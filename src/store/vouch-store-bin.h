/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-bin-entry.h"
#include "vouch-store.h"

G_BEGIN_DECLS

/** VOUCH_STORE_BIN_DAYS: for how many days the bin can be told to keep things. */
#define VOUCH_STORE_BIN_DAYS                                                                       \
  {                                                                                                \
    7, 30, 90                                                                                      \
  }
#define VOUCH_STORE_BIN_USUAL_DAYS 30
#define VOUCH_STORE_BIN_SETTING "bin/days"

guint vouch_store_get_bin_days (VouchStore *self);

GPtrArray *vouch_store_list_bin (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_put_back (VouchStore *self, VouchBinEntry *entry, GError **error);
gboolean vouch_store_empty_bin (VouchStore *self, GPtrArray *entries, GError **error);
gboolean vouch_store_fill_bin (VouchStore *self, GPtrArray *entries, GError **error);

gboolean vouch_store_collect (VouchStore *self, guint *n_files, GError **error);

G_END_DECLS
