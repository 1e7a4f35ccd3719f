/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-preferences-window"

#include "config.h"
#include "vouch-preferences-window.h"

#include "vouch-preferences-library.h"
#include "vouch-preferences-look.h"
#include "vouch-preferences-privacy.h"
#include "vouch-preferences-sending.h"
#include "vouch-preferences-you.h"

/**
 * VouchPreferencesWindow:
 *
 * What can be set: the person's key, issuers and sending, the library and its copies, privacy, and
 * what the program looks like. Everything takes effect at once.
 */
struct _VouchPreferencesWindow {
  AdwPreferencesWindow parent_instance;

  VouchPreferencesPane *you;
  VouchPreferencesPane *sending;
  VouchPreferencesPane *library;
  VouchPreferencesPane *privacy;
  VouchPreferencesPane *look;
  VouchWorkspace *workspace;
  guint n_open;  /* how many panes are, in their order */
  guint opening; /* the source that opens the next */
};

G_DEFINE_FINAL_TYPE (VouchPreferencesWindow, vouch_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static VouchPreferencesPane *
get_pane (VouchPreferencesWindow *self, guint i)
{
  VouchPreferencesPane *panes[] = { self->you, self->sending, self->library, self->privacy,
                                    self->look };

  return i < G_N_ELEMENTS (panes) ? panes[i] : NULL;
}

static void
open_pane (VouchPreferencesWindow *self, VouchPreferencesPane *pane)
{
  vouch_preferences_pane_set_open (pane, TRUE);
  if (vouch_preferences_pane_get_workspace (pane) == NULL)
    vouch_preferences_pane_set_workspace (pane, self->workspace);
}

/* All panes at once are longer than a person should wait for the one that she sees; so the others come
 * one by one after it, and are there before she can turn to them or search in them. */
static gboolean
open_next_cb (gpointer data)
{
  VouchPreferencesWindow *self = data;
  VouchPreferencesPane *pane = get_pane (self, self->n_open);

  if (pane == NULL) {
    self->opening = 0;
    return G_SOURCE_REMOVE;
  }
  open_pane (self, pane);
  self->n_open++;
  return G_SOURCE_CONTINUE;
}

/* Whoever is quicker finds hers open all the same. */
static void
turned_cb (VouchPreferencesWindow *self)
{
  AdwPreferencesPage *shown =
      adw_preferences_window_get_visible_page (ADW_PREFERENCES_WINDOW (self));

  if (shown != NULL && self->workspace != NULL)
    open_pane (self, VOUCH_PREFERENCES_PANE (shown));
}

static void
vouch_preferences_window_dispose (GObject *object)
{
  VouchPreferencesWindow *self = VOUCH_PREFERENCES_WINDOW (object);

  g_clear_handle_id (&self->opening, g_source_remove);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_preferences_window_parent_class)->dispose (object);
}

static void
vouch_preferences_window_class_init (VouchPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_preferences_window_dispose;

  g_type_ensure (VOUCH_TYPE_PREFERENCES_YOU);
  g_type_ensure (VOUCH_TYPE_PREFERENCES_SENDING);
  g_type_ensure (VOUCH_TYPE_PREFERENCES_LIBRARY);
  g_type_ensure (VOUCH_TYPE_PREFERENCES_PRIVACY);
  g_type_ensure (VOUCH_TYPE_PREFERENCES_LOOK);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/preferences/vouch-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesWindow, library);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesWindow, look);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesWindow, privacy);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesWindow, sending);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesWindow, you);
}

static void
vouch_preferences_window_init (VouchPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; get_pane (self, i) != NULL; i++)
    vouch_preferences_pane_set_open (get_pane (self, i), FALSE);
  g_signal_connect_object (self, "notify::visible-page", G_CALLBACK (turned_cb), self, 0);
}

/**
 * vouch_preferences_window_new:
 * @parent: (nullable): the window.
 * @workspace: the workspace.
 *
 * Returns: (transfer none): the preferences, to be presented; GTK owns them.
 */
GtkWindow *
vouch_preferences_window_new (GtkWindow *parent, VouchWorkspace *workspace)
{
  VouchPreferencesWindow *self =
      g_object_new (VOUCH_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  turned_cb (self);
  self->opening = g_idle_add (open_next_cb, self);
  return GTK_WINDOW (self);
}
