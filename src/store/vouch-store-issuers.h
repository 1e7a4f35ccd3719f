/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-issuer-account.h"
#include "vouch-store.h"

G_BEGIN_DECLS

gboolean vouch_store_save_issuer (VouchStore *self, VouchIssuerAccount *issuer, GError **error);
GPtrArray *vouch_store_list_issuers (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchIssuerAccount *vouch_store_load_issuer (VouchStore *self,
                                             const char *name,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_store_remove_issuer (VouchStore *self, const char *name, GError **error);

G_END_DECLS
