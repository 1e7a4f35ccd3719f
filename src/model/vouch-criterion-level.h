/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CRITERION_LEVEL (vouch_criterion_level_get_type ())
G_DECLARE_FINAL_TYPE (VouchCriterionLevel, vouch_criterion_level, VOUCH, CRITERION_LEVEL, GObject)

VouchCriterionLevel *vouch_criterion_level_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the level on the criterion's scale. */
const char *vouch_criterion_level_get_level (VouchCriterionLevel *self);
void vouch_criterion_level_set_level (VouchCriterionLevel *self, const char *value);

/* The descriptor. */
const char *vouch_criterion_level_get_description (VouchCriterionLevel *self);
void vouch_criterion_level_set_description (VouchCriterionLevel *self, const char *value);

/* Standard feedback. */
const char *vouch_criterion_level_get_feedback (VouchCriterionLevel *self);
void vouch_criterion_level_set_feedback (VouchCriterionLevel *self, const char *value);

G_END_DECLS
