/* SPDX-License-Identifier: GPL-3.0-or-later */
/* States, choices, optional parts, global constraints, and the checks that always apply. */
#include "config.h"

#include <string.h>

#include "portfolio-sketch.h"
#include "vouch-constraint-set.h"

static VouchReport *
check (VouchPortfolio *portfolio)
{
  g_autoptr (VouchPeople) people = sketch_people ();

  return vouch_completeness_check (portfolio, people, NULL, sketch_today ());
}

static void
assert_result (VouchReport *report, const char *id, const char *result)
{
  VouchFinding *finding = vouch_report_find (report, id);

  g_test_message ("%s", id);
  g_assert_nonnull (finding);
  g_assert_cmpstr (vouch_result_to_string (vouch_finding_get_result (finding)), ==, result);
}

static void
assert_state (VouchReport *report, const char *requirement, const char *state, guint count)
{
  VouchRequirementStatus *status = vouch_report_find_requirement (report, requirement);

  g_assert_cmpstr (vouch_progress_to_string (status->state), ==, state);
  g_assert_cmpuint (status->count, ==, count);
}

static void
assert_part (VouchReport *report, const char *part, const char *state)
{
  g_assert_cmpstr (vouch_progress_to_string (vouch_report_find_part (report, part)->state), ==,
                   state);
}

static void
test_states (void)
{
  static const struct {
    const char *constraint, *items[3], *state;
    guint count;
    gboolean ready;
  } cases[] = {
    { "words required min=5", { NULL }, "empty", 0, FALSE },
    { "words required min=5", { "text words=0" }, "empty", 0, FALSE },
    { "words required min=5", { "text words=4" }, "started", 1, FALSE },
    { "words required min=5", { "text words=5" }, "complete", 1, TRUE },
    { "words advised min=5", { "text words=4" }, "complete", 1, TRUE },
    { "dateWindow required maxAgeMonths=1", { "audio" }, "started", 1, FALSE },
    { "manual required text=x", { "audio" }, "started", 1, FALSE },
    { "manual advised text=x", { "audio" }, "complete", 1, TRUE },
    { "words required min=5", { "audio ms=5 of=x" }, "started", 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchPortfolio) portfolio = sketch_portfolio (cases[i].constraint, cases[i].items);
    g_autoptr (VouchReport) report = check (portfolio);

    g_test_message ("%s", cases[i].constraint);
    assert_state (report, "r", cases[i].state, cases[i].count);
    g_assert_cmpint (vouch_report_get_ready (report), ==, cases[i].ready);
    assert_part (report, "p", cases[i].state);
  }
}

