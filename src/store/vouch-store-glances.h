/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

GBytes *vouch_store_load_glance (VouchStore *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_keep_glance (VouchStore *self, const char *key, GBytes *bytes, GError **error);
void vouch_store_forget_glances (VouchStore *self, const char *artifact);
gboolean vouch_store_trim_glances (VouchStore *self, guint64 most, GError **error);

G_END_DECLS
