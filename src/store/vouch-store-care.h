/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-copy.h"
#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchStoreReport:
 * @problems: (element-type utf8): what is wrong, a sentence each; empty when all is well.
 * @notes: (element-type utf8): what is worth knowing and does no harm.
 * @objects: files whose every byte was read.
 * @bytes: how many bytes these are.
 *
 * What a look through the whole library found.
 */
typedef struct {
  GPtrArray *problems;
  GPtrArray *notes;
  guint objects;
  guint64 bytes;
} VouchStoreReport;

void vouch_store_report_free (VouchStoreReport *self);

VouchStoreReport *vouch_store_check (VouchStore *self,
                                     VouchCopyProgress progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_store_look_at_object (VouchStore *self,
                                     const char *sha256,
                                     gboolean *intact,
                                     GCancellable *cancellable,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchStoreReport, vouch_store_report_free)

G_END_DECLS
