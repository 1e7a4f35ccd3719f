/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_WINDOW (vouch_window_get_type ())
G_DECLARE_FINAL_TYPE (VouchWindow, vouch_window, VOUCH, WINDOW, GObject)

VouchWindow *vouch_window_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* First day. */
VouchDay vouch_window_get_opens (VouchWindow *self);
void vouch_window_set_opens (VouchWindow *self, VouchDay value);

/* Last day. */
VouchDay vouch_window_get_closes (VouchWindow *self);
void vouch_window_set_closes (VouchWindow *self, VouchDay value);

G_END_DECLS
