/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-reader-inspector.h"
#include "vouch-reader-protocol.h"

/* Each case is a sample of tests/support/make-samples.py and what has to be found in it. */
typedef struct {
  const char *file;
  const char *format;
  VouchMedia media;
  gint64 duration_ms; /* 0: not looked at */
  int width;
  int height;
  int audio_tracks;
  int video_tracks;
  int pages;
  int words;
  const char *identifiers; /* keys that have to be there */
} Known;

#define LESSON_MS 33270

static const Known known[] = {
  { "lesson.wav", "wav", VOUCH_MEDIA_AUDIO, LESSON_MS, 0, 0, 1, 0, 0, 0, "author title" },
  { "lesson.m4a", "m4a", VOUCH_MEDIA_AUDIO, LESSON_MS, 0, 0, 1, 0, 0, 0, "author gps" },
  { "lesson.opus", "opus", VOUCH_MEDIA_AUDIO, LESSON_MS, 0, 0, 1, 0, 0, 0, "author title" },
  { "lesson.ogg", "ogg", VOUCH_MEDIA_AUDIO, LESSON_MS, 0, 0, 1, 0, 0, 0, "author title" },
  { "lesson.mp3", "mp3", VOUCH_MEDIA_AUDIO, LESSON_MS, 0, 0, 1, 0, 0, 0, "author title" },
  { "lesson.flac", "flac", VOUCH_MEDIA_AUDIO, LESSON_MS, 0, 0, 1, 0, 0, 0, "author title" },
  { "lesson.mp4", "mp4", VOUCH_MEDIA_VIDEO, LESSON_MS, 360, 640, 1, 1, 0, 0, "author gps" },
  { "lesson.mov", "mov", VOUCH_MEDIA_VIDEO, LESSON_MS, 640, 360, 1, 1, 0, 0, "gps device" },
  { "lesson.webm", "webm", VOUCH_MEDIA_VIDEO, LESSON_MS, 640, 360, 1, 1, 0, 0, "author" },
  { "lesson.mkv", "mkv", VOUCH_MEDIA_VIDEO, LESSON_MS, 640, 360, 1, 1, 0, 0, "author" },
  { "photo.jpg", "jpg", VOUCH_MEDIA_IMAGE, 0, 3024, 4032, 0, 0, 0, 0,
    "gps serial thumbnail author" },
  { "drawing.png", "png", VOUCH_MEDIA_IMAGE, 0, 800, 600, 0, 0, 0, 0, "author comment" },
  { "work.pdf", "pdf", VOUCH_MEDIA_DOCUMENT, 0, 0, 0, 0, 0, 2, 172, "author title" },
  { "plan.docx", "docx", VOUCH_MEDIA_DOCUMENT, 0, 0, 0, 0, 0, 0, 11, "author editor company gps" },
  { "plan.odt", "odt", VOUCH_MEDIA_DOCUMENT, 0, 0, 0, 0, 0, 0, 10, "author gps" },
  { "table.csv", "csv", VOUCH_MEDIA_DATA, 0, 0, 0, 0, 0, 0, 3, "" },
  { "notes.txt", "txt", VOUCH_MEDIA_TEXT, 0, 0, 0, 0, 0, 0, 5, "" },
};

