/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_LEVEL (vouch_level_get_type ())
G_DECLARE_FINAL_TYPE (VouchLevel, vouch_level, VOUCH, LEVEL, GObject)

VouchLevel *vouch_level_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Local id, unique in its scale. */
const char *vouch_level_get_id (VouchLevel *self);
void vouch_level_set_id (VouchLevel *self, const char *value);

/* The name shown. */
const char *vouch_level_get_quality (VouchLevel *self);
void vouch_level_set_quality (VouchLevel *self, const char *value);

/* Its score. */
double vouch_level_get_score (VouchLevel *self);
void vouch_level_set_score (VouchLevel *self, double value);

/* Place in the scale, lowest first, from 1. */
guint vouch_level_get_position (VouchLevel *self);
void vouch_level_set_position (VouchLevel *self, guint value);

G_END_DECLS
