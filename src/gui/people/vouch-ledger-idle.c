/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-ledger-idle"

#include "config.h"
#include "vouch-ledger-idle.h"

#include "vouch-ledger-keeper.h"
#include "vouch-settings.h"

/* How often it is looked whether it is time. */
#define LOOK_SECONDS 20

/* One window that is watched; it ends with the window. */
typedef struct {
  VouchWorkspace *workspace;
  gint64 touched_us;
  guint source;
} Watch;

static gpointer
lock_if_due (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 idle_seconds = GPOINTER_TO_INT (data);
  g_autofree char *minutes = vouch_settings_get (workspace, VOUCH_LEDGER_IDLE_SETTING);
  gint64 limit = minutes != NULL ? g_ascii_strtoll (minutes, NULL, 10) * 60 : 0;

  if (limit <= 0 || idle_seconds < limit ||
      vouch_ledger_keeper_get_state (workspace) != VOUCH_LEDGER_STATE_OPEN)
    return NULL;
  return GINT_TO_POINTER (vouch_ledger_keeper_lock (workspace, cancellable, error));
}

static gboolean
look_cb (gpointer data)
{
  Watch *watch = data;
  gint64 idle = (g_get_monotonic_time () - watch->touched_us) / G_USEC_PER_SEC;

  if (idle >= LOOK_SECONDS)
    vouch_workspace_run_async (watch->workspace, lock_if_due, GINT_TO_POINTER ((int) idle), NULL,
                               NULL, NULL, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, Watch *watch)
{
  watch->touched_us = g_get_monotonic_time ();
  return GDK_EVENT_PROPAGATE;
}

static void
window_gone (gpointer data, GClosure *closure)
{
  Watch *watch = data;

  g_source_remove (watch->source);
  g_object_unref (watch->workspace);
  g_free (watch);
}

/**
 * vouch_ledger_idle_watch:
 * @window: a window.
 * @workspace: the workspace.
 *
 * Has the class lists locked once nobody has touched the window for as long as was chosen.
 */
void
vouch_ledger_idle_watch (GtkWidget *window, VouchWorkspace *workspace)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  Watch *watch = g_new0 (Watch, 1);

  watch->workspace = g_object_ref (workspace);
  watch->touched_us = g_get_monotonic_time ();
  watch->source = g_timeout_add_seconds (LOOK_SECONDS, look_cb, watch);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_data (events, "event", G_CALLBACK (event_cb), watch, window_gone, 0);
  gtk_widget_add_controller (window, events);
}
