/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-tus.h"

G_BEGIN_DECLS

/**
 * VouchUploadOutcome:
 * @offset: bytes in the file now, on the disk.
 * @mismatch: the piece did not sum up to its checksum and was taken out again.
 * @error: (nullable): what the disk said; the bytes before it are kept.
 *
 * What became of a piece.
 */
typedef struct {
  gint64 offset;
  gboolean mismatch;
  GError *error;
} VouchUploadOutcome;

/**
 * VouchUploadWriter:
 *
 * A thread that writes one piece of an upload to the disk.
 */
typedef struct _VouchUploadWriter VouchUploadWriter;

typedef void (*VouchUploadDrained) (gpointer data);
typedef void (*VouchUploadEnded) (const VouchUploadOutcome *outcome, gpointer data);

VouchUploadWriter *vouch_upload_writer_start (const char *path,
                                              gint64 offset,
                                              const VouchTusChecksum *checksum,
                                              VouchUploadDrained drained,
                                              VouchUploadEnded ended,
                                              gpointer data,
                                              GDestroyNotify free_data,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_upload_writer_push (VouchUploadWriter *self, GBytes *bytes);
void vouch_upload_writer_end (VouchUploadWriter *self, gboolean whole);

G_END_DECLS
