/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CONFIRMATION (vouch_confirmation_get_type ())
G_DECLARE_FINAL_TYPE (VouchConfirmation, vouch_confirmation, VOUCH, CONFIRMATION, GObject)

VouchConfirmation *vouch_confirmation_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the finding. */
const char *vouch_confirmation_get_finding (VouchConfirmation *self);
void vouch_confirmation_set_finding (VouchConfirmation *self, const char *value);

/* Digest of what was judged: when it changes, the confirmation lapses. */
const char *vouch_confirmation_get_basis (VouchConfirmation *self);
void vouch_confirmation_set_basis (VouchConfirmation *self, const char *value);

/* When. */
gint64 vouch_confirmation_get_created_ms (VouchConfirmation *self);
void vouch_confirmation_set_created_ms (VouchConfirmation *self, gint64 value);

G_END_DECLS
