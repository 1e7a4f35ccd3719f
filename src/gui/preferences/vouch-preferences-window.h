/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PREFERENCES_WINDOW (vouch_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (VouchPreferencesWindow,
                      vouch_preferences_window,
                      VOUCH,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

GtkWindow *vouch_preferences_window_new (GtkWindow *parent, VouchWorkspace *workspace);

G_END_DECLS
