/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-criterion-level.h"
#include "vouch-scale.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CRITERION (vouch_criterion_get_type ())
G_DECLARE_FINAL_TYPE (VouchCriterion, vouch_criterion, VOUCH, CRITERION, GObject)

VouchCriterion *vouch_criterion_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Local id. */
const char *vouch_criterion_get_id (VouchCriterion *self);
void vouch_criterion_set_id (VouchCriterion *self, const char *value);

/* Place in the rubric, from 1. */
guint vouch_criterion_get_position (VouchCriterion *self);
void vouch_criterion_set_position (VouchCriterion *self, guint value);

/* Heading it stands under. */
const char *vouch_criterion_get_category (VouchCriterion *self);
void vouch_criterion_set_category (VouchCriterion *self, const char *value);

/* Title. */
const char *vouch_criterion_get_title (VouchCriterion *self);
void vouch_criterion_set_title (VouchCriterion *self, const char *value);

/* What is judged. */
const char *vouch_criterion_get_description (VouchCriterion *self);
void vouch_criterion_set_description (VouchCriterion *self, const char *value);

/* The scale it is judged on. */
VouchScale *vouch_criterion_get_scale (VouchCriterion *self);
void vouch_criterion_set_scale (VouchCriterion *self, VouchScale *value);

/* Weight in weighted scores. */
double vouch_criterion_get_weight (VouchCriterion *self);
void vouch_criterion_set_weight (VouchCriterion *self, double value);

/* Id of the part it belongs to. */
const char *vouch_criterion_get_part (VouchCriterion *self);
void vouch_criterion_set_part (VouchCriterion *self, const char *value);

/* Ids of the requirements where an assessor will look. */
const char *const *vouch_criterion_get_evidence_from (VouchCriterion *self);
void vouch_criterion_set_evidence_from (VouchCriterion *self, const char *const *value);

/* Observable signs. */
const char *const *vouch_criterion_get_look_fors (VouchCriterion *self);
void vouch_criterion_set_look_fors (VouchCriterion *self, const char *const *value);

/* A first draft of a growth-plan goal. */
const char *vouch_criterion_get_goal_starter (VouchCriterion *self);
void vouch_criterion_set_goal_starter (VouchCriterion *self, const char *value);

/* Ids of resources. */
const char *const *vouch_criterion_get_resources (VouchCriterion *self);
void vouch_criterion_set_resources (VouchCriterion *self, const char *const *value);

/* One entry a level of the scale, in the same order. */
GPtrArray *vouch_criterion_get_levels (VouchCriterion *self);
void vouch_criterion_add_level (VouchCriterion *self, VouchCriterionLevel *value);

G_END_DECLS
