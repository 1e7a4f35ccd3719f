/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-preferences-library"

#include "config.h"
#include "vouch-preferences-library.h"

#include <glib/gi18n.h>

#include "vouch-backups.h"
#include "vouch-library-place.h"

#include "vouch-rows.h"

/**
 * VouchPreferencesLibrary:
 *
 * Where everything is, how much it takes, and what copies there are of it. What takes long, or needs
 * the library closed, is asked of the application.
 */
struct _VouchPreferencesLibrary {
  VouchPreferencesPane parent_instance;

  AdwActionRow *folder;
  AdwActionRow *room;
  AdwActionRow *left;
  AdwActionRow *copy;
  AdwComboRow *days;
  AdwPreferencesGroup *snapshots;
  GtkWidget *move;
  GPtrArray *rows; /* (element-type GtkWidget): the snapshots */
  gboolean showing;
};

typedef struct {
  VouchLibraryPlace *place;
  VouchDiskCopy *copy;
  GPtrArray *backups;
} Library;

static const guint reminders[] = { 0, 7, 30, 90 };

G_DEFINE_FINAL_TYPE (VouchPreferencesLibrary,
                     vouch_preferences_library,
                     VOUCH_TYPE_PREFERENCES_PANE)

static void
library_free (gpointer data)
{
  Library *library = data;

  vouch_library_place_free (library->place);
  vouch_disk_copy_free (library->copy);
  g_ptr_array_unref (library->backups);
  g_free (library);
}

static gpointer
load (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *backups = vouch_backups_list (workspace, cancellable, error);
  Library *library;

  if (backups == NULL)
    return NULL;
  library = g_new0 (Library, 1);
  library->backups = backups;
  library->place = vouch_library_place_load (workspace);
  library->copy = vouch_backups_load_disk_copy (workspace);
  return library;
}

static char *
describe_time (gint64 unix_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_ms / 1000);
  g_autofree char *clock = g_date_time_format (time, "%H:%M");
  g_autofree char *day = vouch_day_format_for_people (vouch_day_from_time (unix_ms));

  /* Translators: a date and a time of day. */
  return g_strdup_printf (_ ("%s, %s"), day, clock);
}

static char *
describe_difference (const VouchBackupDifference *difference)
{
  g_autofree char *portfolios = NULL;
  g_autofree char *items = NULL;
  g_autofree char *texts = NULL;

  if (!difference->is_known)
    return g_strdup (_ ("Made by an earlier version of Vouch"));
  if (difference->portfolios + difference->items + difference->texts == 0)
    return g_strdup (_ ("As everything is now"));
  portfolios = g_strdup_printf (ngettext ("%u portfolio", "%u portfolios", difference->portfolios),
                                difference->portfolios);
  items = g_strdup_printf (ngettext ("%u item", "%u items", difference->items), difference->items);
  texts = g_strdup_printf (ngettext ("%u text", "%u texts", difference->texts), difference->texts);
  /* Translators: three counts, such as “2 portfolios”, “5 items”, “1 text”. */
  return g_strdup_printf (_ ("Different now: %s, %s, %s"), portfolios, items, texts);
}

static void
add_snapshot (VouchPreferencesLibrary *self, const VouchBackup *backup)
{
  g_autofree char *when = describe_time (backup->taken_ms);
  g_autofree char *difference = describe_difference (&backup->difference);
  GtkWidget *row = vouch_rows_text (when, difference);
  GtkWidget *button = gtk_button_new_with_label (_ ("Go Back…"));
  /* Translators: %s is a date and a time of day. */
  g_autofree char *name = g_strdup_printf (_ ("Go back to %s"), when);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "library.go-back");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", backup->path, when);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->snapshots, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_snapshots (VouchPreferencesLibrary *self, GPtrArray *backups)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->snapshots, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < backups->len; i++)
    add_snapshot (self, g_ptr_array_index (backups, i));
  if (backups->len == 0) {
    GtkWidget *row = vouch_rows_text (_ ("None yet"), _ ("One is taken each day when you close "
                                                         "Vouch."));

    adw_preferences_group_add (self->snapshots, row);
    g_ptr_array_add (self->rows, row);
  }
}

