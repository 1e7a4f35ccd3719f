/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchReserve:
 *
 * Room on a disk that is kept for the end: let go when the disk is full.
 */
typedef struct _VouchReserve VouchReserve;

VouchReserve *vouch_reserve_new (const char *path, gsize bytes) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_reserve_release (VouchReserve *self);
gboolean vouch_reserve_is_released (VouchReserve *self);
void vouch_reserve_free (VouchReserve *self);

/**
 * VouchDurableFile:
 *
 * A file that only grows, whose bytes are on the disk soon after they were written.
 */
typedef struct _VouchDurableFile VouchDurableFile;

VouchDurableFile *vouch_durable_file_new (const char *path,
                                          VouchReserve *reserve,
                                          gboolean waits,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_durable_file_append (VouchDurableFile *self, const void *data, gsize length);
gboolean vouch_durable_file_sync (VouchDurableFile *self);
gint64 vouch_durable_file_get_size (VouchDurableFile *self);
int vouch_durable_file_get_errno (VouchDurableFile *self);
const char *vouch_durable_file_get_path (VouchDurableFile *self);
void vouch_durable_file_seal (VouchDurableFile *self);
char *vouch_durable_file_finish (VouchDurableFile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchDurableFile *vouch_durable_file_ref (VouchDurableFile *self);
void vouch_durable_file_unref (VouchDurableFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchReserve, vouch_reserve_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchDurableFile, vouch_durable_file_unref)

G_END_DECLS
