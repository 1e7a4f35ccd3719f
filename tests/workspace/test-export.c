/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-annotate.h"
#include "vouch-assess.h"
#include "vouch-captions.h"
#include "vouch-credentials.h"
#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-export.h"
#include "vouch-goals.h"
#include "vouch-import.h"
#include "vouch-issuer-memory.h"
#include "vouch-issuers.h"
#include "vouch-items.h"
#include "vouch-portfolios.h"
#include "vouch-preflight.h"
#include "vouch-register.h"
#include "vouch-respond.h"
#include "vouch-results.h"
#include "vouch-store-fit.h"
#include "vouch-talks.h"
#include "vouch-workspace-private.h"

#include "workspace-fixture.h"

/* Out of one library and into another: nothing is lost on the way, and nothing is believed. */

#define PHONICS "https://example.org/micro-credentials/early-reading/phonics"

typedef WorkspaceFixture Fixture;

static char *
path_in (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static char *export(Fixture *f, VouchWorkspace *workspace, const char *portfolio, const char *name)
{
  char *path = path_in (f, name);
  g_autoptr (GError) error = NULL;

  g_assert_true (vouch_export (workspace, portfolio, path, NULL, NULL, &error));
  g_assert_no_error (error);
  return path;
}

static VouchImported *
import (VouchWorkspace *workspace, const char *path)
{
  g_autoptr (GError) error = NULL;
  VouchImported *imported = vouch_import (workspace, path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (imported);
  return imported;
}

static char *
read_text (const char *folder, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  return text;
}

static guint
compare_folders (const char *a, const char *b)
{
  g_autoptr (GDir) dir = g_dir_open (a, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path_a = g_build_filename (a, name, NULL);
    g_autofree char *path_b = g_build_filename (b, name, NULL);
    g_autofree char *text_a = NULL;
    g_autofree char *text_b = NULL;
    gsize n_a, n_b;

    if (g_file_test (path_a, G_FILE_TEST_IS_DIR)) {
      n += compare_folders (path_a, path_b);
      continue;
    }
    text_a = read_text (a, name, &n_a);
    text_b = read_text (b, name, &n_b);
    g_test_message ("%s", path_a);
    g_assert_cmpmem (text_a, n_a, text_b, n_b);
    n++;
  }
  return n;
}

/* What is said about the recording itself, and what a copy of it shall be like. */
static void
fill_recording (Fixture *f)
{
  const VouchFit fit = { .format = "mp4", .max_bytes = 5000000, .min_height = 360 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) no_captions = NULL;
  g_autoptr (GPtrArray) no_turns = NULL;
  VouchCaption *caption = vouch_caption_new ();
  VouchItem *item = vouch_items_find (f->workspace, f->recording, &portfolio, &error);

  g_assert_no_error (error);
  vouch_caption_set_start_ms (caption, 2000);
  vouch_caption_set_end_ms (caption, 4500);
  vouch_caption_set_text (caption, "Why <b>\nis it & blue?");
  g_ptr_array_add (captions, caption);
  no_captions =
      vouch_captions_set (f->workspace, vouch_item_get_artifact (item), captions, NULL, &error);
  g_assert_no_error (error);
  no_turns = vouch_talks_mark (f->workspace, vouch_item_get_artifact (item), 2000, 4500,
                               VOUCH_TURN_KIND_QUESTION, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (
      vouch_store_set_fit (vouch_workspace_get_store (f->workspace), f->recording, &fit, &error));
}

/* Something of everything that a portfolio can hold. */
static void
fill (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autoptr (VouchCitation) citation = vouch_citation_new ();
  g_autoptr (GPtrArray) citations = g_ptr_array_new ();
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();
  g_autofree char *marked = NULL;
  g_autofree char *goal = NULL;
  g_autofree char *level = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *again = NULL;

  g_assert_true (
      vouch_register_add_person (f->workspace, "Z-1", VOUCH_PERSON_ROLE_STUDENT, NULL, &error));
  g_assert_true (
      vouch_register_add_person (f->workspace, "Z-2", VOUCH_PERSON_ROLE_STUDENT, NULL, &error));
  vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, (const char *const[]){ "Z-1", NULL });
  vouch_appearance_set_masked (appearance, (const char *const[]){ "Z-2", NULL });
  vouch_register_set_appearance (f->workspace, f->recording, appearance, NULL, &error);
  g_assert_no_error (error);
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, 2000);
  vouch_moment_set_end_ms (moment, 4500);
  vouch_moment_set_note (moment, "He waits <three> & \"more\" seconds");
  marked = vouch_annotate_add (f->workspace, f->recording, moment, NULL, &error);
  g_assert_no_error (error);
  vouch_citation_set_item (citation, f->recording);
  vouch_citation_set_at_ms (citation, 2000);
  vouch_citation_set_moment (citation, marked);
  vouch_citation_set_text_start (citation, 3);
  vouch_citation_set_text_length (citation, 4);
  g_ptr_array_add (citations, citation);
  vouch_item_edit_set_citations (edit, citations);
  answer =
      vouch_respond_with_text (f->workspace, f->portfolio, "activity", NULL,
                               "At 0:02 he waits — שלום, and nobody speaks.", edit, NULL, &error);
  g_assert_no_error (error);
  again =
      vouch_respond_with_text (f->workspace, f->portfolio, "activity", answer,
                               "At 0:02 he waits, and then a child speaks.", edit, NULL, &error);
  g_assert_no_error (error);
  goal = vouch_goals_add (f->workspace, f->portfolio, "overview", "Count who speaks",
                          vouch_day_from_ymd (2027, 1, 30),
                          (const char *const[]){ "Watch a lesson", NULL }, NULL, &error);
  g_assert_no_error (error);
  level = vouch_assess_criterion (f->workspace, f->portfolio, "overview", "proficient", "Because",
                                  NULL, NULL);
  fill_recording (f);
}

static void
fill_results (Fixture *f, char **portfolio)
{
  static const char csv[] = "student,before,after,level\nZ-1,4,9,below\nZ-2,5.5,,at\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (VouchResultTable) table = NULL;

  *portfolio = vouch_portfolios_begin (f->workspace, PHONICS, "Phonics / 2026", NULL, &error);
  g_assert_no_error (error);
  id = vouch_results_begin (f->workspace, *portfolio, "student-results", NULL, &error);
  g_assert_no_error (error);
  table = vouch_results_load (f->workspace, id, NULL, &error);
  g_assert_no_error (error);
  vouch_result_table_set_measure (table, "Decoding probe");
  vouch_result_table_set_highest (table, 20);
  vouch_results_read (f->workspace, table, csv, strlen (csv), NULL, NULL, &error);
  g_assert_no_error (error);
  vouch_results_save (f->workspace, table, NULL, &error);
  g_assert_no_error (error);
}

static void
earn (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDecision) decision = NULL;
  g_autoptr (GPtrArray) badges = NULL;
  g_autofree char *sent = workspace_fixture_submit (f, NULL, &error);

  g_assert_no_error (error);
  fake_issuer_decide (f->issuer, VOUCH_OUTCOME_EARNED);
  decision = vouch_decisions_fetch (f->workspace, f->portfolio, NULL, &error);
  g_assert_no_error (error);
  badges = vouch_credentials_list (f->workspace, NULL, &error);
  g_assert_cmpuint (badges->len, ==, 1);
}

