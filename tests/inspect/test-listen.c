/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-pauses.h"
#include "vouch-reader-inspector.h"

/* The real reader listens to real files: five sentences with 3.5 s of silence between them. */

typedef struct {
  guint n_looks;
  gint64 heard_ms;
  guint n_frames;
  GCancellable *stop;
} Looks;

static void
look (VouchSoundMap *map, gpointer data)
{
  Looks *looks = data;
  gint64 heard_ms = vouch_sound_map_get_heard_ms (map);
  guint n_frames;

  /* The voices come behind the waveform, so that only they may be new. */
  vouch_sound_map_get_frames (map, &n_frames);
  g_assert_cmpint (heard_ms, >=, looks->heard_ms);
  g_assert_cmpuint (n_frames, >=, looks->n_frames);
  g_assert_true (heard_ms > looks->heard_ms || n_frames > looks->n_frames);
  looks->heard_ms = heard_ms;
  looks->n_frames = n_frames;
  looks->n_looks++;
  if (looks->stop != NULL)
    g_cancellable_cancel (looks->stop);
}

static VouchSoundMap *
listen_to (const char *name, Looks *looks, GError **error)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new ();
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  VouchSoundMap *map;

  g_assert_cmpint (fd, >=, 0);
  map = vouch_inspector_listen (VOUCH_INSPECTOR (inspector), fd, look, looks, looks->stop, error);
  close (fd);
  return map;
}

/* Whatever the sound is coded in, the same pauses are heard. */
static void
test_kind (gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  Looks looks = { 0 };
  g_autoptr (VouchSoundMap) map = listen_to (name, &looks, &error);
  g_autoptr (VouchTalk) talk = NULL;
  VouchSoundPeak all;
  const VouchPause *pauses;
  guint n, n_frames;

  g_assert_no_error (error);
  g_assert_true (vouch_sound_map_get_complete (map));
  g_assert_false (vouch_sound_map_get_damaged (map));
  g_assert_cmpuint (looks.n_looks, >=, 1);
  vouch_sound_map_get_frames (map, &n_frames);
  g_assert_cmpint (
      ABS ((gint64) n_frames * VOUCH_SOUND_MAP_FRAME_MS - vouch_sound_map_get_heard_ms (map)), <=,
      150);
  g_assert_cmpint (ABS (vouch_sound_map_get_total_ms (map) - vouch_sound_map_get_heard_ms (map)),
                   <=, 500);
  all = vouch_sound_map_get_span (map, 0, vouch_sound_map_get_heard_ms (map));
  g_assert_cmpint (all.highest, >, 20);
  g_assert_cmpint (all.lowest, <, -20);
  talk = vouch_pauses_find (map);
  pauses = vouch_talk_get_pauses (talk, &n);
  g_assert_cmpuint (n, ==, 4);
  for (guint i = 0; i < n; i++) {
    g_assert_cmpint (pauses[i].end_ms - pauses[i].start_ms, >=, 3400);
    g_assert_cmpint (pauses[i].end_ms - pauses[i].start_ms, <=, 4300);
  }
  g_assert_cmpint (vouch_talk_get_signal (talk)->flaws, ==, VOUCH_SIGNAL_GOOD);
}

static void
test_no_sound (gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  Looks looks = { 0 };
  g_autoptr (VouchSoundMap) map = listen_to (name, &looks, &error);

  g_assert_null (map);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
}

static void
test_cut_off (gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  Looks looks = { 0 };
  g_autoptr (VouchSoundMap) map = listen_to (name, &looks, &error);

  /* However much of it was there, it ends, with a map or a reason. */
  g_assert_true ((map != NULL) != (error != NULL));
  if (map != NULL)
    g_assert_true (vouch_sound_map_get_complete (map));
}

static void
test_stopped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  Looks looks = { .stop = stop };
  g_autoptr (VouchSoundMap) map = listen_to ("lesson.wav", &looks, &error);

  g_assert_null (map);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED);
  g_assert_cmpuint (looks.n_looks, ==, 1);
}

int
main (int argc, char **argv)
{
  static const char *const kinds[] = { "lesson.wav", "lesson.m4a",  "lesson.opus",
                                       "lesson.ogg", "lesson.mp3",  "lesson.flac",
                                       "lesson.mp4", "lesson.webm", "lesson.mkv" };
  static const char *const silent[] = { "photo.jpg", "work.pdf" };
  static const char *const cut[] = { "broken/cut.mp4", "broken/cut.wav", "broken/cut.mp3" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strconcat ("/listen/kind/", kinds[i], NULL);

    g_test_add_data_func (path, kinds[i], test_kind);
  }
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++) {
    g_autofree char *path = g_strconcat ("/listen/no-sound/", silent[i], NULL);

    g_test_add_data_func (path, silent[i], test_no_sound);
  }
  for (guint i = 0; i < G_N_ELEMENTS (cut); i++) {
    g_autofree char *path = g_strconcat ("/listen/cut-off/", cut[i], NULL);

    g_test_add_data_func (path, cut[i], test_cut_off);
  }
  g_test_add_func ("/listen/stopped", test_stopped);
  return g_test_run ();
}
