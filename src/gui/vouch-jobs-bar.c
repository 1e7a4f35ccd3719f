/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-jobs-bar"

#include "config.h"
#include "vouch-jobs-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-job.h"

#include "vouch-job-row.h"

/**
 * VouchJobsBar:
 *
 * The foot of the window while long work runs: one line for the first job, and all of them on demand.
 */
struct _VouchJobsBar {
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkWidget *rows;
  GtkToggleButton *more;

  GListModel *jobs;
  GSignalGroup *jobs_signals;
};

G_DEFINE_FINAL_TYPE (VouchJobsBar, vouch_jobs_bar, GTK_TYPE_WIDGET)

static GtkWidget *
find_row (VouchJobsBar *self, VouchJob *job)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (vouch_job_row_get_job (VOUCH_JOB_ROW (row)) == job)
      return row;
  return NULL;
}

static void
drop_rows_that_are_over (VouchJobsBar *self)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);

  while (row != NULL) {
    GtkWidget *next = gtk_widget_get_next_sibling (row);

    if (vouch_job_is_over (vouch_job_row_get_job (VOUCH_JOB_ROW (row))))
      gtk_box_remove (GTK_BOX (self->rows), row);
    row = next;
  }
}

static void
fold (VouchJobsBar *self)
{
  gboolean all = gtk_toggle_button_get_active (self->more);
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gtk_widget_set_visible (row, all || n++ == 0);
}

static void
update (VouchJobsBar *self)
{
  g_autofree char *words = NULL;
  guint n = 0;

  drop_rows_that_are_over (self);
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n++;
  if (n > 1) {
    words = g_strdup_printf (ngettext ("%u more", "%u more", n - 1), n - 1);
    gtk_button_set_label (GTK_BUTTON (self->more), words);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > 1);
  if (n < 2)
    gtk_toggle_button_set_active (self->more, FALSE);
  fold (self);
  gtk_revealer_set_reveal_child (self->revealer, n > 0);
}

static void
jobs_cb (VouchJobsBar *self)
{
  for (guint i = 0; self->jobs != NULL && i < g_list_model_get_n_items (self->jobs); i++) {
    g_autoptr (VouchJob) job = g_list_model_get_item (self->jobs, i);

    if (vouch_job_is_over (job) || find_row (self, job) != NULL)
      continue;
    gtk_box_append (GTK_BOX (self->rows), vouch_job_row_new (job));
    g_signal_connect_object (job, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  }
  update (self);
}

static void
vouch_jobs_bar_dispose (GObject *object)
{
  VouchJobsBar *self = VOUCH_JOBS_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->jobs_signals);
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
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/vouch-jobs-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchJobsBar, more);
  gtk_widget_class_bind_template_child (widget_class, VouchJobsBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, VouchJobsBar, rows);
}

static void
vouch_jobs_bar_init (VouchJobsBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->more, "toggled", G_CALLBACK (fold), self, G_CONNECT_SWAPPED);
  self->jobs_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->jobs_signals, "items-changed", G_CALLBACK (jobs_cb), self);
}

/**
 * vouch_jobs_bar_set_jobs:
 * @self: a jobs bar.
 * @jobs: (nullable): a list of #VouchJob.
 *
 * Sets the work that is shown: every job that is not over.
 */
void
vouch_jobs_bar_set_jobs (VouchJobsBar *self, GListModel *jobs)
{
  g_return_if_fail (VOUCH_IS_JOBS_BAR (self));

  g_set_object (&self->jobs, jobs);
  g_signal_group_set_target (self->jobs_signals, jobs);
  jobs_cb (self);
}
