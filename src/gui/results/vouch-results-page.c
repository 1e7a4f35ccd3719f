/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-results-page"

#include "config.h"
#include "vouch-results-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-results.h"
#include "vouch-score.h"

#include "vouch-field-row.h"
#include "vouch-result-line.h"
#include "vouch-result-summary.h"

/**
 * VouchResultsPage:
 *
 * The results of a class before and after: typed in a grid, read from a file or pasted from a
 * spreadsheet; what can be said of them beside it; and the button that makes evidence of them.
 */
struct _VouchResultsPage {
  VouchPage parent_instance;

  VouchResultTable *table; /* what is on the screen; NULL until it is loaded */
  GQueue *undo;            /* (element-type VouchResultTable): as it was, last first */
  guint saving;            /* source that saves soon, 0 when all is saved */
  gboolean showing;

  GtkStack *stack;
  AdwPreferencesGroup *test;
  GtkWidget *measure;
  GtkWidget *standard;
  GtkWidget *highest;
  GtkWidget *day_before;
  GtkWidget *day_after;
  GtkListBox *lines;
  VouchResultSummary *summary;
};

#define SAVE_AFTER_MS 600
#define MOST_UNDO 50

G_DEFINE_FINAL_TYPE (VouchResultsPage, vouch_results_page, VOUCH_TYPE_PAGE)

/* Saving. */

static gpointer
save_table (VouchWorkspace *workspace, gpointer table, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_results_save (workspace, table, cancellable, error));
}

static gboolean
save_cb (gpointer data)
{
  VouchResultsPage *self = data;

  self->saving = 0;
  vouch_page_run (VOUCH_PAGE (self), save_table, vouch_result_table_copy (self->table),
                  g_object_unref, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
save_soon (VouchResultsPage *self)
{
  if (self->saving == 0)
    self->saving = g_timeout_add (SAVE_AFTER_MS, save_cb, self);
}

static gboolean
vouch_results_page_flush (VouchPage *page, GError **error)
{
  VouchResultsPage *self = VOUCH_RESULTS_PAGE (page);
  g_autoptr (VouchResultTable) copy = NULL;

  if (self->saving == 0 || self->table == NULL)
    return TRUE;
  copy = vouch_result_table_copy (self->table);
  if (!vouch_results_save (vouch_page_get_workspace (page), copy, NULL, error))
    return FALSE;
  g_clear_handle_id (&self->saving, g_source_remove);
  return TRUE;
}

/* The grid. */

static VouchResultLine *
line_at (VouchResultsPage *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->lines, index);

  return row != NULL ? VOUCH_RESULT_LINE (gtk_list_box_row_get_child (row)) : NULL;
}

static int
index_of (VouchResultLine *line)
{
  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (gtk_widget_get_parent (GTK_WIDGET (line))));
}

static void
remember (VouchResultsPage *self)
{
  g_queue_push_head (self->undo, vouch_result_table_copy (self->table));
  if (g_queue_get_length (self->undo) > MOST_UNDO)
    g_object_unref (g_queue_pop_tail (self->undo));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.undo", TRUE);
}

static void
edited_cb (VouchResultsPage *self)
{
  vouch_result_summary_show (self->summary, self->table);
  save_soon (self);
}

/* Enter goes down; below the last line it makes another one. */
static void
entered_cb (VouchResultsPage *self, int cell, VouchResultLine *line)
{
  int next = index_of (line) + 1;

  if (line_at (self, next) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "results.add", NULL);
  if (line_at (self, next) != NULL)
    vouch_result_line_focus (line_at (self, next), (VouchResultCell) cell);
}

static void
removed_cb (VouchResultsPage *self, VouchResultLine *line)
{
  int index = index_of (line);
  VouchResultLine *next;

  remember (self);
  g_ptr_array_remove (vouch_result_table_get_rows (self->table), vouch_result_line_get_row (line));
  gtk_list_box_remove (self->lines, gtk_widget_get_parent (GTK_WIDGET (line)));
  next = line_at (self, index) != NULL ? line_at (self, index) : line_at (self, index - 1);
  if (next != NULL)
    vouch_result_line_focus (next, VOUCH_RESULT_CELL_STUDENT);
  edited_cb (self);
}

