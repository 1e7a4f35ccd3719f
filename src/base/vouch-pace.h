/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchPace:
 *
 * How quickly something comes along, and how long what is left will take.
 */
typedef struct _VouchPace VouchPace;

VouchPace *vouch_pace_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_pace_free (VouchPace *self);

void vouch_pace_reset (VouchPace *self);
void vouch_pace_add (VouchPace *self, gint64 now_us, gint64 done);
gint64 vouch_pace_get_left_ms (VouchPace *self, gint64 now_us, gint64 total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPace, vouch_pace_free)

G_END_DECLS
