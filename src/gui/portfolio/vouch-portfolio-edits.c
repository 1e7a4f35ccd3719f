/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolio-edits"

#include "config.h"
#include "vouch-portfolio-edits.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-attach-bytes.h"
#include "vouch-attach.h"
#include "vouch-choose.h"
#include "vouch-error.h"
#include "vouch-items.h"
#include "vouch-job-queue.h"
#include "vouch-job.h"
#include "vouch-move.h"
#include "vouch-portfolios.h"

#include "vouch-undo.h"

/* What can be changed from the page of a portfolio: each action of the page becomes a use case. The
 * subject of the page is the portfolio. */

/* Two ids and a list, as one use case or another needs them. */
typedef struct {
  char *first;
  char *second;
  char **list;
} Ids;

static Ids *
ids_new (const char *first, const char *second)
{
  Ids *ids = g_new0 (Ids, 1);

  ids->first = g_strdup (first);
  ids->second = g_strdup (second);
  return ids;
}

static void
ids_free (Ids *ids)
{
  g_free (ids->first);
  g_free (ids->second);
  g_strfreev (ids->list);
  g_free (ids);
}

/* Attaching. */

static void
job_over_cb (VouchPage *page, GParamSpec *pspec, VouchJob *job)
{
  if (vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED && vouch_job_get_error (job) != NULL)
    vouch_page_show_problem (page, vouch_job_get_error (job));
}

static void
queue (VouchPage *page, VouchJob *job)
{
  g_signal_connect_object (job, "notify::state", G_CALLBACK (job_over_cb), page, G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (vouch_page_get_workspace (page)), job);
}

static void
attach_file_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *page = VOUCH_PAGE (widget);
  const char *requirement, *uri;
  g_autoptr (GFile) file = NULL;
  g_autoptr (VouchJob) job = NULL;

  g_variant_get (parameter, "(&s&s)", &requirement, &uri);
  file = g_file_new_for_uri (uri);
  job = vouch_attach_job_new (vouch_page_get_workspace (page), vouch_page_get_subject (page),
                              requirement, file);
  queue (page, job);
}

static void
attach_bytes_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *page = VOUCH_PAGE (widget);
  const char *requirement, *name;
  g_autoptr (GVariant) content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (VouchJob) job = NULL;

  g_variant_get (parameter, "(&s&s@ay)", &requirement, &name, &content);
  bytes = g_variant_get_data_as_bytes (content);
  job = vouch_attach_bytes_job_new (vouch_page_get_workspace (page), vouch_page_get_subject (page),
                                    requirement, bytes, name);
  queue (page, job);
}

/* Files are being chosen for a requirement; the window may close meanwhile. */
typedef struct {
  GWeakRef page;
  char *requirement;
} Choosing;

static void
choosing_free (gpointer data, GClosure *closure)
{
  Choosing *choosing = data;

  g_weak_ref_clear (&choosing->page);
  g_free (choosing->requirement);
  g_free (choosing);
}

static void
files_chosen_cb (GtkNativeDialog *dialog, int response, Choosing *choosing)
{
  g_autoptr (GtkWidget) page = g_weak_ref_get (&choosing->page);
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT && page != NULL)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *uri = g_file_get_uri (file);

    gtk_widget_activate_action (page, "portfolio.attach-file", "(ss)", choosing->requirement, uri);
  }
  g_object_unref (dialog);
}

/* Removing and moving, with a way back. */

static gpointer
remove_item (VouchWorkspace *workspace, gpointer item, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_items_remove (workspace, item, cancellable, error));
}

static void
remove_item_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *item = g_variant_get_string (parameter, NULL);

  vouch_page_run (VOUCH_PAGE (widget), remove_item, g_strdup (item), g_free, NULL, NULL);
  gtk_widget_activate_action (widget, "win.toast-undo", "(sss)", _ ("Moved to the bin"),
                              "win.restore-item", item);
}

/* Gives the item and where it was, so that it can go back. */
static gpointer
move_item (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Ids *ids = data;
  g_autofree char *from = vouch_move_item (workspace, ids->first, ids->second, cancellable, error);

  return from != NULL ? ids_new (ids->first, from) : NULL;
}

static gpointer
move_back (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Ids *ids = data;
  g_autofree char *from = vouch_move_item (workspace, ids->first, ids->second, cancellable, error);

  return GINT_TO_POINTER (from != NULL);
}

static void
moved (VouchPage *page, gpointer result)
{
  Ids *ids = result;

  vouch_undo_offer (GTK_WIDGET (page), vouch_page_get_workspace (page), _ ("Moved"), move_back,
                    ids_new (ids->first, ids->second), (GDestroyNotify) ids_free);
}

static void
move_item_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *item, *requirement;

  g_variant_get (parameter, "(&s&s)", &item, &requirement);
  vouch_page_run (VOUCH_PAGE (widget), move_item, ids_new (item, requirement),
                  (GDestroyNotify) ids_free, (GDestroyNotify) ids_free, moved);
}

/* Choosing between alternatives. */

static gpointer
choose_options (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Ids *ids = data;

  return GINT_TO_POINTER (vouch_choose_options (
      workspace, ids->first, ids->second, (const char *const *) ids->list, cancellable, error));
}

static void
choose_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *page = VOUCH_PAGE (widget);
  Ids *ids = ids_new (vouch_page_get_subject (page), NULL);

  g_variant_get (parameter, "(s^as)", &ids->second, &ids->list);
  vouch_page_run (page, choose_options, ids, (GDestroyNotify) ids_free, NULL, NULL);
}

/* Confirming what only the teacher can judge. */

static gpointer
confirm_finding (VouchWorkspace *workspace,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Ids *ids = data;

  return GINT_TO_POINTER (
      vouch_choose_confirm (workspace, ids->first, ids->second, cancellable, error));
}

