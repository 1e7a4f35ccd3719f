/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-criterion-decision.h"
#include "vouch-scoring.h"

G_BEGIN_DECLS

/**
 * VouchOutcome:
 *
 * What came of an attempt, by the names of the issuer API.
 */
typedef enum {
  VOUCH_OUTCOME_EARNED,
  VOUCH_OUTCOME_NOT_YET,
  VOUCH_OUTCOME_INCOMPLETE,
} VouchOutcome;

const char *vouch_outcome_to_string (VouchOutcome value);
gboolean vouch_outcome_from_string (const char *name, VouchOutcome *value);

#define VOUCH_TYPE_DECISION (vouch_decision_get_type ())
G_DECLARE_FINAL_TYPE (VouchDecision, vouch_decision, VOUCH, DECISION, GObject)

VouchDecision *vouch_decision_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the submission, the issuer's. */
const char *vouch_decision_get_submission (VouchDecision *self);
void vouch_decision_set_submission (VouchDecision *self, const char *value);

/* From 1. */
guint vouch_decision_get_attempt (VouchDecision *self);
void vouch_decision_set_attempt (VouchDecision *self, guint value);

/* What came of it. */
VouchOutcome vouch_decision_get_outcome (VouchDecision *self);
void vouch_decision_set_outcome (VouchDecision *self, VouchOutcome value);

/* Per criterion. */
GPtrArray *vouch_decision_get_criteria (VouchDecision *self);
void vouch_decision_add_criterion (VouchDecision *self, VouchCriterionDecision *value);

/* How single assessors scored it, where there were several; mostly none. */
GPtrArray *vouch_decision_get_scorings (VouchDecision *self);
void vouch_decision_add_scoring (VouchDecision *self, VouchScoring *value);

/* Overall, plain text; NULL when none. */
const char *vouch_decision_get_comment (VouchDecision *self);
void vouch_decision_set_comment (VouchDecision *self, const char *value);

/* Pseudonym; NULL when none. */
const char *vouch_decision_get_assessor (VouchDecision *self);
void vouch_decision_set_assessor (VouchDecision *self, const char *value);

/* When it was decided. */
gint64 vouch_decision_get_decided_ms (VouchDecision *self);
void vouch_decision_set_decided_ms (VouchDecision *self, gint64 value);

/* Attempts after this one; -1 means no limit. */
int vouch_decision_get_attempts_left (VouchDecision *self);
void vouch_decision_set_attempts_left (VouchDecision *self, int value);

/* Deadline of the next attempt; 0 means none. */
gint64 vouch_decision_get_resubmit_until_ms (VouchDecision *self);
void vouch_decision_set_resubmit_until_ms (VouchDecision *self, gint64 value);

VouchCriterionDecision *vouch_decision_find_criterion (VouchDecision *self, const char *criterion);

G_END_DECLS
