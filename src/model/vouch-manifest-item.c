/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-manifest-item"

#include "config.h"
#include "vouch-manifest-item.h"

#include "vouch-accessors.h"

/**
 * VouchManifestItem:
 *
 * One answer or artifact of a manifest: a text or a file, never both.
 */
struct _VouchManifestItem {
  GObject parent_instance;

  char *id;
  char *requirement;
  VouchMedia media;
  char *title;
  char *text;
  VouchManifestFile *file;
  char **criteria;
  GHashTable *attributes;
  GPtrArray *moments;
  GPtrArray *citations;
  gboolean consent_covered;
  VouchDay consent_date;
};

G_DEFINE_FINAL_TYPE (VouchManifestItem, vouch_manifest_item, G_TYPE_OBJECT)

static void
vouch_manifest_item_finalize (GObject *object)
{
  VouchManifestItem *self = VOUCH_MANIFEST_ITEM (object);

  g_free (self->id);
  g_free (self->requirement);
  g_free (self->title);
  g_free (self->text);
  g_clear_object (&self->file);
  g_strfreev (self->criteria);
  g_hash_table_unref (self->attributes);
  g_ptr_array_unref (self->moments);
  g_ptr_array_unref (self->citations);

  G_OBJECT_CLASS (vouch_manifest_item_parent_class)->finalize (object);
}

static void
vouch_manifest_item_class_init (VouchManifestItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_manifest_item_finalize;
}

static void
vouch_manifest_item_init (VouchManifestItem *self)
{
  self->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->moments = g_ptr_array_new_with_free_func (g_object_unref);
  self->citations = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_manifest_item_new:
 *
 * Returns: (transfer full): an empty manifest item, to be filled by its setters.
 */
VouchManifestItem *
vouch_manifest_item_new (void)
{
  return g_object_new (VOUCH_TYPE_MANIFEST_ITEM, NULL);
}

VOUCH_DEFINE_STRING (VouchManifestItem, vouch_manifest_item, id)
VOUCH_DEFINE_STRING (VouchManifestItem, vouch_manifest_item, requirement)
VOUCH_DEFINE_VALUE (VouchManifestItem, vouch_manifest_item, VouchMedia, media)
VOUCH_DEFINE_STRING (VouchManifestItem, vouch_manifest_item, title)
VOUCH_DEFINE_STRING (VouchManifestItem, vouch_manifest_item, text)
VOUCH_DEFINE_OBJECT (VouchManifestItem, vouch_manifest_item, VouchManifestFile, file)
VOUCH_DEFINE_STRV (VouchManifestItem, vouch_manifest_item, criteria)
VOUCH_DEFINE_ARRAY (VouchManifestItem, vouch_manifest_item, VouchMoment, moments, moment)
VOUCH_DEFINE_ARRAY (VouchManifestItem, vouch_manifest_item, VouchCitation, citations, citation)
VOUCH_DEFINE_VALUE (VouchManifestItem, vouch_manifest_item, gboolean, consent_covered)
VOUCH_DEFINE_VALUE (VouchManifestItem, vouch_manifest_item, VouchDay, consent_date)

/**
 * vouch_manifest_item_get_attribute:
 * @self: an item.
 * @name: name of an attribute.
 *
 * Returns: (nullable): its value.
 */
const char *
vouch_manifest_item_get_attribute (VouchManifestItem *self, const char *name)
{
  g_return_val_if_fail (VOUCH_IS_MANIFEST_ITEM (self), NULL);

  return g_hash_table_lookup (self->attributes, name);
}

/**
 * vouch_manifest_item_set_attribute:
 * @self: an item.
 * @name: name of an attribute.
 * @value: (nullable): its value; %NULL takes it away.
 *
 * Sets an attribute.
 */
void
vouch_manifest_item_set_attribute (VouchManifestItem *self, const char *name, const char *value)
{
  g_return_if_fail (VOUCH_IS_MANIFEST_ITEM (self));
  g_return_if_fail (name != NULL);

  if (value == NULL)
    g_hash_table_remove (self->attributes, name);
  else
    g_hash_table_insert (self->attributes, g_strdup (name), g_strdup (value));
}

/**
 * vouch_manifest_item_list_attributes:
 * @self: an item.
 *
 * Returns: (transfer container) (element-type utf8): the names of its attributes, sorted.
 */
GList *
vouch_manifest_item_list_attributes (VouchManifestItem *self)
{
  g_return_val_if_fail (VOUCH_IS_MANIFEST_ITEM (self), NULL);

  return g_list_sort (g_hash_table_get_keys (self->attributes), (GCompareFunc) g_strcmp0);
}
