/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store-private.h"
#include "vouch-store-receive.h"
#include "vouch-store-transfer.h"

G_BEGIN_DECLS

/**
 * VouchReceiving:
 * @store: the library.
 * @sql: the connection of the change.
 * @bundle: what came, in the form that the library has.
 * @left_out: what is not written.
 * @welcome: parts that come in although what they belong to is left out.
 * @renamed: kind and old name → new name.
 * @owners: what → the portfolio that it is in.
 * @received: what became of it so far.
 *
 * An export that is being taken in.
 */
typedef struct {
  VouchStore *store;
  VouchSql *sql;
  VouchBundle *bundle;
  GHashTable *left_out;
  GHashTable *welcome;
  GHashTable *renamed;
  GHashTable *owners;
  VouchStoreReceived *received;
} VouchReceiving;

char *vouch_receiving_make_key (const char *space, const char *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_receiving_is_left_out (VouchReceiving *receiving, const char *table, const char *id);
gboolean vouch_receiving_decide (VouchReceiving *receiving, VouchBundle *raw, GError **error);
gboolean vouch_receiving_leaves_out (VouchReceiving *receiving,
                                     const VouchTransferTable *table,
                                     GVariant *row);
const char *vouch_receiving_find_name (VouchReceiving *receiving, char kind, const char *name);
gboolean vouch_receiving_refuse (GError **error, const char *table);

G_END_DECLS
