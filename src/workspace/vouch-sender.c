/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sender"

#include "config.h"
#include "vouch-sender.h"

#include "vouch-job-queue.h"
#include "vouch-sending.h"

/**
 * VouchSender:
 *
 * Lets what is to be sent go on when it can: when the line is back, when the network is no longer
 * metered, when the computer has slept. It watches the queue of a workspace, in the main context,
 * and touches only jobs that can wait.
 *
 * What the other side does not answer is tried again after FIRST_RETRY_S, then after twice that and
 * so on up to LONGEST_RETRY_S; a change of the network begins anew. Sending that has been out of
 * reach for a while is no longer reason to keep the program open: it goes on at the next start.
 */
#define FIRST_RETRY_S 15
#define LONGEST_RETRY_S (15 * 60)
#define RETRIES_IN_BACKGROUND 6
#define AFTER_CHANGE_S 2

struct _VouchSender {
  GObject parent_instance;

  VouchWorkspace *workspace;
  VouchJobQueue *jobs;
  guint retry;   /* source, 0 when none */
  guint retries; /* without a byte sent */
  gboolean watching;
  gboolean moving;
  gboolean patient;
};

enum { PROP_MOVING = 1, PROP_PATIENT, N_PROPS };

static GParamSpec *props[N_PROPS];

enum { SIGNAL_SENT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchSender, vouch_sender, G_TYPE_OBJECT)

typedef void (*JobFunc) (VouchSender *self, VouchJob *job);

static void
each_held (VouchSender *self, VouchJobHold hold, JobFunc func)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++) {
    g_autoptr (VouchJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    if (vouch_job_get_state (job) == VOUCH_JOB_HELD && vouch_job_get_hold (job) == hold)
      func (self, job);
  }
}

static void
go_on (VouchSender *self, VouchJob *job)
{
  vouch_job_queue_go_on (self->jobs, job);
}

static gboolean
retry_cb (gpointer data)
{
  VouchSender *self = data;

  self->retry = 0;
  self->retries++;
  each_held (self, VOUCH_JOB_HOLD_OFFLINE, go_on);
  return G_SOURCE_REMOVE;
}

static void
schedule_retry (VouchSender *self, guint seconds)
{
  g_clear_handle_id (&self->retry, g_source_remove);
  self->retry = g_timeout_add_seconds (seconds, retry_cb, self);
}

static void
look (VouchSender *self)
{
  gboolean moving = FALSE, offline = FALSE, patient;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++) {
    g_autoptr (VouchJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    if (!vouch_job_get_can_wait (job) || vouch_job_is_over (job))
      continue;
    moving = moving || vouch_job_get_state (job) != VOUCH_JOB_HELD;
    offline = offline || vouch_job_get_hold (job) == VOUCH_JOB_HOLD_OFFLINE;
  }
  if (offline && self->retry == 0)
    schedule_retry (self, MIN (FIRST_RETRY_S << MIN (self->retries, 6), LONGEST_RETRY_S));
  patient = moving || (offline && self->retries < RETRIES_IN_BACKGROUND);
  if (moving != self->moving) {
    self->moving = moving;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MOVING]);
  }
  if (patient != self->patient) {
    self->patient = patient;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PATIENT]);
  }
}

static void
state_cb (VouchSender *self, GParamSpec *pspec, VouchJob *job)
{
  if (vouch_job_get_state (job) == VOUCH_JOB_DONE) {
    self->retries = 0;
    g_signal_emit (self, signals[SIGNAL_SENT], 0, job);
  }
  look (self);
}

static void
progress_cb (VouchSender *self, GParamSpec *pspec, VouchJob *job)
{
  if (vouch_job_get_done (job) > 0)
    self->retries = 0;
}

static void
network_cb (VouchSender *self, gboolean available)
{
  self->retries = 0;
  if (available)
    schedule_retry (self, AFTER_CHANGE_S);
}

static void
interrupt_if_it_minds (VouchJob *job)
{
  if (vouch_job_get_can_wait (job) && !vouch_job_is_over (job) &&
      vouch_job_get_state (job) != VOUCH_JOB_HELD && !vouch_job_get_hurried (job))
    vouch_job_interrupt (job, VOUCH_JOB_HOLD_METERED);
}

static void
metered_cb (VouchSender *self)
{
  GNetworkMonitor *network = vouch_workspace_get_network (self->workspace);

  if (!g_network_monitor_get_network_metered (network)) {
    each_held (self, VOUCH_JOB_HOLD_METERED, go_on);
    return;
  }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++) {
    g_autoptr (VouchJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    interrupt_if_it_minds (job);
  }
}

