/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-annotate.h"
#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-history.h"
#include "vouch-issuers.h"
#include "vouch-portfolios.h"
#include "vouch-preflight.h"
#include "vouch-respond.h"
#include "vouch-submissions.h"

#include "workspace-fixture.h"

/* From "not yet" to the next attempt: what was decided, what changed, what the issuer still takes. */

static void
decide (WorkspaceFixture *fixture, VouchOutcome outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDecision) decision = NULL;

  fake_issuer_decide (fixture->issuer, outcome);
  if (outcome != VOUCH_OUTCOME_INCOMPLETE) {
    fake_issuer_rate (fixture->issuer, "overview", "almost", FALSE);
    fake_issuer_rate (fixture->issuer, "recording-shows", "yes", TRUE);
    fake_issuer_rate (fixture->issuer, "student-voice", "passed", TRUE);
    fake_issuer_rate (fixture->issuer, "teacher-reflection", "passed", TRUE);
  }
  decision = vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
}

static VouchHistory *
load (WorkspaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  VouchHistory *history = vouch_history_load (fixture->workspace, fixture->portfolio, NULL, &error);

  g_assert_no_error (error);
  return history;
}

static void
test_history (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchHistory) none = load (fixture);
  g_autofree char *first = workspace_fixture_submit (fixture, NULL, &error);
  g_autofree char *second = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (VouchHistory) sent = NULL, changed = NULL, again = NULL;
  g_autoptr (GPtrArray) between = NULL;
  const VouchAttemptChange *change;

  g_assert_no_error (error);
  g_assert_cmpuint (vouch_history_get_n_attempts (none), ==, 0);
  sent = load (fixture);
  g_assert_cmpuint (vouch_history_get_n_attempts (sent), ==, 1);
  g_assert_null (vouch_history_get_attempt (sent, 0)->decision);
  g_assert_cmpuint (vouch_history_get_changes (sent)->len, ==, 0);

  decide (fixture, VOUCH_OUTCOME_NOT_YET);
  for (guint i = 0; i < 110; i++)
    g_string_append_printf (text, "other%u ", i);
  answer = vouch_respond_with_text (fixture->workspace, fixture->portfolio, "effect", NULL,
                                    text->str, NULL, NULL, &error);
  g_assert_no_error (error);
  changed = load (fixture);
  g_assert_cmpuint (vouch_history_get_changes (changed)->len, ==, 1);
  change = g_ptr_array_index (vouch_history_get_changes (changed), 0);
  g_assert_cmpint (change->kind, ==, VOUCH_CHANGE_REWORDED);
  /* Wait time keeps whole parts; these three are in parts of their own. */
  g_assert_true (g_strv_contains (vouch_history_get_retained (changed), "student-voice"));
  g_assert_false (g_strv_contains (vouch_history_get_retained (changed), "overview"));
  second = workspace_fixture_submit (fixture, "The effect is told anew.", &error);
  g_assert_no_error (error);
  again = load (fixture);
  g_assert_cmpuint (vouch_history_get_n_attempts (again), ==, 2);
  g_assert_cmpuint (vouch_history_get_changes (again)->len, ==, 0);
  between = vouch_history_compare (again, 0, 1);
  g_assert_cmpuint (between->len, ==, 1);
  g_assert_nonnull (vouch_history_get_attempt (again, 0)->decision);
}

static void
mark_third (WorkspaceFixture *fixture, const char *item, const char *id, double width)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  vouch_moment_set_id (moment, id);
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_REGION);
  vouch_moment_set_x (moment, 1.0 / 3);
  vouch_moment_set_y (moment, 2.0 / 7);
  vouch_moment_set_width (moment, width);
  vouch_moment_set_height (moment, 0.1234567891);
  vouch_moment_set_page (moment, 2);
  kept = vouch_annotate_add (fixture->workspace, item, moment, NULL, &error);
  g_assert_no_error (error);
}

