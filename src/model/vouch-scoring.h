/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-criterion-decision.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_SCORING (vouch_scoring_get_type ())
G_DECLARE_FINAL_TYPE (VouchScoring, vouch_scoring, VOUCH, SCORING, GObject)

VouchScoring *vouch_scoring_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Pseudonym of the assessor. */
const char *vouch_scoring_get_assessor (VouchScoring *self);
void vouch_scoring_set_assessor (VouchScoring *self, const char *value);

/* Level and words per criterion; whether it is met is said by the decision alone. */
GPtrArray *vouch_scoring_get_criteria (VouchScoring *self);
void vouch_scoring_add_criterion (VouchScoring *self, VouchCriterionDecision *value);

G_END_DECLS
