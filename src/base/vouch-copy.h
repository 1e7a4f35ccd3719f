/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-file.h"

G_BEGIN_DECLS

/**
 * VouchCopyDigest:
 * @bytes: (array length=length): the next bytes of the destination, in order.
 * @length: how many.
 * @data: the caller's data.
 *
 * Takes what has arrived in the destination; runs on a second thread.
 */
typedef void (*VouchCopyDigest) (const void *bytes, gsize length, gpointer data);

/**
 * VouchCopyProgress:
 * @done: bytes copied so far.
 * @total: bytes to copy.
 * @data: the caller's data.
 *
 * Hears how far a copy has come; runs on the thread that copies.
 */
typedef void (*VouchCopyProgress) (guint64 done, guint64 total, gpointer data);

/**
 * VouchCopy:
 * @digest: (nullable) (scope call): what shall see every byte of the destination.
 * @digest_data: its data.
 * @progress: (nullable) (scope call): what hears how far the copy has come.
 * @progress_data: its data.
 *
 * Who looks on while a file is copied.
 */
typedef struct {
  VouchCopyDigest digest;
  gpointer digest_data;
  VouchCopyProgress progress;
  gpointer progress_data;
} VouchCopy;

gboolean vouch_copy_into (VouchNewFile *file,
                          const char *source,
                          const VouchCopy *copy,
                          guint64 *size,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
