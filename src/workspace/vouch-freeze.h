/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-attempt.h"
#include "vouch-issuer-account.h"
#include "vouch-manifest.h"
#include "vouch-portfolio.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchFreezing:
 * @portfolio: what is submitted.
 * @account: the issuer it is meant for.
 * @attempt: which attempt it is.
 * @subject: the earner's did:key for this issuer.
 * @attestations: ids of the statements the earner confirmed.
 * @note: (nullable): what changed since the attempt before.
 *
 * What a manifest is made of.
 */
typedef struct {
  VouchPortfolio *portfolio;
  VouchIssuerAccount *account;
  const VouchAttempt *attempt;
  const char *subject;
  const char *const *attestations;
  const char *note;
} VouchFreezing;

VouchManifest *vouch_freeze_manifest (VouchWorkspace *workspace,
                                      const VouchFreezing *what,
                                      GHashTable *original_by_sent,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchManifest *vouch_freeze_draft (VouchWorkspace *workspace,
                                   VouchPortfolio *portfolio,
                                   GHashTable *sent_before,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_freeze_media_type (const char *format);
char *vouch_freeze_name (VouchItem *item,
                         VouchFacts *facts,
                         GHashTable *counts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
