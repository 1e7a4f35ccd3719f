/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-issuers.h"
#include "vouch-portfolios.h"
#include "vouch-submissions.h"

#include "workspace-fixture.h"

/* While one program waits for an issuer, another one can write in the same library. */

typedef struct {
  WorkspaceFixture *fixture;
  GError *error;
  guint n;
} Other;

/* What somebody else does while the issuer is silent. */
static void
write_meanwhile (gpointer data)
{
  Other *other = data;
  g_autofree char *library = g_build_filename (other->fixture->folder, "library", NULL);
  const VouchWorkspaceOptions options = {
    .folder = library,
    .clock = other->fixture->clock,
    .keyring = other->fixture->keyring,
    .inspector = other->fixture->inspector,
  };
  VouchWorkspace *workspace;

  other->n++;
  g_clear_error (&other->error);
  workspace = vouch_workspace_open (&options, NULL, &other->error);
  if (workspace == NULL)
    return;
  vouch_portfolios_rename (workspace, other->fixture->portfolio, "Renamed meanwhile", NULL,
                           &other->error);
  vouch_workspace_close (workspace);
  g_object_unref (workspace);
}

static void
reopen (WorkspaceFixture *fixture, VouchWorkspaceFlags flags)
{
  vouch_workspace_close (fixture->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->workspace);
  fixture->workspace = workspace_fixture_open (fixture, flags);
}

static void
test_lends (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *id = NULL;
  Other other = { fixture, NULL, 0 };

  reopen (fixture, VOUCH_WORKSPACE_LEND);
  fake_issuer_set_hook (fixture->issuer, write_meanwhile, &other);
  id = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (other.n, >=, 2);
  g_assert_no_error (other.error);
  portfolio = vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_cmpstr (vouch_portfolio_get_title (portfolio), ==, "Renamed meanwhile");

  /* Nobody waits for anything any more: nobody else may write. */
  fake_issuer_set_hook (fixture->issuer, NULL, NULL);
  write_meanwhile (&other);
  g_assert_error (other.error, VOUCH_ERROR, VOUCH_ERROR_BUSY);
  g_clear_error (&other.error);
}

/* The window keeps the library; the same script shows that it would be kept. */
static void
test_keeps (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  Other other = { fixture, NULL, 0 };

  fake_issuer_set_hook (fixture->issuer, write_meanwhile, &other);
  id = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_error (other.error, VOUCH_ERROR, VOUCH_ERROR_BUSY);
  g_clear_error (&other.error);
  fake_issuer_set_hook (fixture->issuer, NULL, NULL);
}

static void
withdraw_meanwhile (gpointer data)
{
  Other *other = data;
  g_autofree char *library = g_build_filename (other->fixture->folder, "library", NULL);
  const VouchWorkspaceOptions options = {
    .folder = library,
    .clock = other->fixture->clock,
    .keyring = other->fixture->keyring,
    .inspector = other->fixture->inspector,
  };
  VouchWorkspace *workspace;
  g_autoptr (GPtrArray) all = NULL;

  workspace = vouch_workspace_open (&options, NULL, NULL);
  g_assert_nonnull (workspace);
  all = vouch_submissions_list (workspace, other->fixture->portfolio, NULL, NULL);
  /* It is frozen and the issuer has not heard of it: it can be taken back without a network. */
  if (all->len > 0)
    other->n += vouch_submissions_withdraw (
        workspace, vouch_submission_get_id (g_ptr_array_index (all, 0)), NULL, &other->error);
  vouch_workspace_close (workspace);
  g_object_unref (workspace);
}

/* What another program did meanwhile is not undone by the one that comes back. */
static void
test_taken_back_meanwhile (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  Other other = { fixture, NULL, 0 };

  reopen (fixture, VOUCH_WORKSPACE_LEND);
  fake_issuer_set_hook (fixture->issuer, withdraw_meanwhile, &other);
  g_assert_null (workspace_fixture_submit (fixture, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_no_error (other.error);
  g_assert_cmpuint (other.n, ==, 1);
  fake_issuer_set_hook (fixture->issuer, NULL, NULL);
  all = vouch_submissions_list (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_cmpint (vouch_submission_get_state (g_ptr_array_index (all, 0)), ==,
                   VOUCH_SUBMISSION_STATE_WITHDRAWN);
}

#define ADD(name)                                                                                  \
  g_test_add ("/waiting/" #name, WorkspaceFixture, NULL, workspace_fixture_set_up_complete,        \
              test_##name, workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD (lends);
  ADD (keeps);
  ADD (taken_back_meanwhile);
  return g_test_run ();
}
