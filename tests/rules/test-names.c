/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the class lists: what counts as one, where it stands, and what is not the person. */
#include "config.h"

#include <string.h>
#include <time.h>

#include "portfolio-sketch.h"

typedef struct {
  const char *text;
  const char *allowed;
  const char *found; /* what is found, separated by |; "" for nothing */
} Case;

static VouchLedger *
make_ledger (void)
{
  VouchLedger *ledger = vouch_ledger_new ();
  g_autoptr (VouchClassList) list = vouch_class_list_new ();

  vouch_class_list_set_id (list, "c1");
  vouch_class_list_set_name (list, "3B");
  vouch_class_list_set_student (list, "A-1", "Lena Marie Meyer-Schulz");
  vouch_class_list_set_student (list, "A-2", "Will Grant");
  vouch_class_list_set_student (list, "A-3", "Müller, Zoë");
  vouch_class_list_set_student (list, "A-4", "Siobhán O’Brien");
  vouch_class_list_set_student (list, "A-5", "Łukasz van der Berg");
  vouch_class_list_set_student (list, "A-6", "Nandi");
  vouch_class_list_set_student (list, "A-7", "Ὀδυσσεύς Σῖγμας");
  vouch_ledger_add_class (ledger, list);
  vouch_ledger_set_words (ledger, "school", (const char *const[]){ "Pine Hollow", NULL });
  vouch_ledger_set_words (ledger, "colleague", (const char *const[]){ "Imogen Tanaka", NULL });
  return ledger;
}

static const Case cases[] = {
  { "We read with Lena in the second row.", "pseudonym", "Lena" },
  { "LENA, lena and Lena’s turn", "pseudonym", "LENA|lena|Lena" },
  { "Lenas and Helena stay out of it", "pseudonym", "" },
  { "Lena Marie Meyer-Schulz; Meyer Schulz, Lena; L. Meyer", "pseudonym",
    "Lena Marie Meyer-Schulz|Meyer Schulz, Lena|Meyer" },
  { "Lena\nMeyer-Schulz said", "pseudonym", "Lena\nMeyer-Schulz" },
  { "Lena.\n\nMeyer-Schulz said", "pseudonym", "Lena|Meyer-Schulz" },
  { "Marie waited, then meyerschulz wrote", "pseudonym", "Marie|meyerschulz" },
  { "L. M. M. and LMM and L.M. waited", "pseudonym", "L. M. M|LMM|L.M" },
  { "l. m. m. and lmm and L M waited", "pseudonym", "" },
  { "She will grant it. Will did.", "pseudonym", "Will" },
  { "Will Grant did it", "pseudonym", "Will Grant" },
  { "zoe mueller, Zoé Muller and Zoë MÜLLER", "pseudonym", "zoe mueller|Zoé Muller|Zoë MÜLLER" },
  { "Siobhan OBrien, O'Brien and brien", "pseudonym", "Siobhan|OBrien|O'Brien|brien" },
  { "van der Waals; lukasz; der Berg", "pseudonym", "lukasz|Berg" },
  { "nandi’s book; Nandi-like", "pseudonym", "nandi|Nandi" },
  { "ὈΔΥΣΣΕΎΣ and οδυσσευς", "pseudonym", "ὈΔΥΣΣΕΎΣ|οδυσσευς" },
  { "Lena and L. M. and Meyer", "initials", "Lena|Meyer" },
  { "Lena and L. M. and Lena Meyer-Schulz", "firstName", "Lena Meyer-Schulz" },
  { "Lena M. is allowed", "firstName", "" },
  { "Nandi", "firstName", "" },
  { "PINE hollow is a school", "pseudonym", "PINE hollow" },
  { "a pine in a hollow", "pseudonym", "" },
  { "Imogen helped, and Ms Tanaka", "pseudonym", "Imogen|Tanaka" },
  { "A-1 wrote this", "pseudonym", "" },
  { "", "pseudonym", "" },
};

static char *
find_all (VouchNameFinder *finder, const char *text, const char *level, gboolean file_name)
{
  const char *const masks[] = { "school", NULL };
  VouchNameLevel allowed = VOUCH_NAME_LEVEL_NONE;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GArray) matches = NULL;

  g_assert_true (vouch_name_level_from_string (level, &allowed));
  matches = vouch_name_finder_find (finder, text, file_name, allowed, masks);
  for (guint i = 0; i < matches->len; i++) {
    VouchNameMatch *match = &g_array_index (matches, VouchNameMatch, i);

    g_string_append_printf (found, "%s%.*s", i > 0 ? "|" : "", (int) (match->end - match->start),
                            text + match->start);
  }
  return g_string_free (g_steal_pointer (&found), FALSE);
}

