/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-criterion.h"
#include "vouch-scale.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RUBRIC (vouch_rubric_get_type ())
G_DECLARE_FINAL_TYPE (VouchRubric, vouch_rubric, VOUCH, RUBRIC, GObject)

VouchRubric *vouch_rubric_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* URI. */
const char *vouch_rubric_get_id (VouchRubric *self);
void vouch_rubric_set_id (VouchRubric *self, const char *value);

/* Title. */
const char *vouch_rubric_get_title (VouchRubric *self);
void vouch_rubric_set_title (VouchRubric *self, const char *value);

/* What it is. */
const char *vouch_rubric_get_description (VouchRubric *self);
void vouch_rubric_set_description (VouchRubric *self, const char *value);

/* Its scales. */
GPtrArray *vouch_rubric_get_scales (VouchRubric *self);
void vouch_rubric_add_scale (VouchRubric *self, VouchScale *value);

/* Its rows, by position. */
GPtrArray *vouch_rubric_get_criteria (VouchRubric *self);
void vouch_rubric_add_criterion (VouchRubric *self, VouchCriterion *value);

VouchScale *vouch_rubric_find_scale (VouchRubric *self, const char *id);
VouchCriterion *vouch_rubric_find_criterion (VouchRubric *self, const char *id);

G_END_DECLS
