/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

void vouch_reference_undo_offer (GtkWidget *widget,
                                 VouchWorkspace *workspace,
                                 const char *answer,
                                 GPtrArray *citations);

G_END_DECLS
