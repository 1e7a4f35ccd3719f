/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_AFFIRMATION (vouch_affirmation_get_type ())
G_DECLARE_FINAL_TYPE (VouchAffirmation, vouch_affirmation, VOUCH, AFFIRMATION, GObject)

VouchAffirmation *vouch_affirmation_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the attestation. */
const char *vouch_affirmation_get_id (VouchAffirmation *self);
void vouch_affirmation_set_id (VouchAffirmation *self, const char *value);

/* earner, coach or administrator. */
const char *vouch_affirmation_get_signer (VouchAffirmation *self);
void vouch_affirmation_set_signer (VouchAffirmation *self, const char *value);

/* When it was confirmed. */
gint64 vouch_affirmation_get_confirmed_ms (VouchAffirmation *self);
void vouch_affirmation_set_confirmed_ms (VouchAffirmation *self, gint64 value);

G_END_DECLS
