/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_LEVEL_METER (vouch_level_meter_get_type ())
G_DECLARE_FINAL_TYPE (VouchLevelMeter, vouch_level_meter, VOUCH, LEVEL_METER, GtkWidget)

void vouch_level_meter_set_level (VouchLevelMeter *self, double level_db, double peak_db);

G_END_DECLS