static void
add_line (VouchResultsPage *self, VouchResultRow *row)
{
  GtkWidget *line = vouch_result_line_new (row);

  g_signal_connect_object (line, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "entered", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->lines, line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (line)), FALSE);
  gtk_widget_set_focusable (gtk_widget_get_parent (line), FALSE);
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchResultsPage *self = VOUCH_RESULTS_PAGE (widget);
  g_autoptr (VouchResultRow) row = vouch_result_row_new ();

  if (self->table == NULL)
    return;
  vouch_result_table_add_row (self->table, row);
  add_line (self, row);
}

/* Everything on the page from the table. */
static void
show_all (VouchResultsPage *self)
{
  GPtrArray *rows = vouch_result_table_get_rows (self->table);
  VouchDay days[] = { vouch_result_table_get_day_before (self->table),
                      vouch_result_table_get_day_after (self->table) };
  g_autofree char *highest = vouch_score_format (vouch_result_table_get_highest (self->table));
  GtkWidget *line;

  self->showing = TRUE;
  vouch_field_row_show (VOUCH_FIELD_ROW (self->measure),
                        vouch_result_table_get_measure (self->table));
  vouch_field_row_show (VOUCH_FIELD_ROW (self->standard),
                        vouch_result_table_get_standard (self->table));
  vouch_field_row_show (VOUCH_FIELD_ROW (self->highest), highest);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autofree char *day = days[i] != VOUCH_DAY_NONE ? vouch_day_format (days[i]) : NULL;

    vouch_field_row_show (VOUCH_FIELD_ROW (i == 0 ? self->day_before : self->day_after), day);
  }
  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_list_box_remove (self->lines, line);
  for (guint i = 0; i < rows->len; i++)
    add_line (self, g_ptr_array_index (rows, i));
  self->showing = FALSE;
  while (rows->len < 3)
    add_cb (GTK_WIDGET (self), NULL, NULL);
  vouch_result_summary_show (self->summary, self->table);
}

static void
replace_table (VouchResultsPage *self, VouchResultTable *table)
{
  g_set_object (&self->table, table);
  show_all (self);
  save_soon (self);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchResultsPage *self = VOUCH_RESULTS_PAGE (widget);
  g_autoptr (VouchResultTable) earlier = g_queue_pop_head (self->undo);

  gtk_widget_action_set_enabled (widget, "results.undo", !g_queue_is_empty (self->undo));
  if (earlier != NULL)
    replace_table (self, earlier);
}

/* The test. */

static void
test_edited_cb (VouchResultsPage *self)
{
  g_autofree char *measure = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->measure));
  g_autofree char *standard = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->standard));
  g_autofree char *highest = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->highest));
  g_autofree char *before = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->day_before));
  g_autofree char *after = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->day_after));
  VouchDay day;
  double score;

  if (self->showing || self->table == NULL)
    return;
  vouch_result_table_set_measure (self->table, measure);
  vouch_result_table_set_standard (self->table, standard);
  if (vouch_score_parse (highest, &score))
    vouch_result_table_set_highest (self->table, score);
  day = VOUCH_DAY_NONE;
  if (before == NULL || vouch_day_parse (before, &day))
    vouch_result_table_set_day_before (self->table, day);
  day = VOUCH_DAY_NONE;
  if (after == NULL || vouch_day_parse (after, &day))
    vouch_result_table_set_day_after (self->table, day);
  edited_cb (self);
}

static const char *
check_score (const char *text)
{
  double score;

  /* Translators: shown in place of a title while a number is not whole yet; keep it short. */
  return vouch_score_parse (text, &score) ? NULL : _ ("A number, like 20");
}

static void
add_field (VouchResultsPage *self, GtkWidget **field, GtkWidget *row)
{
  *field = row;
  adw_preferences_group_add (self->test, row);
  g_signal_connect_object (row, "edited", G_CALLBACK (test_edited_cb), self, G_CONNECT_SWAPPED);
}

