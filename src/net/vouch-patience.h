/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchSleepFunc:
 * @milliseconds: how long.
 * @cancellable: (nullable): ends the sleep.
 * @user_data: what was given along.
 *
 * Sleeps. A test hands in one that only counts.
 *
 * Returns: %FALSE when the sleep was cancelled.
 */
typedef gboolean (*VouchSleepFunc) (gint64 milliseconds,
                                    GCancellable *cancellable,
                                    gpointer user_data);

/**
 * VouchPatience:
 *
 * How long and how often something that did not work is tried again.
 */
typedef struct _VouchPatience VouchPatience;

VouchPatience *vouch_patience_new (guint tries,
                                   VouchSleepFunc sleep,
                                   gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void vouch_patience_free (VouchPatience *self);

gboolean vouch_patience_wait (VouchPatience *self, guint at_least, GCancellable *cancellable);
void vouch_patience_renew (VouchPatience *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPatience, vouch_patience_free)

G_END_DECLS
