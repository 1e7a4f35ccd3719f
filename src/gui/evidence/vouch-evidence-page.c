/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-page"

#include "config.h"
#include "vouch-evidence-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-clock.h"
#include "vouch-evidence-bring.h"
#include "vouch-evidence-list.h"
#include "vouch-settings.h"

#include "vouch-evidence-bar.h"
#include "vouch-evidence-form.h"
#include "vouch-evidence-removal.h"
#include "vouch-evidence-target.h"
#include "vouch-evidence-view.h"

#define SETTING_VIEW "view/evidence"

/**
 * VouchEvidencePage:
 *
 * Every file of the library once, used or not: to be looked for, looked at, described, used and put
 * into the bin. Files can be brought in here without a portfolio, also by dropping them anywhere.
 */
struct _VouchEvidencePage {
  VouchPage parent_instance;

  gboolean viewed; /* whether grid or list is as it was left */

  GtkStack *stack;
  VouchEvidenceBar *bar;
  GtkStack *shown;
  VouchEvidenceView *view;
  GtkToggleButton *as_list;
  GtkActionBar *actions;
  GtkLabel *n_selected;
};

G_DEFINE_FINAL_TYPE (VouchEvidencePage, vouch_evidence_page, VOUCH_TYPE_PAGE)

/* What is selected. */

static void
selected_cb (VouchEvidencePage *self)
{
  g_autoptr (GPtrArray) selected = vouch_evidence_view_list_selected (self->view);
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u file selected", "%u files selected", selected->len), selected->len);
  guint n_shown = vouch_evidence_view_get_n_shown (self->view);

  gtk_label_set_text (self->n_selected, words);
  gtk_action_bar_set_revealed (self->actions, selected->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.open", selected->len == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.edit", selected->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.use", selected->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.remove", selected->len > 0);
  gtk_stack_set_visible_child_name (self->shown, n_shown > 0 ? "files" : "nothing");
}

static void
open_evidence_cb (VouchEvidencePage *self, VouchEvidence *evidence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-evidence", "s",
                              vouch_evidence_get_artifact (evidence));
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchEvidencePage *self = VOUCH_EVIDENCE_PAGE (widget);
  g_autoptr (GPtrArray) selected = vouch_evidence_view_list_selected (self->view);

  if (selected->len == 1)
    open_evidence_cb (self, selected->pdata[0]);
}

static void
edit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GPtrArray) selected =
      vouch_evidence_view_list_selected (VOUCH_EVIDENCE_PAGE (widget)->view);

  if (selected->len > 0)
    vouch_evidence_form_open (VOUCH_PAGE (widget), selected);
}

static void
use_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GPtrArray) selected =
      vouch_evidence_view_list_selected (VOUCH_EVIDENCE_PAGE (widget)->view);

  if (selected->len > 0)
    vouch_evidence_target_open (VOUCH_PAGE (widget), selected);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GPtrArray) selected =
      vouch_evidence_view_list_selected (VOUCH_EVIDENCE_PAGE (widget)->view);
  g_autoptr (GStrvBuilder) artifacts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < selected->len; i++)
    g_strv_builder_add (artifacts, vouch_evidence_get_artifact (selected->pdata[i]));
  all = g_strv_builder_end (artifacts);
  if (all[0] != NULL)
    vouch_evidence_removal_ask (VOUCH_PAGE (widget), (const char *const *) all);
}

static void
unselect_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_evidence_view_unselect (VOUCH_EVIDENCE_PAGE (widget)->view);
}

/* Bringing files in. */

static void
job_over_cb (VouchEvidencePage *self, GParamSpec *pspec, VouchJob *job)
{
  if (vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED && vouch_job_get_error (job) != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), vouch_job_get_error (job));
}

static void
bring (VouchEvidencePage *self, GFile *file)
{
  VouchWorkspace *workspace = vouch_page_get_workspace (VOUCH_PAGE (self));
  g_autoptr (VouchJob) job = vouch_evidence_bring_job_new (workspace, file);

  g_signal_connect_object (job, "notify::state", G_CALLBACK (job_over_cb), self, G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (workspace), job);
}

static void
files_chosen_cb (GtkNativeDialog *dialog, int response, VouchEvidencePage *self)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    bring (self, file);
  }
  g_object_unref (dialog);
}

static void
attach_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Files for your evidence"), GTK_WINDOW (gtk_widget_get_root (widget)),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Attach"), NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (files_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, VouchEvidencePage *self)
{
  GSList *files = g_value_get_boxed (value);

  gtk_widget_remove_css_class (GTK_WIDGET (self->stack), "drop");
  for (GSList *l = files; l != NULL; l = l->next)
    bring (self, l->data);
  return files != NULL;
}

