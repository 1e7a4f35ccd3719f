/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "vouch-backward-plan.h"
#include "vouch-definition-reader.h"
#include "vouch-school-year.h"

#define TODAY vouch_day_from_ymd (2026, 9, 1)

/* --- generated definitions, held against trying every calendar --- */

#define REQUIREMENTS 3
#define CALENDAR 7

typedef struct {
  VouchPortfolio *portfolio;
  VouchRequirement *requirements[REQUIREMENTS];
  gboolean pairs[REQUIREMENTS];
  guint pair_days[REQUIREMENTS];
  gboolean depends;
} Made;

static const char *const ids[REQUIREMENTS] = { "a", "b", "c" };

static VouchConstraint *
add_constraint (VouchRequirement *requirement, VouchConstraintKind kind)
{
  g_autoptr (VouchConstraint) constraint = vouch_constraint_new ();

  vouch_constraint_set_kind (constraint, kind);
  vouch_constraint_set_severity (constraint, VOUCH_SEVERITY_REQUIRED);
  vouch_requirement_add_constraint (requirement, constraint);
  return constraint;
}

static void
set_day (VouchConstraint *constraint, const char *name, VouchDay day)
{
  g_autofree char *text = vouch_day_format (day);

  vouch_constraint_set_text (constraint, name, text);
}

static void
add_random_constraint (Made *made, guint index)
{
  VouchRequirement *requirement = made->requirements[index];
  const char *other = ids[(index + (guint) g_test_rand_int_range (1, REQUIREMENTS)) % REQUIREMENTS];
  VouchConstraint *constraint;

  switch (g_test_rand_int_range (0, 5)) {
  case 0:
    constraint = add_constraint (requirement, VOUCH_CONSTRAINT_KIND_ELAPSED);
    vouch_constraint_set_text (constraint, "from", other);
    vouch_constraint_set_text (constraint, "to", ids[index]);
    vouch_constraint_set_number (constraint, "minDays", g_test_rand_int_range (0, 4));
    if (g_test_rand_bit ())
      vouch_constraint_set_number (constraint, "maxDays", g_test_rand_int_range (0, 7));
    break;
  case 1:
    constraint = add_constraint (requirement, VOUCH_CONSTRAINT_KIND_SEQUENCE);
    vouch_constraint_set_list (constraint, g_test_rand_bit () ? "after" : "before",
                               (const char *const[]){ other, NULL });
    break;
  case 2:
    constraint = add_constraint (requirement, VOUCH_CONSTRAINT_KIND_DATE_WINDOW);
    if (g_test_rand_bit ())
      set_day (constraint, "notBefore", TODAY + (guint) g_test_rand_int_range (0, 6));
    else
      set_day (constraint, "notAfter", TODAY + (guint) g_test_rand_int_range (0, 6));
    break;
  case 3:
    if (made->pairs[index])
      break;
    made->pairs[index] = TRUE;
    made->pair_days[index] = (guint) g_test_rand_int_range (0, 5);
    constraint = add_constraint (requirement, VOUCH_CONSTRAINT_KIND_PRE_POST);
    vouch_constraint_set_number (constraint, "minPairs", 1);
    vouch_constraint_set_number (constraint, "minDaysBetween", made->pair_days[index]);
    break;
  default: break;
  }
}

static void
make (Made *made)
{
  g_autoptr (VouchDefinition) definition = vouch_definition_new ();
  VouchPart *parts[2];

  *made = (Made){ .portfolio = vouch_portfolio_new (), .depends = g_test_rand_bit () };
  for (guint i = 0; i < 2; i++) {
    parts[i] = vouch_part_new ();
    vouch_part_set_id (parts[i], i == 0 ? "part-1" : "part-2");
    vouch_part_set_title (parts[i], i == 0 ? "Part 1" : "Part 2");
    vouch_part_set_required (parts[i], TRUE);
  }
  if (made->depends)
    vouch_part_set_depends_on (parts[1], (const char *const[]){ "part-1", NULL });
  for (guint i = 0; i < REQUIREMENTS; i++) {
    made->requirements[i] = vouch_requirement_new ();
    vouch_requirement_set_id (made->requirements[i], ids[i]);
    vouch_requirement_set_title (made->requirements[i], ids[i]);
    vouch_requirement_set_required (made->requirements[i], TRUE);
    vouch_requirement_set_min (made->requirements[i], 1);
    vouch_part_add_requirement (parts[i == REQUIREMENTS - 1], made->requirements[i]);
  }
  for (guint i = 0; i < REQUIREMENTS; i++)
    for (int n = g_test_rand_int_range (0, 3); n > 0; n--)
      add_random_constraint (made, i);
  for (guint i = 0; i < 2; i++) {
    vouch_definition_add_part (definition, parts[i]);
    g_object_unref (parts[i]);
  }
  vouch_portfolio_set_definition (made->portfolio, definition);
}

