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
};

G_DEFINE_FINAL_TYPE (VouchPreferencesWindow, vouch_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
vouch_preferences_window_class_init (VouchPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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
  VouchPreferencesPane *panes[] = { self->you, self->sending, self->library, self->privacy,
                                    self->look };

  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    vouch_preferences_pane_set_workspace (panes[i], workspace);
  return GTK_WINDOW (self);
}
