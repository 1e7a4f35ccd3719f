/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchIssuerOpening:
 * @key: the client's own id of the attempt, stored before the first try; the idempotency key.
 * @definition_id: URI of the definition that is answered.
 * @definition_version: its version.
 * @definition_sha256: hex digest of its bytes.
 * @attempt: from 1.
 * @previous: (nullable): the issuer's id of the attempt before; %NULL for the first.
 * @subject: did:key of the earner at this issuer.
 *
 * What opens a submission. All strings are lent.
 */
typedef struct {
  const char *key;
  const char *definition_id;
  const char *definition_version;
  const char *definition_sha256;
  guint attempt;
  const char *previous;
  const char *subject;
} VouchIssuerOpening;

/**
 * VouchIssuerUpload:
 * @submission: the issuer's id of the submission.
 * @slot: id of the requirement the file belongs to.
 * @sha256: hex digest of the whole file, known since it was taken in.
 * @bytes: its length.
 * @media_type: its type by content.
 * @fd: the file open for reading; read by position, stays open.
 *
 * A file that is to go up. Its name stays here: the manifest has a neutral one. All strings are
 * lent.
 */
typedef struct {
  const char *submission;
  const char *slot;
  const char *sha256;
  gint64 bytes;
  const char *media_type;
  int fd;
} VouchIssuerUpload;

/**
 * VouchIssuerSealing:
 * @key: idempotency key of the seal, stored before the first try.
 * @manifest_sha256: hex digest of the frozen manifest.
 * @subject: did:key of the earner at this issuer.
 * @files: (element-type VouchUploadStatus): every file of the manifest.
 *
 * What a receipt must say before anything counts as submitted. All are lent.
 */
typedef struct {
  const char *key;
  const char *manifest_sha256;
  const char *subject;
  GPtrArray *files;
} VouchIssuerSealing;

/**
 * VouchIssuerProgress:
 * @confirmed: bytes that the issuer has confirmed. It can fall when the issuer lost some.
 * @total: bytes of the file.
 * @user_data: what was given along.
 *
 * Called on the thread that uploads.
 */
typedef void (*VouchIssuerProgress) (gint64 confirmed, gint64 total, gpointer user_data);

G_END_DECLS
