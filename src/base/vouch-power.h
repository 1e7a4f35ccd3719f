/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchPower:
 * @has_battery: whether this computer runs on a battery of its own at times.
 * @percent: how full it is, all batteries of the computer together.
 * @is_plugged_in: whether it is fed from outside.
 *
 * What a computer lives on.
 */
typedef struct {
  gboolean has_battery;
  guint percent;
  gboolean is_plugged_in;
} VouchPower;

void vouch_power_look (const char *folder, VouchPower *power);

G_END_DECLS
