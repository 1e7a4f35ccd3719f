/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_RING (vouch_ring_get_type ())
G_DECLARE_FINAL_TYPE (VouchRing, vouch_ring, VOUCH, RING, GtkWidget)

GtkWidget *vouch_ring_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_ring_set_progress (VouchRing *self, guint complete, guint needed);

G_END_DECLS
