/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"
#include "vouch-recording-view.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_VIEWER (vouch_item_viewer_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemViewer, vouch_item_viewer, VOUCH, ITEM_VIEWER, VouchItemSection)

void vouch_item_viewer_change (VouchItemViewer *self, VouchMoment *moment);
VouchRecordingView *vouch_item_viewer_get_recording (VouchItemViewer *self);
void vouch_item_viewer_go_to (VouchItemViewer *self, VouchMoment *moment);

char *vouch_item_viewer_name_place (VouchCitation *citation) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_item_viewer_show_place (VouchItemViewer *self, const char *place);

G_END_DECLS