static void
unmake (Made *made)
{
  g_object_unref (made->portfolio);
  for (guint i = 0; i < REQUIREMENTS; i++)
    g_object_unref (made->requirements[i]);
}

static guint
index_of (const char *id)
{
  return (guint) (id[0] - 'a');
}

static guint
number (VouchConstraint *constraint, const char *name, guint otherwise)
{
  double value;

  return vouch_constraint_get_number (constraint, name, &value) ? (guint) value : otherwise;
}

/* Days[i][0] is the first round of a requirement, days[i][1] the last; the same where there is one. */
static gboolean
holds (VouchConstraint *constraint, guint own, VouchDay days[REQUIREMENTS][2])
{
  VouchDay bound = VOUCH_DAY_NONE;

  switch (vouch_constraint_get_kind (constraint)) {
  case VOUCH_CONSTRAINT_KIND_ELAPSED: {
    gint64 between = (gint64) days[index_of (vouch_constraint_get_text (constraint, "to"))][1] -
                     (gint64) days[index_of (vouch_constraint_get_text (constraint, "from"))][0];

    return between >= number (constraint, "minDays", 0) &&
           between <= number (constraint, "maxDays", 10000);
  }
  case VOUCH_CONSTRAINT_KIND_SEQUENCE: {
    const char *const *after = vouch_constraint_get_list (constraint, "after");
    const char *const *before = vouch_constraint_get_list (constraint, "before");

    return (after[0] == NULL || days[own][0] >= days[index_of (after[0])][1]) &&
           (before[0] == NULL || days[own][1] <= days[index_of (before[0])][0]);
  }
  case VOUCH_CONSTRAINT_KIND_DATE_WINDOW:
    if (vouch_day_parse (vouch_constraint_get_text (constraint, "notBefore"), &bound))
      return days[own][0] >= bound;
    return !vouch_day_parse (vouch_constraint_get_text (constraint, "notAfter"), &bound) ||
           days[own][1] <= bound;
  case VOUCH_CONSTRAINT_KIND_PRE_POST:
    return days[own][1] >= days[own][0] + number (constraint, "minDaysBetween", 0);
  default: return TRUE;
  }
}

static gboolean
all_hold (Made *made, VouchDay days[REQUIREMENTS][2])
{
  for (guint i = 0; i < REQUIREMENTS; i++) {
    GPtrArray *constraints = vouch_requirement_get_constraints (made->requirements[i]);

    for (guint k = 0; k < constraints->len; k++)
      if (!holds (constraints->pdata[k], i, days))
        return FALSE;
  }
  if (made->depends)
    for (guint i = 0; i + 1 < REQUIREMENTS; i++)
      if (days[REQUIREMENTS - 1][0] < days[i][1])
        return FALSE;
  return TRUE;
}

/* Whether any calendar from today to SEND keeps everything. */
static gboolean
try_all (Made *made, VouchDay send)
{
  guint span = send - TODAY + 1, total = 1;

  for (guint i = 0; i < 2 * REQUIREMENTS; i++)
    total *= i % 2 == 1 && !made->pairs[i / 2] ? 1 : span;
  for (guint code = 0; code < total; code++) {
    VouchDay days[REQUIREMENTS][2];
    guint rest = code;

    for (guint i = 0; i < REQUIREMENTS; i++) {
      days[i][0] = days[i][1] = TODAY + rest % span;
      rest /= span;
      if (made->pairs[i]) {
        days[i][1] = TODAY + rest % span;
        rest /= span;
      }
    }
    if (all_hold (made, days))
      return TRUE;
  }
  return FALSE;
}

static void
read_days (VouchBackwardPlan *plan, gboolean latest, VouchDay days[REQUIREMENTS][2])
{
  GPtrArray *steps = vouch_backward_plan_get_steps (plan);

  for (guint i = 0; i < steps->len; i++) {
    VouchPlanStep *step = g_ptr_array_index (steps, i);
    VouchDay day = latest ? vouch_plan_step_get_latest (step) : vouch_plan_step_get_earliest (step);
    VouchDay *own;

    if (vouch_plan_step_get_subject (step) == NULL)
      continue;
    own = days[index_of (vouch_plan_step_get_subject (step))];
    if (vouch_plan_step_get_kind (step) != VOUCH_PLAN_STEP_KIND_SECOND_ROUND)
      own[0] = day;
    if (vouch_plan_step_get_kind (step) != VOUCH_PLAN_STEP_KIND_FIRST_ROUND)
      own[1] = day;
  }
}