static void
test_forms (void)
{
  g_autoptr (VouchLedger) ledger = make_ledger ();
  g_autoptr (VouchNameFinder) finder = vouch_name_finder_new (ledger);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = find_all (finder, cases[i].text, cases[i].allowed, FALSE);

    if (strcmp (found, cases[i].found) != 0)
      g_error ("“%s” (%s): found %s, not %s", cases[i].text, cases[i].allowed, found,
               cases[i].found);
  }
}

static void
test_file_names (void)
{
  g_autoptr (VouchLedger) ledger = make_ledger ();
  g_autoptr (VouchNameFinder) finder = vouch_name_finder_new (ledger);
  g_autofree char *camel = find_all (finder, "LenaReads2.mp4", "pseudonym", TRUE);
  g_autofree char *under = find_all (finder, "2026_lena2_pine-hollow.pdf", "pseudonym", TRUE);
  g_autofree char *none = find_all (finder, "Lesson4.mp4", "pseudonym", TRUE);

  g_assert_cmpstr (camel, ==, "Lena");
  g_assert_nonnull (strstr (under, "lena"));
  g_assert_nonnull (strstr (under, "pine-hollow"));
  g_assert_cmpstr (none, ==, "");
}

static VouchFinding *
check (VouchPortfolio *portfolio, VouchNameFinder *names, gboolean locked, VouchReport **report)
{
  VouchSurroundings around = { .today = sketch_today (), .names = names, .names_locked = locked };

  g_clear_object (report);
  *report = vouch_completeness_check_within (portfolio, &around);
  return vouch_report_find (*report, "r/deidentification");
}

#define HIDE "deidentification required studentNames=pseudonym mask=[school] fileNames=1 metadata=1"

static void
test_hits (void)
{
  const char *const items[] = { "text text=first_LENA_read",
                                "document file=Zoe.pdf words=2 pages=1",
                                "document words=30 pages=1 author=Lena_Meyer-Schulz stuck", NULL };
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio (HIDE, items);
  VouchItem *typed = g_ptr_array_index (vouch_portfolio_get_items (portfolio), 0);
  VouchItem *document = g_ptr_array_index (vouch_portfolio_get_items (portfolio), 1);
  g_autoptr (VouchLedger) ledger = make_ledger ();
  g_autoptr (VouchNameFinder) finder = vouch_name_finder_new (ledger);
  g_autoptr (VouchReport) report = NULL;
  VouchFinding *finding;
  VouchHit *hit;

  vouch_facts_set_text (vouch_item_get_facts (document), "One.\n\nTwo\fThree\n\nfor Pine Hollow.",
                        6);
  finding = check (portfolio, finder, FALSE, &report);
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NOT_MET);
  g_assert_cmpuint (vouch_finding_get_hits (finding)->len, ==, 4);
  hit = g_ptr_array_index (vouch_finding_get_hits (finding), 0);
  g_assert_cmpstr (vouch_hit_get_item (hit), ==, vouch_item_get_id (typed));
  g_assert_cmpint (vouch_hit_get_place (hit), ==, VOUCH_HIT_PLACE_TEXT);
  g_assert_cmpuint (vouch_hit_get_start (hit), ==, 6);
  g_assert_cmpuint (vouch_hit_get_end (hit), ==, 10);
  g_assert_cmpstr (vouch_hit_get_before (hit), ==, "first ");
  g_assert_cmpstr (vouch_hit_get_after (hit), ==, " read");
  g_assert_cmpstr (vouch_hit_get_key (hit), ==, "A-1");
  hit = g_ptr_array_index (vouch_finding_get_hits (finding), 1);
  g_assert_cmpint (vouch_hit_get_place (hit), ==, VOUCH_HIT_PLACE_FILE_NAME);
  g_assert_cmpstr (vouch_hit_get_key (hit), ==, "A-3");
  hit = g_ptr_array_index (vouch_finding_get_hits (finding), 2);
  g_assert_cmpint (vouch_hit_get_place (hit), ==, VOUCH_HIT_PLACE_DOCUMENT);
  g_assert_cmpstr (vouch_hit_get_found (hit), ==, "Pine Hollow");
  g_assert_cmpuint (vouch_hit_get_page (hit), ==, 2);
  g_assert_cmpuint (vouch_hit_get_paragraph (hit), ==, 2);
  hit = g_ptr_array_index (vouch_finding_get_hits (finding), 3);
  g_assert_cmpint (vouch_hit_get_place (hit), ==, VOUCH_HIT_PLACE_METADATA);
  g_assert_cmpstr (vouch_hit_get_found (hit), ==, "Lena Meyer-Schulz");
}

