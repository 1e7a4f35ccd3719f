/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-range.h"
#include "vouch-rubric.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RECORDING_VIEW (vouch_recording_view_get_type ())
G_DECLARE_FINAL_TYPE (VouchRecordingView, vouch_recording_view, VOUCH, RECORDING_VIEW, GtkWidget)

void vouch_recording_view_show (VouchRecordingView *self,
                                VouchWorkspace *workspace,
                                const char *sha256,
                                const char *file_name,
                                gboolean has_picture);
void vouch_recording_view_set_markable (VouchRecordingView *self, gboolean markable);
void
vouch_recording_view_set_marks (VouchRecordingView *self, GPtrArray *moments, VouchRubric *rubric);
void vouch_recording_view_set_captions (VouchRecordingView *self, GPtrArray *captions);
void vouch_recording_view_set_range (VouchRecordingView *self, gint64 start_ms, gint64 end_ms);
void vouch_recording_view_set_limits (VouchRecordingView *self, const VouchRange *length);
gint64 vouch_recording_view_get_position (VouchRecordingView *self);
void vouch_recording_view_play_part (VouchRecordingView *self, gint64 start_ms, gint64 end_ms);
void vouch_recording_view_go_to (VouchRecordingView *self, gint64 position_ms);
void vouch_recording_view_mark (VouchRecordingView *self);

G_END_DECLS
