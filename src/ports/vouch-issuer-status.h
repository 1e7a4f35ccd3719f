/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-submission.h"

G_BEGIN_DECLS

/**
 * VouchIssuerStatus:
 * @changed: %FALSE when nothing is new since the version tag asked with; then only @etag and
 *   @retry_after are set.
 * @earner: where it stands on the earner's side.
 * @review: where it stands on the issuer's side.
 * @revision: grows with every change.
 * @etag: version tag for the next question.
 * @retry_after: seconds until it is worth asking again; 0 when there is nothing to wait for.
 * @manifest_sha256: (nullable): the manifest it holds.
 * @has_decision: vouch_issuer_fetch_decision() will answer.
 * @has_credential: vouch_issuer_fetch_credential() will answer.
 * @attempts_left: what remains after this attempt; -1 for no limit.
 * @sealed_ms: when it was sealed; 0 before.
 *
 * Where a submission stands.
 */
typedef struct {
  gboolean changed;
  VouchSubmissionState earner;
  VouchReviewState review;
  gint64 revision;
  char *etag;
  guint retry_after;
  char *manifest_sha256;
  gboolean has_decision;
  gboolean has_credential;
  gint64 attempts_left;
  gint64 sealed_ms;
} VouchIssuerStatus;

/**
 * VouchIssuerReceipt:
 * @manifest_sha256: the manifest that was signed for.
 * @sealed_ms: when, by the issuer's clock.
 * @jws: the signed receipt itself, to be kept.
 *
 * An issuer's word that it has received every byte. It exists only after it was verified.
 */
typedef struct {
  char *manifest_sha256;
  gint64 sealed_ms;
  char *jws;
} VouchIssuerReceipt;

void vouch_issuer_status_free (VouchIssuerStatus *self);
void vouch_issuer_receipt_free (VouchIssuerReceipt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchIssuerStatus, vouch_issuer_status_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchIssuerReceipt, vouch_issuer_receipt_free)

G_END_DECLS
