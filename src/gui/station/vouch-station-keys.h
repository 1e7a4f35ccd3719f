/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void vouch_station_keys_lock (GtkWidget *window, const char *way_out);

G_END_DECLS
