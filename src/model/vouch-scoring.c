/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-scoring"

#include "config.h"
#include "vouch-scoring.h"

#include "vouch-accessors.h"

/**
 * VouchScoring:
 *
 * How one of several assessors scored an attempt (`assessors: 2`), before they agreed.
 */
struct _VouchScoring {
  GObject parent_instance;

  char *assessor;
  GPtrArray *criteria;
};

G_DEFINE_FINAL_TYPE (VouchScoring, vouch_scoring, G_TYPE_OBJECT)

static void
vouch_scoring_finalize (GObject *object)
{
  VouchScoring *self = VOUCH_SCORING (object);

  g_free (self->assessor);
  g_ptr_array_unref (self->criteria);

  G_OBJECT_CLASS (vouch_scoring_parent_class)->finalize (object);
}

static void
vouch_scoring_class_init (VouchScoringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_scoring_finalize;
}

static void
vouch_scoring_init (VouchScoring *self)
{
  self->criteria = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_scoring_new:
 *
 * Returns: (transfer full): an empty scoring, to be filled by its setters.
 */
VouchScoring *
vouch_scoring_new (void)
{
  return g_object_new (VOUCH_TYPE_SCORING, NULL);
}

VOUCH_DEFINE_STRING (VouchScoring, vouch_scoring, assessor)
VOUCH_DEFINE_ARRAY (VouchScoring, vouch_scoring, VouchCriterionDecision, criteria, criterion)