static void
say (VouchPortfolio *portfolio, gint64 start_ms, const char *speaker, const char *text)
{
  VouchItem *item = g_ptr_array_index (vouch_portfolio_get_items (portfolio), 0);
  g_autoptr (VouchCaption) caption = vouch_caption_new ();

  vouch_caption_set_start_ms (caption, start_ms);
  vouch_caption_set_end_ms (caption, start_ms + 1000);
  vouch_caption_set_speaker (caption, speaker);
  vouch_caption_set_text (caption, text);
  vouch_portfolio_add_caption (portfolio, vouch_item_get_artifact (item), caption);
}

/* What is said in the part that is sent; a caption that only touches its edge is outside. */
static void
test_captions (void)
{
  const char *const items[] = { "audio ms=60000", NULL };
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio (HIDE, items);
  VouchItem *item = g_ptr_array_index (vouch_portfolio_get_items (portfolio), 0);
  g_autoptr (VouchLedger) ledger = make_ledger ();
  g_autoptr (VouchNameFinder) finder = vouch_name_finder_new (ledger);
  g_autoptr (VouchReport) report = NULL;
  VouchFinding *finding;
  VouchHit *hit;

  vouch_item_set_artifact (item, "a1");
  say (portfolio, 9000, NULL, "Zoe starts");
  say (portfolio, 12500, "Lena", "I think\nit floats.");
  say (portfolio, 14000, "S1", "In Pine Hollow?");
  say (portfolio, 20000, NULL, "Ask Nandi.");
  finding = check (portfolio, finder, TRUE, &report);
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NOT_MET);
  g_assert_cmpint (vouch_finding_get_fix (finding), ==, VOUCH_FIX_CAPTIONS);
  g_assert_cmpuint (vouch_finding_get_hits (finding)->len, ==, 4);

  vouch_item_set_start_ms (item, 10000);
  vouch_item_set_end_ms (item, 20000);
  finding = check (portfolio, finder, FALSE, &report);
  g_assert_cmpuint (vouch_finding_get_hits (finding)->len, ==, 2);
  hit = g_ptr_array_index (vouch_finding_get_hits (finding), 0);
  g_assert_cmpint (vouch_hit_get_place (hit), ==, VOUCH_HIT_PLACE_CAPTION);
  g_assert_cmpstr (vouch_hit_get_field (hit), ==, "12500");
  g_assert_cmpstr (vouch_hit_get_found (hit), ==, "Lena");
  g_assert_cmpstr (vouch_hit_get_key (hit), ==, "A-1");

  /* Nothing is found there: what is heard is asked about, and locked lists are said. */
  vouch_item_set_start_ms (item, 16000);
  finding = check (portfolio, finder, FALSE, &report);
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NEEDS_CONFIRMATION);
  g_assert_cmpuint (vouch_finding_get_hits (finding)->len, ==, 0);
  vouch_item_set_start_ms (item, 13000);
  finding = check (portfolio, NULL, TRUE, &report);
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NEEDS_INFORMATION);
}

/* What is not the person stays so wherever the text moves, and is asked about anew elsewhere. */
static void
test_dismissed (void)
{
  const char *const items[] = { "text text=then_Lena_read", NULL };
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio (HIDE, items);
  VouchItem *item = g_ptr_array_index (vouch_portfolio_get_items (portfolio), 0);
  g_autoptr (VouchLedger) ledger = make_ledger ();
  g_autoptr (VouchNameFinder) finder = vouch_name_finder_new (ledger);
  g_autoptr (VouchReport) report = NULL;
  VouchFinding *finding = check (portfolio, finder, FALSE, &report);
  g_autofree char *longer = NULL;

  g_assert_cmpuint (vouch_finding_get_hits (finding)->len, ==, 1);
  vouch_ledger_dismiss (ledger, vouch_hit_get_digest (vouch_finding_get_hits (finding)->pdata[0]));
  g_clear_pointer (&finder, vouch_name_finder_free);
  finder = vouch_name_finder_new (ledger);
  finding = check (portfolio, finder, FALSE, &report);
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_MET);
  vouch_item_set_text (item, "then Lena read. And Lena wrote.");
  finding = check (portfolio, finder, FALSE, &report);
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NOT_MET);
}

