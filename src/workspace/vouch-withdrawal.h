/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-submission.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchConcernKind:
 * @VOUCH_CONCERN_ITEM: an item of a portfolio that is being worked on.
 * @VOUCH_CONCERN_EVIDENCE: a file that stands in no portfolio.
 * @VOUCH_CONCERN_SENDING: what is frozen or on its way and has not arrived.
 * @VOUCH_CONCERN_SENT: a copy that an issuer has.
 *
 * What the withdrawal of a permission touches.
 */
typedef enum {
  VOUCH_CONCERN_ITEM,
  VOUCH_CONCERN_EVIDENCE,
  VOUCH_CONCERN_SENDING,
  VOUCH_CONCERN_SENT,
} VouchConcernKind;

const char *vouch_concern_kind_to_string (VouchConcernKind value);

/**
 * VouchConcern:
 * @kind: what it is.
 * @id: of the item, the file or the submission.
 * @portfolio: (nullable): id of the portfolio.
 * @portfolio_title: (nullable): its title.
 * @title: of the item; %NULL for a submission.
 * @issuer: (nullable): who has the copy, or is to have it.
 * @when_ms: when it was sent or frozen; 0 for an item.
 * @withdrawn: whether the submission was withdrawn already.
 *
 * One thing that a withdrawal touches.
 */
typedef struct {
  VouchConcernKind kind;
  char *id;
  char *portfolio;
  char *portfolio_title;
  char *title;
  char *issuer;
  gint64 when_ms;
  gboolean withdrawn;
} VouchConcern;

GPtrArray *vouch_withdrawal_list (VouchWorkspace *workspace,
                                  const char *person,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