static void
show_place (VouchPreferencesLibrary *self, const VouchLibraryPlace *place)
{
  g_autofree char *size = g_format_size ((guint64) place->bytes);
  g_autofree char *free_size =
      place->free_bytes >= 0 ? g_format_size ((guint64) place->free_bytes) : NULL;
  g_autofree char *room = NULL;

  /* Translators: two amounts, such as 2.1 GB. */
  room = free_size != NULL ? g_strdup_printf (_ ("%s, and %s free on that disk"), size, free_size)
                           : g_steal_pointer (&size);
  adw_action_row_set_subtitle (self->folder, place->folder);
  adw_action_row_set_subtitle (self->room, room);
  gtk_widget_set_visible (self->move, place->is_movable);
  gtk_widget_set_visible (GTK_WIDGET (self->left), place->left != NULL);
  if (place->left != NULL)
    adw_action_row_set_subtitle (self->left, place->left);
}

static void
show_copy (VouchPreferencesLibrary *self, const VouchDiskCopy *copy)
{
  g_autofree char *when = copy->made_ms > 0 ? describe_time (copy->made_ms) : NULL;
  g_autofree char *words =
      /* Translators: a date with a time, and a folder. */
      when != NULL ? g_strdup_printf (_ ("%s, in %s"), when, copy->folder)
                   : g_strdup (_ ("None yet. Connect a disk and choose a folder on it."));

  adw_action_row_set_subtitle (self->copy, words);
  for (guint i = 0; i < G_N_ELEMENTS (reminders); i++)
    if (reminders[i] == copy->days)
      adw_combo_row_set_selected (self->days, i);
}

static void
show (VouchPreferencesPane *pane, gpointer result)
{
  VouchPreferencesLibrary *self = VOUCH_PREFERENCES_LIBRARY (pane);
  const Library *library = result;

  self->showing = TRUE;
  show_place (self, library->place);
  show_copy (self, library->copy);
  show_snapshots (self, library->backups);
  self->showing = FALSE;
}

static void
vouch_preferences_library_refresh (VouchPreferencesPane *pane)
{
  const VouchPaneWork work = { .func = load, .free_result = library_free, .show = show };

  vouch_preferences_pane_run (pane, &work);
}

static gpointer
set_days (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_backups_set_days (workspace, GPOINTER_TO_UINT (data), error));
}

static void
days_cb (VouchPreferencesLibrary *self)
{
  const VouchPaneWork work = {
    .func = set_days,
    .data = GUINT_TO_POINTER (reminders[adw_combo_row_get_selected (self->days)]),
  };

  if (!self->showing)
    vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (self), &work);
}

static void
choose_copy_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_preferences_pane_choose_folder (VOUCH_PREFERENCES_PANE (widget),
                                        _ ("Choose a folder on another disk"), "app.copy-library");
}

static void
choose_move_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_preferences_pane_choose_folder (VOUCH_PREFERENCES_PANE (widget),
                                        _ ("Choose an empty folder for the library"),
                                        "library.look-at");
}

typedef struct {
  char *folder;
  char *doubt; /* (nullable) */
} Looked;

static void
looked_free (gpointer data)
{
  Looked *looked = data;

  g_free (looked->folder);
  g_free (looked->doubt);
  g_free (looked);
}

static gpointer
look_at (VouchWorkspace *workspace, gpointer folder, GCancellable *cancellable, GError **error)
{
  Looked *looked;

  if (!vouch_library_place_suits (folder, NULL, error))
    return NULL;
  looked = g_new0 (Looked, 1);
  looked->folder = g_strdup (folder);
  looked->doubt = vouch_library_place_find_doubt (folder);
  return looked;
}

