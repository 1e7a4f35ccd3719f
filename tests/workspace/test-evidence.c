/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "vouch-annotate.h"
#include "vouch-attach.h"
#include "vouch-bin.h"
#include "vouch-error.h"
#include "vouch-evidence-bring.h"
#include "vouch-evidence-change.h"
#include "vouch-evidence-list.h"
#include "vouch-evidence-place.h"
#include "vouch-items.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"

#include "fake-inspector.h"
#include "temp-folder.h"

/* Evidence that is used in many portfolios: brought in, placed, edited for all, removed and back. */

#define WAIT_TIME "https://example.org/micro-credentials/classroom-talk/wait-time"
#define NOW 1795340000000

typedef struct {
  char *folder;
  VouchClock *clock;
  VouchInspector *inspector;
  VouchWorkspace *workspace;
  char *first;
  char *second;
} Fixture;

static void
open_library (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *library = g_build_filename (f->folder, "library", NULL);
  VouchWorkspaceOptions options = {
    .folder = library, .flags = VOUCH_WORKSPACE_CREATE, .clock = f->clock, .inspector = f->inspector
  };

  f->workspace = vouch_workspace_open (&options, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("vouch-evidence-XXXXXX", &error);
  g_assert_no_error (error);
  f->clock = vouch_clock_new_fixed (NOW);
  f->inspector = fake_inspector_new ();
  open_library (f);
  f->first = vouch_portfolios_begin (f->workspace, WAIT_TIME, "First", NULL, &error);
  g_assert_no_error (error);
  f->second = vouch_portfolios_begin (f->workspace, WAIT_TIME, "Second", NULL, &error);
  g_assert_no_error (error);
}

static void
close_library (Fixture *f)
{
  vouch_workspace_close (f->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->workspace);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_library (f);
  g_assert_finalize_object (f->inspector);
  g_assert_finalize_object (f->clock);
  temp_folder_remove (f->folder);
  g_free (f->folder);
  g_free (f->first);
  g_free (f->second);
}

static char *
write_file (Fixture *f, const char *name, const char *content)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static char *
bring (Fixture *f, const char *name, const char *content)
{
  g_autofree char *path = write_file (f, name, content);
  g_autoptr (GError) error = NULL;
  char *sha256 = vouch_evidence_bring (f->workspace, path, NULL, NULL, &error);

  g_assert_no_error (error);
  return sha256;
}

static VouchEvidence *
find (Fixture *f, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = vouch_evidence_list (f->workspace, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_evidence_get_artifact (g_ptr_array_index (all, i)), sha256) == 0)
      return g_object_ref (g_ptr_array_index (all, i));
  return NULL;
}

static VouchItem *
load_item (Fixture *f, const char *id)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GError) error = NULL;
  VouchItem *item = vouch_items_find (f->workspace, id, &portfolio, &error);

  g_assert_no_error (error);
  return g_object_ref (item);
}

static char *
place (Fixture *f, const char *sha256, const char *portfolio)
{
  g_autoptr (GError) error = NULL;
  char *id = vouch_evidence_place (f->workspace, sha256, portfolio, "recording", NULL, &error);

  g_assert_no_error (error);
  return id;
}

