/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchCaptureClocks:
 *
 * Notices that the computer slept, and that somebody set its clock.
 */
typedef struct _VouchCaptureClocks VouchCaptureClocks;

VouchCaptureClocks *vouch_capture_clocks_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_clocks_look (VouchCaptureClocks *self, gint64 *slept_ms, gint64 *set_ms);
void vouch_capture_clocks_free (VouchCaptureClocks *self);

G_END_DECLS
