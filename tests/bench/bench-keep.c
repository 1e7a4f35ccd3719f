/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "vouch-capture-list.h"
#include "vouch-record-before.h"
#include "vouch-record-during.h"
#include "vouch-record-page.h"
#include "vouch-recording-view.h"
#include "vouch-recording.h"

#include "bench-window.h"

/*
 * bench-keep ROUNDS PORTFOLIO REQUIREMENT LONG-MIB: records in the window of the program, and prints
 * how long it takes from pressing Record to the first bytes in the file and to the screen that says
 * so (P19), and from pressing Stop to the page of the recording, which is evidence then and can be
 * played (P18): for sound of a few seconds, and for some hours of it, which a
 * stand-in gives as fast as it is taken, until its file is LONG-MIB large.
 *
 * What is painted counts; on the main loop besides the window's work is only a look at the file, each
 * millisecond.
 */

#define PATIENCE_US (120 * (gint64) G_USEC_PER_SEC)
#define SECONDS 5

static gint64 painted_us;

static void
painted_cb (void)
{
  painted_us = g_get_monotonic_time ();
}

/* How large the part that is being written is. */
static gint64
file_size (VouchWorkspace *workspace)
{
  g_autofree char *folder =
      g_build_filename (vouch_workspace_get_folder (workspace), "recordings", NULL);
  g_autoptr (GDir) takes = g_dir_open (folder, 0, NULL);
  gint64 size = 0;
  const char *take;

  while (takes != NULL && (take = g_dir_read_name (takes)) != NULL) {
    g_autofree char *path = g_build_filename (folder, take, NULL);
    g_autoptr (GDir) files = g_dir_open (path, 0, NULL);
    const char *name;

    while (files != NULL && (name = g_dir_read_name (files)) != NULL) {
      g_autofree char *file = g_build_filename (path, name, NULL);
      GStatBuf about;

      if (g_str_has_prefix (name, "part-") && !g_str_has_suffix (name, ".peaks") &&
          g_stat (file, &about) == 0)
        size = MAX (size, (gint64) about.st_size);
    }
  }
  return size;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

typedef gboolean (*IsDone) (gpointer data);

/* Returns: after how many milliseconds it was so. */
static double
wait_until (gint64 begin_us, IsDone is_done, gpointer data)
{
  guint wake = g_timeout_add (1, wake_cb, NULL);

  while (!is_done (data)) {
    g_main_context_iteration (NULL, TRUE);
    if (g_get_monotonic_time () - begin_us > PATIENCE_US)
      g_error ("it did not come to that");
  }
  g_source_remove (wake);
  return (double) (g_get_monotonic_time () - begin_us) / 1000.0;
}

typedef struct {
  VouchWorkspace *workspace;
  GType shown;
  gint64 since_us;
  gint64 enough;
} Wanted;

static gboolean
has_bytes (gpointer data)
{
  Wanted *wanted = data;

  return file_size (wanted->workspace) > wanted->enough;
}

static gboolean
is_painted (gpointer data)
{
  Wanted *wanted = data;

  if (wanted->since_us == 0 && bench_find (bench_get_window (), wanted->shown) != NULL)
    wanted->since_us = g_get_monotonic_time ();
  return wanted->since_us > 0 && painted_us > wanted->since_us;
}

typedef struct {
  double bytes_ms;
  double said_ms;
  double safe_ms;
  gint64 length_ms;
} Took;

static gint64
last_length (VouchWorkspace *workspace)
{
  g_autoptr (GPtrArray) all = vouch_capture_list (workspace, NULL, NULL);
  gint64 length = 0, started = 0;

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (vouch_recording_get_started_ms (all->pdata[i]) >= started) {
      started = vouch_recording_get_started_ms (all->pdata[i]);
      length = vouch_recording_get_duration_ms (all->pdata[i]);
    }
  return length;
}

static Took
record (VouchWorkspace *workspace, char **target, const char *source, gint64 enough)
{
  Wanted bytes = { workspace, G_TYPE_INVALID, 0, 0 };
  Wanted during = { workspace, VOUCH_TYPE_RECORD_DURING, 0, 0 };
  Wanted page = { workspace, VOUCH_TYPE_RECORDING_VIEW, 0, 0 };
  Took took = { 0 };
  GtkWidget *record;
  gint64 begin;

  g_setenv ("VOUCH_CAPTURE_SOURCE", source, TRUE);
  bench_act (bench_get_window (), 1500, "win.record", "(ss)", target[0], target[1]);
  bench_expect (VOUCH_TYPE_RECORD_BEFORE);
  bench_live (500);
  record = bench_expect (VOUCH_TYPE_RECORD_PAGE);
  begin = g_get_monotonic_time ();
  bench_act (record, 0, "record.start", NULL);
  took.bytes_ms = wait_until (begin, has_bytes, &bytes);
  took.said_ms = wait_until (begin, is_painted, &during);
  bytes.enough = enough;
  if (enough > 0)
    wait_until (begin, has_bytes, &bytes);
  else
    bench_live (SECONDS * 1000);
  begin = g_get_monotonic_time ();
  bench_act (record, 0, "record.stop", NULL);
  took.safe_ms = wait_until (begin, is_painted, &page);
  bench_live (1500);
  took.length_ms = last_length (workspace);
  bench_act (bench_get_window (), 1000, "win.show-place", "s", "home");
  return took;
}

static void
measure (VouchWorkspace *workspace, char **target, const char *name, const char *source, int rounds)
{
  gint64 enough = rounds > 0 ? 0 : (gint64) atoi (target[2]) * 1024 * 1024;
  Took most = { 0 };

  for (int i = 0; i < MAX (rounds, 1); i++) {
    Took took = record (workspace, target, source, enough);

    most.bytes_ms = MAX (most.bytes_ms, took.bytes_ms);
    most.said_ms = MAX (most.said_ms, took.said_ms);
    most.safe_ms = MAX (most.safe_ms, took.safe_ms);
    most.length_ms = took.length_ms;
  }
  g_print (
      "%s of %.0f s: first bytes after %.0f ms, said so after %.0f ms (P19); its page after %.0f "
      "ms (P18); the most of %d\n",
      name, (double) most.length_ms / 1000, most.bytes_ms, most.said_ms, most.safe_ms,
      MAX (rounds, 1));
}

int
main (int argc, char **argv)
{
  VouchApplication *application;
  VouchWorkspace *workspace;
  int rounds;

  if (argc != 5) {
    g_printerr ("usage: bench-keep ROUNDS PORTFOLIO REQUIREMENT LONG-MIB\n");
    return 2;
  }
  rounds = MAX (atoi (argv[1]), 1);
  application = bench_open (50);
  workspace = vouch_application_get_workspace (application);
  g_signal_connect (gtk_widget_get_frame_clock (bench_get_window ()), "after-paint",
                    G_CALLBACK (painted_cb), NULL);
  measure (workspace, argv + 2, "sound", "sound=tone", rounds);
  measure (workspace, argv + 2, "a long sound", "sound=tone,live=0", 0);
  bench_close (application);
  return 0;
}
