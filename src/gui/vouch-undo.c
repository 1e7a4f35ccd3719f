/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-undo"

#include "config.h"
#include "vouch-undo.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-page.h"

/* A way back that outlives the page it was offered on. */
typedef struct {
  VouchWorkspace *workspace;
  GtkWidget *toasts; /* weak: it holds the toast that holds this */
  VouchWorkspaceFunc undo;
  gpointer data;
  GDestroyNotify free_data;
} Undo;

static void
undo_free (Undo *undo)
{
  if (undo->free_data != NULL)
    undo->free_data (undo->data);
  g_object_unref (undo->workspace);
  g_clear_weak_pointer (&undo->toasts);
  g_free (undo);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) toasts = data;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL) {
    g_autofree char *words = g_markup_escape_text (error->message, -1);

    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), adw_toast_new (words));
  }
}

static void
button_clicked_cb (AdwToast *toast, Undo *undo)
{
  if (undo->toasts == NULL)
    return;
  vouch_workspace_run_async (undo->workspace, undo->undo, g_steal_pointer (&undo->data),
                             g_steal_pointer (&undo->free_data), NULL, NULL, undone_cb,
                             g_object_ref (undo->toasts));
}

static void
undo_closed (gpointer data, GClosure *closure)
{
  undo_free (data);
}

/**
 * vouch_undo_offer:
 * @widget: a widget inside the window.
 * @workspace: the workspace.
 * @text: what was done, in a few words.
 * @undo: the use case that takes it back; its result needs no freeing.
 * @data: its arguments.
 * @free_data: (nullable): frees them.
 *
 * Says that something was done and offers to take it back for ten seconds, where the widget is in a
 * window still.
 */
void
vouch_undo_offer (GtkWidget *widget,
                  VouchWorkspace *workspace,
                  const char *text,
                  VouchWorkspaceFunc undo,
                  gpointer data,
                  GDestroyNotify free_data)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;
  Undo *offer;

  /* The page was left before it was done: there is no place left to say so. */
  if (toasts == NULL) {
    if (free_data != NULL)
      free_data (data);
    return;
  }
  toast = adw_toast_new (text);
  offer = g_new0 (Undo, 1);
  *offer = (Undo){
    .workspace = g_object_ref (workspace),
    .undo = undo,
    .data = data,
    .free_data = free_data,
  };
  g_set_weak_pointer (&offer->toasts, toasts);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (button_clicked_cb), offer,
                         undo_closed, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), toast);
}

static GtkWidget *
find_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget))
    return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), _ ("Undo")) == 0 ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child);
  return found;
}

/**
 * vouch_undo_take_back:
 * @toasts: where messages are shown.
 *
 * Does what the button of the message does that is shown, for whoever has no pointer: Tab would come to
 * that button when it is gone.
 *
 * Returns: whether something was offered to be taken back.
 */
gboolean
vouch_undo_take_back (AdwToastOverlay *toasts)
{
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (toasts), FALSE);

  for (GtkWidget *shown = gtk_widget_get_last_child (GTK_WIDGET (toasts)); shown != NULL;
       shown = gtk_widget_get_prev_sibling (shown)) {
    GtkWidget *button = NULL;

    if (shown != adw_toast_overlay_get_child (toasts) && gtk_widget_get_mapped (shown))
      button = find_button (shown);
    if (button != NULL)
      return gtk_widget_activate (button);
  }
  return FALSE;
}
