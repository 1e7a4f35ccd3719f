/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchStoreCache:
 *
 * Objects that were made from stored bytes and never change, by a key; for any thread.
 */
typedef struct _VouchStoreCache VouchStoreCache;

VouchStoreCache *vouch_store_cache_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_store_cache_free (VouchStoreCache *self);
gpointer vouch_store_cache_get (VouchStoreCache *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;
void vouch_store_cache_put (VouchStoreCache *self, const char *key, gpointer object);

G_END_DECLS