/* Asking about the network takes a moment, and most days there is nothing to send. */
static void
watch_network (VouchSender *self)
{
  GNetworkMonitor *network;

  if (self->watching)
    return;
  self->watching = TRUE;
  network = vouch_workspace_get_network (self->workspace);
  g_signal_connect_object (network, "network-changed", G_CALLBACK (network_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (network, "notify::network-metered", G_CALLBACK (metered_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
jobs_cb (VouchSender *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (VouchJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    if (!vouch_job_get_can_wait (job))
      continue;
    watch_network (self);
    g_signal_connect_object (job, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (job, "notify::fraction", G_CALLBACK (progress_cb), self,
                             G_CONNECT_SWAPPED);
  }
  look (self);
}

static void
vouch_sender_dispose (GObject *object)
{
  VouchSender *self = VOUCH_SENDER (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (vouch_sender_parent_class)->dispose (object);
}

static void
vouch_sender_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VouchSender *self = VOUCH_SENDER (object);

  switch (id) {
  case PROP_MOVING: g_value_set_boolean (value, self->moving); break;
  case PROP_PATIENT: g_value_set_boolean (value, self->patient); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
vouch_sender_class_init (VouchSenderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = vouch_sender_dispose;
  object_class->get_property = vouch_sender_get_property;
  props[PROP_MOVING] = g_param_spec_boolean ("moving", NULL, NULL, FALSE, flags);
  props[PROP_PATIENT] = g_param_spec_boolean ("patient", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * VouchSender::sent:
   * @self: a sender.
   * @job: a job that can wait, and is done.
   *
   * Something arrived and was confirmed.
   */
  signals[SIGNAL_SENT] = g_signal_new ("sent", VOUCH_TYPE_SENDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, VOUCH_TYPE_JOB);
}

static void
vouch_sender_init (VouchSender *self)
{
}

/**
 * vouch_sender_new:
 * @workspace: a workspace.
 *
 * Returns: (transfer full): what looks after its sending for as long as it lives.
 */
VouchSender *
vouch_sender_new (VouchWorkspace *workspace)
{
  VouchSender *self;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (VOUCH_TYPE_SENDER, NULL);
  self->workspace = g_object_ref (workspace);
  self->jobs = g_object_ref (vouch_workspace_get_jobs (workspace));
  g_signal_connect_object (self->jobs, "items-changed", G_CALLBACK (jobs_cb), self,
                           G_CONNECT_SWAPPED);
  jobs_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->jobs)));
  return self;
}

/**
 * vouch_sender_get_moving:
 * @self: a sender.
 *
 * Returns: whether something is being sent just now.
 */
gboolean
vouch_sender_get_moving (VouchSender *self)
{
  g_return_val_if_fail (VOUCH_IS_SENDER (self), FALSE);

  return self->moving;
}

/**
 * vouch_sender_get_patient:
 * @self: a sender.
 *
 * Returns: whether it is worth staying for: something is being sent, or will soon be tried again.
 */
gboolean
vouch_sender_get_patient (VouchSender *self)
{
  g_return_val_if_fail (VOUCH_IS_SENDER (self), FALSE);

  return self->patient;
}

typedef struct {
  char *portfolio;
  gboolean paused;
} Pausing;

static void
pausing_free (gpointer data)
{
  Pausing *pausing = data;

  g_free (pausing->portfolio);
  g_free (pausing);
}

static gpointer
keep_paused (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Pausing *pausing = data;
  gboolean kept = vouch_sending_keep_paused (workspace, pausing->portfolio, pausing->paused, error);

  return GINT_TO_POINTER (kept);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL)
    g_message ("A pause holds until the program ends: %s", error->message);
}

static void
remember_paused (VouchSender *self, VouchJob *job, gboolean paused)
{
  Pausing *pausing;

  if (vouch_job_get_portfolio (job) == NULL)
    return;
  pausing = g_new0 (Pausing, 1);
  pausing->portfolio = g_strdup (vouch_job_get_portfolio (job));
  pausing->paused = paused;
  vouch_workspace_run_async (self->workspace, keep_paused, pausing, pausing_free, NULL, NULL,
                             kept_cb, NULL);
}

/**
 * vouch_sender_pause:
 * @self: a sender.
 * @job: a job that can wait.
 *
 * Pauses it until vouch_sender_go_on(), beyond the end of the program.
 */
void
vouch_sender_pause (VouchSender *self, VouchJob *job)
{
  g_return_if_fail (VOUCH_IS_SENDER (self) && VOUCH_IS_JOB (job));

  vouch_job_interrupt (job, VOUCH_JOB_HOLD_PAUSED);
  remember_paused (self, job, TRUE);
}

/**
 * vouch_sender_go_on:
 * @self: a sender.
 * @job: a job that is held.
 *
 * Lets it go on, or try again at once.
 */
void
vouch_sender_go_on (VouchSender *self, VouchJob *job)
{
  g_return_if_fail (VOUCH_IS_SENDER (self) && VOUCH_IS_JOB (job));

  if (vouch_job_get_hold (job) == VOUCH_JOB_HOLD_PAUSED)
    remember_paused (self, job, FALSE);
  go_on (self, job);
}

/**
 * vouch_sender_send_now:
 * @self: a sender.
 * @job: a job that waits for a network that is not metered.
 *
 * Sends it over the network there is.
 */
void
vouch_sender_send_now (VouchSender *self, VouchJob *job)
{
  g_return_if_fail (VOUCH_IS_SENDER (self) && VOUCH_IS_JOB (job));

  vouch_job_hurry (job);
  go_on (self, job);
}

/**
 * vouch_sender_stop:
 * @self: a sender.
 * @job: a job that can wait.
 *
 * Takes it off the work that is under way. What has arrived is kept, and it can be sent again; it does
 * not begin by itself at the next start.
 */
void
vouch_sender_stop (VouchSender *self, VouchJob *job)
{
  g_return_if_fail (VOUCH_IS_SENDER (self) && VOUCH_IS_JOB (job));

  vouch_job_stop (job);
  remember_paused (self, job, TRUE);
}

/**
 * vouch_sender_slept:
 * @self: a sender.
 *
 * Says that the computer has slept: connections of before are gone, although nobody has said so. What
 * is being sent begins a new one.
 */
void
vouch_sender_slept (VouchSender *self)
{
  g_return_if_fail (VOUCH_IS_SENDER (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++) {
    g_autoptr (VouchJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    if (vouch_job_get_can_wait (job) && vouch_job_get_state (job) == VOUCH_JOB_RUNNING)
      vouch_job_interrupt (job, VOUCH_JOB_HOLD_OFFLINE);
  }
  self->retries = 0;
  schedule_retry (self, AFTER_CHANGE_S);
}
