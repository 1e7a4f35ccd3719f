/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-decision"

#include "config.h"
#include "vouch-decision.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchOutcome,
                         vouch_outcome,
                         { "earned", VOUCH_OUTCOME_EARNED },
                         { "not_yet", VOUCH_OUTCOME_NOT_YET },
                         { "incomplete", VOUCH_OUTCOME_INCOMPLETE })

/**
 * VouchDecision:
 *
 * The decision of an assessor about one attempt.
 */
struct _VouchDecision {
  GObject parent_instance;

  char *submission;
  guint attempt;
  VouchOutcome outcome;
  GPtrArray *criteria;
  GPtrArray *scorings;
  char *comment;
  char *assessor;
  gint64 decided_ms;
  int attempts_left;
  gint64 resubmit_until_ms;
};

G_DEFINE_FINAL_TYPE (VouchDecision, vouch_decision, G_TYPE_OBJECT)

static void
vouch_decision_finalize (GObject *object)
{
  VouchDecision *self = VOUCH_DECISION (object);

  g_free (self->submission);
  g_ptr_array_unref (self->criteria);
  g_ptr_array_unref (self->scorings);
  g_free (self->comment);
  g_free (self->assessor);

  G_OBJECT_CLASS (vouch_decision_parent_class)->finalize (object);
}

static void
vouch_decision_class_init (VouchDecisionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_decision_finalize;
}

static void
vouch_decision_init (VouchDecision *self)
{
  self->criteria = g_ptr_array_new_with_free_func (g_object_unref);
  self->scorings = g_ptr_array_new_with_free_func (g_object_unref);
  self->attempts_left = -1;
}

/**
 * vouch_decision_new:
 *
 * Returns: (transfer full): an empty decision, to be filled by its setters.
 */
VouchDecision *
vouch_decision_new (void)
{
  return g_object_new (VOUCH_TYPE_DECISION, NULL);
}

VOUCH_DEFINE_STRING (VouchDecision, vouch_decision, submission)
VOUCH_DEFINE_VALUE (VouchDecision, vouch_decision, guint, attempt)
VOUCH_DEFINE_VALUE (VouchDecision, vouch_decision, VouchOutcome, outcome)
VOUCH_DEFINE_ARRAY (VouchDecision, vouch_decision, VouchCriterionDecision, criteria, criterion)
VOUCH_DEFINE_ARRAY (VouchDecision, vouch_decision, VouchScoring, scorings, scoring)
VOUCH_DEFINE_STRING (VouchDecision, vouch_decision, comment)
VOUCH_DEFINE_STRING (VouchDecision, vouch_decision, assessor)
VOUCH_DEFINE_VALUE (VouchDecision, vouch_decision, gint64, decided_ms)
VOUCH_DEFINE_VALUE (VouchDecision, vouch_decision, int, attempts_left)
VOUCH_DEFINE_VALUE (VouchDecision, vouch_decision, gint64, resubmit_until_ms)

/**
 * vouch_decision_find_criterion:
 * @self: a decision.
 * @criterion: (nullable): id of a criterion.
 *
 * Returns: (transfer none) (nullable): what was decided about it, or %NULL.
 */
VouchCriterionDecision *
vouch_decision_find_criterion (VouchDecision *self, const char *criterion)
{
  g_return_val_if_fail (VOUCH_IS_DECISION (self), NULL);

  for (guint i = 0; i < self->criteria->len; i++) {
    VouchCriterionDecision *row = g_ptr_array_index (self->criteria, i);

    if (g_strcmp0 (vouch_criterion_decision_get_criterion (row), criterion) == 0)
      return row;
  }
  return NULL;
}
