/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"

G_BEGIN_DECLS

/**
 * VouchPlanStepKind:
 *
 * What a dated step is about.
 */
typedef enum {
  VOUCH_PLAN_STEP_KIND_COLLECT,
  VOUCH_PLAN_STEP_KIND_FIRST_ROUND,
  VOUCH_PLAN_STEP_KIND_SECOND_ROUND,
  VOUCH_PLAN_STEP_KIND_WRITE,
  VOUCH_PLAN_STEP_KIND_SEND,
  VOUCH_PLAN_STEP_KIND_DECISION,
} VouchPlanStepKind;

const char *vouch_plan_step_kind_to_string (VouchPlanStepKind value);
gboolean vouch_plan_step_kind_from_string (const char *name, VouchPlanStepKind *value);

#define VOUCH_TYPE_PLAN_STEP (vouch_plan_step_get_type ())
G_DECLARE_FINAL_TYPE (VouchPlanStep, vouch_plan_step, VOUCH, PLAN_STEP, GObject)

VouchPlanStep *vouch_plan_step_new (void) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_plan_step_describe (VouchPlanStep *self) G_GNUC_WARN_UNUSED_RESULT;

/* What it is about. */
VouchPlanStepKind vouch_plan_step_get_kind (VouchPlanStep *self);
void vouch_plan_step_set_kind (VouchPlanStep *self, VouchPlanStepKind value);

/* Id of the requirement, or of the part where several answers are written; NULL for the whole. */
const char *vouch_plan_step_get_subject (VouchPlanStep *self);
void vouch_plan_step_set_subject (VouchPlanStep *self, const char *value);

/* What the requirement or the part is called. */
const char *vouch_plan_step_get_title (VouchPlanStep *self);
void vouch_plan_step_set_title (VouchPlanStep *self, const char *value);

/* The first day on which it can be done. */
VouchDay vouch_plan_step_get_earliest (VouchPlanStep *self);
void vouch_plan_step_set_earliest (VouchPlanStep *self, VouchDay value);

/* The last day on which it can be done. */
VouchDay vouch_plan_step_get_latest (VouchPlanStep *self);
void vouch_plan_step_set_latest (VouchPlanStep *self, VouchDay value);

/* Why not later; NULL when only because of the day of sending. */
const char *vouch_plan_step_get_reason (VouchPlanStep *self);
void vouch_plan_step_set_reason (VouchPlanStep *self, const char *value);

/* Whether it is done already. */
gboolean vouch_plan_step_get_done (VouchPlanStep *self);
void vouch_plan_step_set_done (VouchPlanStep *self, gboolean value);

/* Whether the definition asks for it only if you like. */
gboolean vouch_plan_step_get_optional (VouchPlanStep *self);
void vouch_plan_step_set_optional (VouchPlanStep *self, gboolean value);

G_END_DECLS
