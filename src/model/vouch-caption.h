/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CAPTION (vouch_caption_get_type ())
G_DECLARE_FINAL_TYPE (VouchCaption, vouch_caption, VOUCH, CAPTION, GObject)

VouchCaption *vouch_caption_new (void) G_GNUC_WARN_UNUSED_RESULT;
VouchCaption *vouch_caption_copy (VouchCaption *self) G_GNUC_WARN_UNUSED_RESULT;

/* When it is shown, from the start of the recording. */
gint64 vouch_caption_get_start_ms (VouchCaption *self);
void vouch_caption_set_start_ms (VouchCaption *self, gint64 value);

/* When it goes. */
gint64 vouch_caption_get_end_ms (VouchCaption *self);
void vouch_caption_set_end_ms (VouchCaption *self, gint64 value);

/* Who speaks, as it is shown; NULL when it is not said. */
const char *vouch_caption_get_speaker (VouchCaption *self);
void vouch_caption_set_speaker (VouchCaption *self, const char *value);

/* What is said: plain words, one or several lines. */
const char *vouch_caption_get_text (VouchCaption *self);
void vouch_caption_set_text (VouchCaption *self, const char *value);

/* Where on the picture it is shown, as WebVTT says it; NULL for the usual place. */
const char *vouch_caption_get_settings (VouchCaption *self);
void vouch_caption_set_settings (VouchCaption *self, const char *value);

G_END_DECLS
