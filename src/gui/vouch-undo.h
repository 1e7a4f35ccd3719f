/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

void vouch_undo_offer (GtkWidget *widget,
                       VouchWorkspace *workspace,
                       const char *text,
                       VouchWorkspaceFunc undo,
                       gpointer data,
                       GDestroyNotify free_data);

gboolean vouch_undo_take_back (AdwToastOverlay *toasts);

G_END_DECLS
