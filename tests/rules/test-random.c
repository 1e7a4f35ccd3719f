/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Portfolios at random: no constraint, however odd its parameters, and no item, however little is
 * known of it, makes the check stumble; the same input always gives the same output; ids are
 * unique; there is one finding a question; what is open always says where it is mended.
 */
#include "config.h"

#include "portfolio-sketch.h"
#include "vouch-constraint-set.h"

#define ROUNDS 1500

static const char *const constraints[] = {
  "fileFormat required extensions=[pdf|jpg|wav]",
  "fileFormat advised",
  "fileSize required maxBytes=900 scope=total",
  "fileSize required",
  "links required allowed=0",
  "duration required minSeconds=2 maxSeconds=4",
  "duration required minSeconds=9 maxSeconds=3 scope=total",
  "duration advised",
  "words required min=3 max=8",
  "words required min=9 scope=total",
  "characters required max=20",
  "pages required max=1",
  "pages required min=2 max=5 scope=total countsPrompts=1",
  "pageFormat required lineSpacing=1 minFontPoints=400 marginInches=9",
  "continuity required mode=unedited trimEnds=0 maskingAllowed=0",
  "continuity required mode=minimalEdits",
  "audio required required=1 minSpeechSeconds=1 minLevelDb=-30",
  "picture required minWidth=100 minHeight=100",
  "onScreen required subject=students",
  "participants required minStudents=2 grouping=[smallGroup]",
  "participants required",
  "transcript required when=always maxPages=1",
  "transcript advised when=inaudible",
  "dateWindow required notBefore=2026-01-01 maxAgeMonths=1",
  "dateWindow required",
  "elapsed required from=q to=r minDays=2 maxDays=3",
  "elapsed required from=gone to=r",
  "sequence required after=[q] before=[s|gone]",
  "distinct required attribute=student across=[q|s|gone]",
  "distinct required attribute=lesson minDistinct=2",
  "same required attribute=lesson",
  "same required attribute=student with=[q|gone]",
  "spread required attribute=performanceLevel values=[below|above]",
  "prePost required pairBy=student same=[measure|lesson] minPairs=1 minDaysBetween=1",
  "cites required targets=[q|r|gone] form=any min=2",
  "cites required targets=[q] form=moment",
  "annotation required forms=[moment|text] minPerItem=1 minTotal=3 namesCriterion=1",
  "annotation required",
  "criterionCoverage required criteria=[a|gone] minMoments=1 minItems=1",
  "template required resource=gone",
  "consent required subjects=[student] scopes=[work] purpose=assessment form=program",
  "consent required",
  "deidentification required studentNames=none mask=[school] fileNames=1 metadata=1",
  "originality required uniqueToEarner=1",
  "manual advised text=x",
  "x-odd required",
};

static const char *const media[] = { "text", "document", "image", "audio", "video", "data" };

static const char *const traits[] = {
  "on=q",
  "on=s",
  "on=nowhere",
  "words=6",
  "words=0",
  "text=ask_me@example.org",
  "ms=3000",
  "ms=60000",
  "range=500-1500",
  "range=9000-100",
  "range=-1",
  "size=0",
  "pages=1",
  "pages=9",
  "format=pdf",
  "file=a.pdf",
  "file=.",
  "tracks=1",
  "picture=90x900",
  "link=http://x",
  "author=A_B",
  "pending",
  "unreadable",
  "cut",
  "empty",
  "stuck",
  "damaged",
  "own=0,0,0",
  "own=1,1,1",
  "people=full|none",
  "people=ghost",
  "masked=full",
  "nobody=",
  "at=100:a",
  "at=999999:",
  "region=b",
  "page=",
  "passage=gone",
  "cite=i1@100",
  "cite=i2",
  "cite=i3#2",
  "cite=gone@1",
  "speaks=a",
  "of=i1",
  "of=gone",
  "student=A",
  "student=B",
  "lesson=1",
  "date=2026-01-02",
  "date=2026-03-01",
  "date=bad",
  "occasion=pre",
  "occasion=post",
  "measure=m",
  "grouping=smallGroup",
  "performanceLevel=below",
  "title=T",
};

