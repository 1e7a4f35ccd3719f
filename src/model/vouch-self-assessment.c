/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-self-assessment"

#include "config.h"
#include "vouch-self-assessment.h"

#include "vouch-accessors.h"

/**
 * VouchSelfAssessment:
 *
 * The earner's own level on one criterion, at one time. Later ones do not replace earlier ones.
 */
struct _VouchSelfAssessment {
  GObject parent_instance;

  char *id;
  char *criterion;
  char *level;
  char *reason;
  gint64 created_ms;
};

G_DEFINE_FINAL_TYPE (VouchSelfAssessment, vouch_self_assessment, G_TYPE_OBJECT)

static void
vouch_self_assessment_finalize (GObject *object)
{
  VouchSelfAssessment *self = VOUCH_SELF_ASSESSMENT (object);

  g_free (self->id);
  g_free (self->criterion);
  g_free (self->level);
  g_free (self->reason);

  G_OBJECT_CLASS (vouch_self_assessment_parent_class)->finalize (object);
}

static void
vouch_self_assessment_class_init (VouchSelfAssessmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_self_assessment_finalize;
}

static void
vouch_self_assessment_init (VouchSelfAssessment *self)
{
}

/**
 * vouch_self_assessment_new:
 *
 * Returns: (transfer full): an empty self assessment, to be filled by its setters.
 */
VouchSelfAssessment *
vouch_self_assessment_new (void)
{
  return g_object_new (VOUCH_TYPE_SELF_ASSESSMENT, NULL);
}

VOUCH_DEFINE_STRING (VouchSelfAssessment, vouch_self_assessment, id)
VOUCH_DEFINE_STRING (VouchSelfAssessment, vouch_self_assessment, criterion)
VOUCH_DEFINE_STRING (VouchSelfAssessment, vouch_self_assessment, level)
VOUCH_DEFINE_STRING (VouchSelfAssessment, vouch_self_assessment, reason)
VOUCH_DEFINE_VALUE (VouchSelfAssessment, vouch_self_assessment, gint64, created_ms)