static void
test_brought_without_a_portfolio (Fixture *f, gconstpointer data)
{
  g_autofree char *sha256 = bring (f, "lesson.wav", "AUDIO one");
  g_autofree char *broken = write_file (f, "renamed.pdf", "AUDIO two");
  g_autoptr (VouchEvidence) evidence = find (f, sha256);
  g_autoptr (GError) error = NULL;
  g_autofree char *item = NULL;

  g_assert_cmpstr (vouch_evidence_get_name (evidence), ==, "lesson.wav");
  g_assert_cmpint (vouch_evidence_get_media (evidence), ==, VOUCH_MEDIA_AUDIO);
  g_assert_cmpint (vouch_evidence_get_duration_ms (evidence), ==, 330000);
  g_assert_cmpuint (vouch_evidence_get_n_places (evidence), ==, 0);
  g_assert_null (vouch_evidence_bring (f->workspace, broken, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);

  item = place (f, sha256, f->first);
  g_clear_object (&evidence);
  evidence = find (f, sha256);
  g_assert_cmpuint (vouch_evidence_get_n_places (evidence), ==, 1);
}

static void
test_placed_with_what_is_known (Fixture *f, gconstpointer data)
{
  g_autofree char *sha256 = bring (f, "lesson.wav", "AUDIO one");
  g_autofree char *first = place (f, sha256, f->first);
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autofree char *marked = NULL;
  g_autofree char *second = NULL;
  g_autoptr (VouchItem) item = NULL;
  g_autoptr (GError) error = NULL;
  VouchMoment *copy;

  vouch_item_edit_set_title (edit, "Lesson one");
  g_assert_true (vouch_item_edit_set_attribute (edit, "lesson", "L1", NULL));
  g_assert_true (vouch_item_edit_set_range (edit, 1000, 5000, NULL));
  g_assert_true (vouch_items_edit (f->workspace, first, edit, NULL, &error));
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, 2000);
  vouch_moment_set_criterion (moment, "recording-shows");
  vouch_moment_set_note (moment, "second wait");
  marked = vouch_annotate_add (f->workspace, first, moment, NULL, &error);
  g_assert_no_error (error);

  second = place (f, sha256, f->second);
  item = load_item (f, second);
  g_assert_cmpstr (vouch_item_get_title (item), ==, "Lesson one");
  g_assert_cmpstr (vouch_item_get_attribute (item, "lesson"), ==, "L1");
  g_assert_false (vouch_item_has_range (item));
  g_assert_cmpuint (vouch_item_get_moments (item)->len, ==, 1);
  copy = g_ptr_array_index (vouch_item_get_moments (item), 0);
  g_assert_cmpstr (vouch_moment_get_note (copy), ==, "second wait");
  g_assert_cmpstr (vouch_moment_get_criterion (copy), ==, "recording-shows");
  g_assert_cmpstr (vouch_moment_get_id (copy), !=, marked);
}

