/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-text"

#include "config.h"

#include "vouch-text.h"

/* A word is a run of characters between white space; a character is a code point, without the white
 * space around the text. */
static const struct {
  const char *text;
  guint words;
  guint characters;
} counts[] = {
  { NULL, 0, 0 },
  { "", 0, 0 },
  { " \t\r\n\v\f", 0, 0 },
  { "next\xc2\x85line", 2, 9 },
  { "one", 1, 3 },
  { "  one  two\nthree ", 3, 14 },
  { "it's wait-time, isn't it?", 4, 25 },
  { "\xc2\xa0no\xc2\xa0"
    "break\xc2\xa0",
    2, 8 },                                                           /* U+00A0 */
  { "thin\xe2\x80\x89space\xe3\x80\x80wide\xe2\x80\xa8line", 4, 20 }, /* U+2009 U+3000 U+2028 */
  { "zero\xe2\x80\x8bwidth", 1, 10 },                                 /* U+200B is no white space */
  { "\xe4\xbd\xa0\xe5\xa5\xbd", 1, 2 },
  { "e\xcc\x81", 1, 2 }, /* e and a combining accent are two code points */
  { "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x8f\xab \xf0\x9f\x98\x80", 2, 5 },
  { "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 \xd8\xa8\xd9\x83", 2, 8 },
};

static void
test_counts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_assert_cmpuint (vouch_text_count_words (counts[i].text), ==, counts[i].words);
    g_assert_cmpuint (vouch_text_count_characters (counts[i].text), ==, counts[i].characters);
    g_assert_cmpint (vouch_text_is_blank (counts[i].text), ==, counts[i].characters == 0);
  }
}

static const struct {
  gint64 milliseconds;
  const char *text;
} formatted[] = {
  { 0, "0:00" },          { 499, "0:00" },
  { 500, "0:01" },        { 9000, "0:09" },
  { 252000, "4:12" },     { 599999, "10:00" },
  { 3599000, "59:59" },   { 3599500, "1:00:00" },
  { 3852000, "1:04:12" }, { G_GINT64_CONSTANT (360000000), "100:00:00" },
};

static void
test_format_duration (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formatted); i++) {
    g_autofree char *text = vouch_text_format_duration (formatted[i].milliseconds);

    g_assert_cmpstr (text, ==, formatted[i].text);
  }
}

static void
test_format_exactly (void)
{
  g_autofree char *whole = vouch_text_format_duration_exactly (61000);
  g_autofree char *part = vouch_text_format_duration_exactly (59996);

  g_assert_cmpstr (whole, ==, "1:01");
  g_assert_cmpstr (part, ==, "0:59.996");
}

static const struct {
  const char *text;
  gint64 milliseconds; /* -1: cannot be read */
} parsed[] = {
  { "0", 0 },
  { "12", 12000 },
  { "12.5", 12500 },
  { "754.25", 754250 },
  { "4:12", 252000 },
  { "4:12.001", 252001 },
  { "1:04:12.250", 3852250 },
  { "90:00", 5400000 },
  { NULL, -1 },
  { "", -1 },
  { ":", -1 },
  { "4:", -1 },
  { ":12", -1 },
  { "4:60", -1 },
  { "1:60:00", -1 },
  { "1:2:3:4", -1 },
  { "-1", -1 },
  { "+1", -1 },
  { "4,5", -1 },
  { "1e3", -1 },
  { "4.5:10", -1 },
  { "1.2.3", -1 },
  { "nan", -1 },
  { "0x10", -1 },
  { " 5", -1 },
};

static void
test_parse_duration (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parsed); i++) {
    gint64 milliseconds = -1;

    g_assert_cmpint (vouch_text_parse_duration (parsed[i].text, &milliseconds), ==,
                     parsed[i].milliseconds >= 0);
    if (parsed[i].milliseconds >= 0)
      g_assert_cmpint (milliseconds, ==, parsed[i].milliseconds);
  }
}

static const struct {
  const char *text;
  const char *keep;
  const char *plain;
} plain_texts[] = {
  { "", "", "" },
  { "Gr\xc3\xb6\xc3\x9f"
    "e \xf0\x9f\x98\x80",
    "",
    "Gr\xc3\xb6\xc3\x9f"
    "e \xf0\x9f\x98\x80" },
  { "a\nb\tc", "",
    "a\xef\xbf\xbd"
    "b\xef\xbf\xbd"
    "c" },
  { "a\nb\tc", "\n\t", "a\nb\tc" },
  { "\033[31mred\a\177", "\n", "\xef\xbf\xbd[31mred\xef\xbf\xbd\xef\xbf\xbd" },
  { "x\xc2\x9b"
    "1m",
    "\n",
    "x\xef\xbf\xbd"
    "1m" },
  { "x\xe2\x80\xaegnp.jpg", "\n", "x\xef\xbf\xbdgnp.jpg" },
  { "\xe9t\xe9", "", "\xef\xbf\xbdt\xef\xbf\xbd" },
};

static void
test_make_plain (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_texts); i++) {
    g_autofree char *plain = vouch_text_make_plain (plain_texts[i].text, plain_texts[i].keep);

    g_assert_cmpstr (plain, ==, plain_texts[i].plain);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/counts", test_counts);
  g_test_add_func ("/text/format-duration", test_format_duration);
  g_test_add_func ("/text/format-duration-exactly", test_format_exactly);
  g_test_add_func ("/text/parse-duration", test_parse_duration);
  g_test_add_func ("/text/make-plain", test_make_plain);
  return g_test_run ();
}
