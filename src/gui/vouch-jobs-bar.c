/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-jobs-bar"

#include "config.h"
#include "vouch-jobs-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-job.h"

/**
 * VouchJobsBar:
 *
 * One line at the foot of the window while long work runs: what, how far, and a way to stop it.
 */
struct _VouchJobsBar {
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *text;
  GtkProgressBar *progress;

  GListModel *jobs;
  GSignalGroup *jobs_signals;
  GSignalGroup *job_signals;
};

G_DEFINE_FINAL_TYPE (VouchJobsBar, vouch_jobs_bar, GTK_TYPE_WIDGET)

static VouchJob *
vouch_jobs_bar_current (VouchJobsBar *self)
{
  return g_signal_group_dup_target (self->job_signals);
}

static void
show_progress_cb (VouchJobsBar *self)
{
  g_autoptr (VouchJob) job = vouch_jobs_bar_current (self);
  g_autofree char *text = NULL;

  if (job == NULL)
    return;
  if (vouch_job_get_total (job) > 0) {
    /* Translators: what a job does, then how much of it is done, as in "Attaching lesson.mp4 · 41 %". */
    text = g_strdup_printf (_ ("%s · %d %%"), vouch_job_get_title (job),
                            (int) (vouch_job_get_fraction (job) * 100));
    gtk_progress_bar_set_fraction (self->progress, vouch_job_get_fraction (job));
  } else {
    const char *step = vouch_job_get_step (job);

    text = step != NULL ? g_strdup_printf ("%s · %s", vouch_job_get_title (job), step)
                        : g_strdup (vouch_job_get_title (job));
    gtk_progress_bar_pulse (self->progress);
  }
  gtk_label_set_text (self->text, text);
}

static void
choose_job_cb (VouchJobsBar *self)
{
  g_autoptr (VouchJob) chosen = NULL;

  for (guint i = 0; self->jobs != NULL && i < g_list_model_get_n_items (self->jobs); i++) {
    g_autoptr (VouchJob) job = g_list_model_get_item (self->jobs, i);

    if (chosen == NULL && !vouch_job_is_over (job))
      chosen = g_steal_pointer (&job);
  }
  g_signal_group_set_target (self->job_signals, chosen);
  gtk_revealer_set_reveal_child (self->revealer, chosen != NULL);
  show_progress_cb (self);
}

static void
job_notify_cb (VouchJobsBar *self, GParamSpec *pspec, VouchJob *job)
{
  if (vouch_job_is_over (job))
    choose_job_cb (self);
  else
    show_progress_cb (self);
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (VouchJob) job = vouch_jobs_bar_current (VOUCH_JOBS_BAR (widget));

  if (job != NULL)
    vouch_job_stop (job);
}

static void
vouch_jobs_bar_dispose (GObject *object)
{
  VouchJobsBar *self = VOUCH_JOBS_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->jobs_signals);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->jobs);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_jobs_bar_parent_class)->dispose (object);
}

static void
vouch_jobs_bar_class_init (VouchJobsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_jobs_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "jobs.stop", NULL, stop_cb);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/vouch-jobs-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchJobsBar, progress);
  gtk_widget_class_bind_template_child (widget_class, VouchJobsBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, VouchJobsBar, text);
}

static void
vouch_jobs_bar_init (VouchJobsBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->jobs_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->jobs_signals, "items-changed", G_CALLBACK (choose_job_cb),
                                  self);
  self->job_signals = g_signal_group_new (VOUCH_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify", G_CALLBACK (job_notify_cb), self);
}

/**
 * vouch_jobs_bar_set_jobs:
 * @self: a jobs bar.
 * @jobs: (nullable): a list of #VouchJob.
 *
 * Sets the work that is shown: the first job that is not over.
 */
void
vouch_jobs_bar_set_jobs (VouchJobsBar *self, GListModel *jobs)
{
  g_return_if_fail (VOUCH_IS_JOBS_BAR (self));

  g_set_object (&self->jobs, jobs);
  g_signal_group_set_target (self->jobs_signals, jobs);
  choose_job_cb (self);
}
