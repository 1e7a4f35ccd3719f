/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bundle"

#include "config.h"
#include "vouch-bundle.h"

/*
 * What an export holds: records, the documents that they name by their hash, and the list of files.
 * A value of a record is a string, a whole number, a real number, or a document: a tuple of its hash.
 * What is not known is not there.
 */
struct _VouchBundle {
  GObject parent_instance;
  gboolean whole_library;
  GHashTable *tables;    /* (owned): name → GPtrArray of GVariant */
  GHashTable *documents; /* (owned): SHA-256 → GBytes */
  GPtrArray *files;      /* (owned) (element-type VouchBundleFile) */
  GHashTable *by_hash;   /* (owned): SHA-256, lent → VouchBundleFile, lent */
  GPtrArray *none;       /* (owned): stands for rows that are not there */
};

G_DEFINE_FINAL_TYPE (VouchBundle, vouch_bundle, G_TYPE_OBJECT)

static void
free_file (gpointer data)
{
  VouchBundleFile *file = data;

  g_free (file->name);
  g_free (file->sha256);
  g_free (file);
}

static void
vouch_bundle_finalize (GObject *object)
{
  VouchBundle *self = VOUCH_BUNDLE (object);

  g_hash_table_unref (self->tables);
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->by_hash);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->none);
  G_OBJECT_CLASS (vouch_bundle_parent_class)->finalize (object);
}

static void
vouch_bundle_class_init (VouchBundleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_bundle_finalize;
}

static void
vouch_bundle_init (VouchBundle *self)
{
  self->tables =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->documents =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->files = g_ptr_array_new_with_free_func (free_file);
  self->by_hash = g_hash_table_new (g_str_hash, g_str_equal);
  self->none = g_ptr_array_new ();
}

/**
 * vouch_bundle_new:
 * @whole_library: whether it holds a whole library and not one portfolio.
 *
 * Returns: (transfer full): an empty bundle.
 */
VouchBundle *
vouch_bundle_new (gboolean whole_library)
{
  VouchBundle *self = g_object_new (VOUCH_TYPE_BUNDLE, NULL);

  self->whole_library = whole_library;
  return self;
}

/**
 * vouch_bundle_get_whole_library:
 * @self: a bundle.
 *
 * Returns: whether it holds a whole library and not one portfolio.
 */
gboolean
vouch_bundle_get_whole_library (VouchBundle *self)
{
  g_return_val_if_fail (VOUCH_IS_BUNDLE (self), FALSE);

  return self->whole_library;
}

/**
 * vouch_bundle_add_row:
 * @self: a bundle.
 * @table: what it is about, such as `item`.
 * @row: a record of type `a{sv}`; one that floats is taken over.
 *
 * Appends a record.
 */
void
vouch_bundle_add_row (VouchBundle *self, const char *table, GVariant *row)
{
  GPtrArray *rows;

  g_return_if_fail (VOUCH_IS_BUNDLE (self) && table != NULL);
  g_return_if_fail (g_variant_is_of_type (row, G_VARIANT_TYPE_VARDICT));

  rows = g_hash_table_lookup (self->tables, table);
  if (rows == NULL) {
    rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
    g_hash_table_insert (self->tables, g_strdup (table), rows);
  }
  g_ptr_array_add (rows, g_variant_ref_sink (row));
}

/**
 * vouch_bundle_get_rows:
 * @self: a bundle.
 * @table: what they are about.
 *
 * Returns: (transfer none) (element-type GVariant): the records in their order, maybe none.
 */
GPtrArray *
vouch_bundle_get_rows (VouchBundle *self, const char *table)
{
  GPtrArray *rows;

  g_return_val_if_fail (VOUCH_IS_BUNDLE (self) && table != NULL, NULL);

  rows = g_hash_table_lookup (self->tables, table);
  return rows != NULL ? rows : self->none;
}

/**
 * vouch_bundle_list_tables:
 * @self: a bundle.
 *
 * Returns: (transfer container) (element-type utf8): what there are records about, in no order.
 */
GList *
vouch_bundle_list_tables (VouchBundle *self)
{
  g_return_val_if_fail (VOUCH_IS_BUNDLE (self), NULL);

  return g_hash_table_get_keys (self->tables);
}

