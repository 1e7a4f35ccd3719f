/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-copy.h"

G_BEGIN_DECLS

/**
 * VouchBundleWriter:
 *
 * An export that is being written, as a folder or as a ZIP archive. Nobody sees it under its name
 * before it is whole; freed before that, it is gone.
 */
typedef struct _VouchBundleWriter VouchBundleWriter;

VouchBundleWriter *
vouch_bundle_writer_begin (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_bundle_writer_free (VouchBundleWriter *self);

gboolean
vouch_bundle_writer_add (VouchBundleWriter *self, const char *name, GBytes *bytes, GError **error);
gboolean vouch_bundle_writer_copy (VouchBundleWriter *self,
                                   const char *name,
                                   int fd,
                                   const char *sha256,
                                   const VouchCopy *copy,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean vouch_bundle_writer_finish (VouchBundleWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchBundleWriter, vouch_bundle_writer_free)

G_END_DECLS
