/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-activity.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ACTIVITY_ROW (vouch_activity_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchActivityRow, vouch_activity_row, VOUCH, ACTIVITY_ROW, AdwExpanderRow)

GtkWidget *vouch_activity_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_activity_row_show (VouchActivityRow *self, VouchActivity *activity);
VouchActivity *vouch_activity_row_get_activity (VouchActivityRow *self);

G_END_DECLS
