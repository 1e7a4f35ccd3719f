/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to know before a recording is made, and who answered in one. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-capture-brief.h"
#include "vouch-class-lists.h"
#include "vouch-error.h"
#include "vouch-items.h"
#include "vouch-voices.h"

#include "workspace-fixture.h"

typedef WorkspaceFixture Fixture;

static VouchCaptureBrief *
load (Fixture *f, const char *requirement, VouchCaptureKind kind)
{
  g_autoptr (GError) error = NULL;
  VouchCaptureBrief *brief = vouch_capture_brief_load (
      f->workspace, requirement != NULL ? f->portfolio : NULL, requirement, kind, NULL, &error);

  g_assert_no_error (error);
  return brief;
}

/* For nothing yet: everything goes, and nothing is asked. */
static void
test_for_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (VouchCaptureBrief) brief = load (f, NULL, VOUCH_CAPTURE_KIND_SOUND);

  g_assert_null (brief->portfolio_title);
  g_assert_null (brief->requirement);
  g_assert_cmpstr (brief->rules[0], ==, NULL);
  g_assert_cmpstr (brief->labels[0], ==, NULL);
  g_assert_true (brief->takes_sound && brief->takes_picture);
  g_assert_false (brief->is_unedited);
  g_assert_cmpint (brief->most_ms, ==, -1);
  g_assert_true (brief->is_voice);
  g_assert_false (brief->is_image);
}

static void
test_for_requirement (Fixture *f, gconstpointer data)
{
  g_autoptr (VouchCaptureBrief) sound = load (f, "recording", VOUCH_CAPTURE_KIND_SOUND);
  g_autoptr (VouchCaptureBrief) picture = load (f, "recording", VOUCH_CAPTURE_KIND_PICTURE);
  g_autoptr (VouchCaptureBrief) typed = load (f, "activity", VOUCH_CAPTURE_KIND_SOUND);
  g_autoptr (VouchCaptureBrief) same = vouch_capture_brief_ref (sound);
  g_autofree char *rules = NULL;

  g_assert_true (same == sound);
  g_assert_nonnull (sound->portfolio_title);
  g_assert_cmpstr (vouch_requirement_get_id (sound->requirement), ==, "recording");
  g_assert_true (sound->takes_sound);
  g_assert_true (sound->is_unedited);
  /* What cannot be helped while recording, as names in the file's details, is not said. */
  rules = g_strjoinv ("|", sound->rules);
  g_assert_cmpstr (rules, ==,
                   "5:00 to 15:00|unedited; you may choose where it starts and ends|"
                   "with at least 2:00 of speech|8 marked places that each name a criterion");
  g_assert_cmpint (sound->most_ms, ==, 15 * 60 * 1000);
  g_assert_cmpstr (sound->labels[0], ==, "question");
  g_assert_cmpstr (sound->labels[2], ==, "wait");
  /* The definition asks for both, whatever is recorded; so does the check. */
  g_assert_true (sound->is_voice && sound->is_image);
  g_assert_true (picture->is_voice && picture->is_image);
  g_assert_false (typed->takes_sound || typed->takes_picture);
}

