/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-application"

#include "config.h"
#include "vouch-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "vouch-capture-recover.h"
#include "vouch-error.h"
#include "vouch-fitting.h"
#include "vouch-measure.h"
#include "vouch-submit.h"
#include "vouch-library-care.h"
#include "vouch-workspace.h"

#include "vouch-about.h"
#include "vouch-background.h"
#include "vouch-library-errands.h"
#include "vouch-look.h"
#include "vouch-main-window.h"
#include "vouch-preferences-window.h"

/**
 * VouchApplication:
 *
 * One for each person and computer: a second start raises the window of the first. It opens the
 * library, and closes it when the last window is gone.
 */
struct _VouchApplication {
  AdwApplication parent_instance;

  VouchWorkspace *workspace;
  VouchBackground *background; /* (nullable): what goes on without a window */
  VouchLibraryErrands *errands;
  GtkCssProvider *contrast; /* (nullable): what is different in high contrast */
};

G_DEFINE_FINAL_TYPE (VouchApplication, vouch_application, ADW_TYPE_APPLICATION)

static GtkWidget *
make_way_out (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
show_no_library (VouchApplication *self, const GError *error)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *ways = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *words = g_markup_escape_text (error->message, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "drive-harddisk-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status),
                             _ ("Your library could not be opened just now"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status), words);
  gtk_box_append (GTK_BOX (ways), make_way_out (_ ("Try again"), "app.try-again"));
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT))
    gtk_box_append (GTK_BOX (ways),
                    make_way_out (_ ("Put back the last snapshot"), "app.put-back"));
  adw_status_page_set_child (ADW_STATUS_PAGE (status), ways);
  gtk_widget_set_vexpand (status, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), status);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Vouch");
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 560);
  gtk_window_present (GTK_WINDOW (window));
}

/* What was cut off when the program ended last time goes on by itself. */
static void
take_up_work (VouchWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchJob) reading = NULL;

  if (!vouch_submit_resume_all (workspace, &error))
    g_warning ("Submissions under way were not taken up: %s", error->message);
  if (vouch_capture_recovery_is_due (workspace)) {
    g_autoptr (VouchJob) recovery = vouch_capture_recover_job_new (workspace);

    vouch_job_queue_add (vouch_workspace_get_jobs (workspace), recovery);
  }
  g_clear_error (&error);
  if (!vouch_workspace_get_read_only (workspace) && !vouch_fitting_resume_all (workspace, &error))
    g_warning ("Copies under way were not taken up: %s", error->message);
  if (!vouch_measure_is_due (workspace))
    return;
  reading = vouch_measure_job_new (workspace);
  vouch_job_queue_add (vouch_workspace_get_jobs (workspace), reading);
}

static gboolean
vouch_application_open_library (VouchApplication *self, GError **error)
{
  const VouchWorkspaceOptions options = {
    .flags = VOUCH_WORKSPACE_CREATE,
  };

  if (self->workspace != NULL)
    return TRUE;
  self->workspace = vouch_workspace_open (&options, NULL, error);
  if (self->workspace == NULL)
    return FALSE;
  self->background = vouch_background_new (GTK_APPLICATION (self), self->workspace);
  take_up_work (self->workspace);
  return TRUE;
}

static void
vouch_application_activate (GApplication *application)
{
  VouchApplication *self = VOUCH_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GError) error = NULL;

  if (window != NULL)
    gtk_window_present (window);
  else if (vouch_application_open_library (self, &error))
    gtk_window_present (
        GTK_WINDOW (vouch_main_window_new (ADW_APPLICATION (self), self->workspace)));
  else
    show_no_library (self, error);
}

/* Files that the desktop hands over: definitions, one after the other. */
static void
vouch_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkWindow *window;

  g_application_activate (application);
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  for (int i = 0; i < n_files && VOUCH_IS_MAIN_WINDOW (window); i++) {
    const char *path = g_file_peek_path (files[i]);

    if (path != NULL)
      gtk_widget_activate_action (GTK_WIDGET (window), "win.open-file", "s", path);
  }
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (vouch_about_new (gtk_application_get_active_window (GTK_APPLICATION (data))));
}

/* Without a library there is nothing to set. */
static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VouchApplication *self = VOUCH_APPLICATION (data);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->workspace != NULL && VOUCH_IS_MAIN_WINDOW (window))
    gtk_window_present (vouch_preferences_window_new (window, self->workspace));
}

/* Every window closes itself, so that what is typed is saved; one that cannot save stays, and so does
 * the program. */
