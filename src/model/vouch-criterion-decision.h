/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-decision-ref.h"

G_BEGIN_DECLS

/**
 * VouchMet:
 *
 * Whether a criterion is met; unknown where the passing rule cannot say it of one criterion alone.
 */
typedef enum {
  VOUCH_MET_UNKNOWN,
  VOUCH_MET_YES,
  VOUCH_MET_NO,
} VouchMet;

const char *vouch_met_to_string (VouchMet value);
gboolean vouch_met_from_string (const char *name, VouchMet *value);

#define VOUCH_TYPE_CRITERION_DECISION (vouch_criterion_decision_get_type ())
G_DECLARE_FINAL_TYPE (VouchCriterionDecision,
                      vouch_criterion_decision,
                      VOUCH,
                      CRITERION_DECISION,
                      GObject)

VouchCriterionDecision *vouch_criterion_decision_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the criterion. */
const char *vouch_criterion_decision_get_criterion (VouchCriterionDecision *self);
void vouch_criterion_decision_set_criterion (VouchCriterionDecision *self, const char *value);

/* Id of the level; NULL when none was given. */
const char *vouch_criterion_decision_get_level (VouchCriterionDecision *self);
void vouch_criterion_decision_set_level (VouchCriterionDecision *self, const char *value);

/* Whether it needs no more work. */
VouchMet vouch_criterion_decision_get_met (VouchCriterionDecision *self);
void vouch_criterion_decision_set_met (VouchCriterionDecision *self, VouchMet value);

/* Whether the level is carried over from the attempt before. */
gboolean vouch_criterion_decision_get_kept (VouchCriterionDecision *self);
void vouch_criterion_decision_set_kept (VouchCriterionDecision *self, gboolean value);

/* Plain text; NULL when none. */
const char *vouch_criterion_decision_get_comment (VouchCriterionDecision *self);
void vouch_criterion_decision_set_comment (VouchCriterionDecision *self, const char *value);

/* Places in the evidence. */
GPtrArray *vouch_criterion_decision_get_refs (VouchCriterionDecision *self);
void vouch_criterion_decision_add_ref (VouchCriterionDecision *self, VouchDecisionRef *value);

G_END_DECLS
