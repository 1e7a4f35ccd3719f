/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-job-row"

#include "config.h"
#include "vouch-job-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-job-words.h"

/**
 * VouchJobRow:
 *
 * One piece of long work: what, how far, and ways to pause it, let it go on or stop it. What can be
 * paused is told to the application by actions with the portfolio's id.
 */
struct _VouchJobRow {
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *detail;
  GtkProgressBar *progress;
  GtkWidget *pause;
  GtkWidget *go_on;
  GtkWidget *now;
  GtkWidget *stop;

  VouchJob *job;
  guint tick; /* source, 0 when none: the time that is left runs on between two news */
};

G_DEFINE_FINAL_TYPE (VouchJobRow, vouch_job_row, GTK_TYPE_WIDGET)

static void
update_buttons (VouchJobRow *self)
{
  gboolean can_wait = vouch_job_get_can_wait (self->job);
  gboolean held = vouch_job_get_state (self->job) == VOUCH_JOB_HELD;
  gboolean metered = held && vouch_job_get_hold (self->job) == VOUCH_JOB_HOLD_METERED;

  gtk_widget_set_visible (self->pause, can_wait && !held);
  gtk_widget_set_visible (self->go_on, held && !metered);
  gtk_widget_set_visible (self->now, metered);
}

static void
update (VouchJobRow *self)
{
  g_autofree char *detail = vouch_job_words_detail (self->job);
  const GError *error = vouch_job_get_error (self->job);

  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), error != NULL ? error->message : NULL);
  if (vouch_job_get_total (self->job) > 0)
    gtk_progress_bar_set_fraction (self->progress, vouch_job_get_fraction (self->job));
  else if (vouch_job_get_state (self->job) == VOUCH_JOB_RUNNING)
    gtk_progress_bar_pulse (self->progress);
  update_buttons (self);
}

static gboolean
tick_cb (gpointer data)
{
  update (data);
  return G_SOURCE_CONTINUE;
}

static void
job_cb (VouchJobRow *self)
{
  gboolean running = vouch_job_get_state (self->job) == VOUCH_JOB_RUNNING;

  if (running && self->tick == 0)
    self->tick = g_timeout_add_seconds (2, tick_cb, self);
  else if (!running)
    g_clear_handle_id (&self->tick, g_source_remove);
  update (self);
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchJobRow *self = VOUCH_JOB_ROW (widget);

  if (vouch_job_get_can_wait (self->job))
    gtk_widget_activate_action (widget, "app.stop-sending", "s",
                                vouch_job_get_portfolio (self->job));
  else
    vouch_job_stop (self->job);
}

static void
vouch_job_row_dispose (GObject *object)
{
  VouchJobRow *self = VOUCH_JOB_ROW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->job);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_job_row_parent_class)->dispose (object);
}

static void
vouch_job_row_class_init (VouchJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_job_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "job-row.stop", NULL, stop_cb);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/vouch-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchJobRow, detail);
  gtk_widget_class_bind_template_child (widget_class, VouchJobRow, go_on);
  gtk_widget_class_bind_template_child (widget_class, VouchJobRow, now);
  gtk_widget_class_bind_template_child (widget_class, VouchJobRow, pause);
  gtk_widget_class_bind_template_child (widget_class, VouchJobRow, progress);
  gtk_widget_class_bind_template_child (widget_class, VouchJobRow, stop);
  gtk_widget_class_bind_template_child (widget_class, VouchJobRow, title);
}

static void
vouch_job_row_init (VouchJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_button (GtkWidget *button, VouchJob *job)
{
  const char *portfolio = vouch_job_get_portfolio (job);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    portfolio != NULL ? portfolio : "");
}

static void
name_button (GtkWidget *button, const char *text, VouchJob *job)
{
  /* Translators: what a button does, then to which work, as in "Pause: Sending to Pine Hollow". */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), text, vouch_job_get_title (job));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * vouch_job_row_new:
 * @job: a job.
 *
 * Returns: (transfer floating): what shows it.
 */
GtkWidget *
vouch_job_row_new (VouchJob *job)
{
  VouchJobRow *self;

  g_return_val_if_fail (VOUCH_IS_JOB (job), NULL);

  self = g_object_new (VOUCH_TYPE_JOB_ROW, NULL);
  self->job = g_object_ref (job);
  gtk_label_set_text (self->title, vouch_job_get_title (job));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_job_get_title (job), -1);
  set_button (self->pause, job);
  set_button (self->go_on, job);
  set_button (self->now, job);
  name_button (self->pause, _ ("Pause"), job);
  name_button (self->go_on, _ ("Go on"), job);
  name_button (self->now, _ ("Send now"), job);
  name_button (self->stop, _ ("Stop"), job);
  g_signal_connect_object (job, "notify", G_CALLBACK (job_cb), self, G_CONNECT_SWAPPED);
  job_cb (self);
  return GTK_WIDGET (self);
}

/**
 * vouch_job_row_get_job:
 * @self: a row.
 *
 * Returns: (transfer none): the job it shows.
 */
VouchJob *
vouch_job_row_get_job (VouchJobRow *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB_ROW (self), NULL);

  return self->job;
}
