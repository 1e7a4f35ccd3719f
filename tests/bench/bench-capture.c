/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "vouch-capture.h"
#include "vouch-recording.h"

/* Records into a library as the window does, with a preview, and prints what it took: processor time of
 * the recording, milliseconds from the click to the first bytes in the file, from the click to "safe and
 * playable", and the length. Usage: bench-capture LIBRARY sound|picture SECONDS */

typedef struct {
  VouchCapture *capture;
  GMainLoop *loop;
  gint64 click_us;
  gint64 first_us;
  gint64 most_ms;
  guint n_pictures;
} Bench;

static double
processor_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
take_picture (const VouchCapturePicture *picture, gpointer data)
{
  ((Bench *) data)->n_pictures++;
}

static void
look (Bench *bench)
{
  VouchCaptureStatus status;

  vouch_capture_get_status (bench->capture, &status);
  if (status.recorded_ms >= bench->most_ms)
    g_main_loop_quit (bench->loop);
}

static void
wait_for_first_bytes (Bench *bench)
{
  VouchCaptureStatus status = { 0 };

  while (status.bytes == 0 && g_get_monotonic_time () - bench->click_us < 5 * G_USEC_PER_SEC) {
    g_usleep (1000);
    vouch_capture_get_status (bench->capture, &status);
  }
  bench->first_us = g_get_monotonic_time ();
}

int
main (int argc, char *argv[])
{
  const VouchWorkspaceOptions options = { .folder = argv[1], .flags = VOUCH_WORKSPACE_CREATE };
  VouchCaptureOptions wanted = { 0 };
  g_autoptr (VouchWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };
  double before, used;
  gint64 stop_us;

  if (argc < 4)
    return 2;
  workspace = vouch_workspace_open (&options, NULL, &error);
  wanted.kind =
      g_str_equal (argv[2], "picture") ? VOUCH_CAPTURE_KIND_PICTURE : VOUCH_CAPTURE_KIND_SOUND;
  bench.most_ms = atoi (argv[3]) * 1000;
  bench.loop = g_main_loop_new (NULL, FALSE);
  bench.capture = workspace != NULL ? vouch_capture_open (workspace, &wanted, NULL, &error) : NULL;
  if (bench.capture == NULL)
    g_error ("%s", error->message);
  if (wanted.kind == VOUCH_CAPTURE_KIND_PICTURE)
    vouch_capture_set_picture_func (bench.capture, take_picture, &bench, NULL);
  g_usleep (1000000);
  before = processor_seconds ();
  bench.click_us = g_get_monotonic_time ();
  if (!vouch_capture_start (bench.capture, &error))
    g_error ("%s", error->message);
  wait_for_first_bytes (&bench);
  g_signal_connect_swapped (bench.capture, "changed", G_CALLBACK (look), &bench);
  g_main_loop_run (bench.loop);
  used = processor_seconds () - before;
  stop_us = g_get_monotonic_time ();
  kept = vouch_capture_stop (bench.capture, NULL, &error);
  stop_us = g_get_monotonic_time () - stop_us;
  if (kept == NULL || kept->len == 0)
    g_error ("nothing was kept");
  g_print ("{\"cpu\": %.3f, \"startMs\": %.1f, \"stopMs\": %.1f, \"lengthMs\": %" G_GINT64_FORMAT
           ", \"bytes\": %" G_GINT64_FORMAT ", \"pictures\": %u}\n",
           used, (double) (bench.first_us - bench.click_us) / 1000, (double) stop_us / 1000,
           vouch_recording_get_duration_ms (kept->pdata[0]),
           vouch_recording_get_size (kept->pdata[0]), bench.n_pictures);
  g_clear_object (&bench.capture);
  vouch_workspace_close (workspace);
  g_main_loop_unref (bench.loop);
  return 0;
}
