/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchWatchdog:
 *
 * Ends a blocking exchange that has fallen silent.
 */
typedef struct _VouchWatchdog VouchWatchdog;

VouchWatchdog *
vouch_watchdog_start (GCancellable *outer, gint64 milliseconds) G_GNUC_WARN_UNUSED_RESULT;
void vouch_watchdog_stop (VouchWatchdog *self);

GCancellable *vouch_watchdog_get_cancellable (VouchWatchdog *self);
void vouch_watchdog_extend (VouchWatchdog *self, gint64 milliseconds);
gboolean vouch_watchdog_has_barked (VouchWatchdog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchWatchdog, vouch_watchdog_stop)

G_END_DECLS
