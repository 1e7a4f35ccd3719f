/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-submission.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchAttemptKind:
 * @VOUCH_ATTEMPT_NEW: a new attempt can be begun.
 * @VOUCH_ATTEMPT_UNDER_WAY: an attempt was frozen and is not wholly sent: it goes on.
 * @VOUCH_ATTEMPT_SENT: an attempt was sent and is not decided: it is the answer to asking again.
 * @VOUCH_ATTEMPT_EARNED: there is nothing left to attempt.
 *
 * What submitting a portfolio would do.
 */
typedef enum {
  VOUCH_ATTEMPT_NEW,
  VOUCH_ATTEMPT_UNDER_WAY,
  VOUCH_ATTEMPT_SENT,
  VOUCH_ATTEMPT_EARNED,
} VouchAttemptKind;

/**
 * VouchAttempt:
 * @kind: what submitting would do.
 * @number: which attempt that is, from 1.
 * @unsuccessful: how many were decided "not yet".
 * @latest: (nullable): the attempt under way, sent or earned; for a new one, the one before.
 */
typedef struct {
  VouchAttemptKind kind;
  guint number;
  guint unsuccessful;
  VouchSubmission *latest;
} VouchAttempt;

VouchAttempt *vouch_attempt_plan (VouchWorkspace *workspace,
                                  const char *portfolio,
                                  const char *issuer,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_attempt_free (VouchAttempt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchAttempt, vouch_attempt_free)

G_END_DECLS
