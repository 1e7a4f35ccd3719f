/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "definition-fixture"

#include "config.h"
#include "definition-fixture.h"

#include <stdlib.h>
#include <string.h>

#include "vouch-json-canonical.h"
#include "vouch-json.h"

/* A file of tests/formats/data. */
GBytes *
fixture_load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "formats", "data", name, NULL);
  char *data;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/* The same as a tree. */
JsonNode *
fixture_load_tree (const char *name)
{
  g_autoptr (GBytes) bytes = fixture_load (name);
  g_autoptr (GError) error = NULL;
  JsonNode *node = vouch_json_parse (bytes, NULL, &error);

  g_assert_no_error (error);
  return node;
}

static JsonNode *
child_of (JsonNode *node, const char *step)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_element (json_node_get_array (node), (guint) atoi (step));
  return json_object_get_member (json_node_get_object (node), step);
}

static void
set_child (JsonNode *node, const char *step, JsonNode *value)
{
  guint index = (guint) atoi (step);
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node)) {
    if (value != NULL)
      json_object_set_member (json_node_get_object (node), step, value);
    else
      json_object_remove_member (json_node_get_object (node), step);
    return;
  }
  /* json-glib cannot replace an element: all are taken over, in order. */
  array = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    json_array_add_element (
        array, i == index ? value : json_array_dup_element (json_node_get_array (node), i));
  json_node_take_array (node, array);
}

/* The definition with one value put in at a JSON pointer, or taken away (value NULL). */
GBytes *
fixture_patched (JsonNode *base, const char *pointer, JsonNode *value)
{
  g_auto (GStrv) steps = g_strsplit (pointer, "/", -1);
  guint count = g_strv_length (steps);
  g_autoptr (JsonNode) whole = NULL;
  JsonNode *node;
  char *text;

  if (count < 2) {
    text = vouch_json_canonical (value);
    return g_bytes_new_take (text, strlen (text));
  }
  {
    g_autofree char *copy = vouch_json_canonical (base);
    g_autoptr (GBytes) bytes = g_bytes_new (copy, strlen (copy));

    whole = vouch_json_parse (bytes, NULL, NULL);
  }
  node = whole;
  for (guint i = 1; i + 1 < count; i++)
    node = child_of (node, steps[i]);
  set_child (node, steps[count - 1], value != NULL ? json_node_copy (value) : NULL);
  text = vouch_json_canonical (whole);
  return g_bytes_new_take (text, strlen (text));
}
