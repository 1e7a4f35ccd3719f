/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "bench-window.h"

#include <locale.h>
#include <time.h>

/*
 * The window of the program itself in the process of a bench, which presses what a person would press
 * and watches the main loop.  Between two polls is all there is to know, as in vouch-stalls.c; looking
 * for a widget to press is the bench's own work and is not counted.
 */

static GtkWidget *window;

/* Of the poll function, which has no data. */
static struct {
  gint64 since_us; /* 0 while nothing counts */
  gint64 worked_us;
  gint64 longest_us;
  gint64 most_work_us;
  gint64 limit_us;
  GString *stalls;
} busy;

/* What the main loop's thread used of a processor, which says the same with other work beside it. */
static gint64
worked_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* What follows is the window's work. */
void
bench_begin (void)
{
  busy.since_us = g_get_monotonic_time ();
  busy.worked_us = worked_us ();
}

static gint
poll_cb (GPollFD *fds, guint n_fds, gint timeout)
{
  gint64 took_us = busy.since_us != 0 ? g_get_monotonic_time () - busy.since_us : 0;
  gint64 work_us = busy.since_us != 0 ? worked_us () - busy.worked_us : 0;
  gint ready;

  busy.longest_us = MAX (busy.longest_us, took_us);
  busy.most_work_us = MAX (busy.most_work_us, work_us);
  if (took_us > busy.limit_us)
    g_string_append_printf (busy.stalls, "%s%.0f", busy.stalls->len > 0 ? ", " : "",
                            (double) took_us / 1000.0);
  ready = g_poll (fds, n_fds, timeout);
  bench_begin ();
  return ready;
}

static void
forget (void)
{
  busy.since_us = busy.longest_us = busy.most_work_us = 0;
  g_string_truncate (busy.stalls, 0);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Lets the window do what it has to do. */
void
bench_live (guint ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) ms * 1000;
  guint wake = g_timeout_add (20, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  busy.since_us = 0;
  g_source_remove (wake);
}

void
bench_report (const char *what)
{
  g_print ("%s: longest %.0f ms (%.0f ms of a processor)%s%s\n", what,
           (double) busy.longest_us / 1000.0, (double) busy.most_work_us / 1000.0,
           busy.stalls->len > 0 ? "; stalls of " : "", busy.stalls->str);
  forget ();
}

GtkWidget *
bench_find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = bench_find (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Returns: the first of its kind on the screen; the bench ends when it does not come. */
GtkWidget *
bench_expect (GType type)
{
  GtkWidget *found = NULL;

  for (guint i = 0; i < 200 && found == NULL; i++) {
    found = bench_find (window, type);
    if (found == NULL)
      bench_live (50);
  }
  if (found == NULL)
    g_error ("no %s came", g_type_name (type));
  return found;
}

void
bench_act (GtkWidget *widget, guint ms, const char *action, const char *format, ...)
{
  g_autoptr (GVariant) parameter = NULL;
  va_list list;

  if (format != NULL) {
    va_start (list, format);
    parameter = g_variant_ref_sink (g_variant_new_va (format, NULL, &list));
    va_end (list);
  }
  bench_begin ();
  if (!gtk_widget_activate_action_variant (widget, action, parameter))
    g_error ("there is no %s", action);
  bench_live (ms);
}

void
bench_press (const char *key, guint ms)
{
  g_autofree char *command = g_strconcat ("xdotool key ", key, NULL);

  if (!g_spawn_command_line_async (command, NULL))
    g_error ("xdotool is not there");
  bench_live (ms);
}

void
bench_focus (GType type)
{
  GtkWidget *widget = bench_expect (type);

  bench_begin ();
  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  bench_live (500);
}

/**
 * bench_open:
 * @limit_ms: what is too long.
 *
 * Opens the library of `VOUCH_LIBRARY`, and forgets what the start took.
 *
 * Returns: (transfer full): the program.
 */
VouchApplication *
bench_open (double limit_ms)
{
  VouchApplication *application;

  setlocale (LC_ALL, "");
  busy.stalls = g_string_new (NULL);
  busy.limit_us = (gint64) (limit_ms * 1000);
  g_main_context_set_poll_func (NULL, poll_cb);
  application = vouch_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_activate (G_APPLICATION (application));
  window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application)));
  bench_live (3000);
  forget ();
  return application;
}

/* The main window. */
GtkWidget *
bench_get_window (void)
{
  return window;
}

/* Closes the window as a person does, so that nothing of the library is left half done. */
void
bench_close (VouchApplication *application)
{
  gtk_window_close (GTK_WINDOW (window));
  bench_live (1000);
  g_object_unref (application);
}
