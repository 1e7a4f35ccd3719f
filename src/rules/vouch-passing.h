/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-passing-rule.h"
#include "vouch-rubric.h"

G_BEGIN_DECLS

/**
 * VouchVerdict:
 * @VOUCH_VERDICT_UNDECIDED: decisions are missing, and they could still turn it either way.
 * @VOUCH_VERDICT_FALSE: not passed, whatever the missing decisions will say.
 * @VOUCH_VERDICT_TRUE: passed, whatever the missing decisions will say.
 *
 * What a passing rule says.
 */
typedef enum {
  VOUCH_VERDICT_UNDECIDED,
  VOUCH_VERDICT_FALSE,
  VOUCH_VERDICT_TRUE,
} VouchVerdict;

VouchVerdict
vouch_passing_evaluate (VouchPassingRule *rule, VouchRubric *rubric, GHashTable *levels);
GPtrArray *
vouch_passing_list_criteria (VouchPassingRule *rule, VouchRubric *rubric) G_GNUC_WARN_UNUSED_RESULT;
VouchLevel *vouch_passing_find_needed_level (VouchPassingRule *rule,
                                             VouchRubric *rubric,
                                             VouchCriterion *criterion);

G_END_DECLS
