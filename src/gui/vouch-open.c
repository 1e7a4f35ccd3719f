/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-open"

#include "config.h"
#include "vouch-open.h"

#include <glib/gi18n.h>

#include "vouch-definitions.h"
#include "vouch-import.h"

#include "vouch-export-dialog.h"

/*
 * Opens a file that somebody gave: chosen, or dropped on the window. What it is shows in what can be
 * read of it; that it cannot be read is told on the page that was shown.
 */

static gpointer
import_file (VouchWorkspace *workspace, gpointer path, GCancellable *cancellable, GError **error)
{
  return vouch_definitions_import (workspace, path, cancellable, error);
}

static void
show_definition (VouchPage *page, gpointer id)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.show-definition", "s", id);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, VouchPage *page)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    vouch_open_file (page, file);
  g_object_unref (dialog);
}

/**
 * vouch_open_choose:
 * @page: the page that is shown.
 *
 * Asks for a file and opens it.
 */
void
vouch_open_choose (VouchPage *page)
{
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_if_fail (VOUCH_IS_PAGE (page));

  dialog = gtk_file_chooser_native_new (_ ("Open a file"),
                                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("Definitions and exports"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_filter_add_suffix (filter, "zip");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), page, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * vouch_open_file:
 * @page: the page that is shown.
 * @file: a file on this computer.
 *
 * Opens a definition or an export that somebody gave.
 *
 * Returns: whether it was taken on.
 */
gboolean
vouch_open_file (VouchPage *page, GFile *file)
{
  char *path;

  g_return_val_if_fail (VOUCH_IS_PAGE (page) && G_IS_FILE (file), FALSE);

  path = g_file_get_path (file);
  if (path == NULL)
    return FALSE;
  if (vouch_import_fits (path)) {
    vouch_export_dialog_import (page, path);
    g_free (path);
    return TRUE;
  }
  vouch_page_run (page, import_file, path, g_free, g_free, show_definition);
  return TRUE;
}
