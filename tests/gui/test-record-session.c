/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gui-harness.h"
#include "vouch-record-page.h"
#include "vouch-record-session.h"

/* What is wished of the recorder at an unlucky moment, and whether it listens when nobody looks. */

#define SOURCE "VOUCH_CAPTURE_SOURCE"
#define DEVICES "sound=tone;picture=ball"
#define PATIENCE_US (30 * G_USEC_PER_SEC)

typedef gboolean (*Look) (gpointer data);

static void
wait_until (Look look, gpointer data, const char *what)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (!look (data)) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
    if (g_get_monotonic_time () > end)
      g_error ("no %s", what);
  }
}

static gboolean
is_open (gpointer session)
{
  VouchCaptureStatus status;

  return vouch_record_session_get_status (session, &status);
}

static gboolean
holds_moments (gpointer session)
{
  VouchCaptureStatus status;

  return vouch_record_session_get_status (session, &status) && status.pre_roll;
}

static gboolean
holds_none (gpointer session)
{
  VouchCaptureStatus status;

  return vouch_record_session_get_status (session, &status) && !status.pre_roll;
}

static void
open_sound (VouchRecordSession *session)
{
  vouch_record_session_open (session, VOUCH_CAPTURE_KIND_SOUND, NULL, NULL);
}

static void
end (GuiLibrary *library, VouchRecordSession *session)
{
  vouch_record_session_close (session);
  g_object_unref (session);
  gui_library_settle (library);
}

/* Listening is switched off while the devices are opened anew: it does not listen. */
static void
test_not_listening (GuiLibrary *library, gconstpointer data)
{
  VouchRecordSession *session = vouch_record_session_new (library->workspace, NULL, NULL);

  open_sound (session);
  vouch_record_session_set_pre_roll (session, TRUE);
  wait_until (holds_moments, session, "moments that are held");
  open_sound (session);
  g_assert_false (is_open (session));
  vouch_record_session_set_pre_roll (session, FALSE);
  wait_until (is_open, session, "microphone");
  wait_until (holds_none, session, "end of listening");
  open_sound (session);
  wait_until (is_open, session, "microphone");
  g_assert_true (holds_none (session));
  end (library, session);
}

static gboolean
records (gpointer session)
{
  VouchCaptureStatus status;

  return vouch_record_session_get_status (session, &status) &&
         status.state == VOUCH_CAPTURE_STATE_RECORDING;
}

/* Record is pressed before the camera is open: it records then, once. */
static void
test_early_start (GuiLibrary *library, gconstpointer data)
{
  VouchRecordSession *session = vouch_record_session_new (library->workspace, NULL, NULL);

  vouch_record_session_start (session);
  vouch_record_session_open (session, VOUCH_CAPTURE_KIND_PICTURE, NULL, NULL);
  vouch_record_session_close (session);
  vouch_record_session_open (session, VOUCH_CAPTURE_KIND_PICTURE, NULL, NULL);
  wait_until (is_open, session, "camera");
  g_assert_false (vouch_record_session_is_under_way (session));
  open_sound (session);
  vouch_record_session_start (session);
  g_assert_false (vouch_record_session_is_under_way (session));
  vouch_record_session_open (session, VOUCH_CAPTURE_KIND_PICTURE, NULL, NULL);
  wait_until (records, session, "recording");
  vouch_record_session_stop (session);
  end (library, session);
}

/* A recorder lives in a thread of its own as long as its devices are open. */
static guint
count_recorders (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;
  guint n = 0;

  while ((task = g_dir_read_name (tasks)) != NULL) {
    g_autofree char *path = g_build_filename ("/proc/self/task", task, "comm", NULL);
    g_autofree char *name = NULL;

    if (g_file_get_contents (path, &name, NULL, NULL) &&
        g_str_equal (g_strstrip (name), "recorder"))
      n++;
  }
  return n;
}

static gboolean
listens (gpointer nothing)
{
  return count_recorders () == 1;
}

static gboolean
is_deaf (gpointer nothing)
{
  return count_recorders () == 0;
}

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  vouch_page_refresh (page);
  return window;
}

static gboolean
is_later (gpointer end)
{
  return g_get_monotonic_time () > *(gint64 *) end;
}

/* Behind another page nobody sees that the microphone is open: it is not. */
static void
test_covered (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_record_page_new (library->workspace, NULL, NULL);
  GtkWidget *window = show (page);
  gint64 end;

  wait_until (listens, NULL, "open microphone");
  gtk_widget_set_visible (GTK_WIDGET (page), FALSE);
  wait_until (is_deaf, NULL, "closed microphone");
  gtk_widget_set_visible (GTK_WIDGET (page), TRUE);
  wait_until (listens, NULL, "microphone that is open again");
  /* What the page shows then is there before it is taken away. */
  end = g_get_monotonic_time () + G_USEC_PER_SEC;
  wait_until (is_later, &end, "second");
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (is_deaf, NULL, "closed microphone at the end");
  gui_library_settle (library);
}

int
main (int argc, char **argv)
{
  gui_library_begin (&argc, &argv);
  gui_library_add ("/session/not-listening", DEVICES, test_not_listening);
  gui_library_add ("/session/early-start", DEVICES, test_early_start);
  gui_library_add ("/session/covered", DEVICES, test_covered);
  return g_test_run ();
}
