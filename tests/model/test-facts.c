/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "vouch-facts.h"

static void
test_defaults (void)
{
  VouchFacts *facts = vouch_facts_new ();
  guint n = 1;

  g_assert_cmpint (vouch_facts_get_state (facts), ==, VOUCH_FACTS_PENDING);
  g_assert_cmpint (vouch_facts_get_duration_ms (facts), ==, VOUCH_FACTS_UNKNOWN);
  g_assert_cmpint (vouch_facts_get_pages (facts), ==, VOUCH_FACTS_UNKNOWN);
  g_assert_cmpint (vouch_facts_get_words (facts), ==, VOUCH_FACTS_UNKNOWN);
  g_assert_true (isnan (vouch_facts_get_level_db (facts)));
  g_assert_null (vouch_facts_get_links (facts)[0]);
  vouch_facts_get_speech (facts, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (vouch_facts_fits_extension (facts, "pdf"));
  g_assert_finalize_object (facts);
}

static void
test_unreadable (void)
{
  VouchFacts *facts = vouch_facts_new_unreadable ("r/1", "It is empty.");

  g_assert_cmpint (vouch_facts_get_state (facts), ==, VOUCH_FACTS_UNREADABLE);
  g_assert_cmpstr (vouch_facts_get_problem (facts), ==, "It is empty.");
  g_assert_cmpstr (vouch_facts_get_reader_version (facts), ==, "r/1");
  g_assert_false (vouch_facts_get_readable_to_end (facts));
  g_assert_finalize_object (facts);
}

static void
test_extensions (void)
{
  static const struct {
    const char *format, *extension;
    gboolean fits;
  } cases[] = {
    { "jpg", "jpg", TRUE },   { "jpg", "JPEG", TRUE },  { "png", "jpg", FALSE },
    { "mp4", "mov", TRUE },   { "mov", "mp4", TRUE },   { "m4v", "mp4", TRUE },
    { "mp4", "m4a", FALSE },  { "m4a", "m4a", TRUE },   { "m4a", "mov", FALSE },
    { "opus", "ogg", TRUE },  { "ogg", "opus", FALSE }, { "webm", "mkv", TRUE },
    { "mkv", "webm", FALSE }, { "csv", "txt", TRUE },   { "txt", "csv", TRUE },
    { "pdf", "docx", FALSE }, { "docx", "DOCX", TRUE }, { "wav", "mp3", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    VouchFacts *facts = vouch_facts_new ();

    vouch_facts_set_format (facts, cases[i].format);
    g_test_message ("%s as .%s", cases[i].format, cases[i].extension);
    g_assert_true (vouch_facts_fits_extension (facts, cases[i].extension) == cases[i].fits);
    g_assert_finalize_object (facts);
  }
}

static void
test_speech (void)
{
  VouchFacts *facts = vouch_facts_new ();

  vouch_facts_add_speech (facts, 1000, 3000, -20);
  vouch_facts_add_speech (facts, 5000, 6000, -40);
  g_assert_cmpint (vouch_facts_get_speech_ms (facts), ==, 3000);
  g_assert_cmpint (vouch_facts_speech_ms_in (facts, 2000, 5500), ==, 1500);
  g_assert_cmpint (vouch_facts_speech_ms_in (facts, 3000, 5000), ==, 0);
  g_assert_cmpint (vouch_facts_loud_speech_ms_in (facts, 0, 9000, -30), ==, 2000);
  g_assert_finalize_object (facts);
}

static void
test_lists (void)
{
  VouchFacts *facts = vouch_facts_new ();
  const char *value = NULL;
  double from = 0, to = 0;

  vouch_facts_add_link (facts, "https://a.example/");
  vouch_facts_add_link (facts, "https://b.example/");
  vouch_facts_add_link (facts, "https://a.example/");
  g_assert_cmpuint (g_strv_length ((GStrv) vouch_facts_get_links (facts)), ==, 2);
  g_assert_cmpstr (vouch_facts_get_links (facts)[1], ==, "https://b.example/");

  vouch_facts_add_font (facts, "Times", 0);
  vouch_facts_add_font (facts, "Times", 12);
  vouch_facts_add_font (facts, "Times", 10.5);
  g_assert_cmpuint (vouch_facts_get_n_fonts (facts), ==, 1);
  g_assert_cmpstr (vouch_facts_get_font (facts, 0, &from, &to), ==, "Times");
  g_assert_cmpfloat (from, ==, 10.5);
  g_assert_cmpfloat (to, ==, 12);

  vouch_facts_add_identifier (facts, "gps", "46.5 N 6.6 E");
  vouch_facts_add_identifier (facts, "gps", "46.5 N 6.6 E");
  g_assert_cmpuint (vouch_facts_get_n_identifiers (facts), ==, 1);
  g_assert_cmpstr (vouch_facts_get_identifier (facts, 0, &value), ==, "gps");
  g_assert_cmpstr (value, ==, "46.5 N 6.6 E");
  g_assert_finalize_object (facts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/facts/defaults", test_defaults);
  g_test_add_func ("/model/facts/unreadable", test_unreadable);
  g_test_add_func ("/model/facts/extensions", test_extensions);
  g_test_add_func ("/model/facts/speech", test_speech);
  g_test_add_func ("/model/facts/lists", test_lists);
  return g_test_run ();
}