/* A manifest tells a region in millionths; what is lost by that is no change. */
static void
test_regions (WorkspaceFixture *fixture, gconstpointer data)
{
  static const char id[] = "0194a2b0-0000-7000-8000-0000000000aa";
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio =
      vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, &error);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  const char *baseline = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (VouchHistory) same = NULL, moved = NULL;
  GPtrArray *moments;

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), "baseline") == 0)
      baseline = vouch_item_get_id (items->pdata[i]);
  mark_third (fixture, baseline, id, 1.0 / 6);
  sent = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
  same = load (fixture);
  g_assert_cmpuint (vouch_history_get_changes (same)->len, ==, 0);
  /* Of a page the assessor hears which one it is. */
  items = vouch_manifest_get_items (vouch_history_get_attempt (same, 0)->manifest);
  for (guint i = 0; i < items->len; i++) {
    moments = vouch_manifest_item_get_moments (items->pdata[i]);
    if (g_strcmp0 (vouch_manifest_item_get_id (items->pdata[i]), baseline) == 0)
      g_assert_cmpuint (vouch_moment_get_page (moments->pdata[0]), ==, 2);
  }

  mark_third (fixture, baseline, id, 1.0 / 5);
  moved = load (fixture);
  g_assert_cmpuint (vouch_history_get_changes (moved)->len, ==, 1);
  g_assert_cmpint (((VouchAttemptChange *) vouch_history_get_changes (moved)->pdata[0])->kind, ==,
                   VOUCH_CHANGE_MARKED);
}

static VouchPreflight *
look (WorkspaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  VouchPreflight *preflight =
      vouch_preflight_make (fixture->workspace, fixture->portfolio, "school", NULL, &error);

  g_assert_no_error (error);
  return preflight;
}

static void
test_issuers_last_word (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = workspace_fixture_submit (fixture, NULL, &error);
  g_autofree char *second = NULL;
  g_autoptr (VouchDecision) decision = NULL;
  g_autoptr (VouchPreflight) free_to = NULL, none_left = NULL;

  g_assert_no_error (error);
  decide (fixture, VOUCH_OUTCOME_NOT_YET);
  free_to = look (fixture);
  g_assert_true (vouch_preflight_get_ready (free_to));
  g_assert_cmpuint (vouch_preflight_get_attempt (free_to), ==, 2);

  second = workspace_fixture_submit (fixture, "Better.", &error);
  g_assert_no_error (error);
  fake_issuer_decide (fixture->issuer, VOUCH_OUTCOME_NOT_YET);
  vouch_decision_set_attempts_left (fake_issuer_get_decision (fixture->issuer), 0);
  decision = vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
  none_left = look (fixture);
  g_assert_false (vouch_preflight_get_ready (none_left));
  g_assert_nonnull (strstr (vouch_preflight_get_problems (none_left)[0], "no attempt is left"));
}

/* What came back without a judgement does not use up an attempt, nor call for a coach. */
static void
test_incomplete_does_not_count (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = workspace_fixture_submit (fixture, NULL, &error);
  g_autoptr (VouchAttempt) attempt = NULL;

  g_assert_no_error (error);
  decide (fixture, VOUCH_OUTCOME_INCOMPLETE);
  attempt = vouch_attempt_plan (fixture->workspace, fixture->portfolio, "school", &error);
  g_assert_no_error (error);
  g_assert_cmpint (attempt->kind, ==, VOUCH_ATTEMPT_NEW);
  g_assert_cmpuint (attempt->number, ==, 2);
  g_assert_cmpuint (attempt->counted, ==, 0);
  g_assert_cmpuint (attempt->unsuccessful, ==, 0);
}

static void
test_wrong_clock (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) submissions = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *sent = NULL;

  fake_issuer_set_time (fixture->issuer, NOW + (gint64) 7 * 365 * 24 * 3600 * 1000);
  refused = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_assert_nonnull (strstr (error->message, "2026"));
  g_assert_nonnull (strstr (error->message, "2033"));
  g_clear_error (&error);
  submissions = vouch_submissions_list (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_cmpuint (submissions->len, ==, 0);
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 0);

  /* Hours apart is a time zone set wrong, not another year. */
  fake_issuer_set_time (fixture->issuer, NOW + 9 * 3600 * 1000);
  sent = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
}

#define ADD(name)                                                                                  \
  g_test_add ("/attempts/" #name, WorkspaceFixture, NULL, workspace_fixture_set_up_complete,       \
              test_##name, workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD (history);
  ADD (regions);
  ADD (issuers_last_word);
  ADD (incomplete_does_not_count);
  ADD (wrong_clock);
  return g_test_run ();
}
