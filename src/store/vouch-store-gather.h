/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-bundle.h"
#include "vouch-store.h"

G_BEGIN_DECLS

VouchBundle *vouch_store_gather (VouchStore *self,
                                 const char *portfolio,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *vouch_store_list_bundle_objects (VouchBundle *bundle) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
