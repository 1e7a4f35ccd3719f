/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VouchLock VouchLock;

VouchLock *vouch_lock_take (const char *path,
                            guint wait_ms,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_lock_release (VouchLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchLock, vouch_lock_release)

G_END_DECLS
