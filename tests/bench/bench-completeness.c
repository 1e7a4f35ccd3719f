/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long one completeness check takes: the complete portfolio of each built-in definition, every
 * document with a thousand words, forty people, twenty other portfolios, eight private words. The
 * bar is one millisecond; it has to be done again within a frame after every edit.
 */
#include "config.h"

#include <stdlib.h>

#include "portfolio-builder.h"
#include "vouch-definition-reader.h"

#define ROUNDS 300
#define WORDS 1000
#define BAR_MS 1.0

static int
compare_times (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
lengthen_documents (VouchPortfolio *portfolio)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  g_autofree char *text = build_words (WORDS);

  for (guint i = 0; i < items->len; i++)
    if (vouch_item_get_media (items->pdata[i]) == VOUCH_MEDIA_DOCUMENT)
      vouch_facts_set_text (vouch_item_get_facts (items->pdata[i]), text, WORDS);
}

static VouchPrivateWords *
make_private_words (void)
{
  static const char *const words[][2] = {
    { "earnerName", "Dana Whitfield" }, { "earnerName", "Ms. Whitfield" },
    { "school", "Pine Hollow" },        { "school", "Pine Hollow Elementary School" },
    { "district", "Blue Ridge" },       { "district", "Blue Ridge Public Schools" },
    { "state", "North Carolina" },      { "state", "NC" },
  };
  VouchPrivateWords *all = vouch_private_words_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    vouch_private_words_add (all, words[i][0], words[i][1]);
  return all;
}

/* Returns the median in milliseconds. */
static double
measure (const char *name)
{
  g_autofree char *path = g_build_filename (CATALOGUE, name, NULL);
  g_autoptr (VouchDefinition) definition = vouch_definition_read_file (path, NULL, NULL);
  g_autoptr (VouchPeople) people = build_people ();
  g_autoptr (VouchPrivateWords) words = make_private_words ();
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  VouchSurroundings around = { .people = people,
                               .others = others,
                               .today = vouch_day_from_ymd (2026, 3, 15),
                               .private_words = words };
  Build build = { VOUCH_MEDIA_VIDEO, 0 };
  g_autoptr (VouchPortfolio) portfolio = build_portfolio (definition, &build, people, around.today);
  gint64 times[ROUNDS];
  guint findings = 0;

  lengthen_documents (portfolio);
  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (others, vouch_portfolio_new ());
  for (guint i = 0; i < ROUNDS; i++) {
    gint64 start = g_get_monotonic_time ();
    VouchReport *report = vouch_completeness_check_within (portfolio, &around);

    times[i] = g_get_monotonic_time () - start;
    findings = vouch_report_get_findings (report)->len;
    g_object_unref (report);
  }
  qsort (times, ROUNDS, sizeof times[0], compare_times);
  g_print ("%-42s %3u items %3u findings  median %.3f ms  99 %% %.3f ms\n", name,
           vouch_portfolio_get_items (portfolio)->len, findings, times[ROUNDS / 2] / 1000.0,
           times[ROUNDS * 99 / 100] / 1000.0);
  return times[ROUNDS / 2] / 1000.0;
}

int
main (void)
{
  static const char *const names[] = {
    "early-reading-1-phonemic-awareness.json",
    "early-reading-2-phonics.json",
    "early-reading-3-fluency.json",
    "early-reading-4-vocabulary.json",
    "early-reading-5-comprehension.json",
    "wait-time.json",
  };
  double worst = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    double median = measure (names[i]);

    worst = MAX (worst, median);
  }
  g_print ("one check, worst median: %.3f ms of %.0f ms (%.2f)\n", worst, BAR_MS, worst / BAR_MS);
  return 0;
}