/* Reading a file, and pasting. */

typedef struct {
  VouchResultTable *table;
  char *path;
  char *text;
  guint n_replaced;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->table);
  g_free (reading->path);
  g_free (reading->text);
  g_free (reading);
}

static gpointer
read_table (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *asked = data;
  Reading *given;

  if (asked->path != NULL
          ? !vouch_results_read_file (workspace, asked->table, asked->path, &asked->n_replaced,
                                      cancellable, error)
          : !vouch_results_read (workspace, asked->table, asked->text, strlen (asked->text),
                                 &asked->n_replaced, cancellable, error))
    return NULL;
  given = g_new0 (Reading, 1);
  given->table = g_object_ref (asked->table);
  given->n_replaced = asked->n_replaced;
  return given;
}

static void
show_read (VouchPage *page, gpointer data)
{
  VouchResultsPage *self = VOUCH_RESULTS_PAGE (page);
  Reading *given = data;
  guint rows = vouch_result_table_get_rows (given->table)->len;
  g_autofree char *words = NULL;

  vouch_page_clear_problem (page);
  remember (self);
  replace_table (self, given->table);
  if (given->n_replaced > 0)
    words = g_strdup_printf (ngettext ("%u name was replaced by a key. No name is kept.",
                                       "%u names were replaced by keys. No name is kept.",
                                       given->n_replaced),
                             given->n_replaced);
  else
    words =
        g_strdup_printf (ngettext ("%u student was read.", "%u students were read.", rows), rows);
  vouch_page_toast (page, words);
}

static void
begin_reading (VouchResultsPage *self, char *path, char *text)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->table = vouch_result_table_copy (self->table);
  reading->path = path;
  reading->text = text;
  vouch_page_run (VOUCH_PAGE (self), read_table, reading, reading_free, reading_free, show_read);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, VouchResultsPage *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && self->table != NULL)
    begin_reading (self, g_file_get_path (file), NULL);
  g_object_unref (dialog);
}

static void
read_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Read a table"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Tables (CSV)"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchResultsPage) self = data;
  g_autoptr (GError) error = NULL;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);

  if (text != NULL && self->table != NULL)
    begin_reading (self, NULL, text);
  else if (error == NULL)
    g_set_error_literal (
        &error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
        _ ("There is no table to paste. Copy the cells in the spreadsheet first."));
  if (error != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), error);
}

static void
paste_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget),
                                 vouch_page_get_cancellable (VOUCH_PAGE (widget)), pasted_cb,
                                 g_object_ref (widget));
}

/* Making evidence, and a page. */

static gpointer
place_table (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  guint n;

  /* One more than there are, so that a result is never mistaken for none. */
  return vouch_results_place (workspace, id, &n, cancellable, error) ? GUINT_TO_POINTER (n + 1)
                                                                     : NULL;
}

static void
show_placed (VouchPage *page, gpointer n)
{
  guint items = GPOINTER_TO_UINT (n) - 1;
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u score is evidence now.", "%u scores are evidence now.", items), items);

  vouch_page_clear_problem (page);
  vouch_page_toast (page, items > 1 ? words : _ ("The table is evidence now."));
}

static void
place_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *page = VOUCH_PAGE (widget);
  VouchResultsPage *self = VOUCH_RESULTS_PAGE (widget);

  if (self->table == NULL)
    return;
  g_clear_handle_id (&self->saving, g_source_remove);
  vouch_page_run (page, save_table, vouch_result_table_copy (self->table), g_object_unref, NULL,
                  NULL);
  vouch_page_run (page, place_table, g_strdup (vouch_page_get_subject (page)), g_free, NULL,
                  show_placed);
}

typedef struct {
  char *id;
  char *path;
} Printing;

static void
printing_free (gpointer data)
{
  Printing *printing = data;

  g_free (printing->id);
  g_free (printing->path);
  g_free (printing);
}

static gpointer
save_pdf (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Printing *printing = data;

  return GINT_TO_POINTER (
      vouch_results_save_pdf (workspace, printing->id, printing->path, cancellable, error));
}

