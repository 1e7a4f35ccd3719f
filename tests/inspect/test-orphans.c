/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vouch-reader-inspector.h"

/*
 * A helper is gone when nobody waits for it any more. This program adopts whatever its descendants leave
 * behind, so a helper that lives on is seen as a child that does not end.
 */

#define PATIENCE_US (8 * G_USEC_PER_SEC)

static int
open_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

/* Whether all that was left behind ends by itself. What does not is ended, so that it harms no other
 * test. */
static gboolean
all_end (void)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
  pid_t pid = 0;

  while ((pid = waitpid (-1, NULL, WNOHANG)) >= 0 && g_get_monotonic_time () < deadline)
    if (pid == 0)
      g_usleep (5000);
  if (pid < 0 && errno == ECHILD)
    return TRUE;
  g_test_message ("A helper is still there; see ps.");
  return FALSE;
}

static void
see (gint64 position_ms, VouchGlance *frame, gboolean is_heard, gpointer data)
{
}

static void
show (guint index, VouchGlance *glance, gpointer data)
{
}

/* What a window does when it is killed: one kind of work after the other. */
static void
work (const char *kind)
{
  g_autoptr (VouchReaderInspector) reader = vouch_reader_inspector_new ();
  VouchInspector *inspector = VOUCH_INSPECTOR (reader);
  const VouchPlaying playing = { 0, 20000, 320, 320 };
  int fd = open_sample ("lesson.mp4");
  const VouchGlanceSource source = { fd, { VOUCH_GLANCE_FORM_PICTURE, 128, 128, 1, -1, FALSE } };

  while (TRUE) {
    g_autoptr (VouchFacts) facts = NULL;

    if (g_str_equal (kind, "play"))
      vouch_inspector_play (inspector, fd, &playing, see, NULL, NULL, NULL);
    else if (g_str_equal (kind, "facts"))
      facts = vouch_inspector_read_facts (inspector, fd, "lesson.mp4", NULL, NULL);
    else
      vouch_inspector_glance (inspector, &source, 1, show, NULL, NULL, NULL);
  }
}

static void
test_killed (gconstpointer data)
{
  const char *kind = data;

  for (guint i = 0; i < 12; i++) {
    const gchar *argv[] = { "/proc/self/exe", "--work", kind, NULL };
    GPid pid = 0;

    g_assert_true (g_spawn_async (NULL, (char **) argv, NULL,
                                  G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                                  NULL, &pid, NULL));
    g_usleep (20000 + 17000 * i);
    kill (pid, SIGKILL);
    g_assert_true (all_end ());
  }
}

static gpointer
cancel_soon (gpointer data)
{
  static guint turn;

  g_usleep (300 * (turn++ % 60));
  g_cancellable_cancel (data);
  return NULL;
}

/* A row scrolled out of sight: its helper is stopped, often before its sandbox stands. */
static void
test_stopped (void)
{
  g_autoptr (VouchReaderInspector) reader = vouch_reader_inspector_new ();
  int fd = open_sample ("lesson.mp4");
  const VouchGlanceSource source = { fd, { VOUCH_GLANCE_FORM_PICTURE, 128, 128, 1, -1, FALSE } };

  for (guint i = 0; i < 60; i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

    vouch_inspector_glance (VOUCH_INSPECTOR (reader), &source, 1, show, NULL, cancellable, NULL);
    g_thread_join (thread);
  }
  close (fd);
  g_assert_true (all_end ());
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--work"))
    work (argv[2]);
  g_test_init (&argc, &argv, NULL);
  prctl (PR_SET_CHILD_SUBREAPER, 1);
  g_test_add_data_func ("/orphans/killed-while-measuring", "facts", test_killed);
  g_test_add_data_func ("/orphans/killed-while-showing", "glance", test_killed);
  g_test_add_data_func ("/orphans/killed-while-playing", "play", test_killed);
  g_test_add_func ("/orphans/stopped", test_stopped);
  return g_test_run ();
}