static int
open_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static VouchFacts *
facts_of (const char *name)
{
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new ();
  g_autoptr (GError) error = NULL;
  int fd = open_sample (name);
  VouchFacts *facts =
      vouch_inspector_read_facts (VOUCH_INSPECTOR (inspector), fd, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (facts);
  close (fd);
  return facts;
}

static gboolean
has_identifier (VouchFacts *facts, const char *key)
{
  for (guint i = 0; i < vouch_facts_get_n_identifiers (facts); i++)
    if (g_str_equal (vouch_facts_get_identifier (facts, i, NULL), key))
      return TRUE;
  return FALSE;
}

static void
test_known (gconstpointer data)
{
  const Known *expected = data;
  VouchFacts *facts = facts_of (expected->file);
  g_auto (GStrv) keys = g_strsplit (expected->identifiers, " ", -1);
  const char *extension = strrchr (expected->file, '.') + 1;

  g_assert_cmpstr (vouch_facts_get_problem (facts), ==, NULL);
  g_assert_cmpint (vouch_facts_get_state (facts), ==, VOUCH_FACTS_KNOWN);
  g_assert_true (vouch_facts_get_readable_to_end (facts));
  g_assert_cmpstr (vouch_facts_get_format (facts), ==, expected->format);
  g_assert_cmpint (vouch_facts_get_media (facts), ==, expected->media);
  g_assert_true (vouch_facts_fits_extension (facts, extension));
  g_assert_true (vouch_facts_get_cleanable (facts));
  g_assert_cmpstr (vouch_facts_get_reader_version (facts), ==, VOUCH_READER_VERSION);
  if (expected->duration_ms > 0)
    g_assert_cmpint (ABS (vouch_facts_get_duration_ms (facts) - expected->duration_ms), <, 200);
  if (expected->width > 0) {
    g_assert_cmpint (vouch_facts_get_width (facts), ==, expected->width);
    g_assert_cmpint (vouch_facts_get_height (facts), ==, expected->height);
  }
  g_assert_cmpint (vouch_facts_get_audio_tracks (facts), ==, expected->audio_tracks);
  g_assert_cmpint (vouch_facts_get_video_tracks (facts), ==, expected->video_tracks);
  if (expected->pages > 0)
    g_assert_cmpint (vouch_facts_get_pages (facts), ==, expected->pages);
  if (expected->words > 0)
    g_assert_cmpint (vouch_facts_get_words (facts), ==, expected->words);
  for (gsize i = 0; keys[i] != NULL && *keys[i] != '\0'; i++)
    g_assert_true (has_identifier (facts, keys[i]));
  g_assert_finalize_object (facts);
}

/* Five sentences, each about three seconds, with 3.5 s of hum after each. */
static void
test_speech (gconstpointer data)
{
  VouchFacts *facts = facts_of (data);
  guint n = 0;
  const VouchSpeech *speech = vouch_facts_get_speech (facts, &n);
  guint waits = 0;

  for (guint i = 1; i < n; i++)
    waits += speech[i].start_ms - speech[i - 1].end_ms >= 3000;
  g_assert_cmpuint (waits, ==, 4);
  g_assert_cmpint (vouch_facts_get_speech_ms (facts), >, 11000);
  g_assert_cmpint (vouch_facts_get_speech_ms (facts), <, 15500);
  /* The pause after the first sentence. */
  g_assert_cmpint (vouch_facts_speech_ms_in (facts, 3300, 6300), ==, 0);
  g_assert_cmpfloat (vouch_facts_get_level_db (facts), >, -30);
  g_assert_cmpfloat (vouch_facts_get_floor_db (facts), <, -60);
  g_assert_finalize_object (facts);
}

static void
test_day_and_links (void)
{
  VouchFacts *photo = facts_of ("photo.jpg");
  VouchFacts *pdf = facts_of ("work.pdf");
  VouchFacts *docx = facts_of ("plan.docx");

  g_assert_cmpuint (vouch_facts_get_capture_day (photo), ==, vouch_day_from_ymd (2026, 3, 14));
  g_assert_true (g_strv_contains (vouch_facts_get_links (pdf), "https://link.example.org/page"));
  g_assert_true (g_strv_contains (vouch_facts_get_links (pdf), "https://plan.example.org/unit3"));
  g_assert_cmpuint (vouch_facts_get_n_fonts (pdf), >, 0);
  g_assert_true (g_strv_contains (vouch_facts_get_links (docx), "https://plan.example.org/"));
  g_assert_true (g_strv_contains (vouch_facts_get_links (docx), "https://field.example.org/"));
  g_assert_nonnull (strstr (vouch_facts_get_text (docx), "Added words."));
  g_assert_null (strstr (vouch_facts_get_text (docx), "gone"));
  g_assert_finalize_object (photo);
  g_assert_finalize_object (pdf);
  g_assert_finalize_object (docx);
}

/* Whatever is broken becomes a sentence, never an error and never a crash of this process. */
static void
test_broken (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("VOUCH_SAMPLES"), "broken", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  guint seen = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename ("broken", name, NULL);
    VouchFacts *facts = facts_of (path);

    g_test_message ("%s: %s", name, vouch_facts_get_problem (facts));
    if (g_str_equal (name, "renamed.jpg")) {
      g_assert_true (vouch_facts_get_readable_to_end (facts));
      g_assert_false (vouch_facts_fits_extension (facts, "jpg"));
    } else {
      g_assert_false (vouch_facts_get_readable_to_end (facts));
      g_assert_nonnull (vouch_facts_get_problem (facts));
    }
    g_assert_true (vouch_facts_get_empty (facts) == g_str_equal (name, "empty.mp4"));
    g_assert_finalize_object (facts);
    seen++;
  }
  g_assert_cmpuint (seen, >=, 15);
}

