/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-reader-inspector.h"

typedef struct {
  VouchReaderInspector *inspector;
  int source;
  int target;
  char *copy;
} Fixture;

typedef struct {
  const char *file;
  int width;
  int height;
} Case;

static const Case whole[] = {
  { "photo.jpg", 3024, 4032 }, { "drawing.png", 800, 600 }, { "work.pdf", 0, 0 },
  { "plan.docx", 0, 0 },       { "plan.odt", 0, 0 },        { "lesson.wav", 0, 0 },
  { "lesson.m4a", 0, 0 },      { "lesson.opus", 0, 0 },     { "lesson.ogg", 0, 0 },
  { "lesson.mp3", 0, 0 },      { "lesson.flac", 0, 0 },     { "lesson.mp4", 360, 640 },
  { "lesson.mov", 640, 360 },  { "lesson.webm", 640, 360 }, { "lesson.mkv", 640, 360 },
};

static const Case parts[] = {
  { "lesson.wav", 0, 0 },     { "lesson.m4a", 0, 0 },     { "lesson.opus", 0, 0 },
  { "lesson.ogg", 0, 0 },     { "lesson.mp3", 0, 0 },     { "lesson.flac", 0, 0 },
  { "lesson.mp4", 360, 640 }, { "lesson.mov", 640, 360 }, { "lesson.webm", 640, 360 },
  { "lesson.mkv", 640, 360 }, { "sparse.mp4", 640, 360 },
};

static void
set_up (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);

  fixture->inspector = vouch_reader_inspector_new ();
  fixture->source = open (path, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (fixture->source, >=, 0);
  fixture->target = g_file_open_tmp ("vouch-copy-XXXXXX", &fixture->copy, NULL);
  g_assert_cmpint (fixture->target, >=, 0);
}

static void
tear_down (Fixture *fixture)
{
  close (fixture->source);
  close (fixture->target);
  g_unlink (fixture->copy);
  g_clear_pointer (&fixture->copy, g_free);
  g_assert_finalize_object (fixture->inspector);
}

/* Looks for planted strings in every form. Returns whether there are none. */
static gboolean
is_free_of_canaries (const char *path)
{
  g_autofree char *script =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "inspect", "check-copy.py", NULL);
  g_autofree char *canaries = g_build_filename (g_getenv ("VOUCH_SAMPLES"), "CANARIES", NULL);
  const char *argv[] = { "python3", script, path, canaries, NULL };
  g_autofree char *output = NULL;
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                               NULL, &status, NULL));
  g_test_message ("%s: %s", path, output);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static void
test_whole (gconstpointer data)
{
  const Case *expected = data;
  const VouchDerivation clean = { .clean = TRUE, .file_name_hint = expected->file };
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  VouchFacts *original = NULL;
  VouchFacts *facts = NULL;

  set_up (&fixture, expected->file);
  original = vouch_inspector_read_facts (VOUCH_INSPECTOR (fixture.inspector), fixture.source,
                                         expected->file, NULL, NULL);
  vouch_inspector_derive (VOUCH_INSPECTOR (fixture.inspector), fixture.source, fixture.target,
                          &clean, &facts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vouch_facts_get_format (facts), ==, vouch_facts_get_format (original));
  g_assert_cmpint (vouch_facts_get_media (facts), ==, vouch_facts_get_media (original));
  g_assert_cmpuint (vouch_facts_get_n_identifiers (facts), ==, 0);
  g_assert_cmpint (vouch_facts_get_audio_tracks (facts), ==,
                   vouch_facts_get_audio_tracks (original));
  g_assert_cmpint (vouch_facts_get_pages (facts), ==, vouch_facts_get_pages (original));
  g_assert_cmpint (
      ABS (vouch_facts_get_duration_ms (facts) - vouch_facts_get_duration_ms (original)), <, 100);
  if (expected->width > 0) {
    g_assert_cmpint (vouch_facts_get_width (facts), ==, expected->width);
    g_assert_cmpint (vouch_facts_get_height (facts), ==, expected->height);
  }
  /* A field that shows its author's name shows a neutral one afterwards. */
  if (vouch_facts_get_text (original) != NULL && !g_str_equal (expected->file, "plan.odt"))
    g_assert_cmpstr (vouch_facts_get_text (facts), ==, vouch_facts_get_text (original));
  for (gsize i = 0; vouch_facts_get_links (original)[i] != NULL; i++)
    g_assert_true (
        g_strv_contains (vouch_facts_get_links (facts), vouch_facts_get_links (original)[i]));
  g_assert_true (is_free_of_canaries (fixture.copy));
  g_assert_finalize_object (original);
  g_assert_finalize_object (facts);
  tear_down (&fixture);
}

/* The check itself has to find what was planted. */
static void
test_originals_are_not_free (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++) {
    g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), whole[i].file, NULL);

    g_assert_false (is_free_of_canaries (path));
  }
}

static VouchFacts *
derive_part (const char *file, gint64 start_ms, gint64 end_ms, GError **error)
{
  const VouchDerivation part = { TRUE, TRUE, start_ms, end_ms, file };
  Fixture fixture = { 0 };
  VouchFacts *facts = NULL;

  set_up (&fixture, file);
  if (vouch_inspector_derive (VOUCH_INSPECTOR (fixture.inspector), fixture.source, fixture.target,
                              &part, &facts, NULL, error))
    g_assert_true (is_free_of_canaries (fixture.copy));
  tear_down (&fixture);
  return facts;
}

