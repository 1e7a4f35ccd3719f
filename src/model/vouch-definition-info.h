/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"
#include "vouch-profile.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_DEFINITION_INFO (vouch_definition_info_get_type ())
G_DECLARE_FINAL_TYPE (VouchDefinitionInfo, vouch_definition_info, VOUCH, DEFINITION_INFO, GObject)

VouchDefinitionInfo *vouch_definition_info_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Open Badges achievement type. */
const char *vouch_definition_info_get_achievement_type (VouchDefinitionInfo *self);
void vouch_definition_info_set_achievement_type (VouchDefinitionInfo *self, const char *value);

/* Name. */
const char *vouch_definition_info_get_name (VouchDefinitionInfo *self);
void vouch_definition_info_set_name (VouchDefinitionInfo *self, const char *value);

/* Short code. */
const char *vouch_definition_info_get_human_code (VouchDefinitionInfo *self);
void vouch_definition_info_set_human_code (VouchDefinitionInfo *self, const char *value);

/* Language of its texts (BCP 47). */
const char *vouch_definition_info_get_language (VouchDefinitionInfo *self);
void vouch_definition_info_set_language (VouchDefinitionInfo *self, const char *value);

/* What is shown. */
const char *vouch_definition_info_get_description (VouchDefinitionInfo *self);
void vouch_definition_info_set_description (VouchDefinitionInfo *self, const char *value);

/* Field. */
const char *vouch_definition_info_get_field_of_study (VouchDefinitionInfo *self);
void vouch_definition_info_set_field_of_study (VouchDefinitionInfo *self, const char *value);

/* Tags. */
const char *const *vouch_definition_info_get_tags (VouchDefinitionInfo *self);
void vouch_definition_info_set_tags (VouchDefinitionInfo *self, const char *const *value);

/* URI of the image. */
const char *vouch_definition_info_get_image (VouchDefinitionInfo *self);
void vouch_definition_info_set_image (VouchDefinitionInfo *self, const char *value);

/* Credits available; 0 when not said. */
double vouch_definition_info_get_credits (VouchDefinitionInfo *self);
void vouch_definition_info_set_credits (VouchDefinitionInfo *self, double value);

/* Estimated hours; 0 when not said. */
double vouch_definition_info_get_min_hours (VouchDefinitionInfo *self);
void vouch_definition_info_set_min_hours (VouchDefinitionInfo *self, double value);

/* Estimated hours; 0 when not said. */
double vouch_definition_info_get_max_hours (VouchDefinitionInfo *self);
void vouch_definition_info_set_max_hours (VouchDefinitionInfo *self, double value);

/* First day it can be begun. */
VouchDay vouch_definition_info_get_valid_from (VouchDefinitionInfo *self);
void vouch_definition_info_set_valid_from (VouchDefinitionInfo *self, VouchDay value);

/* Last day it can be begun. */
VouchDay vouch_definition_info_get_valid_until (VouchDefinitionInfo *self);
void vouch_definition_info_set_valid_until (VouchDefinitionInfo *self, VouchDay value);

/* Who developed it. */
VouchProfile *vouch_definition_info_get_creator (VouchDefinitionInfo *self);
void vouch_definition_info_set_creator (VouchDefinitionInfo *self, VouchProfile *value);

/* Who awards it; the creator when not said. */
VouchProfile *vouch_definition_info_get_issuer (VouchDefinitionInfo *self);
void vouch_definition_info_set_issuer (VouchDefinitionInfo *self, VouchProfile *value);

/* What earns it, in one sentence. */
const char *vouch_definition_info_get_criteria_narrative (VouchDefinitionInfo *self);
void vouch_definition_info_set_criteria_narrative (VouchDefinitionInfo *self, const char *value);

G_END_DECLS
