/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

void vouch_ledger_idle_watch (GtkWidget *window, VouchWorkspace *workspace);

G_END_DECLS