static VouchVerification
verify_only_badge (VouchWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) badges = vouch_credentials_list (workspace, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (badges->len, ==, 1);
  return vouch_credential_get_verification (badges->pdata[0]);
}

/* An export may name an issuer of its own making: its badge counts, and something is sent there, only
 * once the earner has looked who answers. */
static void
check_trust (Fixture *f, VouchWorkspace *other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issuers = vouch_issuers_list (other, NULL, &error);
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchPreflight) preflight = NULL;
  const char *name;

  g_assert_no_error (error);
  g_assert_cmpuint (issuers->len, ==, 1);
  g_assert_true (vouch_issuer_account_get_unconfirmed (issuers->pdata[0]));
  name = vouch_issuer_account_get_name (issuers->pdata[0]);
  g_assert_cmpint (verify_only_badge (f->workspace), ==, VOUCH_VERIFICATION_ACCEPTED);
  g_assert_cmpint (verify_only_badge (other), ==, VOUCH_VERIFICATION_UNTRUSTED);
  issuer = vouch_issuers_connect (other, name, &account, NULL, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  g_assert_false (vouch_issuer_memory_set_token (other, name, "token", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  preflight = vouch_preflight_make (other, f->portfolio, name, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (vouch_preflight_get_ready (preflight));
  g_clear_object (&account);
  account = vouch_issuers_add (other, name, vouch_issuer_account_get_url (issuers->pdata[0]),
                               "token", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verify_only_badge (other), ==, VOUCH_VERIFICATION_ACCEPTED);
}

static void
test_identical (Fixture *f, gconstpointer as_zip)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchWorkspace) other = NULL;
  g_autoptr (VouchImported) imported = NULL;
  g_autoptr (VouchImported) twice = NULL;
  g_autoptr (GPtrArray) badges = NULL;
  g_autofree char *first = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *second = NULL;
  g_autofree char *json = NULL;
  g_autofree char *page = NULL;

  earn (f);
  fill (f);
  first = export(f, f->workspace, f->portfolio, as_zip != NULL ? "first.zip" : "first");
  folder = export(f, f->workspace, f->portfolio, "plain");
  other = workspace_fixture_open_other (f, "other");
  imported = import (other, first);
  g_assert_cmpuint (imported->n_new, ==, 1);
  g_assert_cmpstr (imported->portfolio, ==, f->portfolio);
  second = export(f, other, f->portfolio, "second");
  g_assert_cmpuint (compare_folders (folder, second), >=, 8);
  json = read_text (second, "vouch.json", NULL);
  for (guint i = 0; i < 15; i++) {
    static const char *const tables[] = { "turn",         "caption",    "item_fit", "item",
                                          "attribute",    "moment",     "citation", "appearing",
                                          "earlier_text", "goal",       "activity", "submission",
                                          "decision",     "credential", "evidence" };
    g_autofree char *key = g_strdup_printf ("\"%s\":[{", tables[i]);

    g_test_message ("%s", key);
    g_assert_nonnull (strstr (json, key));
  }
  page = read_text (second, "index.html", NULL);
  g_assert_nonnull (strstr (page, "He waits &lt;three&gt; &amp;"));
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "http://"));
  check_trust (f, other);
  twice = import (other, first);
  g_assert_cmpuint (twice->n_same, ==, 1);
  g_assert_cmpuint (twice->n_new + twice->n_beside, ==, 0);
  vouch_workspace_close (other);
}

