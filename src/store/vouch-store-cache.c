/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-cache.h"

struct _VouchStoreCache {
  GMutex mutex;
  GHashTable *objects; /* (mutex mutex) */
};

/**
 * vouch_store_cache_new:
 *
 * Returns: (transfer full): an empty cache.
 */
VouchStoreCache *
vouch_store_cache_new (void)
{
  VouchStoreCache *self = g_new0 (VouchStoreCache, 1);

  g_mutex_init (&self->mutex);
  self->objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

/**
 * vouch_store_cache_free:
 * @self: (transfer full): a cache.
 *
 * Frees it.
 */
void
vouch_store_cache_free (VouchStoreCache *self)
{
  g_hash_table_unref (self->objects);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * vouch_store_cache_get:
 * @self: a cache.
 * @key: a key.
 *
 * Returns: (transfer full) (nullable) (type GObject): the object, or %NULL.
 */
gpointer
vouch_store_cache_get (VouchStoreCache *self, const char *key)
{
  gpointer object;

  g_mutex_lock (&self->mutex);
  object = g_hash_table_lookup (self->objects, key);
  if (object != NULL)
    g_object_ref (object);
  g_mutex_unlock (&self->mutex);
  return object;
}

/**
 * vouch_store_cache_put:
 * @self: a cache.
 * @key: a key.
 * @object: (transfer none) (type GObject): what is kept under it from now on.
 *
 * Keeps an object.
 */
void
vouch_store_cache_put (VouchStoreCache *self, const char *key, gpointer object)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_replace (self->objects, g_strdup (key), g_object_ref (object));
  g_mutex_unlock (&self->mutex);
}
