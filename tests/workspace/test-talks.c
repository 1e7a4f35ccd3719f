/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "vouch-attach.h"
#include "vouch-captions.h"
#include "vouch-error.h"
#include "vouch-export.h"
#include "vouch-import.h"
#include "vouch-items.h"
#include "vouch-pauses.h"
#include "vouch-portfolios.h"
#include "vouch-search.h"
#include "vouch-talks.h"

#include "fake-inspector.h"
#include "temp-folder.h"

/* What is said about the talk of a recording: heard once, marked, taken back, exported and imported. */

#define WAIT_TIME "https://example.org/micro-credentials/classroom-talk/wait-time"
#define NOW 1795340000000

typedef struct {
  char *folder;
  VouchClock *clock;
  VouchInspector *inspector;
  VouchWorkspace *workspace;
  char *portfolio;
  char *item;
  char *artifact;
} Fixture;

static VouchWorkspace *
open_library (Fixture *f, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *library = g_build_filename (f->folder, name, NULL);
  VouchWorkspaceOptions options = {
    .folder = library, .flags = VOUCH_WORKSPACE_CREATE, .clock = f->clock, .inspector = f->inspector
  };
  VouchWorkspace *workspace = vouch_workspace_open (&options, NULL, &error);

  g_assert_no_error (error);
  return workspace;
}

static void
close_library (VouchWorkspace *workspace)
{
  vouch_workspace_close (workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (workspace);
}

static char *
write_file (Fixture *f, const char *name, const char *content)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *item;

  f->folder = g_dir_make_tmp ("vouch-talks-XXXXXX", &error);
  g_assert_no_error (error);
  f->clock = vouch_clock_new_fixed (NOW);
  f->inspector = fake_inspector_new ();
  f->workspace = open_library (f, "library");
  f->portfolio = vouch_portfolios_begin (f->workspace, WAIT_TIME, "First", NULL, &error);
  g_assert_no_error (error);
  path = write_file (f, "lesson.wav", "AUDIO of a lesson");
  f->item =
      vouch_attach_file (f->workspace, f->portfolio, "recording", path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  item = vouch_items_find (f->workspace, f->item, &portfolio, &error);
  g_assert_no_error (error);
  f->artifact = g_strdup (vouch_item_get_artifact (item));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_library (f->workspace);
  g_assert_finalize_object (f->inspector);
  g_assert_finalize_object (f->clock);
  temp_folder_remove (f->folder);
  g_free (f->folder);
  g_free (f->portfolio);
  g_free (f->item);
  g_free (f->artifact);
}

static void
count_look (VouchSoundMap *map, gpointer data)
{
  (*(guint *) data)++;
}

static VouchTalk *
find_talk (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSoundMap) map =
      vouch_talks_listen (f->workspace, f->artifact, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return vouch_pauses_find (map);
}

static void
test_heard_once (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSoundMap) first = NULL;
  g_autoptr (VouchSoundMap) second = NULL;
  g_autoptr (VouchTalk) talk = NULL;
  const VouchPause *pauses;
  guint n_looks = 0, n;

  first = vouch_talks_listen (f->workspace, f->artifact, count_look, &n_looks, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_looks, ==, 1);
  second = vouch_talks_listen (f->workspace, f->artifact, count_look, &n_looks, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fake_inspector_get_n_listened (FAKE_INSPECTOR (f->inspector)), ==, 1);
  g_assert_true (vouch_sound_map_get_complete (second));
  g_assert_cmpint (vouch_sound_map_get_heard_ms (second), ==, 10000);
  g_assert_cmpint (vouch_sound_map_get_span (second, 0, 50).highest, ==, 3);
  talk = vouch_pauses_find (second);
  pauses = vouch_talk_get_pauses (talk, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (pauses[0].start_ms, ==, 3000);
  g_assert_cmpint (pauses[0].end_ms, ==, 7000);
}

static void
test_asleep (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSoundMap) map = NULL;

  fake_inspector_set_awake (FAKE_INSPECTOR (f->inspector), FALSE);
  map = vouch_talks_listen (f->workspace, f->artifact, NULL, NULL, NULL, &error);
  g_assert_null (map);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE);
}