static void
confirmed_cb (GtkWidget *dialog, const char *response, VouchPage *page)
{
  if (g_str_equal (response, "confirm"))
    vouch_page_run (page, confirm_finding,
                    ids_new (vouch_page_get_subject (page), gtk_widget_get_name (dialog)),
                    (GDestroyNotify) ids_free, NULL, NULL);
}

static GtkWidget *
make_dialog (VouchPage *page, const char *heading, const char *body, const char *yes)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "later", _ ("_Later"), "confirm",
                                    yes, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "confirm",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "confirm");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  return dialog;
}

/* The portfolio as a whole. */

static gpointer
rename_portfolio (VouchWorkspace *workspace,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Ids *ids = data;

  return GINT_TO_POINTER (
      vouch_portfolios_rename (workspace, ids->first, ids->second, cancellable, error));
}

static void
renamed_cb (AdwMessageDialog *dialog, const char *response, VouchPage *page)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);

  if (g_str_equal (response, "confirm"))
    vouch_page_run (
        page, rename_portfolio,
        ids_new (vouch_page_get_subject (page), gtk_editable_get_text (GTK_EDITABLE (entry))),
        (GDestroyNotify) ids_free, NULL, NULL);
}

static void
rename_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *page = VOUCH_PAGE (widget);
  GtkWidget *dialog = make_dialog (page, _ ("Another title"),
                                   _ ("Only you see the title. It is not sent."), _ ("_Rename"));
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), vouch_page_get_title (page));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Title"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_signal_connect_object (dialog, "response", G_CALLBACK (renamed_cb), page, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
remove_portfolio (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_portfolios_remove (workspace, id, cancellable, error));
}

static gpointer
restore_portfolio (VouchWorkspace *workspace,
                   gpointer id,
                   GCancellable *cancellable,
                   GError **error)
{
  return GINT_TO_POINTER (vouch_portfolios_restore (workspace, id, cancellable, error));
}

static void
removed (VouchPage *page, gpointer result)
{
  vouch_undo_offer (GTK_WIDGET (page), vouch_page_get_workspace (page),
                    _ ("Portfolio moved to the bin"), restore_portfolio,
                    g_strdup (vouch_page_get_subject (page)), g_free);
  gtk_widget_activate_action (GTK_WIDGET (page), "navigation.back", NULL);
}

/* What is typed is saved first, so that it is there when the portfolio comes back. */
static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *page = VOUCH_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (vouch_page_flush (page, &error))
    vouch_page_run (page, remove_portfolio, g_strdup (vouch_page_get_subject (page)), g_free, NULL,
                    removed);
  else
    vouch_page_show_problem (page, error);
}

/* Links of the definition open outside. */

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchPage) page = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;
  problem = g_error_new (VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                         /* Translators: the system's own words follow. */
                         _ ("The link could not be opened. %s"), error->message);
  vouch_page_show_problem (page, problem);
}

static void
open_link_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *uri = g_variant_get_string (parameter, NULL);

  if (g_str_has_prefix (uri, "https://") || g_str_has_prefix (uri, "http://"))
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, launched_cb, g_object_ref (widget));
  else
    vouch_page_toast (VOUCH_PAGE (widget), _ ("This link does not lead to a web page."));
}

/**
 * vouch_portfolio_edits_install:
 * @klass: the class of the page of a portfolio.
 *
 * Installs the actions that change something.
 */
void
vouch_portfolio_edits_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "portfolio.attach-bytes", "(ssay)", attach_bytes_cb);
  gtk_widget_class_install_action (klass, "portfolio.attach-file", "(ss)", attach_file_cb);
  gtk_widget_class_install_action (klass, "portfolio.choose", "(sas)", choose_cb);
  gtk_widget_class_install_action (klass, "portfolio.move-item", "(ss)", move_item_cb);
  gtk_widget_class_install_action (klass, "portfolio.open-link", "s", open_link_cb);
  gtk_widget_class_install_action (klass, "portfolio.remove", NULL, remove_cb);
  gtk_widget_class_install_action (klass, "portfolio.remove-item", "s", remove_item_cb);
  gtk_widget_class_install_action (klass, "portfolio.rename", NULL, rename_cb);
}

/**
 * vouch_portfolio_edits_choose_files:
 * @page: the page of a portfolio.
 * @requirement: what files are asked for.
 *
 * Lets files be chosen, and attaches them.
 */
void
vouch_portfolio_edits_choose_files (VouchPage *page, VouchRequirement *requirement)
{
  GtkFileChooserNative *dialog;
  Choosing *choosing;

  g_return_if_fail (VOUCH_IS_PAGE (page));

  dialog = gtk_file_chooser_native_new (vouch_requirement_get_title (requirement),
                                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Attach"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  choosing = g_new0 (Choosing, 1);
  g_weak_ref_init (&choosing->page, page);
  choosing->requirement = g_strdup (vouch_requirement_get_id (requirement));
  g_signal_connect_data (dialog, "response", G_CALLBACK (files_chosen_cb), choosing, choosing_free,
                         0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * vouch_portfolio_edits_confirm:
 * @page: the page of a portfolio.
 * @finding: what only the teacher can tell.
 *
 * Asks her, and keeps what she confirms.
 */
void
vouch_portfolio_edits_confirm (VouchPage *page, VouchFinding *finding)
{
  GtkWidget *dialog;

  g_return_if_fail (VOUCH_IS_PAGE (page));

  dialog = make_dialog (page, _ ("Only you can tell"), vouch_finding_get_message (finding),
                        _ ("_I confirm this"));
  gtk_widget_set_name (dialog, vouch_finding_get_id (finding));
  g_signal_connect_object (dialog, "response", G_CALLBACK (confirmed_cb), page, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
