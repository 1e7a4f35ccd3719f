/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-level.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_SCALE (vouch_scale_get_type ())
G_DECLARE_FINAL_TYPE (VouchScale, vouch_scale, VOUCH, SCALE, GObject)

VouchScale *vouch_scale_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Local id. */
const char *vouch_scale_get_id (VouchScale *self);
void vouch_scale_set_id (VouchScale *self, const char *value);

/* The levels, lowest first. */
GPtrArray *vouch_scale_get_levels (VouchScale *self);
void vouch_scale_add_level (VouchScale *self, VouchLevel *value);

VouchLevel *vouch_scale_find_level (VouchScale *self, const char *id);

G_END_DECLS