static void
assert_keeps_all (Made *made, VouchBackwardPlan *plan)
{
  VouchDay days[REQUIREMENTS][2] = { 0 };

  for (int latest = 0; latest < 2; latest++) {
    read_days (plan, latest != 0, days);
    g_assert_true (all_hold (made, days));
    for (guint i = 0; i < REQUIREMENTS; i++) {
      g_assert_cmpuint (days[i][0], >=, TODAY);
      g_assert_cmpuint (days[i][1], <=, vouch_backward_plan_get_send (plan));
    }
  }
}

static void
test_agrees_with_trying_all (void)
{
  guint possible = 0, impossible = 0;

  for (guint run = 0; run < 400; run++) {
    VouchDay target = TODAY + CALENDAR - 1;
    g_autoptr (VouchBackwardPlan) plan = NULL;
    Made made;

    make (&made);
    plan = vouch_backward_plan_make (made.portfolio, NULL, TODAY, target);
    if (try_all (&made, target)) {
      possible++;
      g_assert_null (vouch_backward_plan_get_conflict (plan));
      g_assert_cmpuint (vouch_backward_plan_get_send (plan), ==, target);
    } else {
      impossible++;
      g_assert_nonnull (vouch_backward_plan_get_conflict (plan));
    }
    if (vouch_backward_plan_get_send (plan) != VOUCH_DAY_NONE)
      assert_keeps_all (&made, plan);
    unmake (&made);
  }
  g_assert_cmpuint (possible, >, 50);
  g_assert_cmpuint (impossible, >, 50);
}

/* --- the definitions that are shipped --- */

static VouchPortfolio *
begin (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.json", CATALOGUE, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDefinition) definition = vouch_definition_read_file (path, NULL, &error);
  VouchPortfolio *portfolio = vouch_portfolio_new ();

  g_assert_no_error (error);
  vouch_portfolio_set_definition (portfolio, definition);
  return portfolio;
}

static VouchPlanStep *
find_step (VouchBackwardPlan *plan, VouchPlanStepKind kind, const char *subject)
{
  GPtrArray *steps = vouch_backward_plan_get_steps (plan);

  for (guint i = 0; i < steps->len; i++)
    if (vouch_plan_step_get_kind (steps->pdata[i]) == kind &&
        (subject == NULL ||
         g_strcmp0 (vouch_plan_step_get_subject (steps->pdata[i]), subject) == 0))
      return steps->pdata[i];
  return NULL;
}

/* What each plan says for sending by 15 December, begun on 1 September: the latest day of one step,
 * and the earliest day on which it could be sent. */
static const struct {
  const char *name;
  const char *subject;
  VouchPlanStepKind kind;
  const char *latest;
  const char *soonest;
  const char *decision;
} table[] = {
  { "early-reading-1-phonemic-awareness", "sound-checks", VOUCH_PLAN_STEP_KIND_FIRST_ROUND,
    "2026-11-24", "2026-09-15", "2026-12-29" },
  { "early-reading-2-phonics", "student-results", VOUCH_PLAN_STEP_KIND_FIRST_ROUND, "2026-12-03",
    "2026-09-06", "2026-12-29" },
  { "early-reading-3-fluency", "student-reads", VOUCH_PLAN_STEP_KIND_FIRST_ROUND, "2026-11-24",
    "2026-09-15", "2026-12-29" },
  { "early-reading-4-vocabulary", "read-aloud", VOUCH_PLAN_STEP_KIND_COLLECT, "2026-11-28",
    "2026-09-11", "2026-12-29" },
  { "early-reading-5-comprehension", "discussion-video", VOUCH_PLAN_STEP_KIND_COLLECT, "2026-12-08",
    "2026-09-01", "2027-01-05" },
  { "wait-time", "baseline", VOUCH_PLAN_STEP_KIND_COLLECT, "2026-12-01", "2026-09-01",
    "2026-12-29" },
};