static void
test_library (Fixture *f, gconstpointer data)
{
  g_autoptr (VouchWorkspace) other = NULL;
  g_autoptr (VouchImported) imported = NULL;
  g_autofree char *free_goal = NULL;
  g_autofree char *results = NULL;
  g_autofree char *first = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *second = NULL;
  g_autofree char *json = NULL;

  earn (f);
  fill (f);
  fill_results (f, &results);
  free_goal =
      vouch_goals_add (f->workspace, NULL, NULL, "Read more", VOUCH_DAY_NONE, NULL, NULL, NULL);
  g_assert_nonnull (free_goal);
  first = export(f, f->workspace, NULL, "all.zip");
  folder = export(f, f->workspace, NULL, "all");
  other = workspace_fixture_open_other (f, "other");
  imported = import (other, first);
  g_assert_cmpuint (imported->n_new, ==, 2);
  second = export(f, other, NULL, "again");
  g_assert_cmpuint (compare_folders (folder, second), >=, 8);
  json = read_text (second, "vouch.json", NULL);
  g_assert_nonnull (strstr (json, "\"result_row\":[{"));
  g_assert_nonnull (strstr (json, "Read more"));
  vouch_workspace_close (other);
}

/* What differs comes beside; what is there stays as it is. */
static void
test_beside (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (VouchImported) imported = NULL;
  g_autoptr (VouchPortfolio) here = NULL;
  g_autoptr (VouchPortfolio) copy = NULL;
  guint n;

  fill (f);
  n = workspace_fixture_count_items (f);
  path = export(f, f->workspace, f->portfolio, "old.zip");
  answer = vouch_respond_with_text (f->workspace, f->portfolio, "activity", NULL, "Something new",
                                    NULL, NULL, &error);
  g_assert_no_error (error);
  imported = import (f->workspace, path);
  g_assert_cmpuint (imported->n_beside, ==, 1);
  g_assert_cmpstr (imported->portfolio, !=, f->portfolio);
  here = vouch_portfolios_load (f->workspace, f->portfolio, NULL, &error);
  copy = vouch_portfolios_load (f->workspace, imported->portfolio, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (vouch_portfolio_get_title (copy), "(imported)"));
  g_assert_cmpuint (vouch_portfolio_get_items (copy)->len, ==, n);
  for (guint i = 0; i < vouch_portfolio_get_items (copy)->len; i++) {
    VouchItem *item = vouch_portfolio_get_items (copy)->pdata[i];
    GPtrArray *citations = vouch_item_get_citations (item);

    g_assert_null (vouch_portfolio_find_item (here, vouch_item_get_id (item)));
    for (guint k = 0; k < citations->len; k++)
      g_assert_nonnull (
          vouch_portfolio_find_item (copy, vouch_citation_get_item (citations->pdata[k])));
  }
}

