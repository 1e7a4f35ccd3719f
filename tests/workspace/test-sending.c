/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-identity-keeper.h"
#include "vouch-respond.h"
#include "vouch-sender.h"
#include "vouch-sending.h"
#include "vouch-submissions.h"
#include "vouch-submit.h"

#include "fake-network.h"
#include "workspace-fixture.h"

/* Sending that waits: for a network that is not metered, for the line, for the person. */

#define PATIENCE_US (20 * G_USEC_PER_SEC)

static const char *const attested[] = { "own-work", "permissions", "privacy", NULL };

static void
set_up (WorkspaceFixture *fixture, gconstpointer data)
{
  fixture->network = G_NETWORK_MONITOR (fake_network_new ());
  workspace_fixture_set_up_complete (fixture, data);
}

static void
tear_down (WorkspaceFixture *fixture, gconstpointer data)
{
  GNetworkMonitor *network = fixture->network;

  workspace_fixture_tear_down (fixture, data);
  g_assert_finalize_object (network);
}

static void
wait_for_state (VouchJob *job, VouchJobState state)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (vouch_job_get_state (job) != state) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
  }
}

static VouchJob *
send (WorkspaceFixture *fixture, gboolean unmetered)
{
  VouchJob *job = vouch_submit_job_new (fixture->workspace, fixture->portfolio, "school", attested,
                                        NULL, unmetered);

  vouch_job_queue_add (vouch_workspace_get_jobs (fixture->workspace), job);
  return job;
}

static void
count_cb (guint *count)
{
  ++*count;
}

static void
test_metered (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchSender) sender = vouch_sender_new (fixture->workspace);
  g_autoptr (VouchJob) job = NULL;
  guint sent = 0;

  g_signal_connect_swapped (sender, "sent", G_CALLBACK (count_cb), &sent);
  fake_network_set_metered (FAKE_NETWORK (fixture->network), TRUE);
  job = send (fixture, TRUE);
  g_assert_true (vouch_sender_get_moving (sender));
  wait_for_state (job, VOUCH_JOB_HELD);
  g_assert_cmpint (vouch_job_get_hold (job), ==, VOUCH_JOB_HOLD_METERED);
  g_assert_false (vouch_sender_get_moving (sender));
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 0);

  fake_network_set_metered (FAKE_NETWORK (fixture->network), FALSE);
  wait_for_state (job, VOUCH_JOB_DONE);
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 1);
  g_assert_cmpuint (sent, ==, 1);
}

static void
test_send_now (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchSender) sender = vouch_sender_new (fixture->workspace);
  g_autoptr (VouchJob) job = NULL;

  fake_network_set_metered (FAKE_NETWORK (fixture->network), TRUE);
  job = send (fixture, TRUE);
  wait_for_state (job, VOUCH_JOB_HELD);
  vouch_sender_send_now (sender, job);
  wait_for_state (job, VOUCH_JOB_DONE);
}

/* Who did not ask to wait is not made to. */
static void
test_metered_is_no_matter (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchJob) job = NULL;

  fake_network_set_metered (FAKE_NETWORK (fixture->network), TRUE);
  job = send (fixture, FALSE);
  wait_for_state (job, VOUCH_JOB_DONE);
}

static void
test_line_comes_back (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchSender) sender = vouch_sender_new (fixture->workspace);
  g_autoptr (VouchJob) job = NULL;

  fake_issuer_cut_after (fixture->issuer, 1);
  job = send (fixture, FALSE);
  wait_for_state (job, VOUCH_JOB_HELD);
  g_assert_cmpint (vouch_job_get_hold (job), ==, VOUCH_JOB_HOLD_OFFLINE);
  g_assert_error (vouch_job_get_error (job), VOUCH_ERROR, VOUCH_ERROR_OFFLINE);
  g_assert_true (vouch_sender_get_patient (sender));

  fake_issuer_cut_after (fixture->issuer, G_MAXUINT);
  fake_network_come_back (FAKE_NETWORK (fixture->network));
  wait_for_state (job, VOUCH_JOB_DONE);
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 1);
  g_assert_cmpuint (fake_issuer_get_n_uploads (fixture->issuer), ==, 2);
}

