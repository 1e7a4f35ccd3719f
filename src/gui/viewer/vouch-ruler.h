/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-range.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RULER (vouch_ruler_get_type ())
G_DECLARE_FINAL_TYPE (VouchRuler, vouch_ruler, VOUCH, RULER, GtkWidget)

GtkWidget *vouch_ruler_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_ruler_set_duration (VouchRuler *self, gint64 duration_ms);
void vouch_ruler_set_limits (VouchRuler *self, gint64 start_ms, const VouchRange *length);

G_END_DECLS
