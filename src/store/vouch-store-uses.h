/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-evidence-use.h"
#include "vouch-store.h"

G_BEGIN_DECLS

GPtrArray *vouch_store_list_uses (VouchStore *self,
                                  const char *artifact,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_store_list_targets (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_store_find_latest_place (VouchStore *self,
                                     const char *artifact,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