/* Flips bytes all over whole files; the reader may say what it likes, as long as it says something. */
static void
test_mutated (void)
{
  static const char *const files[] = { "lesson.mp4", "lesson.webm", "lesson.opus", "photo.jpg",
                                       "work.pdf",   "plan.docx",   "drawing.png" };
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260314);

  for (gsize i = 0; i < G_N_ELEMENTS (files) * 3; i++) {
    const char *name = files[i % G_N_ELEMENTS (files)];
    g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
    g_autofree char *copy = NULL;
    g_autofree char *bytes = NULL;
    gsize size = 0;
    int fd = g_file_open_tmp ("vouch-mutated-XXXXXX", &copy, NULL);
    VouchFacts *facts = NULL;

    g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
    for (int j = 0; j < 40; j++)
      bytes[g_rand_int_range (rand, 0, (gint32) (j % 2 ? size : MIN (size, 2000)))] =
          (char) g_rand_int (rand);
    g_assert_cmpint (write (fd, bytes, size), ==, size);
    facts = vouch_inspector_read_facts (VOUCH_INSPECTOR (inspector), fd, name, NULL, NULL);
    g_assert_nonnull (facts);
    if (!vouch_facts_get_readable_to_end (facts))
      g_assert_nonnull (vouch_facts_get_problem (facts));
    g_assert_finalize_object (facts);
    close (fd);
    g_unlink (copy);
  }
}

static char *
write_helper (const char *script)
{
  g_autofree char *folder = g_dir_make_tmp ("vouch-helper-XXXXXX", NULL);
  char *path = g_build_filename (folder, "helper", NULL);

  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
  return path;
}

static void
remove_helper (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
  g_free (path);
}

/* Helpers that were taken over by a file. */
static void
test_bad_helpers (void)
{
  static const char *const scripts[] = {
    "#!/usr/bin/sh\nkill -SEGV $$\n",
    "#!/usr/bin/sh\nexec 1>&-\nexit 0\n",
    "#!/usr/bin/sh\necho '{\"state\":\"known\"'\n",
    "#!/usr/bin/sh\nexit 70\n",
    "#!/usr/bin/sh\nexec cat /dev/zero\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++) {
    char *path = write_helper (scripts[i]);
    VouchReaderInspector *inspector = vouch_reader_inspector_new_for_helper (path);
    int fd = open_sample ("notes.txt");
    g_autoptr (GError) error = NULL;
    VouchFacts *facts =
        vouch_inspector_read_facts (VOUCH_INSPECTOR (inspector), fd, NULL, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (vouch_facts_get_state (facts), ==, VOUCH_FACTS_UNREADABLE);
    g_assert_nonnull (vouch_facts_get_problem (facts));
    g_assert_cmpint (vouch_facts_get_size (facts), ==, 45);
    g_assert_finalize_object (facts);
    g_assert_finalize_object (inspector);
    close (fd);
    remove_helper (path);
  }
}

static void
test_no_helper (void)
{
  VouchReaderInspector *inspector = vouch_reader_inspector_new_for_helper ("/nonexistent/reader");
  int fd = open_sample ("notes.txt");
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_inspector_read_facts (VOUCH_INSPECTOR (inspector), fd, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE);
  close (fd);
  g_assert_finalize_object (inspector);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  char *path = write_helper ("#!/usr/bin/sh\nexec sleep 50\n");
  VouchReaderInspector *inspector = vouch_reader_inspector_new_for_helper (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int fd = open_sample ("notes.txt");
  gint64 start = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_null (
      vouch_inspector_read_facts (VOUCH_INSPECTOR (inspector), fd, NULL, cancellable, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_thread_join (thread);
  close (fd);
  g_assert_finalize_object (inspector);
  remove_helper (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autofree char *path = g_strdup_printf ("/inspect/known/%s", known[i].file);

    g_test_add_data_func (path, &known[i], test_known);
  }
  g_test_add_data_func ("/inspect/speech/wav", "lesson.wav", test_speech);
  g_test_add_data_func ("/inspect/speech/m4a", "lesson.m4a", test_speech);
  g_test_add_data_func ("/inspect/speech/webm", "lesson.webm", test_speech);
  g_test_add_func ("/inspect/day-and-links", test_day_and_links);
  g_test_add_func ("/inspect/broken", test_broken);
  g_test_add_func ("/inspect/mutated", test_mutated);
  g_test_add_func ("/inspect/bad-helpers", test_bad_helpers);
  g_test_add_func ("/inspect/no-helper", test_no_helper);
  g_test_add_func ("/inspect/cancel", test_cancel);
  return g_test_run ();
}
