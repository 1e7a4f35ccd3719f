/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-excerpt.h"

static void
assert_words (const char *typed, const char *joined)
{
  g_auto (GStrv) words = vouch_excerpt_words (typed);
  g_autofree char *found = g_strjoinv ("|", words);

  g_assert_cmpstr (found, ==, joined);
}

static void
test_words (void)
{
  assert_words (NULL, "");
  assert_words ("  wait  time ", "wait|time");
  assert_words ("don't \"quote\" (this) OR*", "don|t|quote|this|OR");
  assert_words ("cafe\314\201", "café");
  assert_words ("a b c d e f g h i j", "a|b|c|d|e|f|g|h");
  assert_words ("S-12", "S|12");
}

static void
assert_fits (const char *text, const char *typed, gboolean fits)
{
  g_autofree char *folded = vouch_excerpt_fold (text);
  g_auto (GStrv) words = vouch_excerpt_words (typed);

  g_assert_cmpint (vouch_excerpt_fits (folded, (const char *const *) words), ==, fits);
}

static void
test_fits (void)
{
  assert_fits ("The Café was QUIET", "qui caf", TRUE);
  assert_fits ("The Café was QUIET", "uiet", FALSE);
  assert_fits ("The Café was QUIET", "", FALSE);
  assert_fits ("before\357\277\274after", "after", TRUE);
  assert_fits ("Straße", "strasse", TRUE);
}

static void
assert_cut (const char *text, const char *typed, guint most, const char *expected)
{
  g_auto (GStrv) words = vouch_excerpt_words (typed);
  g_autofree char *cut = vouch_excerpt_cut (text, (const char *const *) words, most);

  g_assert_cmpstr (cut, ==, expected);
}

static void
test_cut (void)
{
  assert_cut (NULL, "a", 10, "");
  assert_cut ("one\n\n two\357\277\274  three", "three", 80, "one two three");
  assert_cut ("one two three four", "one", 7, "one two…");
  assert_cut ("two times nothing, and then at last the teapot", "t teapot", 12, "…teapot");
  assert_cut (
      "The first sentence is long enough to be left out. Here comes the violet one, and on it goes",
      "violet", 30, "…the violet one, and on it goes");
}

static void
assert_markup (const char *text, const char *typed, const char *expected)
{
  g_auto (GStrv) words = vouch_excerpt_words (typed);
  g_autofree char *markup = vouch_excerpt_markup (text, (const char *const *) words);

  g_assert_cmpstr (markup, ==, expected);
}

static void
test_markup (void)
{
  assert_markup (NULL, "a", "");
  assert_markup ("Wait & <see>", "wai SEE", "<b>Wait</b> &amp; &lt;<b>see</b>&gt;");
  assert_markup ("Un café", "cafe", "Un <b>café</b>");
  assert_markup ("nothing", "else", "nothing");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/excerpt/words", test_words);
  g_test_add_func ("/rules/excerpt/fits", test_fits);
  g_test_add_func ("/rules/excerpt/cut", test_cut);
  g_test_add_func ("/rules/excerpt/markup", test_markup);
  return g_test_run ();
}
