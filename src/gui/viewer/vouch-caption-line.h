/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CAPTION_LINE (vouch_caption_line_get_type ())
G_DECLARE_FINAL_TYPE (VouchCaptionLine, vouch_caption_line, VOUCH, CAPTION_LINE, GtkWidget)

void vouch_caption_line_set_captions (VouchCaptionLine *self, GPtrArray *captions);
void vouch_caption_line_set_position (VouchCaptionLine *self, gint64 position_ms);
void vouch_caption_line_set_keeps_place (VouchCaptionLine *self, gboolean keeps_place);

G_END_DECLS
