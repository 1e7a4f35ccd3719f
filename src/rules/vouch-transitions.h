/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition.h"
#include "vouch-submission.h"

G_BEGIN_DECLS

/**
 * VouchAttempts:
 * @made: attempts that an issuer has confirmed; withdrawn ones do not count.
 * @unsuccessful: those of them that were given back or not passed.
 * @under_way: one is being sent, or waits for its decision.
 * @earned: the credential is earned.
 * @coach_met: the earner confirmed that she met a coach since the last decision.
 * @has_note: a note on what changed is written.
 *
 * What has happened so far.
 */
typedef struct {
  guint made;
  guint unsuccessful;
  gboolean under_way;
  gboolean earned;
  gboolean coach_met;
  gboolean has_note;
} VouchAttempts;

/**
 * VouchMaySubmit:
 *
 * Whether a further attempt may be sent now, and if not, why.
 */
typedef enum {
  VOUCH_MAY_SUBMIT_YES,
  VOUCH_MAY_SUBMIT_EARNED,
  VOUCH_MAY_SUBMIT_UNDER_WAY,
  VOUCH_MAY_SUBMIT_NO_ATTEMPT_LEFT,
  VOUCH_MAY_SUBMIT_OUTSIDE_WINDOW,
  VOUCH_MAY_SUBMIT_COACH_FIRST,
  VOUCH_MAY_SUBMIT_NOTE_FIRST,
} VouchMaySubmit;

gboolean vouch_transition_is_legal (VouchSubmission *submission, VouchSubmissionState to);
gboolean vouch_transition_review_is_legal (VouchReviewState from, VouchReviewState to);

void vouch_attempts_count (VouchAttempts *attempts, GPtrArray *submissions, gboolean earned);
VouchMaySubmit vouch_transition_may_submit (VouchSubmissionPolicy *policy,
                                            const VouchAttempts *attempts,
                                            VouchDay today);
char *vouch_transition_explain (VouchMaySubmit may,
                                VouchSubmissionPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;

char **vouch_transition_list_retained (VouchDefinition *definition,
                                       GHashTable *levels) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_transition_retains_requirement (VouchRequirement *requirement, const char *const *retained);

G_END_DECLS
