/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_SELF_ASSESSMENT (vouch_self_assessment_get_type ())
G_DECLARE_FINAL_TYPE (VouchSelfAssessment, vouch_self_assessment, VOUCH, SELF_ASSESSMENT, GObject)

VouchSelfAssessment *vouch_self_assessment_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* UUID. */
const char *vouch_self_assessment_get_id (VouchSelfAssessment *self);
void vouch_self_assessment_set_id (VouchSelfAssessment *self, const char *value);

/* Id of the criterion. */
const char *vouch_self_assessment_get_criterion (VouchSelfAssessment *self);
void vouch_self_assessment_set_criterion (VouchSelfAssessment *self, const char *value);

/* Id of the level on its scale. */
const char *vouch_self_assessment_get_level (VouchSelfAssessment *self);
void vouch_self_assessment_set_level (VouchSelfAssessment *self, const char *value);

/* Why. */
const char *vouch_self_assessment_get_reason (VouchSelfAssessment *self);
void vouch_self_assessment_set_reason (VouchSelfAssessment *self, const char *value);

/* When. */
gint64 vouch_self_assessment_get_created_ms (VouchSelfAssessment *self);
void vouch_self_assessment_set_created_ms (VouchSelfAssessment *self, gint64 value);

G_END_DECLS
