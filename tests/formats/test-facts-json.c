/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "vouch-error.h"
#include "vouch-facts-json.h"

static VouchFacts *
make_facts (void)
{
  VouchFacts *facts = vouch_facts_new ();

  vouch_facts_set_state (facts, VOUCH_FACTS_KNOWN);
  vouch_facts_set_problem (facts, "The end “is” missing.");
  vouch_facts_set_reader_version (facts, "vouch-reader/9");
  vouch_facts_set_readable_to_end (facts, TRUE);
  vouch_facts_set_media (facts, VOUCH_MEDIA_VIDEO);
  vouch_facts_set_format (facts, "mp4");
  vouch_facts_set_size (facts, G_GINT64_CONSTANT (5000000000));
  vouch_facts_set_cleanable (facts, TRUE);
  vouch_facts_set_duration_ms (facts, 3600001);
  vouch_facts_set_dimensions (facts, 1080, 1920);
  vouch_facts_set_tracks (facts, 2, 1);
  vouch_facts_set_levels (facts, -20.25, -61.5);
  vouch_facts_add_speech (facts, 0, 1200, -18.5);
  vouch_facts_add_speech (facts, 1500, 1700, -30.25);
  vouch_facts_set_pages (facts, 3);
  vouch_facts_set_text (facts, "line\n\"quoted\"", 2);
  vouch_facts_add_link (facts, "https://a.example/");
  vouch_facts_add_font (facts, "Georgia", 11);
  vouch_facts_add_font (facts, "Georgia", 14);
  vouch_facts_set_capture_day (facts, vouch_day_from_ymd (2026, 3, 14));
  vouch_facts_add_identifier (facts, "gps", "46.5, 6.6");
  return facts;
}

static void
test_round_trip (void)
{
  VouchFacts *facts = make_facts ();
  g_autofree char *json = vouch_facts_to_json (facts);
  g_autoptr (GError) error = NULL;
  VouchFacts *back = vouch_facts_from_json (json, -1, &error);
  g_autofree char *again = NULL;
  double from = 0, to = 0;

  g_assert_no_error (error);
  again = vouch_facts_to_json (back);
  g_assert_cmpstr (again, ==, json);
  g_assert_cmpint (vouch_facts_get_size (back), ==, G_GINT64_CONSTANT (5000000000));
  g_assert_cmpint (vouch_facts_get_height (back), ==, 1920);
  g_assert_cmpint (vouch_facts_speech_ms_in (back, 1000, 1600), ==, 300);
  g_assert_cmpstr (vouch_facts_get_font (back, 0, &from, &to), ==, "Georgia");
  g_assert_cmpfloat (from, ==, 11);
  g_assert_cmpfloat (to, ==, 14);
  g_assert_finalize_object (facts);
  g_assert_finalize_object (back);
}

static void
test_unknown (void)
{
  VouchFacts *facts = vouch_facts_new_unreadable ("r", "Empty.");
  g_autofree char *json = vouch_facts_to_json (facts);
  VouchFacts *back = vouch_facts_from_json (json, -1, NULL);

  g_assert_cmpint (vouch_facts_get_state (back), ==, VOUCH_FACTS_UNREADABLE);
  g_assert_cmpint (vouch_facts_get_duration_ms (back), ==, VOUCH_FACTS_UNKNOWN);
  g_assert_cmpint (vouch_facts_get_width (back), ==, VOUCH_FACTS_UNKNOWN);
  g_assert_cmpint (vouch_facts_get_words (back), ==, VOUCH_FACTS_UNKNOWN);
  g_assert_true (isnan (vouch_facts_get_level_db (back)));
  g_assert_null (vouch_facts_get_text (back));
  g_assert_finalize_object (facts);
  g_assert_finalize_object (back);
}

/* What a reader that was taken over might print. */
static void
test_hostile (void)
{
  static const char *const refused[] = { "",
                                         "{",
                                         "[]",
                                         "null",
                                         "{}",
                                         "{\"state\":7}",
                                         "{\"state\":\"odd\"}",
                                         "{\"state\":[",
                                         "{\"state\":\"known\",\"text\":\"\xff\"}",
                                         "{\"state\":\"known\"}x" };
  static const char *const tolerated[] = {
    "{\"state\":\"known\",\"media\":\"film\",\"width\":\"9\",\"links\":7,\"fonts\":[3,{}],"
    "\"identifiers\":[[],{\"key\":1}]}",
    "{\"state\":\"known\",\"speech\":[[5,2,0],[1],[0,9,-1],[4,6,-1],\"x\",[[],1,2]]}",
    "{\"state\":\"known\",\"width\":99999999999,\"pages\":-4,\"size\":-1,\"later\":{}}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (vouch_facts_from_json (refused[i], -1, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (tolerated); i++) {
    VouchFacts *facts = vouch_facts_from_json (tolerated[i], -1, NULL);

    g_assert_nonnull (facts);
    g_assert_cmpint (vouch_facts_get_width (facts), ==, VOUCH_FACTS_UNKNOWN);
    g_assert_finalize_object (facts);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/facts/round-trip", test_round_trip);
  g_test_add_func ("/formats/facts/unknown", test_unknown);
  g_test_add_func ("/formats/facts/hostile", test_hostile);
  return g_test_run ();
}
