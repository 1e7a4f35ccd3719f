/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-preferences-pane"

#include "config.h"
#include "vouch-preferences-pane.h"

#include <glib/gi18n.h>

/**
 * VouchPreferencesPane:
 *
 * One part of the preferences: it asks the workspace, says what was done, and tells a problem in a
 * sentence that stays until it is read.
 */
typedef struct {
  VouchWorkspace *workspace;
  GCancellable *cancellable;
} VouchPreferencesPanePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VouchPreferencesPane,
                                     vouch_preferences_pane,
                                     ADW_TYPE_PREFERENCES_PAGE)

typedef struct {
  VouchPreferencesPane *pane;
  VouchPaneWork work;
} Asked;

static VouchPreferencesPanePrivate *
get_private (VouchPreferencesPane *self)
{
  return vouch_preferences_pane_get_instance_private (self);
}

static void
vouch_preferences_pane_dispose (GObject *object)
{
  VouchPreferencesPanePrivate *priv = get_private (VOUCH_PREFERENCES_PANE (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->workspace);

  G_OBJECT_CLASS (vouch_preferences_pane_parent_class)->dispose (object);
}

static void
vouch_preferences_pane_finalize (GObject *object)
{
  g_object_unref (get_private (VOUCH_PREFERENCES_PANE (object))->cancellable);

  G_OBJECT_CLASS (vouch_preferences_pane_parent_class)->finalize (object);
}

static void
vouch_preferences_pane_class_init (VouchPreferencesPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_preferences_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_preferences_pane_finalize;
}

static void
vouch_preferences_pane_init (VouchPreferencesPane *self)
{
  get_private (self)->cancellable = g_cancellable_new ();
}

/**
 * vouch_preferences_pane_set_workspace:
 * @self: a pane that has none yet.
 * @workspace: the workspace.
 *
 * Shows what is set in @workspace, and follows it.
 */
void
vouch_preferences_pane_set_workspace (VouchPreferencesPane *self, VouchWorkspace *workspace)
{
  g_return_if_fail (VOUCH_IS_PREFERENCES_PANE (self) && VOUCH_IS_WORKSPACE (workspace));

  get_private (self)->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (vouch_preferences_pane_refresh), self,
                           G_CONNECT_SWAPPED);
  vouch_preferences_pane_refresh (self);
}

/**
 * vouch_preferences_pane_get_workspace:
 * @self: a pane.
 *
 * Returns: (transfer none): its workspace.
 */
VouchWorkspace *
vouch_preferences_pane_get_workspace (VouchPreferencesPane *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFERENCES_PANE (self), NULL);

  return get_private (self)->workspace;
}

/**
 * vouch_preferences_pane_set_open:
 * @self: a pane.
 * @open: whether its rows are there.
 *
 * A pane that nobody has looked at yet has a name and an icon, and none of its rows is styled, measured
 * or searched.
 */
void
vouch_preferences_pane_set_open (VouchPreferencesPane *self, gboolean open)
{
  g_return_if_fail (VOUCH_IS_PREFERENCES_PANE (self));

  for (GtkWidget *content = gtk_widget_get_first_child (GTK_WIDGET (self)); content != NULL;
       content = gtk_widget_get_next_sibling (content))
    gtk_widget_set_visible (content, open);
}

/**
 * vouch_preferences_pane_refresh:
 * @self: a pane.
 *
 * Reads what it shows anew.
 */
void
vouch_preferences_pane_refresh (VouchPreferencesPane *self)
{
  g_return_if_fail (VOUCH_IS_PREFERENCES_PANE (self));

  if (VOUCH_PREFERENCES_PANE_GET_CLASS (self)->refresh != NULL &&
      get_private (self)->workspace != NULL)
    VOUCH_PREFERENCES_PANE_GET_CLASS (self)->refresh (self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked *asked = data;
  VouchPreferencesPanePrivate *priv = get_private (asked->pane);
  g_autoptr (GError) error = NULL;
  gpointer answer = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  if (priv->workspace != NULL && error != NULL)
    vouch_preferences_pane_show_problem (asked->pane, error);
  else if (priv->workspace != NULL && asked->work.show != NULL)
    asked->work.show (asked->pane, answer);
  if (answer != NULL && asked->work.free_result != NULL)
    asked->work.free_result (answer);
  g_object_unref (asked->pane);
  g_free (asked);
}

/**
 * vouch_preferences_pane_run:
 * @self: a pane.
 * @work: what to ask for.
 *
 * Has the workspace do something, and shows on the pane what comes of it.
 */
void
vouch_preferences_pane_run (VouchPreferencesPane *self, const VouchPaneWork *work)
{
  VouchPreferencesPanePrivate *priv = get_private (self);
  Asked *asked = g_new0 (Asked, 1);

  asked->pane = g_object_ref (self);
  asked->work = *work;
  if (work->is_remote)
    vouch_workspace_run_remote_async (priv->workspace, work->func, work->data, work->free_data,
                                      work->free_result, priv->cancellable, answered_cb, asked);
  else
    vouch_workspace_run_async (priv->workspace, work->func, work->data, work->free_data,
                               work->free_result, priv->cancellable, answered_cb, asked);
}

/**
 * vouch_preferences_pane_say:
 * @self: a pane in a window.
 * @text: what was done, in a few words.
 *
 * Says so, for a moment.
 */
void
vouch_preferences_pane_say (VouchPreferencesPane *self, const char *text)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW);
  g_autofree char *words = g_markup_escape_text (text, -1);

  if (window != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), adw_toast_new (words));
}

/**
 * vouch_preferences_pane_show_problem:
 * @self: a pane in a window.
 * @problem: what could not be done.
 *
 * Tells it, and waits until it is read.
 */
void
vouch_preferences_pane_show_problem (VouchPreferencesPane *self, const GError *problem)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  if (!GTK_IS_WINDOW (window))
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (window), _ ("This was not done"), problem->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct {
  VouchPreferencesPane *pane;
  char *action;
} Choosing;

static void
choosing_gone (gpointer data, GClosure *closure)
{
  Choosing *choosing = data;

  g_object_unref (choosing->pane);
  g_free (choosing->action);
  g_free (choosing);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Choosing *choosing)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (choosing->pane), choosing->action, "s", path);
  g_object_unref (dialog);
}

static void
choose (VouchPreferencesPane *self, GtkFileChooserNative *chooser, const char *action)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->pane = g_object_ref (self);
  choosing->action = g_strdup (action);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), choosing, choosing_gone, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * vouch_preferences_pane_choose_folder:
 * @self: a pane in a window.
 * @title: what for.
 * @action: the action that gets the folder's path.
 *
 * Has a folder chosen.
 */
void
vouch_preferences_pane_choose_folder (VouchPreferencesPane *self,
                                      const char *title,
                                      const char *action)
{
  choose (self,
          gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                       GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"),
                                       _ ("_Cancel")),
          action);
}

/**
 * vouch_preferences_pane_choose_file:
 * @self: a pane in a window.
 * @above: the window it is asked for in.
 * @title: what for.
 * @name: a name for the file.
 * @action: the action that gets the file's path.
 *
 * Has a place for a file chosen.
 */
void
vouch_preferences_pane_choose_file (VouchPreferencesPane *self,
                                    GtkWindow *above,
                                    const char *title,
                                    const char *name,
                                    const char *action)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      title, above, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  choose (self, chooser, action);
}
