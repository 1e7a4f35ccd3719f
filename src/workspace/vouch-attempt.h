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
 * @counted: how many were made that count; one that came back without a judgement does not.
 * @unsuccessful: how many were decided "not yet".
 * @left: how many more the issuer takes, as it said last; -1 when it names no limit.
 * @until_ms: until when the issuer takes the next one, as it said last; 0 for no end.
 * @latest: (nullable): the attempt under way, sent or earned; for a new one, the one before.
 */
typedef struct {
  VouchAttemptKind kind;
  guint number;
  guint counted;
  guint unsuccessful;
  int left;
  gint64 until_ms;
  VouchSubmission *latest;
} VouchAttempt;

VouchAttempt *vouch_attempt_plan (VouchWorkspace *workspace,
                                  const char *portfolio,
                                  const char *issuer,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_attempt_free (VouchAttempt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchAttempt, vouch_attempt_free)

G_END_DECLS