static void
test_always (void)
{
  static const struct {
    const char *item, *readable, *not_empty, *unchanged;
  } cases[] = {
    { "document pages=1", "met", "met", "met" },
    { "document pending", "needsInformation", "needsInformation", "met" },
    { "document unreadable", "notMet", "notApplicable", "met" },
    { "document cut", "notMet", "met", "met" },
    { "document empty", "notApplicable", "notMet", "met" },
    { "document size=0 unreadable", "notApplicable", "notMet", "met" },
    { "document damaged", "met", "met", "notMet" },
    { "document missing", "met", "met", "notMet" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *items[] = { cases[i].item, NULL };
    g_autoptr (VouchPortfolio) portfolio = sketch_portfolio ("words advised min=0", items);
    g_autoptr (VouchReport) report = check (portfolio);

    assert_result (report, "r/readable", cases[i].readable);
    assert_result (report, "r/notEmpty", cases[i].not_empty);
    assert_result (report, "r/unchanged", cases[i].unchanged);
  }
}

static void
test_text_has_no_file_checks (void)
{
  const char *items[] = { "text words=5", NULL };
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio ("words required min=5", items);
  g_autoptr (VouchReport) report = check (portfolio);

  g_assert_null (vouch_report_find (report, "r/readable"));
}

/* A definition whose part `p` bears the given requirements, separated by "; ". */
static VouchPortfolio *
portfolio_of (const char *requirements, gboolean part_required, const char *const *items)
{
  VouchPortfolio *portfolio = sketch_portfolio ("words required min=1", items);
  g_autoptr (VouchDefinition) definition = vouch_definition_new ();
  g_autoptr (VouchPart) part = vouch_part_new ();
  g_auto (GStrv) list = g_strsplit (requirements, "; ", -1);

  vouch_part_set_id (part, "p");
  vouch_part_set_required (part, part_required);
  for (guint i = 0; list[i] != NULL; i++) {
    g_autoptr (VouchRequirement) requirement = sketch_requirement (list[i]);

    vouch_part_add_requirement (part, requirement);
  }
  vouch_definition_add_part (definition, part);
  vouch_portfolio_set_definition (portfolio, definition);
  return portfolio;
}

static void
test_quantity (void)
{
  static const struct {
    const char *requirement, *items[4], *result;
    guint count;
    gboolean ready;
  } cases[] = {
    { "r min=2 max=3", { "image", "image" }, "met", 2, TRUE },
    { "r min=2 max=3", { "image", "image", "image" }, "met", 3, TRUE },
    { "r min=2 max=3", { "image" }, "notMet", 1, FALSE },
    { "r min=1 max=1", { "image", "image" }, "notMet", 2, FALSE },
    { "r min=1 max=0", { "image", "image", "image" }, "met", 3, TRUE },
    { "r", { NULL }, "notMet", 0, FALSE },
    { "r prompt", { NULL }, "notMet", 0, FALSE },
    { "r min=0", { NULL }, "met", 0, TRUE },
    { "r optional", { NULL }, "notApplicable", 0, TRUE },
    { "r optional min=2 max=2", { "image" }, "notMet", 1, FALSE },
    { "r media=[audio]", { "image" }, "notMet", 0, FALSE },
    { "r media=[audio] max=2", { "audio", "image" }, "notMet", 1, FALSE },
    { "r media=[audio|image]", { "image" }, "met", 1, TRUE },
    { "r", { "audio id=x", "text words=3 of=x" }, "met", 1, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchPortfolio) portfolio =
        portfolio_of (cases[i].requirement, TRUE, cases[i].items);
    g_autoptr (VouchReport) report = check (portfolio);

    g_test_message ("%s", cases[i].requirement);
    assert_result (report, "r/quantity", cases[i].result);
    g_assert_cmpuint (vouch_report_find_requirement (report, "r")->count, ==, cases[i].count);
    g_assert_cmpint (vouch_report_get_ready (report), ==, cases[i].ready);
  }
}

static void
add_choice (VouchPortfolio *portfolio, guint min, guint max)
{
  VouchPart *part =
      vouch_definition_get_parts (vouch_portfolio_get_definition (portfolio))->pdata[0];
  g_autoptr (VouchChoice) choice = vouch_choice_new ();
  const char *const members[][2] = { { "q", NULL }, { "s", NULL } };
  const char *const ids[] = { "as-q", "as-s" };

  vouch_choice_set_id (choice, "c");
  vouch_choice_set_min_options (choice, min);
  vouch_choice_set_max_options (choice, max);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (VouchChoiceOption) option = vouch_choice_option_new ();

    vouch_choice_option_set_id (option, ids[i]);
    vouch_choice_option_set_members (option, members[i]);
    vouch_choice_add_option (choice, option);
  }
  vouch_part_add_choice (part, choice);
}

static void
test_choices (void)
{
  static const struct {
    guint min, max;
    const char *chosen[3], *items[4], *result;
    gboolean ready;
  } cases[] = {
    { 1, 1, { NULL }, { "image" }, "notMet", FALSE },
    { 1, 1, { "as-q" }, { "image" }, "met", FALSE },
    { 1, 1, { "as-q" }, { "image", "image on=q" }, "met", TRUE },
    { 1, 1, { "as-s" }, { "image", "image on=q" }, "met", FALSE },
    { 1, 1, { "as-q", "as-s" }, { "image", "image on=q", "image on=s" }, "notMet", FALSE },
    { 1, 2, { "as-q", "as-s" }, { "image", "image on=q", "image on=s" }, "met", TRUE },
    { 0, 1, { NULL }, { "image" }, "met", TRUE },
    { 1, 1, { "as-q" }, { "image", "image on=q", "image on=s" }, "met", TRUE },
    { 1, 1, { "as-q" }, { "image", "image on=q", "image on=s pending" }, "met", FALSE },
    { 1, 1, { "unknown" }, { "image", "image on=q" }, "notMet", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchPortfolio) portfolio = portfolio_of ("r; q; s", TRUE, cases[i].items);
    g_autoptr (VouchReport) report = NULL;

    add_choice (portfolio, cases[i].min, cases[i].max);
    vouch_portfolio_set_chosen (portfolio, cases[i].chosen);
    report = check (portfolio);
    g_test_message ("choice %u", (guint) i);
    assert_result (report, "p/c/choice", cases[i].result);
    g_assert_cmpint (vouch_report_get_ready (report), ==, cases[i].ready);
  }
}

