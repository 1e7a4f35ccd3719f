/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_HELP_WINDOW (vouch_help_window_get_type ())
G_DECLARE_FINAL_TYPE (VouchHelpWindow, vouch_help_window, VOUCH, HELP_WINDOW, AdwWindow)

GtkWidget *vouch_help_window_new (GtkWindow *parent);
gboolean vouch_help_window_show (VouchHelpWindow *self, const char *name);
const char *vouch_help_window_name_for (GType page);

G_END_DECLS
