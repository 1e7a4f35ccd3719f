/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-copy.h"

G_BEGIN_DECLS

/**
 * VouchBundleSource:
 *
 * A stranger's export that is being read, a folder or a ZIP archive.
 */
typedef struct _VouchBundleSource VouchBundleSource;

VouchBundleSource *
vouch_bundle_source_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_bundle_source_free (VouchBundleSource *self);

GBytes *vouch_bundle_source_load (VouchBundleSource *self,
                                  const char *name,
                                  gsize most,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_bundle_source_copy (VouchBundleSource *self,
                                   const char *name,
                                   guint64 size,
                                   VouchNewFile *file,
                                   const VouchCopy *copy,
                                   GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchBundleSource, vouch_bundle_source_free)

G_END_DECLS