/* The same key in another library is another child: her permission counts for nobody else. */
static void
test_other_child (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchWorkspace) other = NULL;
  g_autoptr (VouchImported) imported = NULL;
  g_autoptr (VouchPortfolio) loaded = NULL;
  VouchAppearance *appearance;
  g_autofree char *path = NULL;

  fill (f);
  path = export(f, f->workspace, f->portfolio, "out.zip");
  other = workspace_fixture_open_other (f, "other");
  g_assert_true (vouch_register_add_person (other, "Z-1", VOUCH_PERSON_ROLE_STUDENT, NULL, &error));
  imported = import (other, path);
  loaded = vouch_portfolios_load (other, imported->portfolio, NULL, &error);
  g_assert_no_error (error);
  appearance = vouch_item_get_appearance (vouch_portfolio_find_item (loaded, f->recording));
  g_assert_cmpstr (vouch_appearance_get_people (appearance)[0], ==, "Z-1-2");
  g_assert_cmpstr (vouch_appearance_get_masked (appearance)[0], ==, "Z-2");
  vouch_workspace_close (other);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    n += g_file_test (path, G_FILE_TEST_IS_DIR) ? count_files (path) : 1;
  }
  return n;
}

static void
test_stopped (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchWorkspace) other = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *folder = path_in (f, "out");
  g_autofree char *zip = g_build_filename (folder, "stopped.zip", NULL);
  g_autofree char *plain = g_build_filename (folder, "stopped", NULL);
  g_autofree char *objects = path_in (f, "other/objects");

  fill (f);
  whole = export(f, f->workspace, f->portfolio, "whole.zip");
  g_mkdir (folder, 0700);
  g_cancellable_cancel (stop);
  g_assert_false (vouch_export (f->workspace, f->portfolio, zip, NULL, stop, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (vouch_export (f->workspace, f->portfolio, plain, NULL, stop, &error));
  g_clear_error (&error);
  {
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

    g_assert_null (g_dir_read_name (dir));
  }
  other = workspace_fixture_open_other (f, "other");
  g_assert_null (vouch_import (other, whole, NULL, stop, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (objects), ==, 0);
  vouch_workspace_close (other);
}

/* Changes one byte of one file at a time: it is told, and nothing came. */
static void
test_tampered (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = NULL;
  g_autofree char *objects = path_in (f, "other/objects");
  g_autoptr (VouchWorkspace) other = workspace_fixture_open_other (f, "other");
  static const char *const folders[] = { "files", "records" };

  fill (f);
  folder = export(f, f->workspace, f->portfolio, "plain");
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *sub = g_build_filename (folder, folders[i], NULL);
    g_autoptr (GDir) dir = g_dir_open (sub, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir)) != NULL) {
      g_autofree char *path = g_build_filename (sub, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GPtrArray) all = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      /* For people and players; they are made from the list, and not read. */
      if (g_str_has_suffix (name, ".txt") || g_str_has_suffix (name, ".vtt"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      text[length / 2] ^= 1;
      g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
      g_assert_null (vouch_import (other, folder, NULL, NULL, &error));
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
      all = vouch_portfolios_list (other, NULL, NULL);
      g_assert_cmpuint (all->len, ==, 0);
      g_assert_cmpuint (count_files (objects), ==, 0);
      text[length / 2] ^= 1;
      g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
    }
  }
  vouch_workspace_close (other);
}

/* Changes the list in ways that a stranger might. */
static void
test_forged (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *what;
    const char *with;
  } forgeries[] = {
    { "\"version\":1", "\"version\":2" },
    { "\"format\":\"vouch-portfolio\"", "\"format\":\"other\"" },
    { "\"files/01-", "\"files/../01-" },
    { "\"files/01-", "\"/files/01-" },
    { "\"item\":[{", "\"setting\":[{" },
    { "\"key\":\"Z-1\"", "\"key\":\"Amara Zq\"" },
    { "\"title\":\"", "\"nonsense\":\"" },
    { "\"start_ms\":", "\"start_ms\":\"x\",\"starts_ms\":" },
    { "\"mark\":\"", "\"mark2\":\"" },
  };
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  g_autoptr (VouchWorkspace) other = workspace_fixture_open_other (f, "other");
  g_autofree char *objects = path_in (f, "other/objects");

  fill (f);
  folder = export(f, f->workspace, f->portfolio, "plain");
  text = read_text (folder, "vouch.json", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++) {
    g_autofree char *path = g_build_filename (folder, "vouch.json", NULL);
    g_auto (GStrv) parts = g_strsplit (text, forgeries[i].what, 2);
    g_autofree char *forged = NULL;
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", forgeries[i].with);
    g_assert_cmpuint (g_strv_length (parts), ==, 2);
    forged = g_strjoin (forgeries[i].with, parts[0], parts[1], NULL);
    g_assert_true (g_file_set_contents (path, forged, -1, NULL));
    g_assert_null (vouch_import (other, folder, NULL, NULL, &error));
    g_assert_nonnull (error);
    g_assert_true (error->domain == VOUCH_ERROR);
    g_assert_cmpuint (count_files (objects), ==, 0);
  }
  vouch_workspace_close (other);
}

static void
test_outline (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchExportOutline) outline = NULL;
  g_autofree char *folder = path_in (f, "library");

  fill (f);
  outline = vouch_export_outline (f->workspace, f->portfolio, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outline->n_files, >=, 2);
  g_assert_true (g_strv_contains ((const char *const *) outline->people, "Z-1"));
  g_assert_false (g_strv_contains ((const char *const *) outline->people, "Z-2"));
  g_assert_true (g_strv_contains ((const char *const *) outline->not_covered, "Z-1"));
  /* A folder that holds something is somebody's. */
  g_assert_false (vouch_export (f->workspace, f->portfolio, folder, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/export/" path, Fixture, data, workspace_fixture_set_up_complete, test,             \
              workspace_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("identical/folder", NULL, test_identical);
  ADD ("identical/zip", "zip", test_identical);
  ADD ("library", NULL, test_library);
  ADD ("beside", NULL, test_beside);
  ADD ("other-child", NULL, test_other_child);
  ADD ("stopped", NULL, test_stopped);
  ADD ("tampered", NULL, test_tampered);
  ADD ("forged", NULL, test_forged);
  ADD ("outline", NULL, test_outline);
  return g_test_run ();
}