/**
 * vouch_bundle_row_text:
 * @row: a record.
 * @column: a name.
 *
 * Returns: (nullable): its text, or %NULL when it has none of that name.
 */
const char *
vouch_bundle_row_text (GVariant *row, const char *column)
{
  const char *text = NULL;

  g_return_val_if_fail (row != NULL && column != NULL, NULL);

  g_variant_lookup (row, column, "&s", &text);
  return text;
}

/**
 * vouch_bundle_add_document:
 * @self: a bundle.
 * @bytes: a document.
 *
 * Takes a document in; the same one twice is there once.
 *
 * Returns: (transfer full): its SHA-256.
 */
char *
vouch_bundle_add_document (VouchBundle *self, GBytes *bytes)
{
  char *sha256;

  g_return_val_if_fail (VOUCH_IS_BUNDLE (self) && bytes != NULL, NULL);

  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  vouch_bundle_put_document (self, sha256, bytes);
  return sha256;
}

/**
 * vouch_bundle_put_document:
 * @self: a bundle.
 * @sha256: the SHA-256 of @bytes, which whoever calls has looked at.
 * @bytes: a document.
 *
 * Takes a document in.
 */
void
vouch_bundle_put_document (VouchBundle *self, const char *sha256, GBytes *bytes)
{
  g_return_if_fail (VOUCH_IS_BUNDLE (self) && sha256 != NULL && bytes != NULL);

  g_hash_table_insert (self->documents, g_strdup (sha256), g_bytes_ref (bytes));
}

/**
 * vouch_bundle_get_document:
 * @self: a bundle.
 * @sha256: a hash.
 *
 * Returns: (transfer none) (nullable): the document.
 */
GBytes *
vouch_bundle_get_document (VouchBundle *self, const char *sha256)
{
  g_return_val_if_fail (VOUCH_IS_BUNDLE (self) && sha256 != NULL, NULL);

  return g_hash_table_lookup (self->documents, sha256);
}

/**
 * vouch_bundle_list_documents:
 * @self: a bundle.
 *
 * Returns: (transfer container) (element-type utf8): the hashes of its documents, sorted.
 */
GList *
vouch_bundle_list_documents (VouchBundle *self)
{
  g_return_val_if_fail (VOUCH_IS_BUNDLE (self), NULL);

  return g_list_sort (g_hash_table_get_keys (self->documents), (GCompareFunc) g_strcmp0);
}

/**
 * vouch_bundle_add_file:
 * @self: a bundle.
 * @name: its name within the bundle.
 * @sha256: the SHA-256 of its bytes.
 * @size: how many there are.
 *
 * Appends a file to the list; its bytes are elsewhere.
 */
void
vouch_bundle_add_file (VouchBundle *self, const char *name, const char *sha256, guint64 size)
{
  VouchBundleFile *file;

  g_return_if_fail (VOUCH_IS_BUNDLE (self) && name != NULL && sha256 != NULL);

  file = g_new0 (VouchBundleFile, 1);
  file->name = g_strdup (name);
  file->sha256 = g_strdup (sha256);
  file->size = size;
  g_ptr_array_add (self->files, file);
  g_hash_table_insert (self->by_hash, file->sha256, file);
}

/**
 * vouch_bundle_get_files:
 * @self: a bundle.
 *
 * Returns: (transfer none) (element-type VouchBundleFile): its files in their order.
 */
GPtrArray *
vouch_bundle_get_files (VouchBundle *self)
{
  g_return_val_if_fail (VOUCH_IS_BUNDLE (self), NULL);

  return self->files;
}

/**
 * vouch_bundle_find_file:
 * @self: a bundle.
 * @sha256: (nullable): a hash.
 *
 * Returns: (transfer none) (nullable): the file with that hash.
 */
VouchBundleFile *
vouch_bundle_find_file (VouchBundle *self, const char *sha256)
{
  g_return_val_if_fail (VOUCH_IS_BUNDLE (self), NULL);

  return sha256 != NULL ? g_hash_table_lookup (self->by_hash, sha256) : NULL;
}
