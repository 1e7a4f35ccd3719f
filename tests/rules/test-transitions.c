/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-definition-reader.h"
#include "vouch-gaps.h"
#include "vouch-passing.h"
#include "vouch-transitions.h"

static VouchDefinition *
read_definition (const char *name)
{
  g_autofree char *path = g_build_filename (CATALOGUE, name, NULL);
  g_autoptr (GError) error = NULL;
  VouchDefinition *definition = vouch_definition_read_file (path, NULL, &error);

  g_assert_no_error (error);
  return definition;
}

static void
test_submission_states (void)
{
  /* draft, uploading, sealed, withdrawn: one row a state to come from. */
  static const gboolean legal[4][4] = {
    { TRUE, TRUE, FALSE, TRUE },
    { FALSE, TRUE, TRUE, TRUE },
    { FALSE, FALSE, TRUE, TRUE },
    { FALSE, FALSE, FALSE, TRUE },
  };
  g_autoptr (VouchSubmission) submission = vouch_submission_new ();

  for (guint from = 0; from < 4; from++)
    for (guint to = 0; to < 4; to++) {
      vouch_submission_set_state (submission, from);
      g_assert_cmpint (vouch_transition_is_legal (submission, to), ==, legal[from][to]);
    }
  vouch_submission_set_state (submission, VOUCH_SUBMISSION_STATE_SEALED);
  vouch_submission_set_review (submission, VOUCH_REVIEW_STATE_DECIDED);
  g_assert_false (vouch_transition_is_legal (submission, VOUCH_SUBMISSION_STATE_WITHDRAWN));
}

static void
test_review_states (void)
{
  /* none, received, incomplete, in review, decided. */
  static const gboolean legal[5][5] = {
    { TRUE, TRUE, TRUE, TRUE, TRUE },     { FALSE, TRUE, TRUE, TRUE, TRUE },
    { FALSE, FALSE, TRUE, FALSE, FALSE }, { FALSE, FALSE, TRUE, TRUE, TRUE },
    { FALSE, FALSE, FALSE, FALSE, TRUE },
  };

  for (guint from = 0; from < 5; from++)
    for (guint to = 0; to < 5; to++)
      g_assert_cmpint (vouch_transition_review_is_legal (from, to), ==, legal[from][to]);
}

static VouchSubmissionPolicy *
make_policy (guint max, guint coach, gboolean note, const char *opens, const char *closes)
{
  VouchSubmissionPolicy *policy = vouch_submission_policy_new ();
  g_autoptr (VouchWindow) window = vouch_window_new ();
  VouchDay day = VOUCH_DAY_NONE;

  vouch_submission_policy_set_max_attempts (policy, max);
  vouch_submission_policy_set_coach_required_after (policy, coach);
  vouch_submission_policy_set_change_note_required (policy, note);
  if (opens == NULL)
    return policy;
  g_assert_true (vouch_day_parse (opens, &day));
  vouch_window_set_opens (window, day);
  g_assert_true (vouch_day_parse (closes, &day));
  vouch_window_set_closes (window, day);
  vouch_submission_policy_add_window (policy, window);
  return policy;
}

static void
test_may_submit (void)
{
  static const struct {
    guint max, coach;
    gboolean note;
    const char *opens, *closes;
    VouchAttempts attempts;
    VouchMaySubmit may;
  } cases[] = {
    { 0, 0, FALSE, NULL, NULL, { 0 }, VOUCH_MAY_SUBMIT_YES },
    { 0, 0, FALSE, NULL, NULL, { .made = 50, .unsuccessful = 50 }, VOUCH_MAY_SUBMIT_YES },
    { 0, 0, FALSE, NULL, NULL, { .earned = TRUE }, VOUCH_MAY_SUBMIT_EARNED },
    { 0, 0, FALSE, NULL, NULL, { .under_way = TRUE }, VOUCH_MAY_SUBMIT_UNDER_WAY },
    { 2, 0, FALSE, NULL, NULL, { .made = 1 }, VOUCH_MAY_SUBMIT_YES },
    { 2, 0, FALSE, NULL, NULL, { .made = 2 }, VOUCH_MAY_SUBMIT_NO_ATTEMPT_LEFT },
    { 0, 3, FALSE, NULL, NULL, { .made = 2, .unsuccessful = 2 }, VOUCH_MAY_SUBMIT_YES },
    { 0, 3, FALSE, NULL, NULL, { .made = 3, .unsuccessful = 3 }, VOUCH_MAY_SUBMIT_COACH_FIRST },
    { 0,
      3,
      FALSE,
      NULL,
      NULL,
      { .made = 3, .unsuccessful = 3, .coach_met = TRUE },
      VOUCH_MAY_SUBMIT_YES },
    { 0, 0, TRUE, NULL, NULL, { 0 }, VOUCH_MAY_SUBMIT_YES },
    { 0, 0, TRUE, NULL, NULL, { .made = 1 }, VOUCH_MAY_SUBMIT_NOTE_FIRST },
    { 0, 0, TRUE, NULL, NULL, { .made = 1, .has_note = TRUE }, VOUCH_MAY_SUBMIT_YES },
    { 0, 0, FALSE, "2026-03-01", "2026-03-15", { 0 }, VOUCH_MAY_SUBMIT_YES },
    { 0, 0, FALSE, "2026-03-15", "2026-03-31", { 0 }, VOUCH_MAY_SUBMIT_YES },
    { 0, 0, FALSE, "2026-03-16", "2026-03-31", { 0 }, VOUCH_MAY_SUBMIT_OUTSIDE_WINDOW },
    { 0, 0, FALSE, "2026-03-01", "2026-03-14", { 0 }, VOUCH_MAY_SUBMIT_OUTSIDE_WINDOW },
  };
  VouchDay today = vouch_day_from_ymd (2026, 3, 15);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchSubmissionPolicy) policy =
        make_policy (cases[i].max, cases[i].coach, cases[i].note, cases[i].opens, cases[i].closes);
    VouchMaySubmit may = vouch_transition_may_submit (policy, &cases[i].attempts, today);
    g_autofree char *why = vouch_transition_explain (may, policy);

    g_test_message ("case %u: %s", (guint) i, why != NULL ? why : "yes");
    g_assert_cmpint (may, ==, cases[i].may);
    g_assert_cmpint (why == NULL, ==,
                     may == VOUCH_MAY_SUBMIT_YES || may == VOUCH_MAY_SUBMIT_OUTSIDE_WINDOW);
  }
}