static char *
random_item (GRand *rand)
{
  GString *text = g_string_new (media[g_rand_int_range (rand, 0, G_N_ELEMENTS (media))]);
  gboolean typed = g_str_equal (text->str, "text");
  guint n = (guint) g_rand_int_range (rand, 0, 9);

  for (guint i = 0; i < n; i++) {
    const char *trait = traits[g_rand_int_range (rand, 0, G_N_ELEMENTS (traits))];
    static const char *const of_files[] = { "ms=",      "size=", "pages=",  "format=", "tracks=",
                                            "picture=", "link=", "author=", "pending", "unreadable",
                                            "cut",      "empty", "stuck",   "damaged" };
    gboolean fits = TRUE;

    for (gsize k = 0; typed && k < G_N_ELEMENTS (of_files); k++)
      fits = fits && !g_str_has_prefix (trait, of_files[k]);
    if (fits)
      g_string_append_printf (text, " %s", trait);
  }
  return g_string_free (text, FALSE);
}

static VouchPortfolio *
random_portfolio (GRand *rand)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_items = (guint) g_rand_int_range (rand, 0, 8);
  guint n = (guint) g_rand_int_range (rand, 1, 6);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            constraints[g_rand_int_range (rand, 0, G_N_ELEMENTS (constraints))]);
  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (items, random_item (rand));
  g_ptr_array_add (items, NULL);
  return sketch_portfolio (text->str, (const char *const *) items->pdata);
}

static char *
print_report (VouchReport *report)
{
  GPtrArray *findings = vouch_report_get_findings (report);
  GString *text = g_string_new (vouch_report_get_ready (report) ? "ready\n" : "open\n");

  for (guint i = 0; i < findings->len; i++) {
    VouchFinding *finding = g_ptr_array_index (findings, i);
    g_autofree char *items = g_strjoinv (",", (char **) vouch_finding_get_items (finding));

    g_string_append_printf (text, "%s %s %s [%s] %s\n", vouch_finding_get_id (finding),
                            vouch_result_to_string (vouch_finding_get_result (finding)),
                            vouch_fix_to_string (vouch_finding_get_fix (finding)), items,
                            vouch_finding_get_message (finding));
  }
  return g_string_free (text, FALSE);
}

static void
assert_sound (VouchReport *report)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *findings = vouch_report_get_findings (report);
  gboolean open = FALSE;

  /* Five constraints, three requirements with four standing checks each, two rows. */
  g_assert_cmpuint (findings->len, <=, 5 + 3 * 4 + 2);
  for (guint i = 0; i < findings->len; i++) {
    VouchFinding *finding = g_ptr_array_index (findings, i);

    g_assert_true (g_hash_table_add (ids, (gpointer) vouch_finding_get_id (finding)));
    g_assert_true (*vouch_finding_get_message (finding) != '\0');
    g_assert_true (g_utf8_validate (vouch_finding_get_message (finding), -1, NULL));
    g_assert_cmpint (vouch_finding_is_open (finding), ==,
                     vouch_finding_get_fix (finding) != VOUCH_FIX_NONE);
    open |= vouch_finding_is_open (finding) &&
            vouch_finding_get_severity (finding) == VOUCH_SEVERITY_REQUIRED;
  }
  g_assert_cmpint (open, ==, vouch_report_count_open (report, VOUCH_SEVERITY_REQUIRED) > 0);
  g_assert_cmpint (vouch_report_get_ready (report), ==, !open);
}

static void
test_random (void)
{
  GRand *rand = g_rand_new_with_seed (20260315);
  g_autoptr (VouchPeople) people = sketch_people ();

  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (VouchPortfolio) portfolio = random_portfolio (rand);
    g_autoptr (VouchReport) once =
        vouch_completeness_check (portfolio, people, NULL, sketch_today ());
    g_autoptr (VouchReport) twice =
        vouch_completeness_check (portfolio, people, NULL, sketch_today ());
    g_autofree char *first = print_report (once);
    g_autofree char *second = print_report (twice);

    g_assert_cmpstr (first, ==, second);
    assert_sound (once);
  }
  g_rand_free (rand);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/completeness/random", test_random);
  return g_test_run ();
}
