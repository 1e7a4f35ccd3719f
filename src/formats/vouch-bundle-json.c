/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bundle-json"

#include "config.h"
#include "vouch-bundle-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-hash.h"

#include "vouch-json-canonical.h"
#include "vouch-json-tree.h"

/*
 * vouch.json of an export (docs/export.md): canonical JSON, so that the same portfolio is the same
 * bytes.  A value that is a document is an object with its hash.
 */

#define FORMAT "vouch-portfolio"
#define MOST_FILES 65536
#define MOST_NAME 200

static JsonNode *
write_value (GVariant *value)
{
  JsonNode *node = json_node_alloc ();

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64)) {
    json_node_init_int (node, g_variant_get_int64 (value));
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE)) {
    json_node_init_double (node, g_variant_get_double (value));
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)) {
    json_node_init_string (node, g_variant_get_string (value, NULL));
  } else {
    g_autoptr (JsonObject) document = json_object_new ();
    const char *sha256;

    g_variant_get (value, "(&s)", &sha256);
    json_object_set_string_member (document, "sha256", sha256);
    json_node_init_object (node, document);
  }
  return node;
}

static JsonObject *
write_row (GVariant *row)
{
  JsonObject *object = json_object_new ();
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, row);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    json_object_set_member (object, name, write_value (value));
  return object;
}

static JsonObject *
write_records (VouchBundle *bundle)
{
  JsonObject *records = json_object_new ();
  g_autoptr (GList) tables = vouch_bundle_list_tables (bundle);

  for (GList *at = tables; at != NULL; at = at->next) {
    GPtrArray *rows = vouch_bundle_get_rows (bundle, at->data);
    JsonArray *array = json_array_new ();

    for (guint i = 0; i < rows->len; i++)
      json_array_add_object_element (array, write_row (rows->pdata[i]));
    json_object_set_array_member (records, at->data, array);
  }
  return records;
}

static JsonArray *
write_files (VouchBundle *bundle)
{
  GPtrArray *files = vouch_bundle_get_files (bundle);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++) {
    const VouchBundleFile *file = files->pdata[i];
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "name", file->name);
    json_object_set_string_member (object, "sha256", file->sha256);
    json_object_set_int_member (object, "size", (gint64) file->size);
    json_array_add_object_element (array, object);
  }
  return array;
}

/**
 * vouch_bundle_json_write:
 * @bundle: what is exported.
 *
 * Returns: (transfer full): the text of vouch.json.
 */
char *
vouch_bundle_json_write (VouchBundle *bundle)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (VOUCH_IS_BUNDLE (bundle), NULL);

  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", VOUCH_BUNDLE_VERSION);
  json_object_set_string_member (object, "holds",
                                 vouch_bundle_get_whole_library (bundle) ? "library" : "portfolio");
  json_object_set_array_member (object, "files", write_files (bundle));
  json_object_set_object_member (object, "records", write_records (bundle));
  json_node_take_object (root, object);
  return vouch_json_canonical (root);
}

/**
 * vouch_bundle_name_is_plain:
 * @name: the name of a file within a bundle.
 *
 * Judges a stranger's file name: parts divided by slashes, none of them hidden, none of them leading
 * out of the folder, nothing that a file system or a terminal reads in its own way.
 *
 * Returns: whether the name can be used as it is.
 */
gboolean
vouch_bundle_name_is_plain (const char *name)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  if (*name == '\0' || strlen (name) > MOST_NAME || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at)) {
    GUnicodeType type = g_unichar_type (g_utf8_get_char (at));

    if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || strchr ("\\:*?\"<>|", *at) != NULL)
      return FALSE;
  }
  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (i > 1 || *parts[i] == '\0' || *parts[i] == '.' || *parts[i] == ' ')
      return FALSE;
  return TRUE;
}

static gboolean
refuse (GError **error, const char *where)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: %s is a place in a file, such as “files”. */
               _ ("This is not an export of Vouch, or it was changed (%s). Nothing was imported."),
               where);
  return FALSE;
}

static JsonNode *
member (JsonObject *object, const char *name, JsonNodeType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_node_type (node) == type ? node : NULL;
}

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
number_of (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : -1;
}

static gboolean
is_hash (const char *text)
{
  guint8 digest[VOUCH_HASH_DIGEST_LENGTH];

  return text != NULL && vouch_hash_digest_from_hex (text, digest);
}

static gboolean
is_word (const char *text)
{
  return *text != '\0' && strlen (text) <= 64 &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz_0123456789") == strlen (text);
}

