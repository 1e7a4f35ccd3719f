/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json-tree"

#include "config.h"
#include "vouch-json-tree.h"

#include <json-glib/json-glib.h>

/* Makes a tree of what the scan finds. A container is put in its place as soon as it begins, so
 * that the root holds everything there is and one free is enough when the scan breaks off. */

static void
tree_add (GPtrArray *open, const char *key, JsonNode *node)
{
  JsonNode *parent = open->len > 0 ? g_ptr_array_index (open, open->len - 1) : NULL;

  if (parent == NULL)
    return;
  if (JSON_NODE_HOLDS_OBJECT (parent))
    json_object_set_member (json_node_get_object (parent), key, node);
  else
    json_array_add_element (json_node_get_array (parent), node);
}

typedef struct {
  JsonNode *root;
  GPtrArray *open; /* the containers around the present place */
} Tree;

static void
tree_attach (Tree *tree, const char *key, JsonNode *node)
{
  if (tree->root == NULL)
    tree->root = node;
  else
    tree_add (tree->open, key, node);
}

static void
tree_begin (gpointer data, const char *key, gboolean is_object)
{
  Tree *tree = data;
  JsonNode *node = json_node_new (is_object ? JSON_NODE_OBJECT : JSON_NODE_ARRAY);

  if (is_object)
    json_node_take_object (node, json_object_new ());
  else
    json_node_take_array (node, json_array_new ());
  tree_attach (tree, key, node);
  g_ptr_array_add (tree->open, node);
}

static void
tree_end (gpointer data)
{
  Tree *tree = data;

  g_ptr_array_set_size (tree->open, (int) tree->open->len - 1);
}

static void
tree_scalar (gpointer data, const char *key, const VouchJsonScalar *value)
{
  JsonNode *node = json_node_alloc ();

  switch (value->type) {
  case VOUCH_JSON_NULL: json_node_init_null (node); break;
  case VOUCH_JSON_BOOLEAN: json_node_init_boolean (node, value->boolean); break;
  case VOUCH_JSON_INTEGER: json_node_init_int (node, value->integer); break;
  case VOUCH_JSON_DOUBLE: json_node_init_double (node, value->number); break;
  case VOUCH_JSON_STRING: json_node_init_string (node, value->string); break;
  default: g_assert_not_reached ();
  }
  tree_attach (data, key, node);
}

/**
 * vouch_json_parse:
 * @bytes: a text from outside.
 * @limits: (nullable): how much is looked at; %NULL for the defaults.
 * @error: %VOUCH_ERROR_INVALID with path, reason, line and column.
 *
 * Scans the text strictly and makes a tree of it. The tree is built from the scan itself, because
 * json-glib 1.6 reads `1e23` as -1 and takes the last of two members of one name.
 *
 * Returns: (transfer full) (nullable): the value, to be freed with json_node_unref().
 */
JsonNode *
vouch_json_parse (GBytes *bytes, const VouchJsonLimits *limits, GError **error)
{
  static const VouchJsonSink sink = { tree_begin, tree_end, tree_scalar };
  Tree tree = { NULL, NULL };
  const char *data;
  gsize length;
  gboolean ok;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  tree.open = g_ptr_array_new ();
  ok = vouch_json_scan_into (data, length, limits, &sink, &tree, error);
  g_ptr_array_unref (tree.open);
  if (!ok)
    g_clear_pointer (&tree.root, json_node_unref);
  return tree.root;
}
