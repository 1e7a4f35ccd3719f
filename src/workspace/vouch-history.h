/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-attempt-changes.h"
#include "vouch-decision.h"
#include "vouch-portfolio.h"
#include "vouch-submission.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchHistoryAttempt:
 * @submission: what was sent, and when.
 * @manifest: what it consisted of.
 * @decision: (nullable): what was decided; %NULL while it is not.
 *
 * One attempt that an issuer has confirmed.
 */
typedef struct {
  VouchSubmission *submission;
  VouchManifest *manifest;
  VouchDecision *decision;
} VouchHistoryAttempt;

#define VOUCH_TYPE_HISTORY (vouch_history_get_type ())
G_DECLARE_FINAL_TYPE (VouchHistory, vouch_history, VOUCH, HISTORY, GObject)

VouchHistory *vouch_history_load (VouchWorkspace *workspace,
                                  const char *portfolio,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

VouchPortfolio *vouch_history_get_portfolio (VouchHistory *self);
VouchDefinition *vouch_history_get_definition (VouchHistory *self);
guint vouch_history_get_n_attempts (VouchHistory *self);
const VouchHistoryAttempt *vouch_history_get_attempt (VouchHistory *self, guint index);
const char *const *vouch_history_get_retained (VouchHistory *self);
GPtrArray *vouch_history_get_changes (VouchHistory *self);
GPtrArray *
vouch_history_compare (VouchHistory *self, guint before, guint after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
