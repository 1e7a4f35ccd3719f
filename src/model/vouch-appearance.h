/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchAppearanceState:
 *
 * Whether the earner has said who appears.
 */
typedef enum {
  VOUCH_APPEARANCE_STATE_UNKNOWN,
  VOUCH_APPEARANCE_STATE_NOBODY,
  VOUCH_APPEARANCE_STATE_LISTED,
} VouchAppearanceState;

const char *vouch_appearance_state_to_string (VouchAppearanceState value);
gboolean vouch_appearance_state_from_string (const char *name, VouchAppearanceState *value);

#define VOUCH_TYPE_APPEARANCE (vouch_appearance_get_type ())
G_DECLARE_FINAL_TYPE (VouchAppearance, vouch_appearance, VOUCH, APPEARANCE, GObject)

VouchAppearance *vouch_appearance_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the earner has said. */
VouchAppearanceState vouch_appearance_get_state (VouchAppearance *self);
void vouch_appearance_set_state (VouchAppearance *self, VouchAppearanceState value);

/* Keys of the people, when listed. */
const char *const *vouch_appearance_get_people (VouchAppearance *self);
void vouch_appearance_set_people (VouchAppearance *self, const char *const *value);

/* Keys of those who are masked in this item. */
const char *const *vouch_appearance_get_masked (VouchAppearance *self);
void vouch_appearance_set_masked (VouchAppearance *self, const char *const *value);

G_END_DECLS
