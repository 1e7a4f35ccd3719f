/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-criterion-decision"

#include "config.h"
#include "vouch-criterion-decision.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchMet,
                         vouch_met,
                         { "unknown", VOUCH_MET_UNKNOWN },
                         { "yes", VOUCH_MET_YES },
                         { "no", VOUCH_MET_NO })

/**
 * VouchCriterionDecision:
 *
 * What the assessor decided about one criterion. Ids that the definition does not know are kept as they came.
 */
struct _VouchCriterionDecision {
  GObject parent_instance;

  char *criterion;
  char *level;
  VouchMet met;
  gboolean kept;
  char *comment;
  GPtrArray *refs;
};

G_DEFINE_FINAL_TYPE (VouchCriterionDecision, vouch_criterion_decision, G_TYPE_OBJECT)

static void
vouch_criterion_decision_finalize (GObject *object)
{
  VouchCriterionDecision *self = VOUCH_CRITERION_DECISION (object);

  g_free (self->criterion);
  g_free (self->level);
  g_free (self->comment);
  g_ptr_array_unref (self->refs);

  G_OBJECT_CLASS (vouch_criterion_decision_parent_class)->finalize (object);
}

static void
vouch_criterion_decision_class_init (VouchCriterionDecisionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_criterion_decision_finalize;
}

static void
vouch_criterion_decision_init (VouchCriterionDecision *self)
{
  self->refs = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_criterion_decision_new:
 *
 * Returns: (transfer full): an empty criterion decision, to be filled by its setters.
 */
VouchCriterionDecision *
vouch_criterion_decision_new (void)
{
  return g_object_new (VOUCH_TYPE_CRITERION_DECISION, NULL);
}

VOUCH_DEFINE_STRING (VouchCriterionDecision, vouch_criterion_decision, criterion)
VOUCH_DEFINE_STRING (VouchCriterionDecision, vouch_criterion_decision, level)
VOUCH_DEFINE_VALUE (VouchCriterionDecision, vouch_criterion_decision, VouchMet, met)
VOUCH_DEFINE_VALUE (VouchCriterionDecision, vouch_criterion_decision, gboolean, kept)
VOUCH_DEFINE_STRING (VouchCriterionDecision, vouch_criterion_decision, comment)
VOUCH_DEFINE_ARRAY (VouchCriterionDecision, vouch_criterion_decision, VouchDecisionRef, refs, ref)