/* What was paused stays paused when the program is opened again, and goes on when it is told to. */
static void
test_pause_outlasts_the_program (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSender) sender = vouch_sender_new (fixture->workspace);
  g_autoptr (VouchJob) job = NULL;
  g_autoptr (VouchJob) again = NULL;
  VouchJobQueue *jobs;

  fake_issuer_cut_after (fixture->issuer, 1);
  job = send (fixture, TRUE);
  wait_for_state (job, VOUCH_JOB_HELD);
  vouch_sender_pause (sender, job);
  g_clear_object (&sender);
  vouch_workspace_close (fixture->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&job);
  g_assert_finalize_object (fixture->workspace);

  fixture->workspace = workspace_fixture_open (fixture, 0);
  fake_issuer_cut_after (fixture->issuer, G_MAXUINT);
  g_assert_true (vouch_submit_resume_all (fixture->workspace, &error));
  jobs = vouch_workspace_get_jobs (fixture->workspace);
  again = g_list_model_get_item (G_LIST_MODEL (jobs), 0);
  g_assert_nonnull (again);
  g_assert_cmpint (vouch_job_get_state (again), ==, VOUCH_JOB_HELD);
  g_assert_cmpint (vouch_job_get_hold (again), ==, VOUCH_JOB_HOLD_PAUSED);
  /* That it waits for a network that is not metered is remembered too. */
  g_assert_false (vouch_job_get_hurried (again));
  sender = vouch_sender_new (fixture->workspace);
  vouch_sender_go_on (sender, again);
  wait_for_state (again, VOUCH_JOB_DONE);
}

static void
test_stop_while_held (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchJob) job = NULL;

  fake_issuer_cut_after (fixture->issuer, 0);
  job = send (fixture, FALSE);
  wait_for_state (job, VOUCH_JOB_HELD);
  vouch_job_stop (job);
  wait_for_state (job, VOUCH_JOB_STOPPED);
  vouch_job_queue_go_on (vouch_workspace_get_jobs (fixture->workspace), job);
  g_assert_cmpint (vouch_job_get_state (job), ==, VOUCH_JOB_STOPPED);
}

static void
test_preference (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (vouch_sending_get_prefers_unmetered (fixture->workspace));
  g_assert_true (vouch_sending_set_prefers_unmetered (fixture->workspace, TRUE, &error));
  g_assert_true (vouch_sending_get_prefers_unmetered (fixture->workspace));
}

static void
test_polling (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = workspace_fixture_submit (fixture, NULL, &error);
  g_autoptr (GPtrArray) nothing = NULL, early = NULL, news = NULL, old = NULL;

  g_assert_no_error (error);
  nothing = vouch_decisions_poll (fixture->workspace, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nothing->len, ==, 0);

  /* Whoever was asked is left alone for an hour. */
  fake_issuer_decide (fixture->issuer, VOUCH_OUTCOME_NOT_YET);
  vouch_clock_advance (fixture->clock, 59 * 60 * 1000);
  early = vouch_decisions_poll (fixture->workspace, NULL, &error);
  g_assert_cmpuint (early->len, ==, 0);
  vouch_clock_advance (fixture->clock, 2 * 60 * 1000);
  news = vouch_decisions_poll (fixture->workspace, NULL, &error);
  g_assert_cmpuint (news->len, ==, 1);
  g_assert_cmpstr (((const VouchDecisionNews *) news->pdata[0])->portfolio, ==, fixture->portfolio);
  g_assert_cmpint (((const VouchDecisionNews *) news->pdata[0])->outcome, ==,
                   VOUCH_OUTCOME_NOT_YET);

  /* What is decided is not asked about again. */
  vouch_clock_advance (fixture->clock, 5 * 3600 * 1000);
  old = vouch_decisions_poll (fixture->workspace, NULL, &error);
  g_assert_cmpuint (old->len, ==, 0);
  g_assert_cmpuint (fake_issuer_get_n_asked (fixture->issuer), ==, 2);
}

#define ADD(name)                                                                                  \
  g_test_add ("/sending/" #name, WorkspaceFixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD (metered);
  ADD (send_now);
  ADD (metered_is_no_matter);
  ADD (line_comes_back);
  ADD (pause_outlasts_the_program);
  ADD (stop_while_held);
  ADD (preference);
  ADD (polling);
  return g_test_run ();
}
