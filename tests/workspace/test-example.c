/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "workspace-fixture.h"

#include <string.h>

#include "vouch-bin.h"
#include "vouch-error.h"
#include "vouch-evidence-list.h"
#include "vouch-example.h"
#include "vouch-home.h"
#include "vouch-issuers.h"
#include "vouch-overview.h"
#include "vouch-portfolios.h"
#include "vouch-preflight.h"
#include "vouch-reader-inspector.h"
#include "vouch-register.h"
#include "vouch-search.h"

/* The example's files are real ones, so they are read by the real helper. */
static void
set_up (WorkspaceFixture *fixture, gconstpointer data)
{
  workspace_fixture_set_up (fixture, data);
  vouch_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->inspector);
  fixture->inspector = VOUCH_INSPECTOR (vouch_reader_inspector_new ());
  fixture->workspace = workspace_fixture_open (fixture, 0);
}

static char *
make (WorkspaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *id = vouch_example_make (fixture->workspace, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static guint
count_files (WorkspaceFixture *fixture)
{
  g_autoptr (GPtrArray) files = vouch_evidence_list (fixture->workspace, NULL, NULL);

  return files->len;
}

/* It is made like any other portfolio, and says in its title what it is. */
static void
test_make (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make (fixture);
  g_autoptr (VouchPortfolio) portfolio = vouch_portfolios_load (fixture->workspace, id, NULL, NULL);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  guint moments = 0, files = 0, citations = 0;

  g_assert_true (g_str_has_prefix (vouch_portfolio_get_title (portfolio), "Example: "));
  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    moments += vouch_item_get_moments (item)->len;
    citations += vouch_item_get_citations (item)->len;
    files += vouch_item_get_artifact (item) != NULL;
  }
  g_assert_cmpuint (files, ==, 2);
  g_assert_cmpuint (moments, >=, 8);
  g_assert_cmpuint (citations, >=, 3);
  g_assert_cmpuint (vouch_portfolio_get_goals (portfolio)->len, ==, 1);
  g_assert_true (vouch_example_is (fixture->workspace, id));
  g_assert_false (vouch_example_is (fixture->workspace, fixture->portfolio));
}

static void
test_throw_away (WorkspaceFixture *fixture, gconstpointer data)
{
  guint files = count_files (fixture);
  g_autofree char *id = make (fixture);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;

  g_assert_cmpuint (count_files (fixture), ==, files + 2);
  g_assert_true (vouch_example_throw_away (fixture->workspace, id, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture), ==, files);
  g_assert_true (vouch_example_restore (fixture->workspace, id, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture), ==, files + 2);
  portfolio = vouch_portfolios_load (fixture->workspace, id, NULL, &error);
  g_assert_cmpuint (vouch_portfolio_get_items (portfolio)->len, ==, 7);

  /* What somebody made is never thrown away this way, and an example can be made anew. */
  g_assert_false (vouch_example_throw_away (fixture->workspace, fixture->portfolio, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  g_assert_true (vouch_example_throw_away (fixture->workspace, id, NULL, NULL));
  again = make (fixture);
  g_assert_cmpstr (again, !=, id);
}

static gboolean
is_refused (WorkspaceFixture *fixture, const char *portfolio, const char *issuer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPreflight) preflight =
      vouch_preflight_make (fixture->workspace, portfolio, issuer, NULL, &error);
  const char *const *problems;

  g_assert_no_error (error);
  problems = vouch_preflight_get_problems (preflight);
  for (guint i = 0; problems[i] != NULL; i++)
    if (g_str_has_prefix (problems[i], "This is the example portfolio."))
      return TRUE;
  return FALSE;
}

static void
add_issuer (WorkspaceFixture *fixture, const char *name, const char *url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIssuerAccount) account =
      vouch_issuers_add (fixture->workspace, name, url, "token", NULL, &error);

  g_assert_no_error (error);
}

/* Made-up work goes to nobody but an issuer to practise with, on this computer. */
static void
test_not_sent (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make (fixture);

  add_issuer (fixture, "school", "https://school.example.org");
  add_issuer (fixture, "practice", "http://127.0.0.1:1");
  g_assert_true (is_refused (fixture, id, "school"));
  g_assert_false (is_refused (fixture, id, "practice"));
  g_assert_false (is_refused (fixture, fixture->portfolio, "school"));
}

/* The example's goal is coming up; it leads to the goal, and says whose it is. */
static gboolean
has_date (VouchHome *home, const char *portfolio)
{
  for (guint i = 0; i < home->dates->len; i++) {
    VouchHomeDate *date = g_ptr_array_index (home->dates, i);

    if (g_strcmp0 (date->portfolio, portfolio) == 0 && date->goal != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
test_home (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchHome) home = vouch_home_load (fixture->workspace, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (home->n_portfolios, ==, 2);
  g_assert_cmpuint (home->next->len, ==, 2);
  g_assert_cmpuint (vouch_home_count_portfolios (fixture->workspace), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) home->examples, id));
  g_assert_true (has_date (home, id));
  g_assert_cmpint (home->safety.now_ms - home->safety.saved_ms, ==, 0);
  g_assert_cmpint (home->safety.free_bytes, >, 0);
  g_assert_cmpuint (home->safety.damaged, ==, 0);
  g_assert_false (home->safety.is_backup_old);
  g_assert_false (home->safety.is_clock_wrong);

  g_clear_pointer (&home, vouch_home_unref);
  vouch_clock_advance (fixture->clock, (gint64) -3 * 24 * 60 * 60 * 1000);
  home = vouch_home_load (fixture->workspace, NULL, &error);
  g_assert_true (home->safety.is_clock_wrong);
  g_clear_pointer (&home, vouch_home_unref);
  vouch_clock_advance (fixture->clock, (gint64) 30 * 24 * 60 * 60 * 1000);
  home = vouch_home_load (fixture->workspace, NULL, &error);
  g_assert_false (home->safety.is_backup_old);
  g_clear_pointer (&home, vouch_home_unref);
  g_assert_true (vouch_portfolios_rename (fixture->workspace, id, "Changed", NULL, &error));
  home = vouch_home_load (fixture->workspace, NULL, &error);
  g_assert_true (home->safety.is_backup_old);
}

static guint
count_hits (GPtrArray *hits, VouchSearchGroup group)
{
  guint n = 0;

  for (guint i = 0; i < hits->len; i++)
    n += ((VouchSearchHit *) hits->pdata[i])->group == group;
  return n;
}

static const VouchSearchHit *
find_hit (GPtrArray *hits, VouchSearchGroup group)
{
  for (guint i = 0; i < hits->len; i++)
    if (((VouchSearchHit *) hits->pdata[i])->group == group)
      return hits->pdata[i];
  g_assert_not_reached ();
}

static GPtrArray *
look (VouchSearch *search, const char *typed)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = vouch_search_find (search, typed, 5, NULL, &error);

  g_assert_no_error (error);
  return hits;
}

static void
test_search (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make (fixture);
  g_autoptr (VouchSearch) search = vouch_search_new (fixture->workspace);
  g_autoptr (GPtrArray) tea = look (search, "warm te");
  g_autoptr (GPtrArray) talk = look (search, "glass");
  g_autoptr (GPtrArray) phonics = look (search, "phonics");
  g_autoptr (GPtrArray) person = look (search, "EX-1");
  g_autoptr (GPtrArray) nothing = look (search, "qqqq");
  g_autoptr (GPtrArray) empty = look (search, " .. ");

  g_assert_cmpuint (count_hits (tea, VOUCH_SEARCH_TEXTS), ==, 1);
  g_assert_nonnull (strstr (find_hit (tea, VOUCH_SEARCH_TEXTS)->excerpt, "warm tea"));
  g_assert_nonnull (strstr (find_hit (tea, VOUCH_SEARCH_TEXTS)->title, "three moments of silence"));
  g_assert_cmpuint (count_hits (talk, VOUCH_SEARCH_PORTFOLIOS), ==, 1);
  g_assert_cmpuint (count_hits (talk, VOUCH_SEARCH_EVIDENCE), ==, 1);
  g_assert_cmpuint (count_hits (talk, VOUCH_SEARCH_FILES), ==, 0);
  g_assert_cmpuint (count_hits (phonics, VOUCH_SEARCH_DEFINITIONS), >=, 1);
  g_assert_cmpuint (count_hits (person, VOUCH_SEARCH_PEOPLE), ==, 1);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
}

static gboolean
has_person (WorkspaceFixture *fixture, const char *key)
{
  g_autoptr (VouchPeople) people = vouch_register_load (fixture->workspace, NULL, NULL);

  return vouch_people_find (people, key) != NULL;
}

static void
reopen (WorkspaceFixture *fixture)
{
  vouch_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  fixture->workspace = workspace_fixture_open (fixture, 0);
}

/* The made-up people stay as long as something in the bin tells of them, and not longer. */
static void
test_people (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make (fixture);
  g_autoptr (GPtrArray) emptied = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      vouch_register_add_person (fixture->workspace, "S-1", VOUCH_PERSON_ROLE_STUDENT, NULL, NULL));
  g_assert_true (vouch_example_throw_away (fixture->workspace, id, NULL, &error));
  reopen (fixture);
  g_assert_true (has_person (fixture, "EX-1"));
  emptied = vouch_bin_empty (fixture->workspace, NULL, &error);
  g_assert_no_error (error);
  reopen (fixture);
  g_assert_false (has_person (fixture, "EX-1"));
  g_assert_false (has_person (fixture, "EX-4"));
  g_assert_true (has_person (fixture, "S-1"));
  /* The key is free: who gets it now is none of the example's. */
  g_assert_true (vouch_register_add_person (fixture->workspace, "EX-1", VOUCH_PERSON_ROLE_STUDENT,
                                            NULL, NULL));
  reopen (fixture);
  g_assert_true (has_person (fixture, "EX-1"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/workspace/example/" name, WorkspaceFixture, NULL, set_up, func,                    \
              workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("make", test_make);
  ADD ("throw-away", test_throw_away);
  ADD ("not-sent", test_not_sent);
  ADD ("home", test_home);
  ADD ("people", test_people);
  ADD ("search", test_search);
  return g_test_run ();
}
