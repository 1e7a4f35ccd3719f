/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui-harness.h"
#include "vouch-focus.h"
#include "vouch-record-page.h"
#include "vouch-record-session.h"

/* What is wished of the recorder at an unlucky moment, and whether it listens when nobody looks. */

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
is_over (gpointer session)
{
  return !vouch_record_session_is_under_way (session);
}

static void
note_kept (VouchRecordSession *session, GPtrArray *kept, guint *n_kept)
{
  *n_kept += kept->len;
}

static gboolean
records (gpointer session)
{
  VouchCaptureStatus status;

  return vouch_record_session_get_status (session, &status) &&
         status.state == VOUCH_CAPTURE_STATE_RECORDING;
}

/* What is stopped at its very beginning leaves nothing. */
static gboolean
has_recorded (gpointer session)
{
  VouchCaptureStatus status;

  return vouch_record_session_get_status (session, &status) && status.recorded_ms > 300;
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

/* The microphone does not answer when it is closed: what was recorded is kept all the same, and the next is
 * recorded. */
static void
test_stuck (GuiLibrary *library, gconstpointer data)
{
  VouchRecordSession *session = vouch_record_session_new (library->workspace, NULL, NULL);
  guint n_kept = 0;

  g_signal_connect (session, "kept", G_CALLBACK (note_kept), &n_kept);
  for (guint i = 0; i < 2; i++) {
    open_sound (session);
    vouch_record_session_start (session);
    wait_until (has_recorded, session, "recording");
    vouch_record_session_stop (session);
    wait_until (is_over, session, "end of the recording");
  }
  g_assert_cmpuint (n_kept, ==, 2);
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

/* As when another page is opened over it, which takes the focus. */
static void
cover (VouchPage *page)
{
  vouch_focus_leave (GTK_WIDGET (page));
  gtk_widget_set_visible (GTK_WIDGET (page), FALSE);
}

/* Behind another page nobody sees that the microphone is open: it is not. */
static void
test_covered (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_record_page_new (library->workspace, NULL, NULL);
  GtkWidget *window = show (page);

  wait_until (listens, NULL, "open microphone");
  cover (page);
  wait_until (is_deaf, NULL, "closed microphone");
  gtk_widget_set_visible (GTK_WIDGET (page), TRUE);
  wait_until (listens, NULL, "microphone that is open again");
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (is_deaf, NULL, "closed microphone at the end");
  gui_library_settle (library);
}

static GtkWidget *
part_before (VouchPage *page)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (page), VOUCH_TYPE_RECORD_PAGE, "before"));
}

static gboolean
is_ready (gpointer page)
{
  return vouch_focus_is_in (part_before (page));
}

static void
note_gone (gpointer n_there, GObject *where_it_was)
{
  *(guint *) n_there -= 1;
}

static void
watch (GtkWidget *widget, guint *n_there)
{
  *n_there += 1;
  g_object_weak_ref (G_OBJECT (widget), note_gone, n_there);
}

static gboolean
is_none (gpointer n_there)
{
  return *(guint *) n_there == 0;
}

/* The window goes before it has painted that a microphone is being opened anew: nothing of the page
 * stays, neither itself nor the part that had the focus. */
static void
test_gone (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_record_page_new (library->workspace, NULL, NULL);
  GtkWidget *window = show (page);
  guint n_there = 0;

  wait_until (is_ready, page, "button with the focus");
  watch (GTK_WIDGET (page), &n_there);
  watch (part_before (page), &n_there);
  gtk_widget_activate_action (GTK_WIDGET (page), "record.open", NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (is_none, &n_there, "end of the page");
  wait_until (is_deaf, NULL, "closed microphone at the end");
  gui_library_settle (library);
}

/* Twice within one frame what has the focus is hidden: neither stays. */
static void
test_shown_again (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_record_page_new (library->workspace, NULL, NULL);
  GtkWidget *window = show (page);
  guint n_there = 0;

  wait_until (is_ready, page, "button with the focus");
  watch (GTK_WIDGET (page), &n_there);
  gtk_widget_set_visible (GTK_WIDGET (page), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (page), TRUE);
  wait_until (is_ready, page, "button with the focus");
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (is_none, &n_there, "end of the page");
  gui_library_settle (library);
}

int
main (int argc, char **argv)
{
  gui_library_begin (&argc, &argv);
  gui_library_add ("/session/not-listening", DEVICES, test_not_listening);
  gui_library_add ("/session/early-start", DEVICES, test_early_start);
  gui_library_add ("/session/stuck", "sound=tone,close-for=3600", test_stuck);
  gui_library_add ("/session/covered", DEVICES, test_covered);
  gui_library_add ("/session/gone", DEVICES, test_gone);
  gui_library_add ("/session/shown-again", DEVICES, test_shown_again);
  return g_test_run ();
}