static void
assert_day (VouchDay day, const char *expected)
{
  g_autofree char *text = vouch_day_format (day);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_shipped_definitions (void)
{
  g_autoptr (VouchPlan) year = vouch_school_year_plan (TODAY, 8);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (VouchPortfolio) portfolio = begin (table[i].name);
    g_autoptr (VouchBackwardPlan) plan =
        vouch_backward_plan_make (portfolio, year, TODAY, vouch_day_from_ymd (2026, 12, 15));
    g_autoptr (VouchBackwardPlan) soonest =
        vouch_backward_plan_make (portfolio, year, TODAY, VOUCH_DAY_NONE);
    VouchPlanStep *step = find_step (plan, table[i].kind, table[i].subject);
    GPtrArray *steps = vouch_backward_plan_get_steps (plan);

    g_test_message ("%s", table[i].name);
    for (guint k = 0; k < steps->len; k++) {
      g_autofree char *text = vouch_plan_step_describe (steps->pdata[k]);
      g_autofree char *day = vouch_day_format (vouch_plan_step_get_latest (steps->pdata[k]));

      g_test_message ("  %s %s (%s)", day, text,
                      vouch_plan_step_get_reason (steps->pdata[k]) != NULL
                          ? vouch_plan_step_get_reason (steps->pdata[k])
                          : "");
    }
    g_assert_null (vouch_backward_plan_get_conflict (plan));
    assert_day (vouch_backward_plan_get_send (plan), "2026-12-15");
    g_assert_nonnull (step);
    assert_day (vouch_plan_step_get_latest (step), table[i].latest);
    assert_day (vouch_backward_plan_get_send (soonest), table[i].soonest);
    assert_day (vouch_plan_step_get_latest (find_step (plan, VOUCH_PLAN_STEP_KIND_DECISION, NULL)),
                table[i].decision);
  }
}

static void
attach (VouchPortfolio *portfolio, const char *requirement, const char *occasion, const char *date)
{
  g_autoptr (VouchItem) item = vouch_item_new ();

  vouch_item_set_requirement (item, requirement);
  vouch_item_set_attribute (item, "occasion", occasion);
  vouch_item_set_attribute (item, "date", date);
  vouch_portfolio_add_item (portfolio, item);
}

/* What is there counts with its date; what is missing is planned around it. */
static void
test_what_is_done (void)
{
  g_autoptr (VouchPortfolio) portfolio = begin ("early-reading-1-phonemic-awareness");
  g_autoptr (VouchBackwardPlan) plan = NULL;
  VouchPlanStep *first, *second;

  for (guint i = 0; i < 4; i++)
    attach (portfolio, "sound-checks", "pre", "2026-08-28");
  plan = vouch_backward_plan_make (portfolio, NULL, TODAY, vouch_day_from_ymd (2026, 9, 20));
  first = find_step (plan, VOUCH_PLAN_STEP_KIND_FIRST_ROUND, "sound-checks");
  second = find_step (plan, VOUCH_PLAN_STEP_KIND_SECOND_ROUND, "sound-checks");
  g_assert_null (vouch_backward_plan_get_conflict (plan));
  g_assert_true (vouch_plan_step_get_done (first));
  g_assert_false (vouch_plan_step_get_done (second));
  assert_day (vouch_plan_step_get_latest (first), "2026-08-28");
  assert_day (vouch_plan_step_get_earliest (second), "2026-09-11");
  assert_day (vouch_plan_step_get_latest (second), "2026-09-13");
}

static void
test_conflict_is_told (void)
{
  g_autoptr (VouchPortfolio) portfolio = begin ("early-reading-1-phonemic-awareness");
  g_autoptr (VouchBackwardPlan) plan =
      vouch_backward_plan_make (portfolio, NULL, TODAY, TODAY + 10);
  g_autoptr (VouchBackwardPlan) past = vouch_backward_plan_make (portfolio, NULL, TODAY, TODAY - 1);
  const char *conflict = vouch_backward_plan_get_conflict (plan);

  g_assert_nonnull (strstr (conflict, "need at least 14 days between them."));
  g_assert_nonnull (strstr (conflict, "The earliest you can send is 15 September 2026."));
  assert_day (vouch_backward_plan_get_send (plan), "2026-09-15");
  g_assert_true (
      g_str_has_prefix (vouch_backward_plan_get_conflict (past), "That day has passed."));
}

static void
test_windows_for_sending (void)
{
  g_autoptr (VouchPortfolio) portfolio = begin ("wait-time");
  VouchSubmissionPolicy *policy =
      vouch_definition_get_submission_policy (vouch_portfolio_get_definition (portfolio));
  g_autoptr (VouchWindow) window = vouch_window_new ();
  g_autoptr (VouchBackwardPlan) after = NULL;
  g_autoptr (VouchBackwardPlan) before = NULL;

  vouch_window_set_opens (window, vouch_day_from_ymd (2026, 10, 1));
  vouch_window_set_closes (window, vouch_day_from_ymd (2026, 10, 20));
  vouch_submission_policy_add_window (policy, window);
  after = vouch_backward_plan_make (portfolio, NULL, TODAY, vouch_day_from_ymd (2026, 11, 30));
  before = vouch_backward_plan_make (portfolio, NULL, TODAY, vouch_day_from_ymd (2026, 9, 20));
  g_assert_null (vouch_backward_plan_get_conflict (after));
  assert_day (vouch_backward_plan_get_send (after), "2026-10-20");
  g_assert_nonnull (strstr (vouch_backward_plan_get_conflict (before), "Nothing can be sent"));
  assert_day (vouch_backward_plan_get_send (before), "2026-10-01");
}