static void
add_submission (GPtrArray *all, VouchSubmissionState state, VouchReviewState review)
{
  VouchSubmission *submission = vouch_submission_new ();

  vouch_submission_set_state (submission, state);
  vouch_submission_set_review (submission, review);
  g_ptr_array_add (all, submission);
}

static void
test_counting (void)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  VouchAttempts attempts;

  add_submission (all, VOUCH_SUBMISSION_STATE_WITHDRAWN, VOUCH_REVIEW_STATE_RECEIVED);
  add_submission (all, VOUCH_SUBMISSION_STATE_SEALED, VOUCH_REVIEW_STATE_INCOMPLETE);
  add_submission (all, VOUCH_SUBMISSION_STATE_SEALED, VOUCH_REVIEW_STATE_DECIDED);
  add_submission (all, VOUCH_SUBMISSION_STATE_DRAFT, VOUCH_REVIEW_STATE_NONE);
  vouch_attempts_count (&attempts, all, FALSE);
  g_assert_cmpuint (attempts.made, ==, 2);
  g_assert_cmpuint (attempts.unsuccessful, ==, 2);
  g_assert_false (attempts.under_way);
  vouch_attempts_count (&attempts, all, TRUE);
  g_assert_cmpuint (attempts.unsuccessful, ==, 1);
  g_assert_true (attempts.earned);
  add_submission (all, VOUCH_SUBMISSION_STATE_SEALED, VOUCH_REVIEW_STATE_IN_REVIEW);
  vouch_attempts_count (&attempts, all, FALSE);
  g_assert_cmpuint (attempts.made, ==, 3);
  g_assert_true (attempts.under_way);
}

static void
test_needed_levels (void)
{
  static const struct {
    const char *definition, *criterion, *level;
  } cases[] = {
    { "wait-time.json", "overview", "passed" },
    { "wait-time.json", "recording-shows", "yes" },
    { "early-reading-1-phonemic-awareness.json", "routine", "demonstrated" },
    { "early-reading-3-fluency.json", "impact", "demonstrated" },
    { "early-reading-5-comprehension.json", "discussion", "demonstrated" },
    { "early-reading-5-comprehension.json", "questions", "developing" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchDefinition) definition = read_definition (cases[i].definition);
    VouchRubric *rubric = vouch_definition_get_rubric (definition);
    VouchLevel *level =
        vouch_passing_find_needed_level (vouch_definition_get_passing_rule (definition), rubric,
                                         vouch_rubric_find_criterion (rubric, cases[i].criterion));

    g_assert_cmpstr (vouch_level_get_id (level), ==, cases[i].level);
  }
}

static void
test_other_needed_levels (void)
{
  static const char *const all[] = { "*", NULL };
  g_autoptr (VouchDefinition) definition = read_definition ("wait-time.json");
  VouchRubric *rubric = vouch_definition_get_rubric (definition);
  VouchCriterion *overview = vouch_rubric_find_criterion (rubric, "overview");
  g_autoptr (VouchPassingRule) rule = vouch_passing_rule_new ();

  vouch_passing_rule_set_rule_type (rule, VOUCH_RULE_TYPE_SCORE_SUM);
  g_assert_null (vouch_passing_find_needed_level (rule, rubric, overview));
  vouch_passing_rule_set_criteria (rule, all);
  g_assert_cmpstr (vouch_level_get_id (vouch_passing_find_needed_level (rule, rubric, overview)),
                   ==, "passed");
  vouch_passing_rule_set_rule_type (rule, VOUCH_RULE_TYPE_NONE_AT);
  vouch_passing_rule_set_level (rule, "notYet");
  g_assert_cmpstr (vouch_level_get_id (vouch_passing_find_needed_level (rule, rubric, overview)),
                   ==, "almost");
}

