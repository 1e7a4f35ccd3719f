/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-fit.h"
#include "vouch-store.h"

G_BEGIN_DECLS

/* What vouch_store_derivation_of() says of item i, whose row of item_fit is t. */
#define VOUCH_STORE_DERIVATION                                                                     \
  "coalesce ('fit:' || t.fit, 'clean') || CASE WHEN i.start_ms < 0 AND i.end_ms < 0 THEN '' "      \
  "ELSE ':' || i.start_ms || '-' || i.end_ms END"

/**
 * VouchStoreFitting:
 * @item: id of an item.
 * @portfolio: where it is.
 *
 * An item whose fitting copy is not made yet.
 */
typedef struct {
  char *item;
  char *portfolio;
} VouchStoreFitting;

void vouch_store_fitting_free (VouchStoreFitting *self);

gboolean
vouch_store_set_fit (VouchStore *self, const char *item, const VouchFit *fit, GError **error);
GPtrArray *vouch_store_list_fittings (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