/* A member of the chosen option is needed even if it calls itself optional. */
static void
test_choice_needs_members (void)
{
  static const char *const chosen[] = { "as-q", NULL };
  static const char *const items[] = { "image", NULL };
  g_autoptr (VouchPortfolio) portfolio = portfolio_of ("r; q optional; s", TRUE, items);
  g_autoptr (VouchReport) report = NULL;

  add_choice (portfolio, 1, 1);
  vouch_portfolio_set_chosen (portfolio, chosen);
  report = check (portfolio);
  g_assert_true (vouch_report_find_requirement (report, "q")->needed);
  g_assert_false (vouch_report_find_requirement (report, "s")->needed);
  assert_result (report, "q/quantity", "notMet");
  assert_result (report, "s/quantity", "notApplicable");
}

static void
test_optional_part (void)
{
  static const char *const none[] = { NULL };
  static const char *const one[] = { "image on=q", NULL };
  g_autoptr (VouchPortfolio) untouched = portfolio_of ("r; q", FALSE, none);
  g_autoptr (VouchPortfolio) begun = portfolio_of ("r; q", FALSE, one);
  g_autoptr (VouchReport) report = check (untouched);

  assert_result (report, "r/quantity", "notApplicable");
  g_assert_true (vouch_report_get_ready (report));
  g_assert_cmpuint (vouch_report_count_open (report, VOUCH_SEVERITY_REQUIRED), ==, 0);
  g_clear_object (&report);
  report = check (begun);
  assert_result (report, "r/quantity", "notMet");
  assert_part (report, "p", "started");
  g_assert_true (vouch_report_get_ready (report));
  g_assert_cmpuint (vouch_report_count_open (report, VOUCH_SEVERITY_REQUIRED), ==, 1);
}

/* Own constraints, global ones, and the kinds (with their nth) that hold in the end. */
static void
test_global_constraints (void)
{
  static const struct {
    const char *requirement, *own, *global, *expected;
  } cases[] = {
    { "r", "words required min=5", "manual required text=x", "r/words r/manual" },
    { "r", "words required min=5", "words required max=9", "r/words" },
    { "r", "words required min=5", "words advised max=9", "r/words r/words.2" },
    { "r", "words required min=5 media=[text]", "words required max=9 media=[document]",
      "r/words" },
    { "r", "duration required maxSeconds=5", "duration required maxSeconds=9", "r/duration" },
    { "r", "duration required maxSeconds=5", "duration required maxSeconds=9 scope=total",
      "r/duration r/duration.2" },
    { "r", "fileSize required maxBytes=5 scope=total", "fileSize required maxBytes=9 scope=total",
      "r/fileSize" },
    { "r", "fileSize required maxBytes=5 scope=total", "fileSize required maxBytes=9",
      "r/fileSize r/fileSize.2" },
    { "r", "words required min=5; words required max=9", "", "r/words r/words.2" },
    { "r media=[audio]", "", "manual required text=x media=[video]", "" },
    { "r media=[audio|video]", "", "manual required text=x media=[video]", "r/manual" },
    { "r media=[audio|video]", "",
      "fileFormat required extensions=[a] media=[video]; fileFormat required extensions=[b] "
      "media=[audio]; fileFormat required extensions=[c] media=[image]",
      "r/fileFormat r/fileFormat.2" },
    { "r", "fileFormat required extensions=[x]",
      "fileFormat required extensions=[a] media=[video]; fileFormat required extensions=[b]",
      "r/fileFormat" },
    { "r", "x-one required", "x-two required; x-one required", "r/x-one r/x-two" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchDefinition) definition = vouch_definition_new ();
    g_autoptr (VouchRequirement) requirement = sketch_requirement (cases[i].requirement);
    g_auto (GStrv) own = g_strsplit (cases[i].own, "; ", -1);
    g_auto (GStrv) global = g_strsplit (cases[i].global, "; ", -1);
    g_autoptr (GPtrArray) set = NULL;
    g_autoptr (GString) ids = g_string_new (NULL);

    for (guint k = 0; own[k] != NULL && *own[k] != '\0'; k++) {
      g_autoptr (VouchConstraint) constraint = sketch_constraint (own[k]);

      vouch_requirement_add_constraint (requirement, constraint);
    }
    for (guint k = 0; global[k] != NULL && *global[k] != '\0'; k++) {
      g_autoptr (VouchConstraint) constraint = sketch_constraint (global[k]);

      vouch_definition_add_global_constraint (definition, constraint);
    }
    set = vouch_constraint_set_for (definition, requirement);
    for (guint k = 0; k < set->len; k++) {
      g_autofree char *id = vouch_constraint_set_finding_id (requirement, set, k);

      g_string_append_printf (ids, "%s%s", k > 0 ? " " : "", id);
    }
    g_test_message ("%s over %s", cases[i].own, cases[i].global);
    g_assert_cmpstr (ids->str, ==, cases[i].expected);
  }
}

