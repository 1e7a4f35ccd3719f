/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-moment.h"
#include "vouch-rubric.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_MARK_ROW (vouch_mark_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchMarkRow, vouch_mark_row, VOUCH, MARK_ROW, AdwExpanderRow)

GtkWidget *vouch_mark_row_new (VouchMoment *moment,
                               VouchRubric *rubric,
                               guint number) G_GNUC_WARN_UNUSED_RESULT;
void vouch_mark_row_update (VouchMarkRow *self, VouchMoment *moment, guint number);
const char *vouch_mark_row_get_id (VouchMarkRow *self);
gboolean vouch_mark_row_is_edited (VouchMarkRow *self);
void vouch_mark_row_open (VouchMarkRow *self);
VouchMoment *vouch_mark_row_take (VouchMarkRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