static void
show_saved (VouchPage *page, gpointer result)
{
  vouch_page_toast (page, _ ("The page is saved."));
}

static void
pdf_chosen_cb (GtkNativeDialog *dialog, int response, VouchResultsPage *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL) {
    Printing *printing = g_new0 (Printing, 1);

    printing->id = g_strdup (vouch_page_get_subject (VOUCH_PAGE (self)));
    printing->path = g_file_get_path (file);
    vouch_page_run (VOUCH_PAGE (self), save_pdf, printing, printing_free, NULL, show_saved);
  }
  g_object_unref (dialog);
}

static void
pdf_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Save as PDF"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  /* Translators: the name that is proposed for a file. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("Student results.pdf"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (pdf_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gpointer
load_table (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_results_load (workspace, id, cancellable, error);
}

static void
show_table (VouchPage *page, gpointer table)
{
  VouchResultsPage *self = VOUCH_RESULTS_PAGE (page);

  /* What is on the screen is newer than what was read, from the first time on. */
  if (self->table != NULL)
    return;
  self->table = g_object_ref (table);
  show_all (self);
  gtk_stack_set_visible_child_name (self->stack, "table");
}

static void
vouch_results_page_refresh (VouchPage *page)
{
  if (VOUCH_RESULTS_PAGE (page)->table == NULL)
    vouch_page_run (page, load_table, g_strdup (vouch_page_get_subject (page)), g_free,
                    g_object_unref, show_table);
}

static void
vouch_results_page_dispose (GObject *object)
{
  VouchResultsPage *self = VOUCH_RESULTS_PAGE (object);

  g_clear_handle_id (&self->saving, g_source_remove);
  g_clear_object (&self->table);
  g_queue_clear_full (self->undo, g_object_unref);

  G_OBJECT_CLASS (vouch_results_page_parent_class)->dispose (object);
}

static void
vouch_results_page_finalize (GObject *object)
{
  g_queue_free (VOUCH_RESULTS_PAGE (object)->undo);

  G_OBJECT_CLASS (vouch_results_page_parent_class)->finalize (object);
}

static void
vouch_results_page_class_init (VouchResultsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_results_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_results_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_results_page_refresh;
  VOUCH_PAGE_CLASS (klass)->flush = vouch_results_page_flush;

  g_type_ensure (VOUCH_TYPE_RESULT_SUMMARY);
  gtk_widget_class_install_action (widget_class, "results.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "results.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "results.place", NULL, place_cb);
  gtk_widget_class_install_action (widget_class, "results.read", NULL, read_cb);
  gtk_widget_class_install_action (widget_class, "results.save-pdf", NULL, pdf_cb);
  gtk_widget_class_install_action (widget_class, "results.undo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "results.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "results.undo", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/results/vouch-results-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchResultsPage, lines);
  gtk_widget_class_bind_template_child (widget_class, VouchResultsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchResultsPage, summary);
  gtk_widget_class_bind_template_child (widget_class, VouchResultsPage, test);
}

static void
vouch_results_page_init (VouchResultsPage *self)
{
  self->undo = g_queue_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.undo", FALSE);
  add_field (self, &self->measure, vouch_field_row_new (_ ("Name of the test"), NULL));
  add_field (self, &self->standard, vouch_field_row_new (_ ("Standard"), NULL));
  add_field (self, &self->highest,
             vouch_field_row_new (_ ("Highest score there can be"), check_score));
  add_field (self, &self->day_before, vouch_field_row_new_date (_ ("First time")));
  add_field (self, &self->day_after, vouch_field_row_new_date (_ ("Second time")));
}

/**
 * vouch_results_page_new:
 * @workspace: the workspace.
 * @id: id of a table of results.
 *
 * Returns: (transfer floating): the page of the table.
 */
VouchPage *
vouch_results_page_new (VouchWorkspace *workspace, const char *id)
{
  return vouch_page_new (VOUCH_TYPE_RESULTS_PAGE, workspace, id);
}
