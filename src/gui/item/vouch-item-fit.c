/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-fit"

#include "config.h"
#include "vouch-item-fit.h"

#include <glib/gi18n.h>

#include "vouch-fitting.h"

#include "vouch-rows.h"

/**
 * VouchItemFit:
 *
 * For a recording that is larger than what is taken, or of another kind: the offer to make it fit, how far
 * that is, and the way back. Nothing is shown where a recording does as it is.
 */
struct _VouchItemFit {
  VouchItemSection parent_instance;

  VouchJob *job;     /* (nullable): one that was begun here */
  VouchJob *watched; /* (nullable): one that makes this copy, wherever it was begun */
};

G_DEFINE_FINAL_TYPE (VouchItemFit, vouch_item_fit, VOUCH_TYPE_ITEM_SECTION)

static void
job_changed_cb (VouchItemFit *self, GParamSpec *pspec, VouchJob *job)
{
  if (vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED && vouch_job_get_error (job) != NULL)
    vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), vouch_job_get_error (job));
  if (!vouch_job_is_over (job))
    return;
  if (self->job == job)
    g_clear_object (&self->job);
  if (self->watched == job) {
    g_clear_object (&self->watched);
    vouch_item_section_update (VOUCH_ITEM_SECTION (self),
                               vouch_item_section_get_state (VOUCH_ITEM_SECTION (self)));
  }
}

/* Work of the portfolio that is not over makes the copy in its turn; sending does too. */
static void
watch (VouchItemFit *self, VouchItemState *state)
{
  VouchWorkspace *workspace =
      vouch_item_saver_get_workspace (vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self)));
  GListModel *jobs = G_LIST_MODEL (vouch_workspace_get_jobs (workspace));
  const char *portfolio = vouch_portfolio_get_id (vouch_item_state_get_portfolio (state));

  for (guint i = 0; self->watched == NULL && i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (VouchJob) job = g_list_model_get_item (jobs, i);

    if (vouch_job_is_over (job) || g_strcmp0 (vouch_job_get_portfolio (job), portfolio) != 0)
      continue;
    self->watched = g_object_ref (job);
    if (job != self->job)
      g_signal_connect_object (job, "notify::state", G_CALLBACK (job_changed_cb), self,
                               G_CONNECT_SWAPPED);
  }
}

static void
make_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemFit *self = VOUCH_ITEM_FIT (widget);
  VouchItemSection *section = VOUCH_ITEM_SECTION (widget);
  VouchItemSaver *saver = vouch_item_section_get_saver (section);
  VouchWorkspace *workspace = vouch_item_saver_get_workspace (saver);
  VouchPortfolio *portfolio =
      vouch_item_state_get_portfolio (vouch_item_section_get_state (section));

  if (self->job != NULL)
    return;
  self->job = vouch_fitting_job_new (workspace, vouch_portfolio_get_id (portfolio),
                                     vouch_item_saver_get_item (saver), NULL);
  g_signal_connect_object (self->job, "notify::state", G_CALLBACK (job_changed_cb), self,
                           G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (workspace), self->job);
  gtk_widget_action_set_enabled (widget, "fit.make", FALSE);
}

static gpointer
undo (VouchWorkspace *workspace, gpointer item, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_fitting_undo (workspace, item, error));
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemFit *self = VOUCH_ITEM_FIT (widget);
  VouchItemSection *section = VOUCH_ITEM_SECTION (widget);

  if (self->job != NULL)
    vouch_job_stop (self->job);
  vouch_item_section_run (
      section, undo, g_strdup (vouch_item_saver_get_item (vouch_item_section_get_saver (section))),
      g_free);
}

static void
vouch_item_fit_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemFit *self = VOUCH_ITEM_FIT (section);
  const VouchFitting *fitting = vouch_item_state_get_fitting (state);
  VouchFittingState is = fitting != NULL ? fitting->state : VOUCH_FITTING_NOT_NEEDED;
  GtkWidget *row = NULL;

  vouch_item_section_clear (section);
  gtk_widget_set_visible (GTK_WIDGET (section), is != VOUCH_FITTING_NOT_NEEDED);
  if (is == VOUCH_FITTING_NOT_NEEDED)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (section), "fit.make", self->job == NULL);
  if (is == VOUCH_FITTING_WANTED)
    watch (self, state);
  if (is == VOUCH_FITTING_WANTED)
    row = vouch_rows_text (
        self->watched != NULL
            ? _ ("A copy that fits is being made. You can go on working; it goes on by "
                 "itself after a restart.")
            : _ ("A copy that fits is to be sent, and is not made yet. What was begun is kept."),
        fitting->sentence);
  else
    row = vouch_rows_text (fitting->sentence, NULL);
  if (is == VOUCH_FITTING_WANTED && self->watched == NULL)
    vouch_rows_add_action (row, _ ("_Go on"), "fit.make", fitting->sentence);
  if (is == VOUCH_FITTING_OFFERED)
    vouch_rows_add_action (row, _ ("_Make it fit"), "fit.make", fitting->sentence);
  else if (is != VOUCH_FITTING_NOT_POSSIBLE)
    vouch_rows_add_action (row, _ ("Send it as it _was"), "fit.undo", fitting->sentence);
  vouch_item_section_add (section, row);
}

static void
vouch_item_fit_dispose (GObject *object)
{
  g_clear_object (&VOUCH_ITEM_FIT (object)->job);
  g_clear_object (&VOUCH_ITEM_FIT (object)->watched);

  G_OBJECT_CLASS (vouch_item_fit_parent_class)->dispose (object);
}

static void
vouch_item_fit_class_init (VouchItemFitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_item_fit_dispose;
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_fit_update;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "fit.make", NULL, make_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "fit.undo", NULL, undo_cb);
}

static void
vouch_item_fit_init (VouchItemFit *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Size and kind of the file"));
}
