/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-background"

#include "config.h"
#include "vouch-background.h"

#include <glib/gi18n.h>

#include "vouch-decisions.h"
#include "vouch-job-queue.h"
#include "vouch-sender.h"

/**
 * VouchBackground:
 *
 * What goes on without the window. While something is sent the program stays, and the computer does
 * not go to sleep by itself; when it slept all the same, sending begins a new connection. Issuers are
 * asked for decisions. Whoever does not look at the window is told by a notification.
 */
#define FIRST_QUESTION_S 5
#define QUESTION_EVERY_S (15 * 60)

struct _VouchBackground {
  GObject parent_instance;

  GtkApplication *application; /* (not owned): it owns this */
  VouchWorkspace *workspace;
  VouchSender *sender;
  GCancellable *cancellable;
  GDBusConnection *bus; /* (nullable) */
  guint sleep_signal;
  guint question; /* source */
  gboolean asking;
  gboolean held;
  guint inhibited; /* cookie, 0 when not */
};

G_DEFINE_FINAL_TYPE (VouchBackground, vouch_background, G_TYPE_OBJECT)

static void
patient_cb (VouchBackground *self)
{
  gboolean patient = vouch_sender_get_patient (self->sender);

  if (patient == self->held)
    return;
  self->held = patient;
  if (patient)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_application_release (G_APPLICATION (self->application));
}

static void
moving_cb (VouchBackground *self)
{
  gboolean moving = vouch_sender_get_moving (self->sender);

  if (moving && self->inhibited == 0) {
    self->inhibited = gtk_application_inhibit (
        self->application, gtk_application_get_active_window (self->application),
        GTK_APPLICATION_INHIBIT_SUSPEND, _ ("A portfolio is being sent"));
  } else if (!moving && self->inhibited != 0) {
    gtk_application_uninhibit (self->application, self->inhibited);
    self->inhibited = 0;
  }
}

static gboolean
is_looked_at (VouchBackground *self)
{
  GtkWindow *window = gtk_application_get_active_window (self->application);

  return window != NULL && gtk_window_is_active (window);
}

static void
notify (VouchBackground *self,
        const char *id,
        const char *title,
        const char *body,
        const char *portfolio)
{
  g_autoptr (GNotification) notification = NULL;

  if (is_looked_at (self))
    return;
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-decision", "s", portfolio);
  g_application_send_notification (G_APPLICATION (self->application), id, notification);
}

static void
sent_cb (VouchBackground *self, VouchJob *job)
{
  g_autofree char *id = NULL;

  if (vouch_job_get_portfolio (job) == NULL)
    return;
  id = g_strconcat ("sent-", vouch_job_get_portfolio (job), NULL);
  notify (self, id, _ ("Sent, and confirmed by the issuer"),
          _ ("Every file has arrived. The decision will come in here."),
          vouch_job_get_portfolio (job));
}

static void
tell_decision (VouchBackground *self, const VouchDecisionNews *news)
{
  g_autofree char *id = g_strconcat ("decided-", news->portfolio, NULL);
  /* Translators: the title of a portfolio. */
  g_autofree char *title =
      g_strdup_printf (_ ("A decision on “%s” came in"), news->title != NULL ? news->title : "");
  const char *body;

  switch (news->outcome) {
  case VOUCH_OUTCOME_EARNED: body = _ ("Earned. Your badge is here."); break;
  case VOUCH_OUTCOME_INCOMPLETE: body = _ ("It came back: something is missing."); break;
  case VOUCH_OUTCOME_NOT_YET:
  default: body = _ ("Not yet. See what is earned and what is open.");
  }
  notify (self, id, title, body, news->portfolio);
}

static gpointer
poll (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_decisions_poll (workspace, cancellable, error);
}

static void
polled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchBackground) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) news =
      vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  self->asking = FALSE;
  if (error != NULL)
    g_debug ("Nobody was asked for decisions: %s", error->message);
  for (guint i = 0; news != NULL && self->application != NULL && i < news->len; i++)
    tell_decision (self, g_ptr_array_index (news, i));
}

static gboolean
question_cb (gpointer data)
{
  VouchBackground *self = data;

  if (!self->asking) {
    self->asking = TRUE;
    vouch_workspace_run_remote_async (self->workspace, poll, NULL, NULL,
                                      (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                                      polled_cb, g_object_ref (self));
  }
  self->question = g_timeout_add_seconds (QUESTION_EVERY_S, question_cb, self);
  return G_SOURCE_REMOVE;
}

static void
slept_cb (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer data)
{
  VouchBackground *self = data;
  gboolean going_to_sleep = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &going_to_sleep);
  if (!going_to_sleep)
    vouch_sender_slept (self->sender);
}

