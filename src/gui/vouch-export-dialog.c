/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-export-dialog"

#include "config.h"
#include "vouch-export-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-export.h"
#include "vouch-import.h"

/*
 * Out of the library, and into it.  Before anything goes out it is said what that is and who is in it;
 * then it is a job like others.
 */

#define FOLDER "folder"
#define ARCHIVE "archive"

/* What is exported, from the question to the file. */
typedef struct {
  VouchPage *page;
  char *portfolio; /* (nullable) */
  char *title;
} Order;

static Order *
order_new (VouchPage *page, const char *portfolio, const char *title)
{
  Order *order = g_new0 (Order, 1);

  order->page = g_object_ref (page);
  order->portfolio = g_strdup (portfolio);
  order->title = g_strdup (title);
  return order;
}

static void
order_gone (gpointer data, GClosure *closure)
{
  Order *order = data;

  g_object_unref (order->page);
  g_free (order->portfolio);
  g_free (order->title);
  g_free (order);
}

static void
tell_problem (VouchPage *page, VouchJob *job)
{
  if (vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED && vouch_job_get_error (job) != NULL)
    vouch_page_show_problem (page, vouch_job_get_error (job));
}

static void
exported_cb (VouchPage *page, GParamSpec *pspec, VouchJob *job)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  tell_problem (page, job);
  if (vouch_job_get_state (job) != VOUCH_JOB_DONE)
    return;
  base = g_path_get_basename (vouch_job_get_result (job));
  name = g_filename_display_name (base);
  /* Translators: %s is the name of a file or a folder. */
  text = g_strdup_printf (_ ("Exported as “%s”"), name);
  vouch_page_toast (page, text);
}

static void
imported_cb (VouchPage *page, GParamSpec *pspec, VouchJob *job)
{
  tell_problem (page, job);
  if (vouch_job_get_state (job) != VOUCH_JOB_DONE)
    return;
  vouch_page_toast (page, vouch_job_get_result (job));
  gtk_widget_activate_action (GTK_WIDGET (page), "win.show-place", "s", "portfolios");
}

static void
chosen_cb (GtkFileChooserNative *chooser, int response, Order *order)
{
  VouchWorkspace *workspace = vouch_page_get_workspace (order->page);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL) {
    g_autoptr (VouchJob) job = vouch_export_job_new (workspace, order->portfolio, path);

    g_signal_connect_object (job, "notify::state", G_CALLBACK (exported_cb), order->page,
                             G_CONNECT_SWAPPED);
    vouch_job_queue_add (vouch_workspace_get_jobs (workspace), job);
  }
  g_object_unref (chooser);
}

/* Slashes and the like are no part of a file's name. */
static char *
make_file_name (const char *title, gboolean as_archive)
{
  g_autofree char *plain = g_strdelimit (g_strdup (title), "/\\:*?\"<>|", '-');

  return g_strconcat (plain, as_archive ? ".vouch-portfolio.zip" : "", NULL);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Order *order)
{
  gboolean as_archive = g_str_equal (response, ARCHIVE);
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;

  if (!as_archive && !g_str_equal (response, FOLDER))
    return;
  chooser = gtk_file_chooser_native_new (
      _ ("Where the export goes"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (order->page))),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  name = make_file_name (order->title, as_archive);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb),
                         order_new (order->page, order->portfolio, order->title), order_gone, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static char *
say_what (const VouchExportOutline *outline)
{
  GString *text = g_string_new (NULL);
  g_autofree char *size = g_format_size (outline->bytes);
  g_autofree char *people = g_strjoinv (", ", outline->people);
  g_autofree char *open = g_strjoinv (", ", outline->not_covered);

  g_string_append_printf (text, ngettext ("%u file, %s.", "%u files, %s.", outline->n_files),
                          outline->n_files, size);
  g_string_append_printf (text, " %s", _ ("Any browser can show it, and Vouch can open it again."));
  g_string_append_printf (text, "\n\n%s",
                          _ ("Original recordings with everyone in them: keep it where children's "
                             "pictures may be."));
  if (*people != '\0') {
    g_string_append (text, "\n\n");
    /* Translators: keys such as S1, S2; never names. */
    g_string_append_printf (text, _ ("In it: %s."), people);
  }
  if (*open != '\0') {
    g_string_append (text, "\n\n");
    /* Translators: keys such as S1, S2; never names. */
    g_string_append_printf (text, _ ("No permission is in force today for: %s."), open);
  }
  return g_string_free (text, FALSE);
}

static gpointer
outline (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *portfolio = data;

  return vouch_export_outline (workspace, *portfolio != '\0' ? portfolio : NULL, cancellable,
                               error);
}

static void
present (VouchPage *page, const VouchExportOutline *about, const char *portfolio)
{
  g_autofree char *body = say_what (about);
  GtkWidget *widget =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), NULL, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  /* Translators: %s is the title of a portfolio, or “My library”. */
  adw_message_dialog_format_heading (dialog, _ ("Export “%s”"), about->title);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), FOLDER, _ ("As a _folder…"),
                                    ARCHIVE, _ ("As one _file…"), NULL);
  adw_message_dialog_set_response_appearance (dialog, ARCHIVE, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, ARCHIVE);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb),
                         order_new (page, portfolio, about->title), order_gone, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_portfolio (VouchPage *page, gpointer about)
{
  if (gtk_widget_get_root (GTK_WIDGET (page)) != NULL)
    present (page, about, vouch_page_get_subject (page));
}

static void
show_library (VouchPage *page, gpointer about)
{
  if (gtk_widget_get_root (GTK_WIDGET (page)) != NULL)
    present (page, about, NULL);
}

/**
 * vouch_export_dialog_open:
 * @page: the page that is shown.
 * @portfolio: (nullable): id of the portfolio, which is the subject of @page; %NULL for the whole
 *   library.
 *
 * Says what would go out, asks in which form and where to, and exports it.
 */
void
vouch_export_dialog_open (VouchPage *page, const char *portfolio)
{
  g_return_if_fail (VOUCH_IS_PAGE (page));

  vouch_page_run (page, outline, g_strdup (portfolio != NULL ? portfolio : ""), g_free,
                  (GDestroyNotify) vouch_export_outline_free,
                  portfolio != NULL ? show_portfolio : show_library);
}

/**
 * vouch_export_dialog_import:
 * @page: the page that is shown.
 * @path: (type filename): an export.
 *
 * Takes an export in, and tells what became of it.
 */
void
vouch_export_dialog_import (VouchPage *page, const char *path)
{
  VouchWorkspace *workspace;
  g_autoptr (VouchJob) job = NULL;

  g_return_if_fail (VOUCH_IS_PAGE (page) && path != NULL);

  workspace = vouch_page_get_workspace (page);
  job = vouch_import_job_new (workspace, path);
  g_signal_connect_object (job, "notify::state", G_CALLBACK (imported_cb), page, G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (workspace), job);
}
