/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

int vouch_store_open_scratch (VouchStore *self,
                              const char *key,
                              const char *name,
                              gint64 keep_bytes,
                              GError **error);
char *vouch_store_load_scratch_note (VouchStore *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_store_keep_scratch_note (VouchStore *self, const char *key, const char *note, GError **error);
void vouch_store_remove_scratch (VouchStore *self, const char *key);
void vouch_store_sweep_scratch (VouchStore *self, const char *const *keep);

G_END_DECLS
