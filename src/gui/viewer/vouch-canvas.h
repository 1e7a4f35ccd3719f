/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-moment.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CANVAS (vouch_canvas_get_type ())
G_DECLARE_FINAL_TYPE (VouchCanvas, vouch_canvas, VOUCH, CANVAS, GtkWidget)

GtkWidget *vouch_canvas_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_canvas_set_texture (VouchCanvas *self, GdkTexture *texture, int width, int height);
void vouch_canvas_set_name (VouchCanvas *self, const char *name);
void vouch_canvas_set_marks (VouchCanvas *self, GPtrArray *moments);
void vouch_canvas_point_out (VouchCanvas *self, VouchMoment *moment);
VouchMoment *vouch_canvas_get_chosen (VouchCanvas *self);
double vouch_canvas_get_zoom (VouchCanvas *self);
void vouch_canvas_set_zoom (VouchCanvas *self, double zoom);
void vouch_canvas_begin_region (VouchCanvas *self);
void vouch_canvas_change_region (VouchCanvas *self, VouchMoment *moment);
gboolean vouch_canvas_has_region (VouchCanvas *self);
VouchMoment *vouch_canvas_take_region (VouchCanvas *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