/* Without logind the silence of a dead connection is noticed after half a minute all the same. */
static void
bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchBackground) self = data;
  g_autoptr (GError) error = NULL;

  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL || self->application == NULL) {
    g_debug ("Sleep is not heard of: %s", error != NULL ? error->message : "closing");
    return;
  }
  self->bus = g_steal_pointer (&bus);
  self->sleep_signal = g_dbus_connection_signal_subscribe (
      self->bus, "org.freedesktop.login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
      "/org/freedesktop/login1", NULL, G_DBUS_SIGNAL_FLAGS_NONE, slept_cb, self, NULL);
}

typedef void (*SenderFunc) (VouchSender *sender, VouchJob *job);

static void
with_job (VouchBackground *self, GVariant *portfolio, SenderFunc func)
{
  GListModel *jobs = G_LIST_MODEL (vouch_workspace_get_jobs (self->workspace));

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (VouchJob) job = g_list_model_get_item (jobs, i);

    if (vouch_job_get_can_wait (job) && !vouch_job_is_over (job) &&
        g_strcmp0 (vouch_job_get_portfolio (job), g_variant_get_string (portfolio, NULL)) == 0)
      func (self->sender, job);
  }
}

static void
pause_cb (GSimpleAction *action, GVariant *portfolio, gpointer data)
{
  with_job (data, portfolio, vouch_sender_pause);
}

static void
continue_cb (GSimpleAction *action, GVariant *portfolio, gpointer data)
{
  with_job (data, portfolio, vouch_sender_go_on);
}

static void
now_cb (GSimpleAction *action, GVariant *portfolio, gpointer data)
{
  with_job (data, portfolio, vouch_sender_send_now);
}

static void
stop_cb (GSimpleAction *action, GVariant *portfolio, gpointer data)
{
  with_job (data, portfolio, vouch_sender_stop);
}

static const GActionEntry actions[] = {
  { .name = "pause-sending", .activate = pause_cb, .parameter_type = "s" },
  { .name = "continue-sending", .activate = continue_cb, .parameter_type = "s" },
  { .name = "send-now", .activate = now_cb, .parameter_type = "s" },
  { .name = "stop-sending", .activate = stop_cb, .parameter_type = "s" },
};

static void
vouch_background_dispose (GObject *object)
{
  VouchBackground *self = VOUCH_BACKGROUND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->question, g_source_remove);
  if (self->sleep_signal != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->sleep_signal);
  self->sleep_signal = 0;
  g_clear_object (&self->bus);
  if (self->application != NULL) {
    for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
      g_action_map_remove_action (G_ACTION_MAP (self->application), actions[i].name);
    if (self->inhibited != 0)
      gtk_application_uninhibit (self->application, self->inhibited);
    if (self->held)
      g_application_release (G_APPLICATION (self->application));
  }
  self->application = NULL;
  g_clear_object (&self->sender);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_background_parent_class)->dispose (object);
}

static void
vouch_background_finalize (GObject *object)
{
  g_object_unref (VOUCH_BACKGROUND (object)->cancellable);

  G_OBJECT_CLASS (vouch_background_parent_class)->finalize (object);
}

static void
vouch_background_class_init (VouchBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_background_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_background_finalize;
}

static void
vouch_background_init (VouchBackground *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * vouch_background_new:
 * @application: the application; it outlives this.
 * @workspace: the workspace that is open.
 *
 * Returns: (transfer full): what looks after everything that needs no window.
 */
VouchBackground *
vouch_background_new (GtkApplication *application, VouchWorkspace *workspace)
{
  VouchBackground *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application) && VOUCH_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (VOUCH_TYPE_BACKGROUND, NULL);
  self->application = application;
  self->workspace = g_object_ref (workspace);
  self->sender = vouch_sender_new (workspace);
  g_signal_connect_object (self->sender, "notify::patient", G_CALLBACK (patient_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sender, "notify::moving", G_CALLBACK (moving_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sender, "sent", G_CALLBACK (sent_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   self);
  self->question = g_timeout_add_seconds (FIRST_QUESTION_S, question_cb, self);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_cb, g_object_ref (self));
  patient_cb (self);
  moving_cb (self);
  return self;
}

/**
 * vouch_background_is_sending:
 * @self: what goes on without the window.
 *
 * Returns: whether something is being sent just now.
 */
gboolean
vouch_background_is_sending (VouchBackground *self)
{
  g_return_val_if_fail (VOUCH_IS_BACKGROUND (self), FALSE);

  return vouch_sender_get_moving (self->sender);
}
