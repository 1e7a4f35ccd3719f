/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submission-policy"

#include "config.h"
#include "vouch-submission-policy.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchRetains,
                         vouch_retains,
                         { "none", VOUCH_RETAINS_NONE },
                         { "criteria", VOUCH_RETAINS_CRITERIA },
                         { "parts", VOUCH_RETAINS_PARTS })

/**
 * VouchSubmissionPolicy:
 *
 * How often, when and with what effect a portfolio may be sent.
 */
struct _VouchSubmissionPolicy {
  GObject parent_instance;

  guint max_attempts;
  guint coach_required_after;
  VouchRetains retains_earned;
  gboolean change_note_required;
  gboolean new_implementation_allowed;
  guint decision_time;
  char *decision_unit;
  GPtrArray *windows;
  guint assessors;
  gboolean blind;
  gboolean team_submission;
};

G_DEFINE_FINAL_TYPE (VouchSubmissionPolicy, vouch_submission_policy, G_TYPE_OBJECT)

static void
vouch_submission_policy_finalize (GObject *object)
{
  VouchSubmissionPolicy *self = VOUCH_SUBMISSION_POLICY (object);

  g_free (self->decision_unit);
  g_ptr_array_unref (self->windows);

  G_OBJECT_CLASS (vouch_submission_policy_parent_class)->finalize (object);
}

static void
vouch_submission_policy_class_init (VouchSubmissionPolicyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_submission_policy_finalize;
}

static void
vouch_submission_policy_init (VouchSubmissionPolicy *self)
{
  self->new_implementation_allowed = TRUE;
  self->windows = g_ptr_array_new_with_free_func (g_object_unref);
  self->assessors = 1;
  self->blind = TRUE;
}

/**
 * vouch_submission_policy_new:
 *
 * Returns: (transfer full): an empty submission policy, to be filled by its setters.
 */
VouchSubmissionPolicy *
vouch_submission_policy_new (void)
{
  return g_object_new (VOUCH_TYPE_SUBMISSION_POLICY, NULL);
}

VOUCH_DEFINE_VALUE (VouchSubmissionPolicy, vouch_submission_policy, guint, max_attempts)
VOUCH_DEFINE_VALUE (VouchSubmissionPolicy, vouch_submission_policy, guint, coach_required_after)
VOUCH_DEFINE_VALUE (VouchSubmissionPolicy, vouch_submission_policy, VouchRetains, retains_earned)
VOUCH_DEFINE_VALUE (VouchSubmissionPolicy, vouch_submission_policy, gboolean, change_note_required)
VOUCH_DEFINE_VALUE (VouchSubmissionPolicy,
                    vouch_submission_policy,
                    gboolean,
                    new_implementation_allowed)
VOUCH_DEFINE_VALUE (VouchSubmissionPolicy, vouch_submission_policy, guint, decision_time)
VOUCH_DEFINE_STRING (VouchSubmissionPolicy, vouch_submission_policy, decision_unit)
VOUCH_DEFINE_ARRAY (VouchSubmissionPolicy, vouch_submission_policy, VouchWindow, windows, window)
VOUCH_DEFINE_VALUE (VouchSubmissionPolicy, vouch_submission_policy, guint, assessors)
VOUCH_DEFINE_VALUE (VouchSubmissionPolicy, vouch_submission_policy, gboolean, blind)
VOUCH_DEFINE_VALUE (VouchSubmissionPolicy, vouch_submission_policy, gboolean, team_submission)
