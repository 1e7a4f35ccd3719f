/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-media.h"
#include "vouch-moment.h"
#include "vouch-rubric.h"
#include "vouch-workspace.h"

#include "vouch-recording-view.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_VIEWER (vouch_viewer_get_type ())
G_DECLARE_FINAL_TYPE (VouchViewer, vouch_viewer, VOUCH, VIEWER, GtkWidget)

GtkWidget *vouch_viewer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_viewer_show (VouchViewer *self,
                        VouchWorkspace *workspace,
                        const char *sha256,
                        const char *file_name,
                        VouchMedia media);
void vouch_viewer_set_markable (VouchViewer *self, gboolean markable);
void vouch_viewer_set_marks (VouchViewer *self, GPtrArray *moments, VouchRubric *rubric);
VouchRecordingView *vouch_viewer_get_recording (VouchViewer *self);
void vouch_viewer_change (VouchViewer *self, VouchMoment *moment);
void vouch_viewer_go_to (VouchViewer *self, VouchMoment *moment);

G_END_DECLS
