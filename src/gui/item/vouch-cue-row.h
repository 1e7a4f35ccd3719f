/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-caption.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CUE_ROW (vouch_cue_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchCueRow, vouch_cue_row, VOUCH, CUE_ROW, GtkWidget)

GtkWidget *vouch_cue_row_new (GtkListItem *item) G_GNUC_WARN_UNUSED_RESULT;
void vouch_cue_row_show (VouchCueRow *self, VouchCaption *caption);
guint vouch_cue_row_get_position (VouchCueRow *self);
VouchCaption *vouch_cue_row_get_caption (VouchCueRow *self);
gboolean vouch_cue_row_is_edited (VouchCueRow *self);
VouchCaption *vouch_cue_row_take (VouchCueRow *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_cue_row_put_back (VouchCueRow *self, VouchCaption *taken, VouchCaption *was);
VouchCueRow *vouch_cue_row_find_at (GPtrArray *rows, guint place);
int vouch_cue_row_find_focus (GPtrArray *rows, guint *place);
void vouch_cue_row_grab_focus (VouchCueRow *self, int part);

G_END_DECLS
