/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item.h"
#include "vouch-store.h"

G_BEGIN_DECLS

GPtrArray *vouch_store_load_said (VouchStore *self,
                                  const char *artifact,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_write_said (VouchStore *self, VouchItem *said, GError **error);

G_END_DECLS
