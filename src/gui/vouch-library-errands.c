/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-library-errands"

#include "config.h"
#include "vouch-library-errands.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-backups.h"
#include "vouch-library-place.h"

/**
 * VouchLibraryErrands:
 *
 * What is done to the library as a whole, whichever window asked for it: `app.copy-library`,
 * `app.move-library`, `app.finish-move` and `app.restore-library`. What came of it is told in the
 * window that is there by then.
 */
struct _VouchLibraryErrands {
  GObject parent_instance;

  VouchApplication *application; /* weak: it owns this */
};

G_DEFINE_FINAL_TYPE (VouchLibraryErrands, vouch_library_errands, G_TYPE_OBJECT)

static GtkWidget *
make_dialog (VouchLibraryErrands *self, const char *heading, const char *body)
{
  return adw_message_dialog_new (
      gtk_application_get_active_window (GTK_APPLICATION (self->application)), heading, body);
}

static void
tell (VouchLibraryErrands *self, const char *heading, const char *body)
{
  GtkWidget *dialog = make_dialog (self, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
is_over (VouchLibraryErrands *self, VouchJob *job)
{
  const GError *error = vouch_job_get_error (job);

  if (vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED && error != NULL)
    tell (self, _ ("The copy is not whole yet"), error->message);
  return vouch_job_get_state (job) == VOUCH_JOB_DONE;
}

static void
add_job (VouchLibraryErrands *self, VouchJob *job, GCallback changed)
{
  VouchWorkspace *workspace = vouch_application_get_workspace (self->application);

  g_signal_connect_object (job, "notify::state", changed, self, G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (workspace), job);
}

static void
copied_cb (VouchLibraryErrands *self, GParamSpec *pspec, VouchJob *job)
{
  if (is_over (self, job))
    tell (self, _ ("The copy is whole"), vouch_job_get_result (job));
}

static void
copy_cb (GSimpleAction *action, GVariant *disk, gpointer data)
{
  VouchLibraryErrands *self = data;
  VouchWorkspace *workspace = vouch_application_get_workspace (self->application);
  g_autoptr (VouchJob) job = NULL;

  if (workspace == NULL)
    return;
  job = vouch_backups_job_new (workspace, g_variant_get_string (disk, NULL));
  add_job (self, job, G_CALLBACK (copied_cb));
}

static void
move_response_cb (GtkWidget *dialog, const char *response, VouchLibraryErrands *self)
{
  if (g_str_equal (response, "move"))
    g_action_group_activate_action (G_ACTION_GROUP (self->application), "finish-move",
                                    g_variant_new_string (gtk_widget_get_name (dialog)));
}

static void
prepared_cb (VouchLibraryErrands *self, GParamSpec *pspec, VouchJob *job)
{
  GtkWidget *dialog;

  if (!is_over (self, job))
    return;
  dialog = make_dialog (self, _ ("The library is ready to move"),
                        _ ("Everything is copied and was read back. Vouch closes for a moment and "
                           "opens in the new folder; the old one is kept."));
  gtk_widget_set_name (dialog, vouch_job_get_result (job));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "later", _ ("_Later"), "move",
                                    _ ("_Move Now"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "move",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (move_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
move_cb (GSimpleAction *action, GVariant *folder, gpointer data)
{
  VouchLibraryErrands *self = data;
  VouchWorkspace *workspace = vouch_application_get_workspace (self->application);
  g_autoptr (VouchJob) job = NULL;

  if (workspace == NULL)
    return;
  job = vouch_library_place_job_new (workspace, g_variant_get_string (folder, NULL));
  add_job (self, job, G_CALLBACK (prepared_cb));
}

static gboolean
finish_move (const char *folder, GCancellable *cancellable, GError **error)
{
  return vouch_library_place_move (folder, cancellable, error);
}

static void
finish_move_cb (GSimpleAction *action, GVariant *folder, gpointer data)
{
  VouchLibraryErrands *self = data;

  vouch_application_work_closed (self->application, _ ("Moving the library"), finish_move,
                                 g_variant_get_string (folder, NULL));
}

static gboolean
restore (const char *snapshot, GCancellable *cancellable, GError **error)
{
  return vouch_backups_restore (NULL, snapshot, error);
}

static void
restore_cb (GSimpleAction *action, GVariant *snapshot, gpointer data)
{
  VouchLibraryErrands *self = data;

  vouch_application_work_closed (self->application, _ ("Going back"), restore,
                                 g_variant_get_string (snapshot, NULL));
}

static void
vouch_library_errands_dispose (GObject *object)
{
  g_clear_weak_pointer (&VOUCH_LIBRARY_ERRANDS (object)->application);

  G_OBJECT_CLASS (vouch_library_errands_parent_class)->dispose (object);
}

static void
vouch_library_errands_class_init (VouchLibraryErrandsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_library_errands_dispose;
}

static void
vouch_library_errands_init (VouchLibraryErrands *self)
{
}

/**
 * vouch_library_errands_new:
 * @application: the application.
 *
 * Returns: (transfer full): what runs its errands; it adds the actions that ask for them.
 */
VouchLibraryErrands *
vouch_library_errands_new (VouchApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "copy-library", .activate = copy_cb, .parameter_type = "s" },
    { .name = "finish-move", .activate = finish_move_cb, .parameter_type = "s" },
    { .name = "move-library", .activate = move_cb, .parameter_type = "s" },
    { .name = "restore-library", .activate = restore_cb, .parameter_type = "s" },
  };
  VouchLibraryErrands *self = g_object_new (VOUCH_TYPE_LIBRARY_ERRANDS, NULL);

  g_set_weak_pointer (&self->application, application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   self);
  return self;
}
