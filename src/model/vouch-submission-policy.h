/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-window.h"

G_BEGIN_DECLS

/**
 * VouchRetains:
 *
 * What stays earned on a resubmission.
 */
typedef enum {
  VOUCH_RETAINS_NONE,
  VOUCH_RETAINS_CRITERIA,
  VOUCH_RETAINS_PARTS,
} VouchRetains;

const char *vouch_retains_to_string (VouchRetains value);
gboolean vouch_retains_from_string (const char *name, VouchRetains *value);

#define VOUCH_TYPE_SUBMISSION_POLICY (vouch_submission_policy_get_type ())
G_DECLARE_FINAL_TYPE (VouchSubmissionPolicy,
                      vouch_submission_policy,
                      VOUCH,
                      SUBMISSION_POLICY,
                      GObject)

VouchSubmissionPolicy *vouch_submission_policy_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Submissions allowed; 0 means no limit. */
guint vouch_submission_policy_get_max_attempts (VouchSubmissionPolicy *self);
void vouch_submission_policy_set_max_attempts (VouchSubmissionPolicy *self, guint value);

/* Unsuccessful attempts after which a coach must be met; 0 means never. */
guint vouch_submission_policy_get_coach_required_after (VouchSubmissionPolicy *self);
void vouch_submission_policy_set_coach_required_after (VouchSubmissionPolicy *self, guint value);

/* What stays earned on a resubmission. */
VouchRetains vouch_submission_policy_get_retains_earned (VouchSubmissionPolicy *self);
void vouch_submission_policy_set_retains_earned (VouchSubmissionPolicy *self, VouchRetains value);

/* Whether a resubmission needs a note. */
gboolean vouch_submission_policy_get_change_note_required (VouchSubmissionPolicy *self);
void vouch_submission_policy_set_change_note_required (VouchSubmissionPolicy *self, gboolean value);

/* Whether a different lesson may be used. */
gboolean vouch_submission_policy_get_new_implementation_allowed (VouchSubmissionPolicy *self);
void vouch_submission_policy_set_new_implementation_allowed (VouchSubmissionPolicy *self,
                                                             gboolean value);

/* How long a decision takes; 0 when not said. */
guint vouch_submission_policy_get_decision_time (VouchSubmissionPolicy *self);
void vouch_submission_policy_set_decision_time (VouchSubmissionPolicy *self, guint value);

/* businessDays, calendarDays, weeks or months. */
const char *vouch_submission_policy_get_decision_unit (VouchSubmissionPolicy *self);
void vouch_submission_policy_set_decision_unit (VouchSubmissionPolicy *self, const char *value);

/* When it may be sent; none means any day. */
GPtrArray *vouch_submission_policy_get_windows (VouchSubmissionPolicy *self);
void vouch_submission_policy_add_window (VouchSubmissionPolicy *self, VouchWindow *value);

/* How many assessors score it. */
guint vouch_submission_policy_get_assessors (VouchSubmissionPolicy *self);
void vouch_submission_policy_set_assessors (VouchSubmissionPolicy *self, guint value);

/* Whether assessors do not learn who the earner is. */
gboolean vouch_submission_policy_get_blind (VouchSubmissionPolicy *self);
void vouch_submission_policy_set_blind (VouchSubmissionPolicy *self, gboolean value);

/* Whether a team may submit together. */
gboolean vouch_submission_policy_get_team_submission (VouchSubmissionPolicy *self);
void vouch_submission_policy_set_team_submission (VouchSubmissionPolicy *self, gboolean value);

G_END_DECLS
