/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

char *vouch_store_get_setting (VouchStore *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_store_set_setting (VouchStore *self, const char *key, const char *value, GError **error);

G_END_DECLS
