/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchRuleType:
 *
 * The types of passing rule.
 */
typedef enum {
  VOUCH_RULE_TYPE_ALL,
  VOUCH_RULE_TYPE_ANY,
  VOUCH_RULE_TYPE_CRITERION_AT_LEAST,
  VOUCH_RULE_TYPE_COUNT_AT_LEAST,
  VOUCH_RULE_TYPE_NONE_AT,
  VOUCH_RULE_TYPE_SCORE_SUM,
  VOUCH_RULE_TYPE_SCORE_MEAN,
} VouchRuleType;

const char *vouch_rule_type_to_string (VouchRuleType value);
gboolean vouch_rule_type_from_string (const char *name, VouchRuleType *value);

#define VOUCH_TYPE_PASSING_RULE (vouch_passing_rule_get_type ())
G_DECLARE_FINAL_TYPE (VouchPassingRule, vouch_passing_rule, VOUCH, PASSING_RULE, GObject)

VouchPassingRule *vouch_passing_rule_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The type. */
VouchRuleType vouch_passing_rule_get_rule_type (VouchPassingRule *self);
void vouch_passing_rule_set_rule_type (VouchPassingRule *self, VouchRuleType value);

/* For all and any: the rules below. */
GPtrArray *vouch_passing_rule_get_rules (VouchPassingRule *self);
void vouch_passing_rule_add_rule (VouchPassingRule *self, VouchPassingRule *value);

/* Ids of criteria, or * for all. */
const char *const *vouch_passing_rule_get_criteria (VouchPassingRule *self);
void vouch_passing_rule_set_criteria (VouchPassingRule *self, const char *const *value);

/* Id of a level on each of those criteria's scales. */
const char *vouch_passing_rule_get_level (VouchPassingRule *self);
void vouch_passing_rule_set_level (VouchPassingRule *self, const char *value);

/* For counts and scores: the least. */
double vouch_passing_rule_get_min (VouchPassingRule *self);
void vouch_passing_rule_set_min (VouchPassingRule *self, double value);

/* Whether scores are weighted. */
gboolean vouch_passing_rule_get_weighted (VouchPassingRule *self);
void vouch_passing_rule_set_weighted (VouchPassingRule *self, gboolean value);

/* Text for people. */
const char *vouch_passing_rule_get_description (VouchPassingRule *self);
void vouch_passing_rule_set_description (VouchPassingRule *self, const char *value);

G_END_DECLS