/* The worked example of the definition format. */
static void
test_example (void)
{
  static const char *const items[] = {
    "audio ms=390000 lesson=L4 own=0,0,0 tracks=1 at=1:a at=2:a at=3:a title=First",
    "audio ms=310000 lesson=L4 own=0,0,0 tracks=1 at=4:a title=Second",
    NULL,
  };
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio (
      "duration required minSeconds=600 maxSeconds=1200 scope=total; "
      "continuity required mode=unedited trimEnds=1 maskingAllowed=1; "
      "same required attribute=lesson; "
      "annotation required forms=[moment] minTotal=5 namesCriterion=1; "
      "criterionCoverage required criteria=[a|b] minMoments=1; "
      "consent required subjects=[student] scopes=[voice|image] purpose=assessment",
      items);
  g_autoptr (VouchReport) report = check (portfolio);

  assert_result (report, "r/duration", "met");
  g_assert_cmpstr (vouch_finding_get_label (vouch_report_find (report, "r/duration")), ==,
                   "11:40 in total");
  assert_result (report, "r/continuity", "met");
  assert_result (report, "r/same", "met");
  assert_result (report, "r/annotation", "notMet");
  g_assert_cmpstr (vouch_finding_get_label (vouch_report_find (report, "r/annotation")), ==,
                   "4 of 5 moments");
  assert_result (report, "r/criterionCoverage", "notMet");
  assert_result (report, "r/consent", "needsInformation");
  assert_state (report, "r", "started", 2);
  g_assert_cmpstr (vouch_finding_get_id (vouch_report_get_next_step (report)), ==, "r/annotation");
}

/* What only asks for patience is not the next step while something else can be done. */
static void
test_next_step (void)
{
  static const char *const items[] = { "audio pending title=A", NULL };
  g_autoptr (VouchPortfolio) portfolio =
      sketch_portfolio ("duration required maxSeconds=9; manual required text=x", items);
  g_autoptr (VouchReport) report = check (portfolio);
  VouchFinding *next = vouch_report_get_next_step (report);
  guint complete = 9, needed = 9;

  g_assert_cmpstr (vouch_finding_get_id (next), ==, "r/manual");
  g_assert_cmpint (vouch_finding_get_fix (next), ==, VOUCH_FIX_CONFIRM);
  vouch_report_count_needed (report, &complete, &needed);
  g_assert_cmpuint (complete, ==, 0);
  g_assert_cmpuint (needed, ==, 1);
}

