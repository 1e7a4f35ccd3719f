/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-json"

#include "config.h"

#include <math.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "vouch-error.h"
#include "vouch-json-canonical.h"
#include "vouch-json.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode *node = vouch_json_parse (bytes, NULL, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_parse (void)
{
  g_autoptr (JsonNode) node = parse ("{\"a\":[1e23,1,-0,1.0,null,true,\"\\u00e9\"],\"b\":{}}");
  JsonArray *array = json_object_get_array_member (json_node_get_object (node), "a");
  g_autoptr (GBytes) broken = g_bytes_new_static ("[[1,2],", 7);
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat (json_array_get_double_element (array, 0), ==, 1e23);
  g_assert_cmpint (json_array_get_int_element (array, 1), ==, 1);
  g_assert_cmpint (json_array_get_int_element (array, 2), ==, 0);
  g_assert_cmpfloat (json_array_get_double_element (array, 3), ==, 1.0);
  g_assert_true (json_array_get_null_element (array, 4));
  g_assert_true (json_array_get_boolean_element (array, 5));
  g_assert_cmpstr (json_array_get_string_element (array, 6), ==, "é");

  g_assert_null (vouch_json_parse (broken, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
}

static void
test_typed (void)
{
  g_autoptr (JsonNode) node =
      parse ("{\"s\":\"x\",\"e\":\"\",\"i\":12.0,\"n\":0.5,\"b\":true,\"l\":[\"p\",\"q\"],"
             "\"z\":null,\"o\":{\"s\":\"y\"}}");
  g_autoptr (VouchJsonProblems) problems = vouch_json_problems_new ();
  VouchJsonCursor root = vouch_json_root (node, problems), o;
  g_auto (GStrv) list = vouch_json_get_strings (&root, "l", VOUCH_JSON_REQUIRED);

  g_assert_cmpstr (vouch_json_get_string (&root, "s", VOUCH_JSON_REQUIRED), ==, "x");
  g_assert_cmpstr (vouch_json_get_string (&root, "e", VOUCH_JSON_EMPTY_OK), ==, "");
  g_assert_null (vouch_json_get_string (&root, "z", VOUCH_JSON_NULLABLE));
  g_assert_null (vouch_json_get_string (&root, "absent", 0));
  g_assert_cmpint (vouch_json_get_integer (&root, "i", 0, 0, 99, -1), ==, 12);
  g_assert_cmpint (vouch_json_get_integer (&root, "absent", 0, 0, 99, -1), ==, -1);
  g_assert_cmpfloat (vouch_json_get_number (&root, "n", 0, -HUGE_VAL, 0), ==, 0.5);
  g_assert_true (vouch_json_get_boolean (&root, "b", 0, FALSE));
  g_assert_true (vouch_json_get_boolean (&root, "absent", 0, TRUE));
  g_assert_cmpuint (g_strv_length (list), ==, 2);
  g_assert_true (vouch_json_get_object (&root, "o", VOUCH_JSON_REQUIRED, &o));
  g_assert_cmpstr (vouch_json_get_string (&o, "s", VOUCH_JSON_REQUIRED), ==, "y");
  g_assert_true (vouch_json_problems_check (problems, NULL));
}

static void
test_problems (void)
{
  static const char *const names[] = { "a", "b", "c", NULL };
  static const char *const expected[] = {
    "$.d: this member is not known here",
    "$.a: this must be a text in quotation marks",
    "$.x: this is missing",
    "$.b[1]: “u” stands twice in this list",
    "$.b[2]: this must be a text in quotation marks",
    "$.c.k: this must be a whole number",
    "$.c.m: this must be at most 5",
    "$.c.f: this must be true or false",
  };
  g_autoptr (JsonNode) node = parse ("{\"a\":1,\"b\":[\"u\",\"u\",3],"
                                     "\"c\":{\"k\":1.5,\"m\":6,\"f\":0},\"d\":0}");
  g_autoptr (VouchJsonProblems) problems = vouch_json_problems_new ();
  VouchJsonCursor root = vouch_json_root (node, problems), c;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) list = NULL;
  GPtrArray *found;

  vouch_json_only_members (&root, names);
  g_assert_null (vouch_json_get_string (&root, "a", 0));
  g_assert_null (vouch_json_get_string (&root, "x", VOUCH_JSON_REQUIRED));
  list = vouch_json_get_strings (&root, "b", VOUCH_JSON_UNIQUE);
  vouch_json_get_object (&root, "c", 0, &c);
  vouch_json_get_integer (&c, "k", 0, 0, 9, 0);
  vouch_json_get_integer (&c, "m", 0, 0, 5, 0);
  vouch_json_get_boolean (&c, "f", 0, FALSE);

  found = vouch_json_problems_get_list (problems);
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpstr (g_ptr_array_index (found, i), ==, expected[i]);
  g_assert_false (vouch_json_problems_check (problems, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, expected[0]);
}

/* The samples of RFC 8785, appendix B, by their IEEE 754 bits. */
static const struct {
  guint64 bits;
  const char *text;
} numbers[] = {
  { 0x0000000000000000, "0" },
  { 0x8000000000000000, "0" },
  { 0x0000000000000001, "5e-324" },
  { 0x8000000000000001, "-5e-324" },
  { 0x7fefffffffffffff, "1.7976931348623157e+308" },
  { 0xffefffffffffffff, "-1.7976931348623157e+308" },
  { 0x4340000000000000, "9007199254740992" },
  { 0xc340000000000000, "-9007199254740992" },
  { 0x4430000000000000, "295147905179352830000" },
  { 0x44b52d02c7e14af5, "9.999999999999997e+22" },
  { 0x44b52d02c7e14af6, "1e+23" },
  { 0x44b52d02c7e14af7, "1.0000000000000001e+23" },
  { 0x444b1ae4d6e2ef4e, "999999999999999700000" },
  { 0x444b1ae4d6e2ef4f, "999999999999999900000" },
  { 0x444b1ae4d6e2ef50, "1e+21" },
  { 0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7" },
  { 0x3eb0c6f7a0b5ed8d, "0.000001" },
  { 0x41b3de4355555553, "333333333.3333332" },
  { 0x41b3de4355555554, "333333333.33333325" },
  { 0x41b3de4355555555, "333333333.3333333" },
  { 0x41b3de4355555556, "333333333.3333334" },
  { 0x41b3de4355555557, "333333333.33333343" },
  { 0xbecbf647612f3696, "-0.0000033333333333333333" },
  { 0x43143ff3c1cb0959, "1424953923781206.2" },
};

static void
test_canonical_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *text = NULL;
    double value;

    memcpy (&value, &numbers[i].bits, sizeof value);
    text = vouch_json_canonical_number (value);
    g_assert_cmpstr (text, ==, numbers[i].text);
  }
}

static const struct {
  const char *text;
  const char *canonical;
} canonical[] = {
  { " [ ] ", "[]" },
  { "{\"b\" : 1, \"a\" : [ true, null, 1.0, 1e3 ] }", "{\"a\":[true,null,1,1000],\"b\":1}" },
  /* The order of UTF-16: a character beyond the basic plane comes before U+FB33. */
  { "{\"\\ufb33\":1,\"\\ud83d\\ude02\":2,\"\\u20ac\":3,\"1\":4,\"\\r\":5,\"\\u0080\":6}",
    "{\"\\r\":5,\"1\":4,\"\xc2\x80\":6,\"\xe2\x82\xac\":3,\"\xf0\x9f\x98\x82\":2,"
    "\"\xef\xac\xb3\":1}" },
  { "\"\\u000f\\n\\u001b\\/\\\"\\\\\\u007f\"", "\"\\u000f\\n\\u001b/\\\"\\\\\x7f\"" },
  { "{\"ab\":1,\"a\":2,\"\":3}", "{\"\":3,\"a\":2,\"ab\":1}" },
};

static void
test_canonical (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (canonical); i++) {
    g_autoptr (JsonNode) node = parse (canonical[i].text);
    g_autofree char *text = vouch_json_canonical (node);

    g_assert_cmpstr (text, ==, canonical[i].canonical);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/parse", test_parse);
  g_test_add_func ("/json/typed", test_typed);
  g_test_add_func ("/json/problems", test_problems);
  g_test_add_func ("/json/canonical-numbers", test_canonical_numbers);
  g_test_add_func ("/json/canonical", test_canonical);
  return g_test_run ();
}
