/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PREFERENCES_PANE (vouch_preferences_pane_get_type ())
G_DECLARE_DERIVABLE_TYPE (VouchPreferencesPane,
                          vouch_preferences_pane,
                          VOUCH,
                          PREFERENCES_PANE,
                          AdwPreferencesPage)

/**
 * VouchPreferencesPaneClass:
 * @refresh: reads what the pane shows anew from the workspace.
 */
struct _VouchPreferencesPaneClass {
  AdwPreferencesPageClass parent_class;

  void (*refresh) (VouchPreferencesPane *self);

  gpointer padding[4];
};

/**
 * VouchPaneShowFunc:
 * @self: the pane.
 * @result: (nullable): what the use case gave; it is freed afterwards.
 *
 * Shows on the pane what a use case gave.
 */
typedef void (*VouchPaneShowFunc) (VouchPreferencesPane *self, gpointer result);

/**
 * VouchPaneWork:
 * @func: the use case.
 * @data: its arguments.
 * @free_data: (nullable): frees them.
 * @free_result: (nullable): frees what it gives.
 * @show: (nullable): shows that.
 * @is_remote: whether it waits for another computer.
 *
 * Something that a pane asks for.
 */
typedef struct {
  VouchWorkspaceFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  VouchPaneShowFunc show;
  gboolean is_remote;
} VouchPaneWork;

void vouch_preferences_pane_set_workspace (VouchPreferencesPane *self, VouchWorkspace *workspace);
VouchWorkspace *vouch_preferences_pane_get_workspace (VouchPreferencesPane *self);
void vouch_preferences_pane_set_open (VouchPreferencesPane *self, gboolean open);
void vouch_preferences_pane_refresh (VouchPreferencesPane *self);
void vouch_preferences_pane_run (VouchPreferencesPane *self, const VouchPaneWork *work);
void vouch_preferences_pane_say (VouchPreferencesPane *self, const char *text);
void vouch_preferences_pane_show_problem (VouchPreferencesPane *self, const GError *problem);
void vouch_preferences_pane_choose_folder (VouchPreferencesPane *self,
                                           const char *title,
                                           const char *action);
void vouch_preferences_pane_choose_file (VouchPreferencesPane *self,
                                         GtkWindow *above,
                                         const char *title,
                                         const char *name,
                                         const char *action);

G_END_DECLS
