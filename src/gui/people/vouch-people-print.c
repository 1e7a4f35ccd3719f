/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-people-print"

#include "config.h"
#include "vouch-people-print.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-people-paper.h"
#include "vouch-save-document.h"

#include "vouch-field-row.h"

/* A fortnight is what a letter takes to come back. */
#define REPLY_DAYS 14

/* What is to be on the sheet, from the question to the file. */
typedef struct {
  VouchPage *page;
  char *class_id; /* (nullable) */
  gboolean is_letter;
  gboolean with_names;
  VouchDay reply_by;
  VouchFieldRow *day; /* (nullable): where a day is asked for; the dialog's */
  char *path;
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_clear_object (&sheet->page);
  g_free (sheet->class_id);
  g_free (sheet->path);
  g_free (sheet);
}

static gpointer
save_sheet (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Sheet *sheet = data;
  g_autoptr (VouchDocument) document =
      sheet->is_letter ? vouch_people_paper_letter (workspace, sheet->class_id, sheet->reply_by,
                                                    cancellable, error)
                       : vouch_people_paper_list (workspace, sheet->class_id, sheet->with_names,
                                                  cancellable, error);

  return GINT_TO_POINTER (document != NULL && vouch_save_document (workspace, document, sheet->path,
                                                                   cancellable, error));
}

static void
saved (VouchPage *page, gpointer result)
{
  if (GPOINTER_TO_INT (result))
    vouch_page_toast (page, _ ("Saved as PDF"));
}

/* The dialog and the sheet end together. */
static void
chosen_cb (GtkFileChooserNative *chooser, int response, Sheet *sheet)
{
  g_autoptr (GFile) file = NULL;
  VouchPage *page = sheet->page;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL) {
    Sheet *request = g_new0 (Sheet, 1);

    *request = *sheet;
    request->page = NULL;
    request->class_id = g_strdup (sheet->class_id);
    request->path = g_file_get_path (file);
    vouch_page_run (page, save_sheet, request, sheet_free, NULL, saved);
  }
  g_object_unref (chooser);
}

static void
sheet_gone (gpointer data, GClosure *closure)
{
  sheet_free (data);
}

static void
ask_where (Sheet *sheet, const char *name)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save as PDF"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (sheet->page))),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), sheet, sheet_gone, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* The letter asks for a day first. */

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Sheet *sheet)
{
  g_autofree char *text = vouch_field_row_dup_text (sheet->day);
  Sheet *next;

  if (!g_str_equal (response, "save"))
    return;
  next = g_new0 (Sheet, 1);
  *next = *sheet;
  next->page = g_object_ref (sheet->page);
  next->class_id = g_strdup (sheet->class_id);
  next->reply_by = VOUCH_DAY_NONE;
  vouch_day_parse (text, &next->reply_by);
  ask_where (next, _ ("Permission letter.pdf"));
}

/**
 * vouch_people_print_letter:
 * @page: the page that asks, in a window.
 * @class_id: (nullable): id of the class it is for.
 *
 * Asks until when the letter shall come back and where to save it, and saves it as PDF.
 */
void
vouch_people_print_letter (VouchPage *page, const char *class_id)
{
  VouchWorkspace *workspace = vouch_page_get_workspace (page);
  VouchDay by = vouch_clock_today (vouch_workspace_get_clock (workspace)) + REPLY_DAYS;
  g_autofree char *day = vouch_day_format (by);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), _ ("Permission letter"),
      _ ("A letter to the guardians, with boxes to tick and lines to sign on. No name of a child "
         "stands on it."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  GtkWidget *list = gtk_list_box_new ();
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->page = g_object_ref (page);
  sheet->class_id = class_id != NULL && *class_id != '\0' ? g_strdup (class_id) : NULL;
  sheet->is_letter = TRUE;
  sheet->day = VOUCH_FIELD_ROW (vouch_field_row_new_date (_ ("Please return by")));
  vouch_field_row_show (sheet->day, day);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (sheet->day));
  adw_message_dialog_set_extra_child (message, list);
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "save", _ ("_Save as PDF…"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "save");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), sheet, sheet_gone, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * vouch_people_print_list:
 * @page: the page that asks, in a window.
 * @class_id: (nullable): id of a class; %NULL for everybody.
 * @with_names: whether the real names shall stand on it.
 *
 * Asks where to save the list of who permitted what, and saves it as PDF.
 */
void
vouch_people_print_list (VouchPage *page, const char *class_id, gboolean with_names)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->page = g_object_ref (page);
  sheet->class_id = class_id != NULL && *class_id != '\0' ? g_strdup (class_id) : NULL;
  sheet->with_names = with_names;
  ask_where (sheet, _ ("Permissions.pdf"));
}