/* The range takes in the second sentence with the pauses around it, or nothing but a pause between two
 * loud sentences: any sound from outside would be heard. */
static void
test_part (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (GError) error = NULL;
  VouchFacts *facts = derive_part (expected->file, 3300, 12900, &error);

  g_assert_no_error (error);
  g_assert_cmpint (vouch_facts_get_duration_ms (facts), <=, 9600);
  g_assert_cmpint (vouch_facts_get_duration_ms (facts), >, 7400);
  g_assert_cmpint (ABS (vouch_facts_get_speech_ms (facts) - 3000), <, 300);
  if (expected->width > 0) {
    g_assert_cmpint (vouch_facts_get_width (facts), ==, expected->width);
    g_assert_cmpint (vouch_facts_get_video_tracks (facts), ==, 1);
  }
  g_assert_finalize_object (facts);

  facts = derive_part (expected->file, 3050, 6650, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vouch_facts_get_duration_ms (facts), <=, 3600);
  g_assert_cmpint (vouch_facts_get_speech_ms (facts), ==, 0);
  g_assert_finalize_object (facts);
}

static void
test_refused (void)
{
  static const struct {
    const char *file;
    gint64 start_ms, end_ms;
    int code;
  } cases[] = {
    { "photo.jpg", 0, 1000, VOUCH_ERROR_INVALID },
    { "lesson.wav", 5000, 5000, VOUCH_ERROR_INVALID },
    { "lesson.wav", -1, 5000, VOUCH_ERROR_INVALID },
    { "lesson.wav", 900000, 950000, VOUCH_ERROR_CORRUPT },
    { "broken/old.doc", 0, 0, VOUCH_ERROR_INVALID },
    { "broken/empty.mp4", 0, 0, VOUCH_ERROR_INVALID },
    { "broken/cut.mp4", 0, 0, VOUCH_ERROR_CORRUPT },
    { "broken/cut.docx", 0, 0, VOUCH_ERROR_CORRUPT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    VouchDerivation what = { TRUE, cases[i].end_ms != 0, cases[i].start_ms, cases[i].end_ms, NULL };
    Fixture fixture = { 0 };
    VouchFacts *facts = NULL;
    g_autoptr (GError) error = NULL;

    set_up (&fixture, cases[i].file);
    g_assert_false (vouch_inspector_derive (VOUCH_INSPECTOR (fixture.inspector), fixture.source,
                                            fixture.target, &what, &facts, NULL, &error));
    g_test_message ("%s: %s", cases[i].file, error->message);
    g_assert_error (error, VOUCH_ERROR, cases[i].code);
    g_assert_null (facts);
    tear_down (&fixture);
  }
}

/* A demuxer that gives up in the moment in which it is put to work is not heard; seldom, so it is tried
 * often. Damage is no want of time. */
static void
test_damage_is_said (void)
{
  for (guint i = 0; i < 12; i++) {
    VouchDerivation what = { TRUE, FALSE, 0, 0, NULL };
    Fixture fixture = { 0 };
    VouchFacts *facts = NULL;
    g_autoptr (GError) error = NULL;

    set_up (&fixture, "broken/cut.mp4");
    g_assert_false (vouch_inspector_derive (VOUCH_INSPECTOR (fixture.inspector), fixture.source,
                                            fixture.target, &what, &facts, NULL, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
    tear_down (&fixture);
  }
}

/* What the second look finds, decides, whatever the one who wrote the copy says. */
static void
test_copy_is_not_believed (void)
{
  static const char *const found[] = {
    "\"readableToEnd\":true,\"identifiers\":[{\"key\":\"author\",\"value\":\"Z\"}]",
    "\"readableToEnd\":false", "\"readableToEnd\":true,\"durationMs\":1001",
    "\"readableToEnd\":true,\"empty\":true"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (found); i++) {
    g_autofree char *folder = g_dir_make_tmp ("vouch-naive-XXXXXX", NULL);
    g_autofree char *path = g_build_filename (folder, "reader", NULL);
    g_autofree char *script =
        g_strdup_printf ("#!/usr/bin/sh\n[ $1 = derive ] && exec cat <&3 >&4\n"
                         "echo '{\"state\":\"known\",%s}'\n",
                         found[i]);
    const VouchDerivation part = { TRUE, TRUE, 0, 1000, NULL };
    Fixture fixture = { 0 };
    VouchFacts *facts = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, script, -1, NULL));
    g_assert_cmpint (g_chmod (path, 0755), ==, 0);
    set_up (&fixture, "lesson.mp3");
    g_clear_object (&fixture.inspector);
    fixture.inspector = vouch_reader_inspector_new_for_helper (path);
    g_assert_false (vouch_inspector_derive (VOUCH_INSPECTOR (fixture.inspector), fixture.source,
                                            fixture.target, &part, &facts, NULL, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
    tear_down (&fixture);
    g_unlink (path);
    g_rmdir (folder);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++) {
    g_autofree char *path = g_strdup_printf ("/derive/whole/%s", whole[i].file);

    g_test_add_data_func (path, &whole[i], test_whole);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *path = g_strdup_printf ("/derive/part/%s", parts[i].file);

    g_test_add_data_func (path, &parts[i], test_part);
  }
  g_test_add_func ("/derive/originals-are-not-free", test_originals_are_not_free);
  g_test_add_func ("/derive/refused", test_refused);
  g_test_add_func ("/derive/damage-is-said", test_damage_is_said);
  g_test_add_func ("/derive/copy-is-not-believed", test_copy_is_not_believed);
  return g_test_run ();
}