static gboolean
close_windows (GApplication *application)
{
  GtkWindow *window;

  while ((window = gtk_application_get_active_window (GTK_APPLICATION (application))) != NULL) {
    gtk_window_close (window);
    if (gtk_application_get_active_window (GTK_APPLICATION (application)) == window)
      return FALSE;
  }
  return TRUE;
}

static void
quit (GApplication *application)
{
  if (close_windows (application))
    g_application_quit (application);
}

static void
quit_response_cb (AdwMessageDialog *dialog, const char *response, GApplication *application)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  if (g_str_equal (response, "quit"))
    quit (application);
  else if (g_str_equal (response, "close") && window != NULL)
    gtk_window_close (window);
}

/* Not a question whether one is sure: a second way, which is mostly the one that is meant. */
static void
show_ways_to_quit (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  GtkWidget *dialog = adw_message_dialog_new (window, _ ("A portfolio is being sent"),
                                              _ ("Close the window, and it goes on without it. "
                                                 "Quit, and it goes on from where it is when you "
                                                 "open Vouch again. Nothing is lost either way."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Back"), "quit",
                                    _ ("_Quit"), "close", _ ("_Close the window"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (quit_response_cb), application, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  VouchApplication *self = VOUCH_APPLICATION (data);

  if (self->background != NULL && vouch_background_is_sending (self->background) &&
      gtk_application_get_active_window (GTK_APPLICATION (self)) != NULL)
    show_ways_to_quit (G_APPLICATION (self));
  else
    quit (G_APPLICATION (self));
}

/* From a notification; there may be no window any more. */
static void
show_decision_cb (GSimpleAction *action, GVariant *portfolio, gpointer data)
{
  GtkWindow *window;

  g_application_activate (data);
  window = gtk_application_get_active_window (GTK_APPLICATION (data));
  if (VOUCH_IS_MAIN_WINDOW (window))
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-decision", "s",
                                g_variant_get_string (portfolio, NULL));
}

/* Whoever held the library may be done with it by now. */
static void
try_again_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *old = gtk_application_get_active_window (GTK_APPLICATION (data));

  g_application_hold (data);
  if (old != NULL)
    gtk_window_destroy (old);
  g_application_activate (data);
  g_application_release (data);
}

static void
put_back (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autofree char *folder = vouch_library_care_restore (NULL, NULL, &error);

  if (folder != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
put_back_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  VouchApplication *self = VOUCH_APPLICATION (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_application_activate (G_APPLICATION (self));
  else
    show_no_library (self, error);
  g_application_release (G_APPLICATION (self));
}

/* The damaged database is kept beside the snapshots; nothing is thrown away. */
static void
put_back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *old = gtk_application_get_active_window (GTK_APPLICATION (data));
  g_autoptr (GTask) task = g_task_new (data, NULL, put_back_done_cb, NULL);

  g_application_hold (data);
  if (old != NULL)
    gtk_window_destroy (old);
  g_task_run_in_thread (task, put_back);
}

/* The platform has a file for this, too, but what is in style.css is added after that. */
static void
contrast_cb (AdwStyleManager *manager, GParamSpec *pspec, GtkCssProvider *css)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (adw_style_manager_get_high_contrast (manager))
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (css),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  else
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (css));
}

/* Whoever ends the program from outside asks once, and does not wait for an answer. */
static gboolean
end_cb (gpointer data)
{
  g_application_quit (G_APPLICATION (data));
  return G_SOURCE_CONTINUE;
}

static void
vouch_application_startup (GApplication *application)
{
  static const int ends[] = { SIGTERM, SIGHUP, SIGINT };
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "put-back", .activate = put_back_cb },
    { .name = "show-decision", .activate = show_decision_cb, .parameter_type = "s" },
    { .name = "try-again", .activate = try_again_cb },
  };
  static const char *const preferences_keys[] = { "<Control>comma", NULL };
  static const char *const quit_keys[] = { "<Control>q", NULL };
  g_autoptr (VouchLook) look = vouch_look_load ();
  g_autoptr (GtkCssProvider) css = NULL;
  VouchApplication *self = VOUCH_APPLICATION (application);

  G_APPLICATION_CLASS (vouch_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  VOUCH_APPLICATION (application)->errands =
      vouch_library_errands_new (VOUCH_APPLICATION (application));
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.preferences",
                                         preferences_keys);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    g_unix_signal_add (ends[i], end_cb, application);
  vouch_look_apply (look);
  gtk_window_set_default_icon_name (APP_ID);
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  self->contrast = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->contrast, RESOURCE_PATH "/style-hc.css");
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (contrast_cb), self->contrast, 0);
  contrast_cb (adw_style_manager_get_default (), NULL, self->contrast);
}

