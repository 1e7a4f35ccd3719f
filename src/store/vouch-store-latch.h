/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchStoreLatch:
 *
 * The right to write in a library folder, which can be lent to other programs while this one waits.
 */
typedef struct _VouchStoreLatch VouchStoreLatch;

VouchStoreLatch *
vouch_store_latch_take (const char *path, guint wait_ms, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_store_latch_free (VouchStoreLatch *self);

gboolean vouch_store_latch_enter (VouchStoreLatch *self, GError **error);
void vouch_store_latch_leave (VouchStoreLatch *self);
void vouch_store_latch_lend (VouchStoreLatch *self);
gboolean vouch_store_latch_is_lent (VouchStoreLatch *self);
gboolean vouch_store_latch_take_back (VouchStoreLatch *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchStoreLatch, vouch_store_latch_free)

G_END_DECLS
