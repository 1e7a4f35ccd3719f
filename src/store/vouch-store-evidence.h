/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-evidence.h"
#include "vouch-item.h"
#include "vouch-store.h"

G_BEGIN_DECLS

gboolean vouch_store_add_evidence (VouchStore *self, VouchItem *item, GError **error);
GPtrArray *vouch_store_list_evidence (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_remove_evidence (VouchStore *self, const char *artifact, GError **error);
gboolean vouch_store_restore_evidence (VouchStore *self, const char *artifact, GError **error);

G_END_DECLS
