/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "vouch-attach-bytes.h"
#include "vouch-error.h"
#include "vouch-items.h"
#include "vouch-move.h"
#include "vouch-overview.h"
#include "vouch-portfolios.h"
#include "vouch-preview.h"
#include "vouch-respond.h"

#include "fake-inspector.h"
#include "temp-folder.h"

#define WAIT_TIME "https://example.org/micro-credentials/classroom-talk/wait-time"

/* How far all portfolios are, what an assessor would receive, and evidence that changes its place. */

typedef struct {
  char *folder;
  VouchInspector *inspector;
  VouchWorkspace *workspace;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *library = NULL;
  VouchWorkspaceOptions options = { .flags = VOUCH_WORKSPACE_CREATE };

  fixture->folder = g_dir_make_tmp ("vouch-overview-XXXXXX", &error);
  g_assert_no_error (error);
  library = g_build_filename (fixture->folder, "library", NULL);
  fixture->inspector = fake_inspector_new ();
  options.folder = library;
  options.inspector = fixture->inspector;
  fixture->workspace = vouch_workspace_open (&options, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vouch_workspace_close (fixture->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->workspace);
  g_assert_finalize_object (fixture->inspector);
  temp_folder_remove (fixture->folder);
  g_free (fixture->folder);
}

static char *
begin (Fixture *fixture, const char *title)
{
  g_autoptr (GError) error = NULL;
  char *id = vouch_portfolios_begin (fixture->workspace, WAIT_TIME, title, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static char *
answer (Fixture *fixture, const char *portfolio, const char *prompt, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *id = vouch_respond_with_text (fixture->workspace, portfolio, prompt, NULL, text, NULL, NULL,
                                      &error);

  g_assert_no_error (error);
  return id;
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *all = vouch_overview_list (fixture->workspace, NULL, &error);

  g_assert_no_error (error);
  return all;
}

static void
test_overview (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = begin (fixture, "First");
  g_autofree char *item = NULL;
  g_autoptr (GPtrArray) one = list (fixture);
  g_autoptr (GPtrArray) again = list (fixture);
  g_autoptr (GPtrArray) other = NULL;
  VouchPortfolioSummary *summary = g_ptr_array_index (one, 0);

  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (vouch_portfolio_summary_get_title (summary), ==, "First");
  g_assert_cmpint (vouch_portfolio_summary_get_standing (summary), ==, VOUCH_STANDING_OPEN);
  g_assert_nonnull (vouch_portfolio_summary_get_next_step (summary));
  g_assert_cmpuint (vouch_portfolio_summary_get_needed (summary), >, 0);
  g_assert_true (again == one);
  item = answer (fixture, first, "activity", "Something.");
  other = list (fixture);
  g_assert_true (other != one);
  g_assert_cmpint (vouch_portfolio_summary_get_changed_ms (other->pdata[0]), >=,
                   vouch_portfolio_summary_get_changed_ms (one->pdata[0]));
}

static void
test_bin (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = begin (fixture, "First");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = vouch_overview_list_bin (fixture->workspace, NULL, &error);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) left = NULL;

  g_assert_cmpuint (before->len, ==, 0);
  g_assert_true (vouch_portfolios_remove (fixture->workspace, first, NULL, &error));
  after = vouch_overview_list_bin (fixture->workspace, NULL, &error);
  left = list (fixture);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpstr (vouch_portfolio_summary_get_id (after->pdata[0]), ==, first);
  g_assert_cmpstr (vouch_portfolio_summary_get_title (after->pdata[0]), ==, "First");
}

/* What is previewed is what a manifest holds: the words as they were typed, and nothing blank. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  g_autofree char *portfolio = begin (fixture, "A title of my own");
  g_autofree char *item = answer (fixture, portfolio, "activity", "Words for the assessor.");
  g_autofree char *blank = answer (fixture, portfolio, "effect", "  ");
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPreview) preview =
      vouch_preview_make (fixture->workspace, portfolio, NULL, NULL, &error);
  GPtrArray *items;

  g_assert_no_error (error);
  items = vouch_manifest_get_items (preview->manifest);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (vouch_manifest_item_get_text (items->pdata[0]), ==, "Words for the assessor.");
  g_assert_cmpuint (vouch_manifest_get_attempt (preview->manifest), ==, 1);
  g_assert_null (preview->issuer_name);
  g_assert_null (vouch_preview_make (fixture->workspace, portfolio, "nobody", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
}

static const char *
place_of (Fixture *fixture, const char *item)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GError) error = NULL;
  VouchItem *found = vouch_items_find (fixture->workspace, item, &portfolio, &error);

  g_assert_no_error (error);
  return g_intern_string (vouch_item_get_requirement (found));
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  g_autofree char *portfolio = begin (fixture, NULL);
  g_autofree char *item = answer (fixture, portfolio, "activity", "On the wrong card.");
  g_autofree char *from = NULL;
  g_autoptr (GError) error = NULL;

  from = vouch_move_item (fixture->workspace, item, "effect", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (from, ==, "activity");
  g_assert_cmpstr (place_of (fixture, item), ==, "effect");
  /* A recording is asked for there, and words are not one: nothing changes. */
  g_assert_null (vouch_move_item (fixture->workspace, item, "recording", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_assert_cmpstr (place_of (fixture, item), ==, "effect");
  g_clear_error (&error);
  g_assert_null (vouch_move_item (fixture->workspace, item, "nowhere", NULL, &error));
  g_assert_nonnull (error);
}

/* What is pasted becomes a file of the library under its own name, and leaves nothing behind. */
static void
test_paste (Fixture *fixture, gconstpointer data)
{
  g_autofree char *portfolio = begin (fixture, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("name,score\nS1,4\n", 16);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autofree char *item = NULL;
  VouchItem *found;

  item = vouch_attach_bytes (fixture->workspace, portfolio, "baseline", bytes, "Pasted.jpg", NULL,
                             NULL, &error);
  g_assert_no_error (error);
  found = vouch_items_find (fixture->workspace, item, &loaded, &error);
  g_assert_cmpstr (vouch_item_get_file_name (found), ==, "Pasted.jpg");
  g_assert_null (vouch_attach_bytes (fixture->workspace, portfolio, "baseline", nothing,
                                     "Pasted.jpg", NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/overview/list", Fixture, NULL, set_up, test_overview, tear_down);
  g_test_add ("/overview/bin", Fixture, NULL, set_up, test_bin, tear_down);
  g_test_add ("/overview/preview", Fixture, NULL, set_up, test_preview, tear_down);
  g_test_add ("/overview/move", Fixture, NULL, set_up, test_move, tear_down);
  g_test_add ("/overview/paste", Fixture, NULL, set_up, test_paste, tear_down);
  return g_test_run ();
}
