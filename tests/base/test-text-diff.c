/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "vouch-text-diff.h"

/* Two texts compared by words: both can be had back from the pieces, and the pieces can be read. */

static char *
put_together (GPtrArray *pieces, VouchTextPieceKind without)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const VouchTextPiece *piece = g_ptr_array_index (pieces, i);

    g_assert_cmpstr (piece->text, !=, "");
    if (piece->kind != without)
      g_string_append (text, piece->text);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
show (const char *before, const char *after)
{
  g_autoptr (GPtrArray) pieces = vouch_text_diff (before, after);
  g_autofree char *earlier = put_together (pieces, VOUCH_TEXT_PIECE_ADDED);
  g_autofree char *later = put_together (pieces, VOUCH_TEXT_PIECE_REMOVED);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpstr (earlier, ==, before != NULL ? before : "");
  g_assert_cmpstr (later, ==, after != NULL ? after : "");
  for (guint i = 0; i < pieces->len; i++) {
    const VouchTextPiece *piece = g_ptr_array_index (pieces, i);
    const char *marks = piece->kind == VOUCH_TEXT_PIECE_SAME      ? ""
                        : piece->kind == VOUCH_TEXT_PIECE_REMOVED ? "-"
                                                                  : "+";

    g_string_append_printf (text, *marks != '\0' ? "[%s%s]" : "%s%s", marks, piece->text);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_reading (void)
{
  static const struct {
    const char *before, *after, *shown;
  } cases[] = {
    { NULL, NULL, "" },
    { "", "new words", "[+new words]" },
    { "old words", NULL, "[-old words]" },
    { "the same", "the same", "the same" },
    { "I waited two seconds", "I waited three seconds", "I waited [-two][+three] seconds" },
    { "I waited and they spoke.", "I waited longer and they spoke.",
      "I waited [+longer ]and they spoke." },
    { "one two three four", "one 2 3 four", "one [-two three][+2 3] four" },
    { "first\nsecond", "first\n\nsecond", "first[-\n][+\n\n]second" },
    { "a b c d e f", "d e f a b c", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *shown = show (cases[i].before, cases[i].after);

    if (cases[i].shown != NULL)
      g_assert_cmpstr (shown, ==, cases[i].shown);
  }
}

static char *
make_text (guint words, guint of)
{
  static const char *const blanks[] = { " ", " ", " ", "  ", "\n", "\n\n", "\xc2\xa0" };
  g_autoptr (GString) text = g_string_new (g_test_rand_bit () ? " " : "");

  for (guint i = 0; i < words; i++)
    g_string_append_printf (text, "w%dé%s", g_test_rand_int_range (0, (gint32) of),
                            blanks[g_test_rand_int_range (0, G_N_ELEMENTS (blanks))]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_random (void)
{
  for (guint i = 0; i < 2000; i++) {
    guint of = (guint) g_test_rand_int_range (1, 40);
    g_autofree char *before = make_text ((guint) g_test_rand_int_range (0, 60), of);
    g_autofree char *after = make_text ((guint) g_test_rand_int_range (0, 60), of);
    g_autofree char *shown = show (before, after);

    g_assert_nonnull (shown);
  }
}

/* 20,000 words against other ones, from a large and from a small vocabulary. */
static void
test_long (void)
{
  static const guint vocabularies[] = { 1, 3, 200, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS (vocabularies); i++) {
    g_autofree char *before = make_text (20000, vocabularies[i]);
    g_autofree char *after = make_text (20000, vocabularies[i]);
    gint64 start = clock ();
    g_autofree char *shown = show (before, after);

    g_test_message ("%u different words: %d ms", vocabularies[i],
                    (int) ((clock () - start) / 1000));
    g_assert_cmpint (clock () - start, <, 20 * G_USEC_PER_SEC);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-diff/reading", test_reading);
  g_test_add_func ("/text-diff/random", test_random);
  g_test_add_func ("/text-diff/long", test_long);
  return g_test_run ();
}
