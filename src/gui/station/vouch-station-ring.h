/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_STATION_RING (vouch_station_ring_get_type ())
G_DECLARE_FINAL_TYPE (VouchStationRing, vouch_station_ring, VOUCH, STATION_RING, GtkWidget)

GtkButton *vouch_station_ring_get_button (VouchStationRing *self);
void vouch_station_ring_set_left (VouchStationRing *self, gint64 left_ms, gint64 limit_ms);

G_END_DECLS