static void
close_library (VouchApplication *self)
{
  g_clear_object (&self->background);
  if (self->workspace != NULL)
    vouch_workspace_close (self->workspace);
  g_clear_object (&self->workspace);
}

/* Where windows are open still, nobody closed them: a signal or a logout ended the program. */
static void
save_what_is_typed (GApplication *application)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL;
       l = l->next) {
    g_autoptr (GError) error = NULL;

    if (VOUCH_IS_MAIN_WINDOW (l->data) &&
        !vouch_main_window_flush (VOUCH_MAIN_WINDOW (l->data), &error))
      g_warning ("At the end something was not saved: %s", error->message);
  }
}

static void
vouch_application_shutdown (GApplication *application)
{
  save_what_is_typed (application);
  close_library (VOUCH_APPLICATION (application));
  g_clear_object (&VOUCH_APPLICATION (application)->errands);
  g_clear_object (&VOUCH_APPLICATION (application)->contrast);

  G_APPLICATION_CLASS (vouch_application_parent_class)->shutdown (application);
}

static void
vouch_application_class_init (VouchApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = vouch_application_activate;
  application_class->open = vouch_application_open;
  application_class->shutdown = vouch_application_shutdown;
  application_class->startup = vouch_application_startup;
}

static void
vouch_application_init (VouchApplication *self)
{
}

/**
 * vouch_application_new:
 *
 * Returns: (transfer full): the application.
 */
VouchApplication *
vouch_application_new (void)
{
  return g_object_new (VOUCH_TYPE_APPLICATION, "application-id", APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", RESOURCE_PATH,
                       "register-session", TRUE, NULL);
}

/**
 * vouch_application_get_workspace:
 * @self: the application.
 *
 * Returns: (transfer none) (nullable): the library that is open.
 */
VouchWorkspace *
vouch_application_get_workspace (VouchApplication *self)
{
  g_return_val_if_fail (VOUCH_IS_APPLICATION (self), NULL);

  return self->workspace;
}

typedef struct {
  VouchClosedFunc func;
  char *title;
  char *argument;
  GtkWindow *window; /* (owned) (nullable): says what is going on, while no other is there */
} Closed;

static void
closed_free (gpointer data)
{
  Closed *closed = data;

  g_clear_object (&closed->window);
  g_free (closed->argument);
  g_free (closed->title);
  g_free (closed);
}

static GtkWindow *
show_working (VouchApplication *self, const char *title)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (status),
                                   _ ("Every file is read back. Vouch opens again by itself."));
  adw_status_page_set_child (ADW_STATUS_PAGE (status), spinner);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), status);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 360);
  gtk_window_set_deletable (GTK_WINDOW (window), FALSE);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

static void
work_closed (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Closed *closed = data;
  GError *error = NULL;

  if (closed->func (closed->argument, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The library opens again either way: what could not be done changed nothing. */
static void
worked_closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  VouchApplication *self = VOUCH_APPLICATION (source);
  Closed *closed = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (closed->window != NULL)
    gtk_window_destroy (closed->window);
  g_application_activate (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
  if (error == NULL)
    return;
  dialog = adw_message_dialog_new (gtk_application_get_active_window (GTK_APPLICATION (self)),
                                   _ ("This was not done"), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
begin_closed_cb (gpointer data)
{
  g_autoptr (GTask) task = data;
  VouchApplication *self = VOUCH_APPLICATION (g_task_get_source_object (task));
  Closed *closed = g_task_get_task_data (task);

  /* The window that stays says what it cannot save. */
  if (!close_windows (G_APPLICATION (self))) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  close_library (self);
  closed->window = g_object_ref (show_working (self, closed->title));
  g_task_run_in_thread (task, work_closed);
}

/**
 * vouch_application_work_closed:
 * @self: the application.
 * @title: what it does meanwhile, in a few words.
 * @func: the work.
 * @argument: its argument.
 *
 * Closes the library, works on it, and opens it again. When a window holds something that cannot be
 * saved nothing is closed, and nothing is done. It begins once whoever asks has returned: that is
 * mostly a dialog of a window that will be closed.
 */
void
vouch_application_work_closed (VouchApplication *self,
                               const char *title,
                               VouchClosedFunc func,
                               const char *argument)
{
  Closed *closed;
  GTask *task;

  g_return_if_fail (VOUCH_IS_APPLICATION (self) && func != NULL);

  closed = g_new0 (Closed, 1);
  closed->func = func;
  closed->title = g_strdup (title);
  closed->argument = g_strdup (argument);
  g_application_hold (G_APPLICATION (self));
  task = g_task_new (self, NULL, worked_closed_cb, NULL);
  g_task_set_task_data (task, closed, closed_free);
  g_idle_add_once (begin_closed_cb, task);
}