static void
test_unknown (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_capture_brief_load (f->workspace, f->portfolio, "nothing",
                                           VOUCH_CAPTURE_KIND_SOUND, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (vouch_capture_brief_load (f->workspace, "nowhere", "recording",
                                           VOUCH_CAPTURE_KIND_SOUND, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
}

/* The teacher's own words: nine at most, none twice, none empty, and behind those of the definition. */
static void
test_labels (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *words;
    const char *kept; /* separated by | */
  } cases[] = {
    { "", "" },
    { " , ,", "" },
    { "one", "one" },
    { " one ,two,  one", "one|two" },
    { "1,2,3,4,5,6,7,8,9", "1|2|3|4|5|6|7|8|9" },
    { "1,2,3,4,5,6,7,8,9,10", "1|2|3|4|5|6|7|8|9" },
    { "1,1,1,1,1,1,1,1,1,2", "1|2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchCaptureBrief) alone = NULL;
    g_autoptr (VouchCaptureBrief) for_one = NULL;
    g_autofree char *kept = NULL;

    g_assert_true (vouch_capture_brief_set_labels (f->workspace, cases[i].words, &error));
    alone = load (f, NULL, VOUCH_CAPTURE_KIND_SOUND);
    kept = g_strjoinv ("|", alone->labels);
    g_assert_cmpstr (kept, ==, cases[i].kept);
    for_one = load (f, "recording", VOUCH_CAPTURE_KIND_SOUND);
    g_assert_cmpint (g_strv_length (for_one->labels), <=, 9);
    g_assert_true (g_strv_equal ((const char *const *) for_one->own_labels,
                                 (const char *const *) alone->own_labels));
  }
}

static void
add_student (Fixture *f)
{
  const char *const names[] = { "Amara Zqvist", "Chi Zqvo", NULL };
  VouchNewClass what = { .name = "3B", .year = "2026/27", .names = names };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  char *code = NULL;

  id = vouch_class_lists_add (f->workspace, &what, &code, NULL, &error);
  g_assert_no_error (error);
  vouch_keyring_secret_free (code);
}

/* Who is covered is counted by class, before anybody is recorded. */
static void
test_classes (Fixture *f, gconstpointer data)
{
  g_autoptr (VouchCaptureBrief) before = load (f, "recording", VOUCH_CAPTURE_KIND_SOUND);
  g_autoptr (VouchCaptureBrief) after = NULL;

  g_assert_cmpuint (before->classes->len, ==, 0);
  add_student (f);
  after = load (f, "recording", VOUCH_CAPTURE_KIND_SOUND);
  g_assert_cmpuint (after->classes->len, ==, 1);
}

static char *
attach (Fixture *f, char **item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *found;

  *item = workspace_fixture_attach (f, "recording", "answer.wav", "AUDIO of an answer", &error);
  g_assert_no_error (error);
  found = vouch_items_find (f->workspace, *item, &portfolio, &error);
  g_assert_no_error (error);
  return g_strdup (vouch_item_get_artifact (found));
}

/* The one who answered is heard, and nobody else: also after somebody else was named by mistake. */
static void
test_signed (Fixture *f, gconstpointer data)
{
  static const char *const students[] = { "A-2", "A-1" };
  g_autofree char *item = NULL;
  g_autofree char *artifact = attach (f, &item);

  add_student (f);
  for (gsize i = 0; i < G_N_ELEMENTS (students); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchPortfolio) portfolio = NULL;
    VouchAppearance *appearance;
    VouchItem *found;

    g_assert_true (vouch_voices_sign (f->workspace, artifact, students[i], NULL, &error));
    g_assert_no_error (error);
    found = vouch_items_find (f->workspace, item, &portfolio, &error);
    appearance = vouch_item_get_appearance (found);
    g_assert_cmpstr (vouch_item_get_attribute (found, "student"), ==, students[i]);
    g_assert_cmpint (vouch_appearance_get_state (appearance), ==, VOUCH_APPEARANCE_STATE_LISTED);
    g_assert_cmpuint (g_strv_length ((char **) vouch_appearance_get_people (appearance)), ==, 1);
    g_assert_cmpstr (vouch_appearance_get_people (appearance)[0], ==, students[i]);
  }
}

static void
test_not_signed (Fixture *f, gconstpointer data)
{
  const char *nowhere = "0000000000000000000000000000000000000000000000000000000000000000";
  g_autofree char *item = NULL;
  g_autofree char *artifact = attach (f, &item);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *found;

  g_assert_false (vouch_voices_sign (f->workspace, artifact, "A-1", NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  add_student (f);
  g_assert_false (vouch_voices_sign (f->workspace, nowhere, "A-1", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (vouch_voices_sign (f->workspace, artifact, "Z-9", NULL, &error));
  g_assert_nonnull (error);
  found = vouch_items_find (f->workspace, item, &portfolio, NULL);
  g_assert_null (vouch_item_get_attribute (found, "student"));
}

static void
write_program (const char *folder, const char *name, const char *script)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
}

#define TELL                                                                                       \
  "#!/bin/sh\nfor w in \"$@\"; do echo \"$w\"; done > \"$(/usr/bin/dirname \"$0\")/told\"\n"

static void
check_told (const char *folder, const char *words)
{
  g_autofree char *path = g_build_filename (folder, "told", NULL);
  g_autofree char *told = NULL;

  g_assert_true (g_file_get_contents (path, &told, NULL, NULL));
  g_assert_cmpstr (told, ==, words);
  g_unlink (path);
}

static void
remove_program (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* With programs of our own in the place of those that speak: what they are told, and how that ends. */
static void
test_read_aloud (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vouch-voices-XXXXXX", NULL);
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *most = g_strnfill (4096, 'x');
  g_autofree char *told = g_strdup_printf ("-v\nes\n--\n%s\n", most);

  g_setenv ("PATH", folder, TRUE);
  g_assert_false (vouch_voices_can_read_aloud ());
  g_assert_false (vouch_voices_read_aloud ("Why?", NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE);
  g_clear_error (&error);

  write_program (folder, "espeak-ng", TELL);
  g_assert_true (vouch_voices_can_read_aloud ());
  g_assert_true (vouch_voices_read_aloud ("--version; rm -rf $HOME", NULL, NULL, &error));
  check_told (folder, "--\n--version; rm -rf $HOME\n");
  g_assert_true (vouch_voices_read_aloud ("Why?", "en-GB", NULL, &error));
  check_told (folder, "-v\nen\n--\nWhy?\n");
  g_assert_true (vouch_voices_read_aloud ("Why?", "--help", NULL, &error));
  check_told (folder, "--\nWhy?\n");
  g_assert_true (vouch_voices_read_aloud (long_text, "es", NULL, &error));
  check_told (folder, told);

  /* The one that speaks as the person chose comes first. */
  write_program (folder, "spd-say", TELL);
  g_assert_true (vouch_voices_read_aloud ("Why?", "en_GB", NULL, &error));
  check_told (folder, "--wait\n-l\nen\n--\nWhy?\n");

  /* A speech server that is installed and does not work leaves it to the other. */
  write_program (folder, "spd-say", "#!/bin/sh\nexit 1\n");
  g_assert_true (vouch_voices_read_aloud ("Why?", NULL, NULL, &error));
  check_told (folder, "--\nWhy?\n");
  write_program (folder, "espeak-ng", "#!/bin/sh\nexit 1\n");
  g_assert_false (vouch_voices_read_aloud ("Why?", NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE);
  g_clear_error (&error);
  write_program (folder, "spd-say", "#!/bin/sh\n[ \"$1\" = --cancel ] || exec /bin/sleep 60\n");
  g_cancellable_cancel (stopped);
  g_assert_false (vouch_voices_read_aloud ("Why?", NULL, stopped, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED);

  g_setenv ("PATH", path, TRUE);
  remove_program (folder, "spd-say");
  remove_program (folder, "espeak-ng");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, Fixture, NULL, workspace_fixture_set_up, test, workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/brief/for-nothing", test_for_nothing);
  ADD ("/brief/for-requirement", test_for_requirement);
  ADD ("/brief/unknown", test_unknown);
  ADD ("/brief/labels", test_labels);
  ADD ("/brief/classes", test_classes);
  ADD ("/voices/signed", test_signed);
  ADD ("/voices/not-signed", test_not_signed);
  g_test_add_func ("/voices/read-aloud", test_read_aloud);
  return g_test_run ();
}