static void
test_refused_places (Fixture *f, gconstpointer data)
{
  g_autofree char *sound = bring (f, "lesson.wav", "AUDIO one");
  g_autofree char *photo = bring (f, "board.jpg", "IMAGE one");
  g_autofree char *item = place (f, sound, f->first);
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_evidence_place (f->workspace, sound, f->first, "recording", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (vouch_evidence_place (f->workspace, photo, f->first, "recording", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (vouch_evidence_place (f->workspace, sound, f->first, "nothing", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
}

static void
test_offered_where_it_fits (Fixture *f, gconstpointer data)
{
  g_autofree char *sound = bring (f, "lesson.wav", "AUDIO one");
  g_autofree char *photo = bring (f, "board.jpg", "IMAGE one");
  g_autoptr (VouchPortfolio) portfolio = vouch_portfolios_load (f->workspace, f->first, NULL, NULL);
  VouchRequirement *recording =
      vouch_definition_find_requirement (vouch_portfolio_get_definition (portfolio), "recording");
  g_autoptr (VouchEvidence) one = find (f, sound);
  g_autoptr (VouchEvidence) other = find (f, photo);

  g_assert_true (vouch_evidence_fits (one, recording));
  g_assert_false (vouch_evidence_fits (other, recording));
}

static void
test_many_edited_at_once (Fixture *f, gconstpointer data)
{
  const char *const people[] = { "S1", NULL };
  g_autofree char *one = bring (f, "one.wav", "AUDIO one");
  g_autofree char *two = bring (f, "two.wav", "AUDIO two");
  const char *const both[] = { one, two, NULL };
  const char *const wrong[] = { one, "0000000000000000", NULL };
  g_autofree char *first = place (f, one, f->first);
  g_autofree char *second = place (f, one, f->second);
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchItem) item = NULL;

  g_assert_true (vouch_item_edit_set_attribute (edit, "date", "2026-11-02", NULL));
  g_assert_true (vouch_item_edit_set_attribute (edit, "lesson", "L7", NULL));
  vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, people);
  g_assert_null (vouch_evidence_edit (f->workspace, both, edit, appearance, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (
      vouch_register_add_person (f->workspace, "S1", VOUCH_PERSON_ROLE_STUDENT, NULL, &error));
  g_assert_null (vouch_evidence_edit (f->workspace, wrong, edit, appearance, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  item = load_item (f, first);
  g_assert_null (vouch_item_get_attribute (item, "lesson"));

  before = vouch_evidence_edit (f->workspace, both, edit, appearance, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 4);
  g_set_object (&item, NULL);
  item = load_item (f, second);
  g_assert_cmpstr (vouch_item_get_attribute (item, "lesson"), ==, "L7");
  g_assert_cmpstr (vouch_appearance_get_people (vouch_item_get_appearance (item))[0], ==, "S1");

  g_assert_true (vouch_evidence_write_back (f->workspace, before, NULL, &error));
  g_clear_object (&item);
  item = load_item (f, second);
  g_assert_null (vouch_item_get_attribute (item, "lesson"));
  g_assert_cmpint (vouch_appearance_get_state (vouch_item_get_appearance (item)), ==,
                   VOUCH_APPEARANCE_STATE_UNKNOWN);
}

static void
test_says_where_it_is (Fixture *f, gconstpointer data)
{
  g_autofree char *sha256 = bring (f, "lesson.wav", "AUDIO one");
  g_autofree char *item = place (f, sha256, f->first);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = vouch_evidence_list_uses (f->workspace, sha256, NULL, &error);
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (uses->len, ==, 1);
  line = vouch_evidence_describe_use (g_ptr_array_index (uses, 0));
  g_assert_true (g_str_has_prefix (line, "First · "));
}

static void
test_removed_and_back (Fixture *f, gconstpointer data)
{
  g_autofree char *sha256 = bring (f, "lesson.wav", "AUDIO one");
  const char *const files[] = { sha256, NULL };
  g_autofree char *item = place (f, sha256, f->first);
  g_autoptr (GPtrArray) bin = NULL;
  g_autoptr (GPtrArray) emptied = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchItem) back = NULL;

  g_assert_true (vouch_evidence_remove (f->workspace, files, NULL, &error));
  bin = vouch_bin_list (f->workspace, NULL, &error);
  g_assert_cmpuint (bin->len, ==, 1);
  g_assert_true (vouch_bin_put_back (f->workspace, g_ptr_array_index (bin, 0), NULL, &error));
  back = load_item (f, item);
  g_assert_true (vouch_evidence_remove (f->workspace, files, NULL, &error));
  emptied = vouch_bin_empty (f->workspace, NULL, &error);
  g_assert_cmpuint (emptied->len, ==, 1);
  g_assert_true (vouch_bin_fill (f->workspace, emptied, NULL, &error));
  g_assert_true (vouch_evidence_restore (f->workspace, files, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&back);
  back = load_item (f, item);
}

static void
test_emptied_when_closed (Fixture *f, gconstpointer data)
{
  g_autofree char *sha256 = bring (f, "lesson.wav", "AUDIO one");
  g_autofree char *prefix = g_strndup (sha256, 2);
  g_autofree char *object =
      g_build_filename (f->folder, "library", "objects", prefix, sha256, NULL);
  const char *const files[] = { sha256, NULL };
  g_autoptr (GPtrArray) emptied = NULL;

  g_assert_true (vouch_evidence_remove (f->workspace, files, NULL, NULL));
  emptied = vouch_bin_empty (f->workspace, NULL, NULL);
  g_assert_true (g_file_test (object, G_FILE_TEST_EXISTS));
  close_library (f);
  g_assert_false (g_file_test (object, G_FILE_TEST_EXISTS));
  open_library (f);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/evidence/brought-without-a-portfolio", test_brought_without_a_portfolio },
    { "/evidence/placed-with-what-is-known", test_placed_with_what_is_known },
    { "/evidence/refused-places", test_refused_places },
    { "/evidence/offered-where-it-fits", test_offered_where_it_fits },
    { "/evidence/many-edited-at-once", test_many_edited_at_once },
    { "/evidence/says-where-it-is", test_says_where_it_is },
    { "/evidence/removed-and-back", test_removed_and_back },
    { "/evidence/emptied-when-closed", test_emptied_when_closed },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