static void
doubt_cb (GtkWidget *dialog, const char *response, VouchPreferencesPane *pane)
{
  if (g_str_equal (response, "go"))
    gtk_widget_activate_action (GTK_WIDGET (pane), "app.move-library", "s",
                                gtk_widget_get_name (dialog));
}

static void
looked_at (VouchPreferencesPane *pane, gpointer result)
{
  const Looked *looked = result;
  GtkWidget *dialog;

  if (looked->doubt == NULL) {
    gtk_widget_activate_action (GTK_WIDGET (pane), "app.move-library", "s", looked->folder);
    return;
  }
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))),
                                   _ ("Is that folder synchronised?"), looked->doubt);
  gtk_widget_set_name (dialog, looked->folder);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "back", _ ("_Back"), "go",
                                    _ ("It Is _Not"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "back");
  g_signal_connect_object (dialog, "response", G_CALLBACK (doubt_cb), pane, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
look_at_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const VouchPaneWork work = { .func = look_at,
                               .data = g_variant_dup_string (parameter, NULL),
                               .free_data = g_free,
                               .free_result = looked_free,
                               .show = looked_at };

  vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (widget), &work);
}

static void
go_back_response_cb (GtkWidget *dialog, const char *response, VouchPreferencesPane *pane)
{
  if (g_str_equal (response, "go"))
    gtk_widget_activate_action (GTK_WIDGET (pane), "app.restore-library", "s",
                                gtk_widget_get_name (dialog));
}

/* It closes every window, so it says what will happen. */
static void
go_back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *path, *when;
  g_autofree char *heading = NULL;
  GtkWidget *dialog;

  g_variant_get (parameter, "(&s&s)", &path, &when);
  /* Translators: %s is a date and a time of day. */
  heading = g_strdup_printf (_ ("Go back to %s"), when);
  dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), heading,
      _ ("Vouch closes for a moment and opens as it was then. What is there now is kept as a "
         "snapshot first, and you can come back to it here."));
  gtk_widget_set_name (dialog, path);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("_Stay Here"), "go",
                                    _ ("_Go Back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "go",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (go_back_response_cb),
                           VOUCH_PREFERENCES_PANE (widget), 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* It is asked for in the window below, so the preferences make way. */
static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.export-library", NULL);
  gtk_window_close (window);
}

static gpointer
discard_left (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_library_place_discard_left (workspace, error));
}

static void
discarded (VouchPreferencesPane *pane, gpointer result)
{
  vouch_preferences_pane_say (pane, _ ("It is in the wastebasket of this computer"));
}

static void
discard_left_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const VouchPaneWork work = { .func = discard_left, .show = discarded };

  vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (widget), &work);
}

static void
vouch_preferences_library_finalize (GObject *object)
{
  g_ptr_array_unref (VOUCH_PREFERENCES_LIBRARY (object)->rows);

  G_OBJECT_CLASS (vouch_preferences_library_parent_class)->finalize (object);
}

static void
vouch_preferences_library_class_init (VouchPreferencesLibraryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_preferences_library_finalize;
  VOUCH_PREFERENCES_PANE_CLASS (klass)->refresh = vouch_preferences_library_refresh;

  gtk_widget_class_install_action (widget_class, "library.copy", NULL, choose_copy_cb);
  gtk_widget_class_install_action (widget_class, "library.discard-left", NULL, discard_left_cb);
  gtk_widget_class_install_action (widget_class, "library.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "library.go-back", "(ss)", go_back_cb);
  gtk_widget_class_install_action (widget_class, "library.look-at", "s", look_at_cb);
  gtk_widget_class_install_action (widget_class, "library.move", NULL, choose_move_cb);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/preferences/vouch-preferences-library.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLibrary, copy);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLibrary, days);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLibrary, folder);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLibrary, left);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLibrary, move);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLibrary, room);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLibrary, snapshots);
}

static void
vouch_preferences_library_init (VouchPreferencesLibrary *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->days, "notify::selected", G_CALLBACK (days_cb), self,
                           G_CONNECT_SWAPPED);
}
