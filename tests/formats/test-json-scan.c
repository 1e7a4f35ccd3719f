/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-json-scan"

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "vouch-error.h"
#include "vouch-json-file.h"
#include "vouch-json-scan.h"

static const char *const good[] = {
  "null",
  " true ",
  "\t\r\n false\n",
  "0",
  "-0",
  "-0.0",
  "0.5",
  "1e23",
  "1E+5",
  "1.5e-7",
  "9007199254740991",
  "-9007199254740991",
  "1.7976931348623157e308",
  "5e-324",
  "\"\"",
  "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"",
  "\"\xc3\xa9 \xf0\x9f\x98\x80 \x7f\"",
  "[]",
  "{}",
  "[[],{},[1,2,[3]]]",
  "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":null}",
  "{\"\":1}",
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;

    vouch_json_scan (good[i], strlen (good[i]), NULL, &error);
    g_assert_no_error (error);
  }
}

static const struct {
  const char *text;
  const char *place; /* how the message begins */
  const char *words; /* what it contains */
} bad[] = {
  { "", "$:", "nothing in it" },
  { " \n ", "$:", "nothing in it" },
  { "\xef\xbb\xbf{}", "$:", "byte order mark" },
  { "{} {}", "$:", "follows after the end" },
  { "[1]]", "$:", "the end of the value (line 1, column 4)" },
  { "nul", "$:", "a value" },
  { "True", "$:", "“T”" },
  { "NaN", "$:", "a value" },
  { "Infinity", "$:", "a value" },
  { "// no\n1", "$:", "“/”" },
  { "'a'", "$:", "“'”" },
  { "[1,]", "$[1]:", "“]”" },
  { "[,1]", "$[0]:", "“,”" },
  { "[1 2]", "$[0]:", "a comma or ]" },
  { "[1", "$[0]:", "ends where a comma or ]" },
  { "[", "$[0]:", "ends where a value" },
  { "{", "$:", "ends where the name" },
  { "{a:1}", "$:", "the name of a member" },
  { "{\"a\"}", "$.a:", "a colon" },
  { "{\"a\":}", "$.a:", "a value" },
  { "{\"a\":1,}", "$:", "the name of a member" },
  { "{\"a\":1 \"b\":2}", "$.a:", "a comma or }" },
  { "{\"a\":1]", "$.a:", "“]”" },
  { "{\"a\":[1,{\"b\":x}]}", "$.a[1].b:", "“x”" },
  { "{\"a\":1,\"b\":2,\"a\":3}", "$.a:", "twice in one object (line 1, column 14)" },
  { "{\"a\":1,\"\\u0061\":3}", "$.a:", "twice" },
  { "{\"parts\":[{\"id\":1,\n  \"id\":2}]}", "$.parts[0].id:", "(line 2, column 3)" },
  { "{\"a b\":[0,{\"\xc3\xa9\":1,\"\xc3\xa9\":1}]}", "$[\"a b\"][1][\"\xc3\xa9\"]:", "twice" },
  { "01", "$:", "needless 0" },
  { "-01", "$:", "needless 0" },
  { "+1", "$:", "“+”" },
  { ".5", "$:", "“.”" },
  { "1.", "$:", "ends where a digit" },
  { "-", "$:", "ends where a digit" },
  { "[1e]", "$[0]:", "a digit" },
  { "1e400", "$:", "1e400 is too large" },
  { "-1e400", "$:", "too large" },
  { "1e-400", "$:", "too close to zero" },
  { "9007199254740992", "$:", "kept exactly" },
  { "-9007199254740993", "$:", "kept exactly" },
  { "99999999999999999999999", "$:", "kept exactly" },
  { "0x10", "$:", "follows" },
  { "\"\\ud83d\"", "$:", "surrogate" },
  { "\"\\ud83d\\u0041\"", "$:", "surrogate" },
  { "\"\\ude00\"", "$:", "surrogate" },
  { "\"\\u12\"", "$:", "four hexadecimal digits" },
  { "\"\\u12g4\"", "$:", "four hexadecimal digits" },
  { "\"\\u1", "$:", "ends inside a string" },
  { "\"\\", "$:", "ends inside a string" },
  { "\"\\x\"", "$:", "unknown letter" },
  { "\"\\u0000\"", "$:", "NUL" },
  { "\"a", "$:", "ends inside a string" },
  { "\"a\nb\"", "$:", "control character 0x0a" },
  { "[\"\x80\"]", "$[0]:", "not valid UTF-8" },
  { "\"\xc0\xaf\"", "$:", "not valid UTF-8" },
  { "\"\xed\xa0\x80\"", "$:", "not valid UTF-8" },
  { "\"\xf5\x80\x80\x80\"", "$:", "not valid UTF-8" },
  { "\"\xe2\x82\"", "$:", "not valid UTF-8 (line 1, column 2)" },
  { "\xff", "$:", "byte 0xff" },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (vouch_json_scan (bad[i].text, strlen (bad[i].text), NULL, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
    if (!g_str_has_prefix (error->message, bad[i].place) ||
        strstr (error->message, bad[i].words) == NULL)
      g_error ("%s: wanted “%s … %s”, got “%s”", bad[i].text, bad[i].place, bad[i].words,
               error->message);
  }
}

static void
test_nul_byte (void)
{
  g_assert_false (vouch_json_scan ("[1]\0", 4, NULL, NULL));
  g_assert_false (vouch_json_scan ("\"a\0b\"", 5, NULL, NULL));
  g_assert_false (vouch_json_scan ("\"\\\0\"", 4, NULL, NULL));
  g_assert_false (vouch_json_scan (NULL, 0, NULL, NULL));
}

static void
assert_limit (const VouchJsonLimits *limits, const char *fits, const char *exceeds)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vouch_json_scan (fits, strlen (fits), limits, NULL));
  g_assert_false (vouch_json_scan (exceeds, strlen (exceeds), limits, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
}

static void
test_limits (void)
{
  assert_limit (&(VouchJsonLimits){ .max_bytes = 4 }, "[10]", "[100]");
  assert_limit (&(VouchJsonLimits){ .max_depth = 3 }, "[[{}],[[]]]", "[[[[]]]]");
  assert_limit (&(VouchJsonLimits){ .max_nodes = 4 }, "[1,{\"a\":2}]", "[1,{\"a\":[]},3]");
  assert_limit (&(VouchJsonLimits){ .max_string = 3 }, "[\"\xe2\x82\xac\"]", "[\"abcd\"]");
  assert_limit (&(VouchJsonLimits){ .max_members = 2 }, "[{\"a\":0,\"b\":0},{\"c\":0}]",
                "{\"a\":0,\"b\":0,\"c\":0}");
}

static void
test_nesting (void)
{
  const gsize depth = 100000;
  g_autofree char *arrays = g_strnfill (2 * depth, '[');
  g_autoptr (GString) objects = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  VouchJsonLimits deep = { .max_depth = 200000 };

  memset (arrays + depth, ']', depth);
  for (gsize i = 0; i < depth; i++)
    g_string_append (objects, "{\"a\":");
  g_assert_false (vouch_json_scan (arrays, 2 * depth, NULL, &error));
  g_assert_nonnull (strstr (error->message, "nested more than 64 deep"));
  g_assert_false (vouch_json_scan (objects->str, objects->len, NULL, NULL));
  /* The depth is on no stack: where a caller allows it, it costs memory only. */
  g_assert_true (vouch_json_scan (arrays, 2 * depth, &deep, NULL));
}

/* Every prefix of a valid text is refused, and never read past its end. */
static void
test_truncated (void)
{
  static const char text[] = "{\"a\":[1.5e3,\"\\ud83d\\ude00\xc3\xa9\",true,null,{\"b\":{}}]}";

  for (gsize length = 0; length < strlen (text); length++) {
    g_autofree char *piece = g_memdup2 (text, length + 1);
    g_autofree char *exact = length > 0 ? g_memdup2 (piece, length) : NULL;

    g_assert_false (vouch_json_scan (exact, length, NULL, NULL));
  }
  g_assert_true (vouch_json_scan (text, strlen (text), NULL, NULL));
}

/* The time grows with the length, not with its square. */
static void
test_linear (void)
{
  const gsize length = 8 * 1024 * 1024;
  g_autofree char *text = g_strnfill (length, ' ');
  gint64 before = clock ();

  text[0] = '"';
  text[length - 1] = '"';
  g_assert_true (vouch_json_scan (text, length, &(VouchJsonLimits){ .max_string = length }, NULL));
  g_assert_cmpint (clock () - before, <, 2 * G_USEC_PER_SEC);
}

static void
test_load_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vouch-json-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "large.json", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before;

  g_assert_true (g_file_set_contents (path, "[1]", 3, NULL));
  bytes = vouch_json_load_file (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 3);

  g_assert_cmpint (truncate (path, 200 * 1000 * 1000), ==, 0);
  before = clock ();
  g_assert_null (vouch_json_load_file (path, NULL, &error));
  g_assert_cmpint (clock () - before, <, G_USEC_PER_SEC / 2);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "200"));
  g_clear_error (&error);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_null (vouch_json_load_file (pipe, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (vouch_json_load_file (folder, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);

  g_unlink (path);
  g_assert_null (vouch_json_load_file (path, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_unlink (pipe);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-scan/good", test_good);
  g_test_add_func ("/json-scan/bad", test_bad);
  g_test_add_func ("/json-scan/nul-byte", test_nul_byte);
  g_test_add_func ("/json-scan/limits", test_limits);
  g_test_add_func ("/json-scan/nesting", test_nesting);
  g_test_add_func ("/json-scan/truncated", test_truncated);
  g_test_add_func ("/json-scan/linear", test_linear);
  g_test_add_func ("/json-scan/load-file", test_load_file);
  return g_test_run ();
}
