/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

gboolean
vouch_store_note_arrival (VouchStore *self, const char *sha256, guint64 size, GError **error);
gboolean vouch_store_keep_object (VouchStore *self, const char *sha256, GError **error);
gboolean
vouch_store_remove_arrivals (VouchStore *self, int most_holders, guint *n_files, GError **error);

G_END_DECLS
