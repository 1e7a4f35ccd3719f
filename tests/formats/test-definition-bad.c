/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-definition-bad"

#include "config.h"

#include <string.h>

#include "definition-fixture.h"
#include "vouch-definition-reader.h"
#include "vouch-error.h"
#include "vouch-json.h"

static gboolean
is_at (const char *problem, const char *path)
{
  return g_str_has_prefix (problem, path) && problem[strlen (path)] == ':';
}

static void
check_case (JsonNode *base, JsonObject *one)
{
  const char *at = json_object_get_string_member (one, "at");
  const char *path = json_object_get_string_member (one, "path");
  const char *words = json_object_get_string_member (one, "words");
  JsonNode *value = json_object_get_member (one, "value");
  g_autoptr (GBytes) bytes = fixture_patched (base, at, value);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDefinition) definition = vouch_definition_read_bytes (bytes, &error);
  g_autoptr (GPtrArray) problems = vouch_definition_problems (bytes);
  int code = strstr (words, "update") ? VOUCH_ERROR_TOO_NEW : VOUCH_ERROR_INVALID;
  gboolean found = FALSE;

  if (definition != NULL) {
    g_test_message ("%s, %s: this was read", at, words);
    g_test_fail ();
    return;
  }
  g_assert_cmpuint (problems->len, >=, 1);
  g_assert_cmpstr (g_ptr_array_index (problems, 0), ==, error->message);
  for (guint i = 0; i < problems->len; i++)
    if ((i == 0 || json_object_has_member (one, "anywhere")) &&
        is_at (g_ptr_array_index (problems, i), path) &&
        strstr (g_ptr_array_index (problems, i), words) != NULL)
      found = TRUE;
  if (!found) {
    g_test_message ("%s: wanted “%s: … %s”, got “%s”", at, path, words, error->message);
    g_test_fail ();
  }
  g_assert_error (error, VOUCH_ERROR, code);
}

static void
test_cases (void)
{
  g_autoptr (JsonNode) base = fixture_load_tree ("definition-complete.json");
  g_autoptr (JsonNode) cases = fixture_load_tree ("definition-cases.json");
  JsonArray *array = json_node_get_array (cases);

  g_assert_cmpuint (json_array_get_length (array), >, 700);
  for (guint i = 0; i < json_array_get_length (array); i++)
    check_case (base, json_array_get_object_element (array, i));
}

/* Wherever a file is cut, it is refused; whatever byte is spoilt, nothing worse happens. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = fixture_load ("definition-complete.json");
  gsize length = g_bytes_get_size (bytes) - 2; /* without the last brace and newline */

  for (gsize cut = 0; cut <= length; cut += 97) {
    g_autoptr (GBytes) piece = g_bytes_new_from_bytes (bytes, 0, cut);
    g_autoptr (GError) error = NULL;

    g_assert_null (vouch_definition_read_bytes (piece, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
  for (gsize at = 0; at < length; at += 31) {
    g_autofree char *spoilt = g_memdup2 (g_bytes_get_data (bytes, NULL), length + 2);
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (GError) error = NULL;

    spoilt[at] = '\xff';
    changed = g_bytes_new (spoilt, length + 2);
    g_assert_null (vouch_definition_read_bytes (changed, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
}

/* The JSON path of a JSON pointer. */
static char *
path_of (const char *pointer)
{
  g_auto (GStrv) steps = g_strsplit (pointer, "/", -1);
  GString *path = g_string_new ("$");

  for (guint i = 1; steps[i] != NULL; i++)
    g_string_append_printf (path, g_ascii_isdigit (*steps[i]) ? "[%s]" : ".%s", steps[i]);
  return g_string_free (path, FALSE);
}

static gboolean
same_type (JsonNode *one, JsonNode *other)
{
  if (JSON_NODE_HOLDS_NULL (one)) /* it may be of another type then */
    return TRUE;
  if (json_node_get_node_type (one) != json_node_get_node_type (other))
    return FALSE;
  return !JSON_NODE_HOLDS_VALUE (one) || (json_node_get_value_type (one) == G_TYPE_STRING) ==
                                             (json_node_get_value_type (other) == G_TYPE_STRING);
}

/* Puts one value of each type in the place of a value. A value of another type is refused at that
 * very place, or null is allowed there; one of the same type may be legal, or be refused where it is
 * referred to. */
static void
replace (JsonNode *base, JsonNode *node, const char *pointer, guint *refused)
{
  static const char *const values[] = { "null",  "true", "17", "-0.5",  "\"\"",
                                        "\"x\"", "[]",   "{}", "[[1]]", "{\"x\":null}" };
  g_autofree char *path = path_of (pointer);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (JsonNode) value = json_from_string (values[i], NULL);
    g_autoptr (GBytes) bytes = fixture_patched (base, pointer, value);
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchDefinition) definition = vouch_definition_read_bytes (bytes, &error);

    if (definition == NULL) {
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, same_type (node, value) ? "$" : path));
      (*refused)++;
    } else if (!same_type (node, value)) {
      g_assert_cmpstr (values[i], ==, "null");
    }
  }
}

typedef struct {
  JsonNode *base;
  guint stride;
  guint count;
  guint refused;
} Walk;

static void
walk (Walk *self, JsonNode *node, const char *pointer)
{
  if (*pointer != '\0' && self->count++ % self->stride == 0)
    replace (self->base, node, pointer, &self->refused);
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));

    for (GList *l = names; l != NULL; l = l->next) {
      g_autofree char *below = g_strconcat (pointer, "/", l->data, NULL);

      walk (self, json_object_get_member (json_node_get_object (node), l->data), below);
    }
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++) {
      g_autofree char *below = g_strdup_printf ("%s/%u", pointer, i);

      walk (self, json_array_get_element (json_node_get_array (node), i), below);
    }
  }
}

/* With the environment variable VOUCH_TEST_ALL every value of every built-in definition is
 * replaced; without it a sample, each file at other places. */
static void
test_wrong_types (void)
{
  static const char *const files[] = { "early-reading-1-phonemic-awareness.json",
                                       "early-reading-2-phonics.json",
                                       "early-reading-3-fluency.json",
                                       "early-reading-4-vocabulary.json",
                                       "early-reading-5-comprehension.json",
                                       "wait-time.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (CATALOGUE, files[i], NULL);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (VouchDefinition) definition = vouch_definition_read_file (path, &bytes, NULL);
    g_autoptr (JsonNode) base = vouch_json_parse (bytes, NULL, NULL);
    Walk all = { base, g_getenv ("VOUCH_TEST_ALL") != NULL ? 1 : 61, (guint) i, 0 };

    g_assert_nonnull (definition);
    walk (&all, base, "");
    g_assert_cmpuint (all.refused, >, all.count / all.stride * 5);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/definition-bad/damaged", test_damaged);
  g_test_add_func ("/definition-bad/wrong-types", test_wrong_types);
  g_test_add_func ("/definition-bad/cases", test_cases);
  return g_test_run ();
}
