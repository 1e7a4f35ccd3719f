/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GPtrArray *vouch_station_others_send_away (GtkWidget *station) G_GNUC_WARN_UNUSED_RESULT;
void vouch_station_others_call_back (GPtrArray *away);

G_END_DECLS
