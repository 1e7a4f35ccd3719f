/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_TUS_VERSION "1.0.0"
#define VOUCH_TUS_PIECE_TYPE "application/offset+octet-stream"
#define VOUCH_TUS_STATUS_CHECKSUM_MISMATCH 460
#define VOUCH_TUS_DIGEST_MAX 32

/**
 * VouchTusAlgorithm:
 *
 * How a piece is summed up.
 */
typedef enum {
  VOUCH_TUS_ALGORITHM_NONE,
  VOUCH_TUS_ALGORITHM_SHA256,
  VOUCH_TUS_ALGORITHM_SHA1,
  VOUCH_TUS_ALGORITHM_CRC32C,
} VouchTusAlgorithm;

/**
 * VouchTusChecksum:
 *
 * What a piece must sum up to.
 */
typedef struct {
  VouchTusAlgorithm algorithm;
  guint8 digest[VOUCH_TUS_DIGEST_MAX];
} VouchTusChecksum;

/**
 * VouchTusMetadata:
 *
 * What an upload is, as the issuer API wants it said.
 */
typedef struct _VouchTusMetadata VouchTusMetadata;

VouchTusMetadata *vouch_tus_metadata_new (const char *submission,
                                          const char *slot,
                                          const char *sha256,
                                          const char *media_type) G_GNUC_WARN_UNUSED_RESULT;
void vouch_tus_metadata_free (VouchTusMetadata *self);
const char *vouch_tus_metadata_get_submission (VouchTusMetadata *self);
const char *vouch_tus_metadata_get_slot (VouchTusMetadata *self);
const char *vouch_tus_metadata_get_sha256 (VouchTusMetadata *self);
const char *vouch_tus_metadata_get_media_type (VouchTusMetadata *self);

char *vouch_tus_metadata_write (VouchTusMetadata *self) G_GNUC_WARN_UNUSED_RESULT;
VouchTusMetadata *
vouch_tus_metadata_read (const char *header, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_tus_offset_read (const char *header, gint64 *offset);
char *vouch_tus_checksum_write (const VouchTusChecksum *checksum) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_tus_checksum_read (const char *header, VouchTusChecksum *checksum);
gsize vouch_tus_digest_length (VouchTusAlgorithm algorithm);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchTusMetadata, vouch_tus_metadata_free)

G_END_DECLS