static void
assert_retained (VouchDefinition *definition, VouchRetains retains, const char *expected)
{
  static const struct {
    const char *criterion, *level;
  } decided[] = {
    { "overview", "passed" },
    { "recording-shows", "yes" },
    { "teacher-reflection", "almost" },
  };
  g_autoptr (GHashTable) levels = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) retained = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (decided); i++)
    g_hash_table_insert (levels, (gpointer) decided[i].criterion, (gpointer) decided[i].level);
  vouch_submission_policy_set_retains_earned (vouch_definition_get_submission_policy (definition),
                                              retains);
  retained = vouch_transition_list_retained (definition, levels);
  text = g_strjoinv (" ", retained);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_retained (void)
{
  static const char *const overview[] = { "overview", NULL };
  g_autoptr (VouchDefinition) definition = read_definition ("wait-time.json");
  VouchCriterion *reflection =
      vouch_rubric_find_criterion (vouch_definition_get_rubric (definition), "teacher-reflection");

  assert_retained (definition, VOUCH_RETAINS_NONE, "");
  assert_retained (definition, VOUCH_RETAINS_CRITERIA, "overview recording-shows");
  assert_retained (definition, VOUCH_RETAINS_PARTS, "overview recording-shows");
  vouch_criterion_set_part (reflection, "part2");
  assert_retained (definition, VOUCH_RETAINS_PARTS, "overview");
  g_assert_true (vouch_transition_retains_requirement (
      vouch_definition_find_requirement (definition, "activity"), overview));
  g_assert_false (vouch_transition_retains_requirement (
      vouch_definition_find_requirement (definition, "baseline"), overview));
}

static void
assess (VouchPortfolio *portfolio, const char *criterion, const char *level, gint64 at)
{
  g_autoptr (VouchSelfAssessment) one = vouch_self_assessment_new ();

  vouch_self_assessment_set_criterion (one, criterion);
  vouch_self_assessment_set_level (one, level);
  vouch_self_assessment_set_created_ms (one, at);
  vouch_portfolio_add_self_assessment (portfolio, one);
}

static void
test_gaps (void)
{
  g_autoptr (VouchDefinition) definition = read_definition ("wait-time.json");
  g_autoptr (VouchPortfolio) portfolio = vouch_portfolio_new ();
  g_autoptr (GPtrArray) gaps = NULL;
  g_autoptr (VouchGoal) goal = NULL;

  vouch_portfolio_set_definition (portfolio, definition);
  assess (portfolio, "overview", "notYet", 1);
  assess (portfolio, "overview", "almost", 3);
  assess (portfolio, "overview", "notYet", 2);
  assess (portfolio, "recording-shows", "no", 1);
  assess (portfolio, "recording-shows", "yes", 2);
  assess (portfolio, "student-voice", "passed", 1);
  gaps = vouch_gaps_list (portfolio);
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpstr (vouch_criterion_get_id (vouch_gap_get_criterion (gaps->pdata[0])), ==,
                   "overview");
  g_assert_cmpstr (vouch_level_get_id (vouch_gap_get_level (gaps->pdata[0])), ==, "almost");
  g_assert_cmpstr (vouch_level_get_id (vouch_gap_get_needed (gaps->pdata[0])), ==, "passed");
  g_assert_false (vouch_gap_has_goal (gaps->pdata[0]));

  goal = vouch_gap_propose_goal (gaps->pdata[0]);
  g_assert_cmpstr (vouch_goal_get_statement (goal), ==,
                   "I will time ten of my questions this week before I change anything.");
  vouch_portfolio_add_goal (portfolio, goal);
  g_clear_pointer (&gaps, g_ptr_array_unref);
  gaps = vouch_gaps_list (portfolio);
  g_assert_true (vouch_gap_has_goal (gaps->pdata[0]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transitions/submission-states", test_submission_states);
  g_test_add_func ("/transitions/review-states", test_review_states);
  g_test_add_func ("/transitions/may-submit", test_may_submit);
  g_test_add_func ("/transitions/counting", test_counting);
  g_test_add_func ("/transitions/needed-levels", test_needed_levels);
  g_test_add_func ("/transitions/other-needed-levels", test_other_needed_levels);
  g_test_add_func ("/transitions/retained", test_retained);
  g_test_add_func ("/gaps/list", test_gaps);
  return g_test_run ();
}
