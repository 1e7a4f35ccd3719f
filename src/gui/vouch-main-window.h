/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_MAIN_WINDOW (vouch_main_window_get_type ())
G_DECLARE_FINAL_TYPE (VouchMainWindow, vouch_main_window, VOUCH, MAIN_WINDOW, AdwApplicationWindow)

VouchMainWindow *vouch_main_window_new (AdwApplication *application,
                                        VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_main_window_flush (VouchMainWindow *self, GError **error);

G_END_DECLS