/* A recording that is old enough to be too old by the day of sending. */
static void
test_age_of_what_is_done (void)
{
  g_autoptr (VouchPortfolio) portfolio = begin ("early-reading-2-phonics");
  g_autoptr (VouchBackwardPlan) soon = NULL;
  g_autoptr (VouchBackwardPlan) later = NULL;

  attach (portfolio, "lesson-audio", NULL, "2025-04-01");
  soon = vouch_backward_plan_make (portfolio, NULL, TODAY, vouch_day_from_ymd (2026, 10, 1));
  later = vouch_backward_plan_make (portfolio, NULL, TODAY, vouch_day_from_ymd (2026, 12, 1));
  assert_day (vouch_backward_plan_get_send (soon), "2026-10-01");
  /* It is sent while the recording still counts, before the day that was wanted. */
  g_assert_null (vouch_backward_plan_get_conflict (later));
  assert_day (vouch_backward_plan_get_send (later), "2026-10-01");
}

static void
test_decision_time (void)
{
  g_autoptr (VouchSubmissionPolicy) policy = vouch_submission_policy_new ();
  VouchDay friday = vouch_day_from_ymd (2026, 9, 4);

  g_assert_cmpuint (vouch_backward_plan_add_decision_time (policy, friday), ==, VOUCH_DAY_NONE);
  vouch_submission_policy_set_decision_time (policy, 2);
  vouch_submission_policy_set_decision_unit (policy, "businessDays");
  assert_day (vouch_backward_plan_add_decision_time (policy, friday), "2026-09-08");
  vouch_submission_policy_set_decision_unit (policy, "calendarDays");
  assert_day (vouch_backward_plan_add_decision_time (policy, friday), "2026-09-06");
  vouch_submission_policy_set_decision_unit (policy, "weeks");
  assert_day (vouch_backward_plan_add_decision_time (policy, friday), "2026-09-18");
  vouch_submission_policy_set_decision_unit (policy, "months");
  assert_day (vouch_backward_plan_add_decision_time (policy, friday), "2026-11-04");
}

static void
test_school_years (void)
{
  g_autoptr (VouchPlan) before = vouch_school_year_plan (vouch_day_from_ymd (2027, 7, 31), 8);
  g_autoptr (VouchPlan) after = vouch_school_year_plan (vouch_day_from_ymd (2027, 8, 1), 8);
  g_autoptr (VouchPlan) south = vouch_school_year_plan (vouch_day_from_ymd (2027, 8, 1), 1);

  assert_day (vouch_plan_get_first (before), "2026-08-01");
  assert_day (vouch_plan_get_mid_check (before), "2027-01-30");
  assert_day (vouch_plan_get_first (after), "2027-08-01");
  assert_day (vouch_plan_get_last (after), "2028-07-31");
  assert_day (vouch_plan_get_first (south), "2027-01-01");
  assert_day (vouch_plan_get_last (south), "2027-12-31");
  g_assert_true (vouch_school_year_holds (before, vouch_day_from_ymd (2027, 7, 31)));
  g_assert_false (vouch_school_year_holds (before, vouch_day_from_ymd (2027, 8, 1)));
  g_assert_cmpuint (vouch_school_year_first_month ("US"), ==, 8);
  g_assert_cmpuint (vouch_school_year_first_month ("AU"), ==, 1);
  g_assert_cmpuint (vouch_school_year_first_month ("JP"), ==, 4);
  g_assert_cmpuint (vouch_school_year_first_month (NULL), ==, 8);
  g_assert_cmpuint (vouch_school_year_first_month ("X"), ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backward-plan/all", test_agrees_with_trying_all);
  g_test_add_func ("/backward-plan/shipped", test_shipped_definitions);
  g_test_add_func ("/backward-plan/done", test_what_is_done);
  g_test_add_func ("/backward-plan/conflict", test_conflict_is_told);
  g_test_add_func ("/backward-plan/windows", test_windows_for_sending);
  g_test_add_func ("/backward-plan/age", test_age_of_what_is_done);
  g_test_add_func ("/backward-plan/decision", test_decision_time);
  g_test_add_func ("/backward-plan/years", test_school_years);
  return g_test_run ();
}