static void
mark (Fixture *f, gint64 start_ms, gint64 end_ms, VouchTurnKind kind, guint n_before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before =
      vouch_talks_mark (f->workspace, f->artifact, start_ms, end_ms, kind, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, n_before);
}

static void
test_marks (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchTalk) talk = find_talk (f);
  g_autoptr (GPtrArray) turns = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GArray) waits = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *moment = NULL;
  VouchItem *item;

  mark (f, 1000, 3000, VOUCH_TURN_KIND_QUESTION, 0);
  mark (f, 7000, 10000, VOUCH_TURN_KIND_ANSWER, 1);
  turns = vouch_talks_list_turns (f->workspace, f->artifact, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (turns->len, ==, 2);
  waits = vouch_waits_measure (talk, turns);
  g_assert_cmpuint (waits->len, ==, 2);
  g_assert_cmpint (g_array_index (waits, VouchWait, 0).end_ms, ==, 7000);
  g_assert_true (g_array_index (waits, VouchWait, 1).open);

  moment = vouch_talks_make_moment (f->workspace, f->item, &g_array_index (waits, VouchWait, 0),
                                    NULL, &error);
  g_assert_no_error (error);
  item = vouch_items_find (f->workspace, f->item, &portfolio, &error);
  g_assert_cmpuint (vouch_item_get_moments (item)->len, ==, 1);
  g_assert_cmpint (vouch_moment_get_start_ms (vouch_item_get_moments (item)->pdata[0]), ==, 1000);
  g_assert_cmpstr (vouch_moment_get_note (vouch_item_get_moments (item)->pdata[0]), ==,
                   "Wait after a question: 4.0 s");

  /* Taken back: what was there before is set again. */
  before =
      vouch_talks_mark (f->workspace, f->artifact, 0, 20000, VOUCH_TURN_KIND_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 2);
  again = vouch_talks_set_turns (f->workspace, f->artifact, before, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 0);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  const char *nowhere = "0000000000000000000000000000000000000000000000000000000000000000";
  g_autoptr (GError) error = NULL;

  g_assert_null (
      vouch_talks_mark (f->workspace, f->artifact, 5, 5, VOUCH_TURN_KIND_ANSWER, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (
      vouch_talks_mark (f->workspace, nowhere, 5, 9, VOUCH_TURN_KIND_ANSWER, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
}

static VouchCaption *
make_caption (gint64 start_ms, gint64 end_ms, const char *text)
{
  VouchCaption *caption = vouch_caption_new ();

  vouch_caption_set_start_ms (caption, start_ms);
  vouch_caption_set_end_ms (caption, end_ms);
  vouch_caption_set_text (caption, text);
  return caption;
}

static char *
export_captions (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "out.vtt", NULL);
  char *text = NULL;

  g_assert_true (vouch_captions_export (f->workspace, f->artifact, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* What children say is nobody else's on a computer whose person keeps others out. */
static void
assert_private (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0077, ==, 0);
}

static void
import_captions (Fixture *f, const char *text, GPtrArray **before, GError **error)
{
  g_autofree char *path = write_file (f, "in.vtt", text);

  *before = vouch_captions_import (f->workspace, f->artifact, path, NULL, error);
}

/* One more, in place of the first, or none of them: what a screen does to captions. */
static GPtrArray *
add_one (GPtrArray *captions, gpointer data, GError **error)
{
  g_ptr_array_add (captions, g_object_ref (data));
  return g_ptr_array_ref (captions);
}

static GPtrArray *
put_first (GPtrArray *captions, gpointer data, GError **error)
{
  g_ptr_array_remove_index (captions, 0);
  return data != NULL ? add_one (captions, data, error) : g_ptr_array_ref (captions);
}

static GPtrArray *
refuse_all (GPtrArray *captions, gpointer data, GError **error)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, "Not these.");
  return NULL;
}

static GPtrArray *
edit (Fixture *f, VouchCaptionsEditFunc func, gpointer data, GPtrArray **after, GError **error)
{
  return vouch_captions_edit (f->workspace, f->artifact, func, data, after, NULL, error);
}

static void
test_captions (Fixture *f, gconstpointer data)
{
  const char *file = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v T>Why?\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) bad = NULL;
  g_autoptr (VouchCaption) more = make_caption (0, 900, " Good morning. \n\n ");
  g_autoptr (VouchCaption) empty = make_caption (0, 900, " \n ");
  g_autofree char *text = NULL;
  g_autofree char *back = NULL;
  g_autofree char *path = NULL;
  mode_t before;

  import_captions (f, file, &none, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  one = edit (f, add_one, more, NULL, &error);
  g_assert_no_error (error);
  text = export_captions (f);
  g_assert_cmpstr (text, ==,
                   "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\nGood morning.\n\n"
                   "00:00:01.000 --> 00:00:02.000\n<v T>Why?\n");
  g_assert_null (edit (f, put_first, empty, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (edit (f, refuse_all, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  import_captions (f, "no captions", &bad, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  two = edit (f, put_first, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (two->len, ==, 2);
  before = umask (0077);
  back = export_captions (f);
  umask (before);
  g_assert_cmpstr (back, ==, file);
  path = g_build_filename (f->folder, "out.vtt", NULL);
  assert_private (path);
}

static void
take_back (Fixture *f, GPtrArray *before, GPtrArray *after, GError **error)
{
  gboolean done = vouch_captions_take_back (f->workspace, f->artifact, before, after, NULL, error);

  g_assert_true (done == (*error == NULL));
}

/* What was written after a change stays when the change is taken back; what the change made and somebody
 * changed again is not thrown away. */
static void
test_captions_taken_back (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) other = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (VouchCaption) wrong = make_caption (1000, 2000, "Who?");
  g_autoptr (VouchCaption) since = make_caption (5000, 6000, "Well.");
  g_autofree char *text = NULL;
  g_autofree char *kept = NULL;

  import_captions (f, "WEBVTT\n\n00:01.000 --> 00:02.000\nWhy?\n", &none, &error);
  before = edit (f, put_first, NULL, &after, &error);
  g_assert_no_error (error);
  other = edit (f, add_one, since, NULL, &error);
  take_back (f, before, after, &error);
  g_assert_no_error (error);
  text = export_captions (f);
  g_assert_cmpstr (text, ==,
                   "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nWhy?\n\n"
                   "00:00:05.000 --> 00:00:06.000\nWell.\n");

  g_clear_pointer (&before, g_ptr_array_unref);
  g_clear_pointer (&after, g_ptr_array_unref);
  before = edit (f, put_first, wrong, &after, &error);
  later = edit (f, put_first, NULL, NULL, &error);
  g_assert_no_error (error);
  take_back (f, before, after, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  kept = export_captions (f);
  g_assert_cmpstr (kept, ==, "WEBVTT\n\n00:00:05.000 --> 00:00:06.000\nWell.\n");
}

static void
test_captions_found (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (VouchCaption) typed = make_caption (3000, 4000, "  Yes. \n");
  g_autoptr (VouchCaption) unknown = make_caption (3000, 4001, "Yes.");
  guint i = 0;

  g_ptr_array_add (captions, make_caption (3000, 4000, "Yes."));
  g_ptr_array_add (captions, make_caption (3000, 4000, "No."));
  g_ptr_array_add (captions, make_caption (3000, 4000, "Yes."));
  g_assert_true (vouch_captions_find (captions, typed, 0, &i));
  g_assert_cmpuint (i, ==, 0);
  g_assert_true (vouch_captions_find (captions, typed, 2, &i));
  g_assert_cmpuint (i, ==, 2);
  g_assert_true (vouch_captions_find (captions, typed, 9, &i));
  g_assert_cmpuint (i, ==, 2);
  g_assert_false (vouch_captions_find (captions, unknown, 0, &i));
}

static void
choose_range (Fixture *f, gint64 start_ms, gint64 end_ms)
{
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (GError) error = NULL;

  vouch_item_edit_set_range (edit, start_ms, end_ms, &error);
  g_assert_no_error (error);
  vouch_items_edit (f->workspace, f->item, edit, NULL, &error);
  g_assert_no_error (error);
}

/* The fake inspector believes that a file without AUDIO in it is a picture; the real one is asked in
 * tests/ctl. Here it counts that the document arrives beside its recording. */
static void
test_transcript (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *id = NULL;
  VouchItem *item;

  g_assert_null (vouch_captions_make_transcript (f->workspace, f->item, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  import_captions (f, "WEBVTT\n\n00:01.000 --> 00:02.000\nWhy?\n", &none, &error);
  choose_range (f, 1500, 3000);
  g_assert_null (vouch_captions_make_transcript (f->workspace, f->item, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  choose_range (f, 1000, 3000);
  id = vouch_captions_make_transcript (f->workspace, f->item, NULL, &error);
  g_assert_no_error (error);
  item = vouch_items_find (f->workspace, id, &portfolio, &error);
  g_assert_cmpstr (vouch_item_get_transcript_of (item), ==, f->item);
  g_assert_cmpstr (vouch_item_get_file_name (item), ==, "transcript.pdf");
}

static void
check_same_talk (VouchWorkspace *workspace, const char *artifact)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) turns = vouch_talks_list_turns (workspace, artifact, NULL, &error);
  g_autoptr (GPtrArray) captions = vouch_captions_list (workspace, artifact, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (turns->len, ==, 1);
  g_assert_cmpint (vouch_turn_get_kind (turns->pdata[0]), ==, VOUCH_TURN_KIND_QUESTION);
  g_assert_cmpint (vouch_turn_get_end_ms (turns->pdata[0]), ==, 3000);
  g_assert_cmpuint (captions->len, ==, 1);
  g_assert_cmpstr (vouch_caption_get_speaker (captions->pdata[0]), ==, "T");
  g_assert_cmpstr (vouch_caption_get_settings (captions->pdata[0]), ==, "line:0");
}

static void
test_export (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (VouchImported) imported = NULL;
  g_autofree char *out = g_build_filename (f->folder, "exported", NULL);
  VouchWorkspace *other;

  mark (f, 1000, 3000, VOUCH_TURN_KIND_QUESTION, 0);
  import_captions (f, "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n<v T>Why?\n", &none, &error);
  g_assert_no_error (error);
  vouch_export (f->workspace, f->portfolio, out, NULL, NULL, &error);
  g_assert_no_error (error);
  other = open_library (f, "other");
  imported = vouch_import (other, out, NULL, NULL, &error);
  g_assert_no_error (error);
  check_same_talk (other, f->artifact);
  close_library (other);
}

static char *
read_exported (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_test_message ("%s", path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* The words stand on the page and beside the recording, and nothing of them is taken for markup. */
static void
test_exported_page (Fixture *f, gconstpointer data)
{
  const char *file = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v T & S>Is 1 &lt; 2?\n\n"
                     "00:01:05.000 --> 00:01:06.000\n&lt;script&gt;alert (1)&lt;/script&gt;\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *out = g_build_filename (f->folder, "exported", NULL);
  g_autofree char *page = NULL;
  g_autofree char *vtt = NULL;
  g_autofree char *own = NULL;
  g_autofree char *path = NULL;
  mode_t before;

  import_captions (f, file, &none, &error);
  g_assert_no_error (error);
  before = umask (0077);
  vouch_export (f->workspace, f->portfolio, out, NULL, NULL, &error);
  umask (before);
  g_assert_no_error (error);
  page = read_exported (out, "index.html");
  g_assert_nonnull (strstr (page, "<summary>What is said</summary>"));
  g_assert_nonnull (
      strstr (page, "<b><bdi>T &amp; S</bdi>:</b> <span dir=\"auto\">Is 1 &lt; 2?</span>"));
  g_assert_nonnull (strstr (page, "1:05</span> <span dir=\"auto\">&lt;script&gt;alert"));
  g_assert_null (strstr (page, "<script"));
  vtt = read_exported (out, "files/01-lesson.wav.vtt");
  own = export_captions (f);
  g_assert_cmpstr (vtt, ==, own);
  path = g_build_filename (out, "files/01-lesson.wav.vtt", NULL);
  assert_private (path);
}

/* Without captions there is neither. */
static void
test_exported_without (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = g_build_filename (f->folder, "exported", NULL);
  g_autofree char *vtt = g_build_filename (out, "files/01-lesson.wav.vtt", NULL);
  g_autofree char *page = NULL;

  vouch_export (f->workspace, f->portfolio, out, NULL, NULL, &error);
  g_assert_no_error (error);
  page = read_exported (out, "index.html");
  g_assert_null (strstr (page, "What is said"));
  g_assert_false (g_file_test (vtt, G_FILE_TEST_EXISTS));
}

static VouchImported *
import_into (VouchWorkspace *workspace, const char *path)
{
  g_autoptr (GError) error = NULL;
  VouchImported *imported = vouch_import (workspace, path, NULL, NULL, &error);

  g_assert_no_error (error);
  return imported;
}

static void
check_hit (const char *typed,
           VouchWorkspace *workspace,
           VouchSearchGroup group,
           const char *target,
           const char *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSearch) search = vouch_search_new (workspace);
  g_autoptr (GPtrArray) hits = vouch_search_find (search, typed, 5, NULL, &error);
  const VouchSearchHit *hit;

  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = hits->pdata[0];
  g_assert_cmpint (hit->group, ==, group);
  g_assert_cmpstr (hit->target, ==, target);
  g_assert_cmpint (hit->at_ms, ==, 252000);
  g_assert_cmpstr (hit->title, ==, "lesson.wav");
  g_assert_cmpstr (hit->context, ==, context);
  g_assert_cmpstr (hit->excerpt, ==, "T: Why is the violet here?");
}

/* Found with its time in the recording, where it is placed and where it is not. */
static void
test_searched (Fixture *f, gconstpointer data)
{
  const char *file = "WEBVTT\n\n00:01.000 --> 00:02.000\nNo.\n\n"
                     "04:12.000 --> 04:15.000\n<v T>Why is the\nviolet here?\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;

  import_captions (f, file, &none, &error);
  g_assert_no_error (error);
  check_hit ("viol", f->workspace, VOUCH_SEARCH_CAPTIONS, f->item, "4:12 · First");
  g_assert_true (vouch_items_remove (f->workspace, f->item, NULL, &error));
  check_hit ("viol", f->workspace, VOUCH_SEARCH_FILE_CAPTIONS, f->artifact, "4:12");
}

/* The file is here, with nothing said about its talk: what the export says comes in, once. */
static void
test_import_to_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (VouchImported) bare = NULL;
  g_autoptr (VouchImported) full = NULL;
  g_autoptr (VouchImported) again = NULL;
  g_autofree char *without = g_build_filename (f->folder, "without", NULL);
  g_autofree char *with = g_build_filename (f->folder, "with", NULL);
  g_autofree char *words = NULL;
  VouchWorkspace *other = open_library (f, "other");

  vouch_export (f->workspace, f->portfolio, without, NULL, NULL, &error);
  g_assert_no_error (error);
  mark (f, 1000, 3000, VOUCH_TURN_KIND_QUESTION, 0);
  import_captions (f, "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n<v T>Why?\n", &none, &error);
  g_assert_no_error (error);
  vouch_export (f->workspace, f->portfolio, with, NULL, NULL, &error);
  g_assert_no_error (error);
  bare = import_into (other, without);
  g_assert_cmpuint (bare->n_new, ==, 1);
  full = import_into (other, with);
  g_assert_cmpuint (full->n_same, ==, 1);
  g_assert_cmpuint (full->n_added, ==, 2);
  g_assert_cmpuint (full->n_kept, ==, 0);
  words = vouch_imported_describe (full);
  g_assert_nonnull (strstr (words, "captions came to recordings"));
  g_assert_null (strstr (words, "Nothing was changed"));
  check_same_talk (other, f->artifact);
  again = import_into (other, with);
  g_assert_cmpuint (again->n_added + again->n_kept, ==, 0);
  check_same_talk (other, f->artifact);
  close_library (other);
}

/* What is said here stays, layer by layer, and that is told. */
static void
test_import_conflict (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (VouchImported) imported = NULL;
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autofree char *out = g_build_filename (f->folder, "exported", NULL);
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  mark (f, 1000, 3000, VOUCH_TURN_KIND_QUESTION, 0);
  import_captions (f, "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n<v T>Why?\n", &none, &error);
  g_assert_no_error (error);
  vouch_export (f->workspace, f->portfolio, out, NULL, NULL, &error);
  g_assert_no_error (error);
  import_captions (f, "WEBVTT\n\n00:00:05.000 --> 00:00:06.000\nBecause.\n", &before, &error);
  g_assert_no_error (error);
  gone = vouch_talks_set_turns (f->workspace, f->artifact, nothing, NULL, &error);
  g_assert_no_error (error);
  imported = import_into (f->workspace, out);
  g_assert_cmpuint (imported->n_added, ==, 1);
  g_assert_cmpuint (imported->n_kept, ==, 1);
  words = vouch_imported_describe (imported);
  g_assert_nonnull (strstr (words, "those here stayed"));
  text = export_captions (f);
  g_assert_cmpstr (text, ==, "WEBVTT\n\n00:00:05.000 --> 00:00:06.000\nBecause.\n");
}

/* A stranger's captions that no file of captions could hold are not taken in. */
static void
test_import_bad (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *good;
    const char *bad;
  } changes[] = {
    { "\"text\":\"Why?\"", "\"text\":\"Why?\\n\\nNo.\"" },
    { "\"text\":\"Why?\"", "\"text\":\" \"" },
    { "\"end_ms\":2000", "\"end_ms\":1000" },
    { "\"settings\":\"line:0\"", "\"settings\":\"a --> b\"" },
    { "\"kind\":\"question\"", "\"kind\":\"shout\"" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *out = g_build_filename (f->folder, "exported", NULL);
  g_autofree char *list = g_build_filename (out, "vouch.json", NULL);
  g_autofree char *json = NULL;
  VouchWorkspace *other = open_library (f, "other");

  mark (f, 1000, 3000, VOUCH_TURN_KIND_QUESTION, 0);
  import_captions (f, "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n<v T>Why?\n", &none, &error);
  g_assert_no_error (error);
  vouch_export (f->workspace, f->portfolio, out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (list, &json, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autoptr (GString) changed = g_string_new (json);

    g_test_message ("%s", changes[i].bad);
    g_assert_cmpuint (g_string_replace (changed, changes[i].good, changes[i].bad, 0), ==, 1);
    g_assert_true (g_file_set_contents (list, changed->str, -1, NULL));
    g_assert_null (vouch_import (other, out, NULL, NULL, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
    g_clear_error (&error);
  }
  close_library (other);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/talks/heard-once", test_heard_once },
    { "/talks/asleep", test_asleep },
    { "/talks/marks", test_marks },
    { "/talks/refused", test_refused },
    { "/talks/captions", test_captions },
    { "/talks/captions-taken-back", test_captions_taken_back },
    { "/talks/captions-found", test_captions_found },
    { "/talks/transcript", test_transcript },
    { "/talks/export", test_export },
    { "/talks/exported-page", test_exported_page },
    { "/talks/exported-without", test_exported_without },
    { "/talks/searched", test_searched },
    { "/talks/import-to-file", test_import_to_file },
    { "/talks/import-conflict", test_import_conflict },
    { "/talks/import-bad", test_import_bad },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