static void
test_order_of_parts (void)
{
  static const char *const depends[] = { "p", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (VouchPortfolio) portfolio = portfolio_of ("r", TRUE, none);
  g_autoptr (VouchPart) second = vouch_part_new ();
  g_autoptr (VouchReport) report = NULL;

  vouch_part_set_id (second, "p2");
  vouch_part_set_depends_on (second, depends);
  vouch_definition_add_part (vouch_portfolio_get_definition (portfolio), second);
  report = check (portfolio);
  g_assert_cmpstr (vouch_report_find_part (report, "p2")->waits_for[0], ==, "p");
  g_assert_null (vouch_report_find_part (report, "p")->waits_for[0]);
}

static void
test_rubric_rows (void)
{
  static const char *const tagged[] = { "image speaks=a", NULL };
  static const char *const feeds[] = { "r", NULL };
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio ("manual advised text=x", tagged);
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio));
  VouchCriterion *b = vouch_rubric_find_criterion (rubric, "b");
  g_autoptr (VouchReport) report = check (portfolio);
  static const char *const elsewhere[] = { "q", NULL };

  assert_result (report, "rubric/a/criterionCoverage", "met");
  assert_result (report, "rubric/b/criterionCoverage", "notApplicable");
  vouch_criterion_set_evidence_from (b, elsewhere);
  g_clear_object (&report);
  report = check (portfolio);
  assert_result (report, "rubric/b/criterionCoverage", "notMet");
  g_assert_true (vouch_report_get_ready (report));
  vouch_criterion_set_evidence_from (b, feeds);
  g_clear_object (&report);
  report = check (portfolio);
  assert_result (report, "rubric/b/criterionCoverage", "met");
}

static guint
seven_pages (const char *text, const VouchPageLayout *layout, gpointer user_data)
{
  g_assert_cmpfloat (layout->line_spacing, ==, 1.5);
  g_assert_cmpstr (layout->font_family, ==, "Arial");
  g_assert_true (g_str_has_prefix (text, "r\n"));
  (*(guint *) user_data)++;
  return 7;
}

static void
test_page_counter (void)
{
  static const char *const items[] = { "text words=5", NULL };
  g_autoptr (VouchPortfolio) portfolio =
      sketch_portfolio ("pages required max=6 countsPrompts=1; "
                        "pageFormat required fontFamily=Arial lineSpacing=1.5",
                        items);
  guint calls = 0;
  VouchSurroundings around = { .today = sketch_today (),
                               .count_pages = seven_pages,
                               .page_data = &calls };
  g_autoptr (VouchReport) report = vouch_completeness_check_within (portfolio, &around);

  assert_result (report, "r/pages", "notMet");
  assert_result (report, "r/pageFormat", "met");
  g_assert_cmpuint (calls, ==, 1);
}

static void
test_page_layout (void)
{
  VouchPageLayout layout;
  g_autofree char *lines22 = g_strnfill (22, '\n');
  g_autofree char *full = g_strconcat ("a", lines22, "b", NULL);
  g_autofree char *more = g_strconcat (full, "\nc", NULL);
  g_autofree char *wide = g_strnfill (41 * 23, 'W');
  g_autofree char *words = sketch_words (280);

  vouch_page_layout_init (&layout);
  g_assert_cmpuint (vouch_page_layout_count ("", &layout), ==, 0);
  g_assert_cmpuint (vouch_page_layout_count (" \n ", &layout), ==, 0);
  g_assert_cmpuint (vouch_page_layout_count ("a", &layout), ==, 1);
  /* 648 points hold 23 lines of 27.6 points. */
  g_assert_cmpuint (vouch_page_layout_count (full, &layout), ==, 1);
  g_assert_cmpuint (vouch_page_layout_count (more, &layout), ==, 2);
  /* A line of 468 points holds 41 letters of 11.328 points. */
  g_assert_cmpuint (vouch_page_layout_count (wide, &layout), ==, 1);
  wide[0] = '\0';
  g_assert_cmpuint (vouch_page_layout_count (words, &layout), ==, 2);
  layout.line_spacing = 1;
  g_assert_cmpuint (vouch_page_layout_count (words, &layout), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/completeness/states", test_states);
  g_test_add_func ("/completeness/always", test_always);
  g_test_add_func ("/completeness/text-has-no-file-checks", test_text_has_no_file_checks);
  g_test_add_func ("/completeness/quantity", test_quantity);
  g_test_add_func ("/completeness/choices", test_choices);
  g_test_add_func ("/completeness/choice-needs-members", test_choice_needs_members);
  g_test_add_func ("/completeness/optional-part", test_optional_part);
  g_test_add_func ("/completeness/global-constraints", test_global_constraints);
  g_test_add_func ("/completeness/example", test_example);
  g_test_add_func ("/completeness/next-step", test_next_step);
  g_test_add_func ("/completeness/order-of-parts", test_order_of_parts);
  g_test_add_func ("/completeness/rubric-rows", test_rubric_rows);
  g_test_add_func ("/completeness/page-counter", test_page_counter);
  g_test_add_func ("/completeness/page-layout", test_page_layout);
  return g_test_run ();
}
