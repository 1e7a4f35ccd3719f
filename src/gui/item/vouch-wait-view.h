/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-waits.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_WAIT_VIEW (vouch_wait_view_get_type ())
G_DECLARE_FINAL_TYPE (VouchWaitView, vouch_wait_view, VOUCH, WAIT_VIEW, GtkWidget)

GtkWidget *vouch_wait_view_new (void) G_GNUC_WARN_UNUSED_RESULT;
void
vouch_wait_view_show (VouchWaitView *self, GArray *waits, gint64 duration_ms, GPtrArray *moments);

G_END_DECLS
