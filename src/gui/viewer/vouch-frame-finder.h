/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-glance.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_FRAME_FINDER (vouch_frame_finder_get_type ())
G_DECLARE_FINAL_TYPE (VouchFrameFinder, vouch_frame_finder, VOUCH, FRAME_FINDER, GObject)

VouchFrameFinder *
vouch_frame_finder_new (VouchWorkspace *workspace, const char *sha256) G_GNUC_WARN_UNUSED_RESULT;

void vouch_frame_finder_look_at (VouchFrameFinder *self, gint64 time_ms);
void vouch_frame_finder_step (VouchFrameFinder *self, gint64 from_ms, int by);
void vouch_frame_finder_rest (VouchFrameFinder *self);

G_END_DECLS
