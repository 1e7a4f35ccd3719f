/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-print"

#include "config.h"
#include "vouch-print.h"

#include <glib/gi18n.h>

#include "vouch-pages.h"
#include "vouch-save-document.h"

/*
 * A document from a page to a printer or into a file. The printer's dialog may choose another sheet,
 * so the document is laid out when printing begins.
 */

typedef struct {
  VouchDocument *document;
  VouchPages *pages;
} Printing;

static void
clear_printing (gpointer data)
{
  Printing *printing = data;

  g_object_unref (printing->document);
  g_clear_object (&printing->pages);
}

static void
release_printing (gpointer data, GClosure *closure)
{
  g_rc_box_release_full (data, clear_printing);
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Printing *printing)
{
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);
  VouchPaper paper = vouch_paper_default ();

  paper.width = gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS);
  paper.height = gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS);
  g_clear_object (&printing->pages);
  printing->pages = vouch_pages_new (printing->document, &paper);
  gtk_print_operation_set_n_pages (operation, (int) vouch_pages_get_n (printing->pages));
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *printing)
{
  vouch_pages_draw (printing->pages, (guint) page, gtk_print_context_get_cairo_context (context));
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, VouchPage *page)
{
  g_autoptr (GError) error = NULL;

  gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    vouch_page_show_problem (page, error);
}

static GtkPrintOperation *
make_operation (VouchDocument *document)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Printing *printing = g_rc_box_new0 (Printing);

  printing->document = g_object_ref (document);
  gtk_print_operation_set_job_name (operation, vouch_document_get_title (document));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_cb),
                         g_rc_box_acquire (printing), release_printing, 0);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_cb), printing, release_printing,
                         0);
  return operation;
}

/**
 * vouch_print_in_window:
 * @window: (nullable): the window that asks.
 * @document: what shall be printed.
 * @error: why the printer's dialog could not be opened.
 *
 * Opens the printer's dialog, and prints.
 */
void
vouch_print_in_window (GtkWindow *window, VouchDocument *document, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = NULL;

  g_return_if_fail (VOUCH_IS_DOCUMENT (document));

  operation = make_operation (document);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, window, error);
}

/**
 * vouch_print_document:
 * @page: the page that asks.
 * @document: what shall be printed.
 *
 * Opens the printer's dialog, and prints.
 */
void
vouch_print_document (VouchPage *page, VouchDocument *document)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (VOUCH_IS_PAGE (page) && VOUCH_IS_DOCUMENT (document));

  operation = make_operation (document);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), page, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), &error);
  if (error != NULL)
    vouch_page_show_problem (page, error);
}

/* What waits for a file to be chosen: a document, or a function that saves something else. */
typedef struct {
  VouchPage *page;
  VouchPrintSaveFunc save;
  VouchDocument *document;
} Choosing;

static void
free_choosing (gpointer data, GClosure *closure)
{
  Choosing *choosing = data;

  g_object_unref (choosing->page);
  g_clear_object (&choosing->document);
  g_free (choosing);
}

typedef struct {
  VouchDocument *document;
  char *path;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->document);
  g_free (saving->path);
  g_free (saving);
}

static gpointer
save_document (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;

  return GINT_TO_POINTER (
      vouch_save_document (workspace, saving->document, saving->path, cancellable, error));
}

static void
show_saved (VouchPage *page, gpointer result)
{
  vouch_page_toast (page, _ ("Saved"));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Choosing *choosing)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL && choosing->document != NULL) {
    Saving *saving = g_new0 (Saving, 1);

    saving->document = g_object_ref (choosing->document);
    saving->path = g_steal_pointer (&path);
    vouch_page_run (choosing->page, save_document, saving, free_saving, NULL, show_saved);
  } else if (path != NULL) {
    choosing->save (choosing->page, path);
  }
  g_object_unref (dialog);
}

static void
choose_file (VouchPage *page, const char *title, const char *name, Choosing *choosing)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  choosing->page = g_object_ref (page);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), choosing, free_choosing, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * vouch_print_choose_file:
 * @page: the page that asks.
 * @title: title of the dialog.
 * @name: a name for the file.
 * @save: saves it once it is chosen.
 *
 * Asks where a file shall go.
 */
void
vouch_print_choose_file (VouchPage *page,
                         const char *title,
                         const char *name,
                         VouchPrintSaveFunc save)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  g_return_if_fail (VOUCH_IS_PAGE (page) && save != NULL);

  choosing->save = save;
  choose_file (page, title, name, choosing);
}

/**
 * vouch_print_save_document:
 * @page: the page that asks.
 * @document: what shall be saved.
 * @name: a name for the file.
 *
 * Asks where the PDF shall go, and saves it.
 */
void
vouch_print_save_document (VouchPage *page, VouchDocument *document, const char *name)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  g_return_if_fail (VOUCH_IS_PAGE (page) && VOUCH_IS_DOCUMENT (document));

  choosing->document = g_object_ref (document);
  choose_file (page, _ ("Save as PDF"), name, choosing);
}
