/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-bundle.h"
#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchStoreReceived:
 * @portfolios: (element-type utf8): ids of the portfolios that came, or were here.
 * @n_new: how many came.
 * @n_same: how many were here already, just as they came.
 * @n_beside: how many came beside one that is here and differs.
 * @n_added: how many lists of turns or captions came to files that were here already.
 * @n_kept: how many such lists differ from those here, which stayed.
 *
 * What became of an import.
 */
typedef struct {
  GPtrArray *portfolios;
  guint n_new;
  guint n_same;
  guint n_beside;
  guint n_added;
  guint n_kept;
} VouchStoreReceived;

VouchStoreReceived *vouch_store_receive (VouchStore *self,
                                         VouchBundle *bundle,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_store_received_free (VouchStoreReceived *received);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchStoreReceived, vouch_store_received_free)

G_END_DECLS
