/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_DECISION_REF (vouch_decision_ref_get_type ())
G_DECLARE_FINAL_TYPE (VouchDecisionRef, vouch_decision_ref, VOUCH, DECISION_REF, GObject)

VouchDecisionRef *vouch_decision_ref_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the item of the manifest. */
const char *vouch_decision_ref_get_item (VouchDecisionRef *self);
void vouch_decision_ref_set_item (VouchDecisionRef *self, const char *value);

/* Time in the file as sent; -1 when none. */
gint64 vouch_decision_ref_get_start_ms (VouchDecisionRef *self);
void vouch_decision_ref_set_start_ms (VouchDecisionRef *self, gint64 value);

/* End of a range; -1 for a single moment. */
gint64 vouch_decision_ref_get_end_ms (VouchDecisionRef *self);
void vouch_decision_ref_set_end_ms (VouchDecisionRef *self, gint64 value);

/* Page, from 1; 0 when none. */
guint vouch_decision_ref_get_page (VouchDecisionRef *self);
void vouch_decision_ref_set_page (VouchDecisionRef *self, guint value);

G_END_DECLS
