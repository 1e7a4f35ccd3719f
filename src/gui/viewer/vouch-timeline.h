/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-range.h"
#include "vouch-rubric.h"
#include "vouch-talk.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_TIMELINE (vouch_timeline_get_type ())
G_DECLARE_FINAL_TYPE (VouchTimeline, vouch_timeline, VOUCH, TIMELINE, GtkWidget)

void vouch_timeline_set_peaks (VouchTimeline *self, GBytes *peaks);
void vouch_timeline_set_talk (VouchTimeline *self, VouchTalk *talk);
void vouch_timeline_set_duration (VouchTimeline *self, gint64 duration_ms);
void vouch_timeline_set_position (VouchTimeline *self, gint64 position_ms);
void vouch_timeline_set_marks (VouchTimeline *self, GPtrArray *moments, VouchRubric *rubric);
void vouch_timeline_set_range (VouchTimeline *self, gint64 start_ms, gint64 end_ms);
void vouch_timeline_set_limits (VouchTimeline *self, const VouchRange *length);
void vouch_timeline_set_editable (VouchTimeline *self, gboolean editable);
char *vouch_timeline_describe_range (VouchTimeline *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