static gboolean
read_files (VouchBundle *bundle, JsonArray *array, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = json_array_get_length (array);

  if (n > MOST_FILES)
    return refuse (error, "files");
  for (guint i = 0; i < n; i++) {
    JsonNode *node = json_array_get_element (array, i);
    JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    const char *name = object != NULL ? text_of (object, "name") : NULL;
    const char *sha256 = object != NULL ? text_of (object, "sha256") : NULL;
    gint64 size = object != NULL ? number_of (object, "size") : -1;

    if (name == NULL || size < 0 || !is_hash (sha256) || !vouch_bundle_name_is_plain (name) ||
        vouch_bundle_find_file (bundle, sha256) != NULL)
      return refuse (error, "files");
    /* Some file systems do not tell upper case from lower case. */
    if (!g_hash_table_add (names, g_utf8_casefold (name, -1)))
      return refuse (error, "files");
    vouch_bundle_add_file (bundle, name, sha256, (guint64) size);
  }
  return TRUE;
}

static GVariant *
read_value (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    const char *sha256 = text_of (json_node_get_object (node), "sha256");

    return is_hash (sha256) ? g_variant_new ("(s)", sha256) : NULL;
  }
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_variant_new_int64 (json_node_get_int (node));
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return g_variant_new_double (json_node_get_double (node));
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_variant_new_string (json_node_get_string (node));
  return NULL;
}

static GVariant *
read_row (JsonObject *object)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    GVariant *value = is_word (name) ? read_value (node) : NULL;

    if (value == NULL)
      return NULL;
    g_variant_builder_add (&builder, "{sv}", name, value);
  }
  return g_variant_builder_end (&builder);
}

static gboolean
read_table (VouchBundle *bundle, const char *table, JsonNode *node, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || !is_word (table))
    return refuse (error, "records");
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);
    GVariant *row =
        JSON_NODE_HOLDS_OBJECT (element) ? read_row (json_node_get_object (element)) : NULL;

    if (row == NULL)
      return refuse (error, table);
    vouch_bundle_add_row (bundle, table, row);
  }
  return TRUE;
}

static gboolean
read_records (VouchBundle *bundle, JsonObject *records, GError **error)
{
  JsonObjectIter iter;
  const char *table;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, records);
  while (json_object_iter_next_ordered (&iter, &table, &node))
    if (!read_table (bundle, table, node, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_version (JsonObject *object, GError **error)
{
  gint64 version = number_of (object, "version");

  if (g_strcmp0 (text_of (object, "format"), FORMAT) != 0 || version < 1)
    return refuse (error, "format");
  if (version <= VOUCH_BUNDLE_VERSION)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW,
                       _ ("This was exported by a newer Vouch. Nothing was imported. Update Vouch, "
                          "then open it again."));
  return FALSE;
}

/**
 * vouch_bundle_json_read:
 * @bytes: vouch.json, from a stranger.
 * @error: %VOUCH_ERROR_INVALID, %VOUCH_ERROR_TOO_NEW.
 *
 * Reads the list of what an export holds. Whether files are what the list says is for whoever has
 * them; whether records mean something, for the library.
 *
 * Returns: (transfer full) (nullable): the bundle, its documents still missing.
 */
VouchBundle *
vouch_bundle_json_read (GBytes *bytes, GError **error)
{
  static const VouchJsonLimits limits = {
    .max_bytes = VOUCH_BUNDLE_JSON_MOST,
    .max_depth = 8,
    .max_nodes = 4000000,
    .max_string = 4 * 1024 * 1024,
  };
  g_autoptr (JsonNode) root = vouch_json_parse (bytes, &limits, error);
  g_autoptr (VouchBundle) bundle = NULL;
  JsonObject *object;
  JsonNode *files, *records;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root)) {
    refuse (error, "format");
    return NULL;
  }
  object = json_node_get_object (root);
  if (!check_version (object, error))
    return NULL;
  files = member (object, "files", JSON_NODE_ARRAY);
  records = member (object, "records", JSON_NODE_OBJECT);
  if (files == NULL || records == NULL) {
    refuse (error, "format");
    return NULL;
  }
  bundle = vouch_bundle_new (g_strcmp0 (text_of (object, "holds"), "library") == 0);
  if (!read_files (bundle, json_node_get_array (files), error) ||
      !read_records (bundle, json_node_get_object (records), error))
    return NULL;
  return g_steal_pointer (&bundle);
}
