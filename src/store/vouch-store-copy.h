/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-copy.h"
#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchStoreCopied:
 * @files: files that the copy has now.
 * @fresh: how many of them were copied this time; the others were there and whole.
 * @damaged: files whose bytes are not what was taken in; they are copied as they are.
 * @bytes: how many bytes the copy has, the database left out.
 *
 * What came of copying a library.
 */
typedef struct {
  guint files;
  guint fresh;
  guint damaged;
  guint64 bytes;
} VouchStoreCopied;

gboolean vouch_store_copy_to (VouchStore *self,
                              const char *target,
                              const VouchCopy *watch,
                              VouchStoreCopied *copied,
                              GCancellable *cancellable,
                              GError **error);
gboolean vouch_store_may_copy_to (VouchStore *self, const char *target, GError **error);
gboolean vouch_store_settle_copy (const char *target, GError **error);
guint64 vouch_store_measure (VouchStore *self);

G_END_DECLS
