/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-reader-inspector.h"

typedef struct {
  guint n_frames;
  gint64 first_ms;
  gint64 first_us;
  gint64 last_ms;
  gint64 last_us;
  gboolean went_back;
  gboolean is_heard;
  int width;
  int height;
  GCancellable *stop_at_frame;
} Seen;

static void
see (gint64 position_ms, VouchGlance *frame, gboolean is_heard, gpointer data)
{
  Seen *seen = data;

  seen->went_back |= position_ms + 60 < seen->last_ms;
  seen->last_ms = position_ms;
  seen->last_us = g_get_monotonic_time ();
  if (seen->first_us == 0) {
    seen->first_ms = position_ms;
    seen->first_us = seen->last_us;
  }
  seen->is_heard |= is_heard;
  if (frame == NULL)
    return;
  seen->n_frames++;
  seen->width = vouch_glance_get_shape (frame)->width;
  seen->height = vouch_glance_get_shape (frame)->height;
  g_cancellable_cancel (seen->stop_at_frame);
}

static gboolean
play_at (const char *name, gint64 start_ms, gint64 end_ms, int speed, Seen *seen, GError **error)
{
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new ();
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
  VouchPlaying what = { start_ms, end_ms, 320, 320, speed };
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean played;

  g_assert_cmpint (fd, >=, 0);
  played = vouch_inspector_play (VOUCH_INSPECTOR (inspector), fd, &what, see, seen,
                                 seen->stop_at_frame, error);
  close (fd);
  return played;
}

static gboolean
play (const char *name, gint64 start_ms, gint64 end_ms, Seen *seen, GError **error)
{
  return play_at (name, start_ms, end_ms, 100, seen, error);
}

/* Two seconds take about two seconds, with pictures that are upright and come in order. */
static void
test_video (void)
{
  Seen seen = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_assert_true (play ("lesson.mp4", 5000, 7000, &seen, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - begun, >, 1900 * 1000);
  g_assert_cmpint (seen.last_ms, ==, 7000);
  g_assert_cmpuint (seen.n_frames, >, 5);
  g_assert_cmpint (seen.height, ==, 320);
  g_assert_cmpint (seen.width, ==, 180);
  g_assert_false (seen.went_back);
  g_assert_true (seen.is_heard);
}

static void
test_sound_only (void)
{
  Seen seen = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (play ("lesson.m4a", 30000, 31000, &seen, &error));
  g_assert_no_error (error);
  g_assert_true (seen.is_heard);
  g_assert_cmpuint (seen.n_frames, ==, 0);
  g_assert_cmpint (seen.last_ms, ==, 31000);
}

/* Without any sound output the clock goes on, and says that nothing is heard. */
static void
test_no_output (void)
{
  Seen seen = { 0 };
  g_autoptr (GError) error = NULL;

  g_unsetenv ("VOUCH_SOUND");
  g_setenv ("PULSE_SERVER", "unix:/nonexistent", TRUE);
  g_setenv ("PIPEWIRE_REMOTE", "/nonexistent", TRUE);
  g_assert_true (play ("uneven.mp4", 0, 1000, &seen, &error));
  g_setenv ("VOUCH_SOUND", "silent", TRUE);
  g_assert_no_error (error);
  g_assert_cmpuint (seen.n_frames, >, 3);
}

static void
test_stop (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Seen seen = { .stop_at_frame = cancellable };
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_assert_false (play ("lesson.webm", 0, 33000, &seen, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED);
  g_assert_cmpuint (seen.n_frames, ==, 1);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 20 * G_USEC_PER_SEC);
}

/* Twice as fast takes half as long, half as fast twice as long, with sound and with pictures that show
 * what lies at their time. How long it takes until something plays is the machine's business. */
static void
test_speed (void)
{
  const struct {
    const char *name;
    int speed;
  } runs[] = {
    { "lesson.mp4", 200 },
    { "lesson.m4a", 200 },
    { "lesson.mp4", 50 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++) {
    Seen seen = { 0 };
    g_autoptr (GError) error = NULL;
    gint64 begun = g_get_monotonic_time (), took, due;

    g_assert_true (play_at (runs[i].name, 5000, 9000, runs[i].speed, &seen, &error));
    g_assert_no_error (error);
    g_assert_cmpint (g_get_monotonic_time () - begun, >=, 3900 * 1000 * 100 / runs[i].speed);
    took = (seen.last_us - seen.first_us) / 1000;
    due = (seen.last_ms - seen.first_ms) * 100 / runs[i].speed;
    g_test_message ("%s at %d %%: %.2f s", runs[i].name, runs[i].speed, (double) took / 1e3);
    g_assert_cmpint (seen.last_ms - seen.first_ms, >=, 3500);
    g_assert_cmpint (took, >=, due * 4 / 5);
    g_assert_cmpint (took, <=, due * 8 / 5);
    g_assert_cmpint (seen.last_ms, >=, 8900);
    g_assert_false (seen.went_back);
    g_assert_true (seen.is_heard);
  }
}

/* What cannot be played ends by itself. */
static void
test_broken (void)
{
  Seen seen = { 0 };
  g_autoptr (GError) error = NULL;

  play ("broken/noise.mp4", 0, 500, &seen, &error);
  g_assert_cmpuint (seen.n_frames, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("VOUCH_SOUND", "silent", TRUE);

  g_test_add_func ("/play/video", test_video);
  g_test_add_func ("/play/sound-only", test_sound_only);
  g_test_add_func ("/play/no-output", test_no_output);
  g_test_add_func ("/play/speed", test_speed);
  g_test_add_func ("/play/stop", test_stop);
  g_test_add_func ("/play/broken", test_broken);
  return g_test_run ();
}
