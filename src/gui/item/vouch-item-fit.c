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

  VouchJob *job; /* (nullable): one that was begun here */
};

G_DEFINE_FINAL_TYPE (VouchItemFit, vouch_item_fit, VOUCH_TYPE_ITEM_SECTION)

static void
job_changed_cb (VouchItemFit *self, GParamSpec *pspec, VouchJob *job)
{
  if (vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED && vouch_job_get_error (job) != NULL)
    vouch_item_section_show_problem (VOUCH_ITEM_SECTION (self), vouch_job_get_error (job));
  if (vouch_job_is_over (job) && self->job == job)
    g_clear_object (&self->job);
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
add_button (GtkWidget *row,
            const char *label,
            const char *name,
            const char *action,
            const char *about)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
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
    row =
        vouch_rows_text (_ ("A copy that fits is being made. You can go on working; it goes on by "
                            "itself after a restart."),
                         fitting->sentence);
  else
    row = vouch_rows_text (fitting->sentence, NULL);
  if (is == VOUCH_FITTING_OFFERED)
    add_button (row, _ ("_Make it fit"), _ ("Make it fit"), "fit.make", fitting->sentence);
  else if (is != VOUCH_FITTING_NOT_POSSIBLE)
    add_button (row, _ ("Send it as it _was"), _ ("Send it as it was"), "fit.undo",
                fitting->sentence);
  vouch_item_section_add (section, row);
}

static void
vouch_item_fit_dispose (GObject *object)
{
  g_clear_object (&VOUCH_ITEM_FIT (object)->job);

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
