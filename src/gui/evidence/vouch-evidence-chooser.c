/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-chooser"

#include "config.h"
#include "vouch-evidence-chooser.h"

#include <glib/gi18n.h>

#include "vouch-clock.h"
#include "vouch-evidence-place.h"

#include "vouch-evidence-bar.h"
#include "vouch-evidence-placing.h"
#include "vouch-evidence-view.h"

/**
 * VouchEvidenceChooser:
 *
 * Files of the library that a requirement could take, to choose one or several from.
 */
struct _VouchEvidenceChooser {
  AdwWindow parent_instance;

  VouchPage *page;
  char *portfolio;
  char *requirement;
  GCancellable *cancellable;

  AdwWindowTitle *window_title;
  GtkStack *stack;
  VouchEvidenceBar *bar;
  VouchEvidenceView *view;
};

G_DEFINE_FINAL_TYPE (VouchEvidenceChooser, vouch_evidence_chooser, ADW_TYPE_WINDOW)

static void
use (VouchEvidenceChooser *self, GPtrArray *evidence)
{
  g_autoptr (GStrvBuilder) artifacts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < evidence->len; i++)
    g_strv_builder_add (artifacts, vouch_evidence_get_artifact (evidence->pdata[i]));
  all = g_strv_builder_end (artifacts);
  vouch_evidence_placing_start (self->page, (const char *const *) all, self->portfolio,
                                self->requirement);
  gtk_window_close (GTK_WINDOW (self));
}

static void
use_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchEvidenceChooser *self = VOUCH_EVIDENCE_CHOOSER (widget);
  g_autoptr (GPtrArray) selected = vouch_evidence_view_list_selected (self->view);

  if (selected->len > 0)
    use (self, selected);
}

static void
open_cb (VouchEvidenceChooser *self, VouchEvidence *evidence)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, evidence);
  use (self, one);
}

static void
selected_cb (VouchEvidenceChooser *self)
{
  g_autoptr (GPtrArray) selected = vouch_evidence_view_list_selected (self->view);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chooser.use", selected->len > 0);
}

typedef struct {
  char *portfolio;
  char *requirement;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->portfolio);
  g_free (wanted->requirement);
  g_free (wanted);
}

static gpointer
list_fitting (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Wanted *wanted = data;

  return vouch_evidence_list_fitting (workspace, wanted->portfolio, wanted->requirement,
                                      cancellable, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchEvidenceChooser) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fitting =
      vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL) {
    vouch_page_show_problem (self->page, error);
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  vouch_evidence_bar_set_evidence (self->bar, fitting);
  vouch_evidence_view_set_evidence (self->view, fitting);
  gtk_stack_set_visible_child_name (self->stack, fitting->len > 0 ? "files" : "empty");
}

static void
vouch_evidence_chooser_dispose (GObject *object)
{
  VouchEvidenceChooser *self = VOUCH_EVIDENCE_CHOOSER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->page);

  G_OBJECT_CLASS (vouch_evidence_chooser_parent_class)->dispose (object);
}

static void
vouch_evidence_chooser_finalize (GObject *object)
{
  VouchEvidenceChooser *self = VOUCH_EVIDENCE_CHOOSER (object);

  g_object_unref (self->cancellable);
  g_free (self->portfolio);
  g_free (self->requirement);

  G_OBJECT_CLASS (vouch_evidence_chooser_parent_class)->finalize (object);
}

static void
vouch_evidence_chooser_class_init (VouchEvidenceChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_evidence_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_evidence_chooser_finalize;
  g_type_ensure (VOUCH_TYPE_EVIDENCE_BAR);
  g_type_ensure (VOUCH_TYPE_EVIDENCE_VIEW);
  gtk_widget_class_install_action (widget_class, "chooser.use", NULL, use_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/evidence/vouch-evidence-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceChooser, bar);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceChooser, view);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceChooser, window_title);
}

static void
vouch_evidence_chooser_init (VouchEvidenceChooser *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (VouchEvidenceChooser *self)
{
  VouchWorkspace *workspace = vouch_page_get_workspace (self->page);
  gint64 now = vouch_clock_now_ms (vouch_workspace_get_clock (workspace));
  Wanted *wanted = g_new0 (Wanted, 1);

  vouch_evidence_bar_set_today (self->bar, vouch_day_from_time (now));
  vouch_evidence_view_set_workspace (self->view, workspace);
  vouch_evidence_view_set_as_list (self->view, TRUE);
  vouch_evidence_view_set_filter (self->view, vouch_evidence_bar_get_filter (self->bar));
  g_signal_connect_object (self->view, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  selected_cb (self);
  wanted->portfolio = g_strdup (self->portfolio);
  wanted->requirement = g_strdup (self->requirement);
  vouch_workspace_run_async (workspace, list_fitting, wanted, wanted_free,
                             (GDestroyNotify) g_ptr_array_unref, self->cancellable, listed_cb,
                             g_object_ref (self));
}

/**
 * vouch_evidence_chooser_open:
 * @page: the page on which it was asked for.
 * @portfolio: id of the portfolio.
 * @requirement: id of what it asks for.
 * @title: the same in words.
 *
 * Offers the files of the library that fit, and uses those that are chosen.
 */
void
vouch_evidence_chooser_open (VouchPage *page,
                             const char *portfolio,
                             const char *requirement,
                             const char *title)
{
  VouchEvidenceChooser *self;

  g_return_if_fail (VOUCH_IS_PAGE (page) && portfolio != NULL && requirement != NULL);

  self = g_object_new (VOUCH_TYPE_EVIDENCE_CHOOSER, "transient-for",
                       gtk_widget_get_root (GTK_WIDGET (page)), NULL);
  self->page = g_object_ref (page);
  self->portfolio = g_strdup (portfolio);
  self->requirement = g_strdup (requirement);
  adw_window_title_set_subtitle (self->window_title, title);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}
