/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-issuer.h"

G_BEGIN_DECLS

/**
 * Submission:
 *
 * One file on its way to an issuer, as the tests send it. How long the upload took is put where
 * upload_us points to, if anywhere.
 */
typedef struct {
  const char *key;
  const char *subject;
  const char *definition_id;
  const char *definition_version;
  const char *definition_sha256;
  GBytes *manifest;
  const char *signature;
  const char *slot;
  const char *sha256;
  gint64 bytes;
  int fd;
  VouchUploadJournal *journal;
  gint64 *upload_us;
} Submission;

VouchReceipt *submit (VouchIssuer *issuer, const Submission *what, GError **error);

G_END_DECLS