static GdkDragAction
drop_enter_cb (GtkDropTarget *target, double x, double y, VouchEvidencePage *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self->stack), "drop");
  return GDK_ACTION_COPY;
}

static void
drop_leave_cb (GtkDropTarget *target, VouchEvidencePage *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->stack), "drop");
}

static void
accept_drops (VouchEvidencePage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  g_signal_connect_object (target, "enter", G_CALLBACK (drop_enter_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (drop_leave_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* Looking. */

static void
search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_evidence_bar_search (VOUCH_EVIDENCE_PAGE (widget)->bar);
}

static void
clear_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_evidence_bar_clear (VOUCH_EVIDENCE_PAGE (widget)->bar);
}

static gpointer
keep_view (VouchWorkspace *workspace, gpointer view, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_settings_set (workspace, SETTING_VIEW, view, error));
}

static void
as_list_cb (VouchEvidencePage *self)
{
  gboolean as_list = gtk_toggle_button_get_active (self->as_list);

  if (as_list == vouch_evidence_view_get_as_list (self->view))
    return;
  vouch_evidence_view_set_as_list (self->view, as_list);
  if (!vouch_workspace_get_read_only (vouch_page_get_workspace (VOUCH_PAGE (self))))
    vouch_page_run (VOUCH_PAGE (self), keep_view, g_strdup (as_list ? "list" : "grid"), g_free,
                    NULL, NULL);
}

typedef struct {
  GPtrArray *all;
  char *view;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_ptr_array_unref (found->all);
  g_free (found->view);
  g_free (found);
}

static gpointer
list_all (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *all = vouch_evidence_list (workspace, cancellable, error);
  Found *found;

  if (all == NULL)
    return NULL;
  found = g_new0 (Found, 1);
  found->all = all;
  found->view = vouch_settings_get (workspace, SETTING_VIEW);
  return found;
}

static void
show_all (VouchPage *page, gpointer result)
{
  VouchEvidencePage *self = VOUCH_EVIDENCE_PAGE (page);
  gint64 now = vouch_clock_now_ms (vouch_workspace_get_clock (vouch_page_get_workspace (page)));
  Found *found = result;

  if (!self->viewed) {
    self->viewed = TRUE;
    vouch_evidence_view_set_as_list (self->view, g_strcmp0 (found->view, "list") == 0);
    gtk_toggle_button_set_active (self->as_list, g_strcmp0 (found->view, "list") == 0);
  }
  vouch_evidence_bar_set_today (self->bar, vouch_day_from_time (now));
  vouch_evidence_bar_set_evidence (self->bar, found->all);
  vouch_evidence_view_set_evidence (self->view, found->all);
  selected_cb (self);
  gtk_stack_set_visible_child_name (self->stack, found->all->len > 0 ? "files" : "empty");
}

static void
vouch_evidence_page_refresh (VouchPage *page)
{
  vouch_page_run (page, list_all, NULL, NULL, found_free, show_all);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VouchEvidencePage, actions);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidencePage, as_list);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidencePage, bar);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidencePage, n_selected);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidencePage, shown);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidencePage, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidencePage, view);
}

static void
vouch_evidence_page_class_init (VouchEvidencePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->refresh = vouch_evidence_page_refresh;

  g_type_ensure (VOUCH_TYPE_EVIDENCE_BAR);
  g_type_ensure (VOUCH_TYPE_EVIDENCE_VIEW);
  gtk_widget_class_install_action (widget_class, "evidence.attach", NULL, attach_cb);
  gtk_widget_class_install_action (widget_class, "evidence.clear", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "evidence.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "evidence.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "evidence.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "evidence.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "evidence.unselect", NULL, unselect_cb);
  gtk_widget_class_install_action (widget_class, "evidence.use", NULL, use_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "evidence.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "evidence.edit",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "evidence.remove", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/evidence/vouch-evidence-page.ui");
  bind_children (widget_class);
}

static void
vouch_evidence_page_init (VouchEvidencePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  accept_drops (self);
}

/**
 * vouch_evidence_page_new:
 * @workspace: the workspace.
 *
 * Returns: (transfer floating): the page of all evidence.
 */
VouchPage *
vouch_evidence_page_new (VouchWorkspace *workspace)
{
  VouchPage *page = vouch_page_new (VOUCH_TYPE_EVIDENCE_PAGE, workspace, NULL);
  VouchEvidencePage *self = VOUCH_EVIDENCE_PAGE (page);

  vouch_evidence_view_set_workspace (self->view, workspace);
  vouch_evidence_view_set_filter (self->view, vouch_evidence_bar_get_filter (self->bar));
  g_signal_connect_object (self->view, "open", G_CALLBACK (open_evidence_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->as_list, "notify::active", G_CALLBACK (as_list_cb), self,
                           G_CONNECT_SWAPPED);
  return page;
}
