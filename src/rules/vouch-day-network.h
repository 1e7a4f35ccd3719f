/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchDayNetwork:
 *
 * Days that are bound to each other: "this one at least so many days after that one", "not before",
 * "not after". It finds for each the earliest and the latest day such that all can be kept, or which
 * of them contradict each other.
 */
typedef struct _VouchDayNetwork VouchDayNetwork;

VouchDayNetwork *vouch_day_network_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_day_network_free (VouchDayNetwork *self);

guint vouch_day_network_add_day (VouchDayNetwork *self);
void vouch_day_network_bind (VouchDayNetwork *self,
                             guint from,
                             guint to,
                             gint64 least,
                             gboolean wish,
                             const char *reason);
void vouch_day_network_not_before (VouchDayNetwork *self,
                                   guint day,
                                   gint64 first,
                                   gboolean wish,
                                   const char *reason);
void vouch_day_network_not_after (VouchDayNetwork *self,
                                  guint day,
                                  gint64 last,
                                  gboolean wish,
                                  const char *reason);
guint vouch_day_network_mark (VouchDayNetwork *self);
void vouch_day_network_return_to (VouchDayNetwork *self, guint mark);

gboolean vouch_day_network_solve (VouchDayNetwork *self, gboolean wishes, GPtrArray *conflict);
gint64 vouch_day_network_get_earliest (VouchDayNetwork *self, guint day);
gint64 vouch_day_network_get_latest (VouchDayNetwork *self, guint day);
const char *vouch_day_network_get_reason (VouchDayNetwork *self, guint day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchDayNetwork, vouch_day_network_free)

G_END_DECLS
