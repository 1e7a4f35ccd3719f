/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CONTINUITY (vouch_continuity_get_type ())
G_DECLARE_FINAL_TYPE (VouchContinuity, vouch_continuity, VOUCH, CONTINUITY, GObject)

VouchContinuity *vouch_continuity_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Breaks inside the recording. */
guint vouch_continuity_get_gaps (VouchContinuity *self);
void vouch_continuity_set_gaps (VouchContinuity *self, guint value);

/* Places where two takes were joined. */
guint vouch_continuity_get_joins (VouchContinuity *self);
void vouch_continuity_set_joins (VouchContinuity *self, guint value);

/* Faces blurred or names silenced. */
guint vouch_continuity_get_masks (VouchContinuity *self);
void vouch_continuity_set_masks (VouchContinuity *self, guint value);

G_END_DECLS
