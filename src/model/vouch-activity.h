/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ACTIVITY (vouch_activity_get_type ())
G_DECLARE_FINAL_TYPE (VouchActivity, vouch_activity, VOUCH, ACTIVITY, GObject)

VouchActivity *vouch_activity_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What she will do. */
const char *vouch_activity_get_title (VouchActivity *self);
void vouch_activity_set_title (VouchActivity *self, const char *value);

/* Where it is; NULL when nowhere in particular. */
const char *vouch_activity_get_url (VouchActivity *self);
void vouch_activity_set_url (VouchActivity *self, const char *value);

/* How long it takes; 0 when not said. */
guint vouch_activity_get_minutes (VouchActivity *self);
void vouch_activity_set_minutes (VouchActivity *self, guint value);

/* When she will do it; none when not said. */
VouchDay vouch_activity_get_day (VouchActivity *self);
void vouch_activity_set_day (VouchActivity *self, VouchDay value);

/* When it was done; 0 while it is not. */
gint64 vouch_activity_get_done_ms (VouchActivity *self);
void vouch_activity_set_done_ms (VouchActivity *self, gint64 value);

G_END_DECLS
