/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-decision.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchDecisionNews:
 * @portfolio: id of the portfolio.
 * @title: its title.
 * @outcome: what was decided.
 *
 * A decision that came in just now.
 */
typedef struct {
  char *portfolio;
  char *title;
  VouchOutcome outcome;
} VouchDecisionNews;

GPtrArray *vouch_decisions_poll (VouchWorkspace *workspace,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchDecision *vouch_decisions_fetch (VouchWorkspace *workspace,
                                      const char *portfolio,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchDecision *vouch_decisions_show (VouchWorkspace *workspace,
                                     const char *portfolio,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