static void
test_locked (void)
{
  const char *const items[] = { "text text=then_Lena_read", NULL };
  const char *const mail[] = { "text text=to_lena@example.org", NULL };
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio (HIDE, items);
  g_autoptr (VouchPortfolio) other = sketch_portfolio (HIDE, mail);
  g_autoptr (VouchReport) report = NULL;
  VouchFinding *finding = check (portfolio, NULL, TRUE, &report);

  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NEEDS_INFORMATION);
  g_assert_cmpint (vouch_finding_get_fix (finding), ==, VOUCH_FIX_UNLOCK);
  g_assert_nonnull (strstr (vouch_finding_get_message (finding), "Unlock the class lists"));
  finding = check (other, NULL, TRUE, &report);
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NOT_MET);
}

/* What is written at a moment and about an item is sent too. */
static void
test_notes (void)
{
  const char *const items[] = { "document words=30 pages=1", NULL };
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio (HIDE, items);
  VouchItem *item = g_ptr_array_index (vouch_portfolio_get_items (portfolio), 0);
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autoptr (VouchLedger) ledger = make_ledger ();
  g_autoptr (VouchNameFinder) finder = vouch_name_finder_new (ledger);
  g_autoptr (VouchReport) report = NULL;
  VouchFinding *finding;
  VouchHit *hit;

  vouch_moment_set_id (moment, "m1");
  vouch_moment_set_note (moment, "Nandi answers");
  vouch_item_add_moment (item, moment);
  vouch_item_set_attribute (item, "lesson", "with Zoë");
  finding = check (portfolio, finder, FALSE, &report);
  g_assert_cmpuint (vouch_finding_get_hits (finding)->len, ==, 2);
  hit = g_ptr_array_index (vouch_finding_get_hits (finding), 0);
  g_assert_cmpint (vouch_hit_get_place (hit), ==, VOUCH_HIT_PLACE_MOMENT);
  g_assert_cmpstr (vouch_hit_get_field (hit), ==, "m1");
  hit = g_ptr_array_index (vouch_finding_get_hits (finding), 1);
  g_assert_cmpstr (vouch_hit_get_field (hit), ==, "lesson");
}

/* A hundred thousand words and two hundred names: the time grows with the text, not with the names
 * times the text. The bound is generous; the naive way takes a hundred times longer. */
static void
test_time (void)
{
  g_autoptr (VouchLedger) ledger = vouch_ledger_new ();
  g_autoptr (VouchClassList) list = vouch_class_list_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (VouchNameFinder) finder = NULL;
  g_autofree char *found = NULL;
  gint64 start;

  for (guint i = 0; i < 200; i++) {
    g_autofree char *key = g_strdup_printf ("A-%u", i);
    g_autofree char *name = g_strdup_printf ("Quill%c%c Marie Var%c%c", 'a' + i % 26, 'a' + i / 26,
                                             'a' + i / 26, 'a' + i % 26);

    vouch_class_list_set_student (list, key, name);
  }
  vouch_ledger_add_class (ledger, list);
  for (guint i = 0; i < 100000; i++)
    g_string_append (text, i % 3 == 0 ? "Quill wartet " : "and möchte ");
  g_string_append (text, "Quillbb");
  finder = vouch_name_finder_new (ledger);
  start = clock ();
  found = find_all (finder, text->str, "pseudonym", FALSE);
  g_test_message ("%" G_GINT64_FORMAT " ms", (clock () - start) / 1000);
  g_assert_cmpint (clock () - start, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpstr (found, ==, "Quillbb");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/forms", test_forms);
  g_test_add_func ("/names/file-names", test_file_names);
  g_test_add_func ("/names/hits", test_hits);
  g_test_add_func ("/names/captions", test_captions);
  g_test_add_func ("/names/dismissed", test_dismissed);
  g_test_add_func ("/names/locked", test_locked);
  g_test_add_func ("/names/notes", test_notes);
  g_test_add_func ("/names/time", test_time);
  return g_test_run ();
}
