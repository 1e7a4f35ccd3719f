/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "vouch-attach.h"
#include "vouch-error.h"
#include "vouch-file-keyring.h"
#include "vouch-items.h"
#include "vouch-portfolios.h"
#include "vouch-respond.h"
#include "vouch-writing.h"

#include "fake-inspector.h"
#include "temp-folder.h"

/* Typed answers: references inside the text, and what was said before. */

#define WAIT_TIME "https://example.org/micro-credentials/classroom-talk/wait-time"
#define NOW 1795340000000
#define MINUTE_MS 60000

typedef struct {
  char *folder;
  VouchClock *clock;
  VouchKeyring *keyring;
  VouchInspector *inspector;
  VouchWorkspace *workspace;
  char *portfolio;
  char *recording;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secrets = NULL;
  g_autofree char *library = NULL;
  g_autofree char *path = NULL;
  VouchWorkspaceOptions options = { .flags = VOUCH_WORKSPACE_CREATE };

  f->folder = g_dir_make_tmp ("vouch-writing-XXXXXX", &error);
  g_assert_no_error (error);
  secrets = g_build_filename (f->folder, "keyring", NULL);
  library = g_build_filename (f->folder, "library", NULL);
  path = g_build_filename (f->folder, "lesson.wav", NULL);
  f->clock = vouch_clock_new_fixed (NOW);
  f->keyring = vouch_file_keyring_new (secrets);
  f->inspector = fake_inspector_new ();
  options.folder = library;
  options.clock = f->clock;
  options.keyring = f->keyring;
  options.inspector = f->inspector;
  f->workspace = vouch_workspace_open (&options, NULL, &error);
  g_assert_no_error (error);
  f->portfolio = vouch_portfolios_begin (f->workspace, WAIT_TIME, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, "AUDIO lesson", -1, &error);
  f->recording =
      vouch_attach_file (f->workspace, f->portfolio, "recording", path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  vouch_workspace_close (f->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->workspace);
  g_object_unref (f->inspector);
  g_object_unref (f->keyring);
  g_object_unref (f->clock);
  temp_folder_remove (f->folder);
  g_free (f->folder);
  g_free (f->portfolio);
  g_free (f->recording);
}

static char *
write_text (Fixture *f, const char *text, VouchItemEdit *edit)
{
  g_autoptr (GError) error = NULL;
  char *answer = vouch_respond_with_text (f->workspace, f->portfolio, "activity", NULL, text, edit,
                                          NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static VouchItemEdit *
refer (Fixture *f, gint64 start, guint length)
{
  g_autoptr (GPtrArray) citations = g_ptr_array_new_with_free_func (g_object_unref);
  VouchCitation *citation = vouch_citation_new ();
  VouchItemEdit *edit = vouch_item_edit_new ();

  vouch_citation_set_item (citation, f->recording);
  vouch_citation_set_at_ms (citation, 72000);
  vouch_citation_set_moment (citation, "m1");
  vouch_citation_set_text_start (citation, start);
  vouch_citation_set_text_length (citation, length);
  g_ptr_array_add (citations, citation);
  vouch_item_edit_set_citations (edit, citations);
  return edit;
}

static void
assert_reference (Fixture *f, const char *answer, const char *text, gint64 start, guint length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *item = vouch_items_find (f->workspace, answer, &portfolio, &error);
  VouchCitation *citation;

  g_assert_no_error (error);
  g_assert_cmpstr (vouch_item_get_text (item), ==, text);
  g_assert_cmpuint (vouch_item_get_citations (item)->len, ==, 1);
  citation = vouch_item_get_citations (item)->pdata[0];
  g_assert_cmpstr (vouch_citation_get_item (citation), ==, f->recording);
  g_assert_cmpint (vouch_citation_get_at_ms (citation), ==, 72000);
  g_assert_cmpstr (vouch_citation_get_moment (citation), ==, "m1");
  g_assert_cmpint (vouch_citation_get_text_start (citation), ==, start);
  g_assert_cmpuint (vouch_citation_get_text_length (citation), ==, length);
}

/* The place in the text is kept, follows the words through a change that knows nothing of it, and is
 * given up without the reference when the words are gone. */
static void
test_places (Fixture *f, gconstpointer data)
{
  g_autoptr (VouchItemEdit) edit = refer (f, 4, 14);
  g_autoptr (VouchItemEdit) wrong = refer (f, 900, 14);
  g_autofree char *answer = write_text (f, "Wäh (1:12 silence) end.", edit);
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;
  g_autofree char *again = NULL;

  assert_reference (f, answer, "Wäh (1:12 silence) end.", 4, 14);
  same = write_text (f, "Then, wäh (1:12 silence) end.", NULL);
  g_assert_cmpstr (same, ==, answer);
  assert_reference (f, answer, "Then, wäh (1:12 silence) end.", 10, 14);
  other = write_text (f, "Words.", NULL);
  assert_reference (f, answer, "Words.", -1, 0);
  again = write_text (f, "Words.", wrong);
  assert_reference (f, answer, "Words.", -1, 0);
}

static void
test_versions (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchItemEdit) edit = refer (f, 9, 14);
  g_autoptr (VouchTextVersions) versions = NULL;
  g_autofree char *answer = write_text (f, "I waited (1:12 silence) and they spoke.", edit);
  VouchTextVersion *version;

  /* Steps of typing are one version; what stood for a while and what was given up are others. */
  for (guint i = 0; i < 20; i++) {
    g_autofree char *text = g_strdup_printf ("I waited (1:12 silence) and they spoke. %.*s",
                                             (int) i, "Then I waited longer.");
    g_autofree char *id = NULL;

    vouch_clock_advance (f->clock, 1000);
    id = write_text (f, text, NULL);
  }
  vouch_clock_advance (f->clock, 5 * MINUTE_MS);
  g_free (write_text (f, "Something else.", NULL));
  vouch_clock_advance (f->clock, 1000);
  g_free (write_text (f, "Something else!", NULL));
  versions = vouch_writing_list_versions (f->workspace, answer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->versions->len, ==, 2);
  version = versions->versions->pdata[0];
  g_assert_cmpstr (version->text, ==, "Something else!");
  g_assert_cmpint (version->until_ms, ==, 0);
  version = versions->versions->pdata[1];
  g_assert_cmpstr (version->text, ==,
                   "I waited (1:12 silence) and they spoke. Then I waited longe");
  g_assert_cmpuint (version->words, ==, 11);

  g_assert_true (vouch_writing_bring_back (f->workspace, answer, version->text, NULL, &error));
  g_assert_no_error (error);
  assert_reference (f, answer, "I waited (1:12 silence) and they spoke. Then I waited longe", -1,
                    0);
}

static void
test_files (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_writing_list_versions (f->workspace, f->recording, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/writing/places", test_places },
    { "/writing/versions", test_versions },
    { "/writing/files", test_files },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
