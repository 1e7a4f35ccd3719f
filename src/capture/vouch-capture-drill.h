/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-source.h"

G_BEGIN_DECLS

gboolean vouch_capture_drill_is_on (VouchCaptureSource *source,
                                    gint64 opened_ns,
                                    const char *from,
                                    const char *to);
gboolean
vouch_capture_drill_keeps_away (VouchCaptureSource *source, gint64 opened_ns, GError **error);
void vouch_capture_drill_strike (VouchCaptureSource *source,
                                 gint64 opened_ns,
                                 struct _GstElement *pipeline);
gboolean vouch_capture_drill_switch (VouchCaptureSource *source,
                                     gint64 opened_ns,
                                     struct _GstElement *pipeline,
                                     gboolean *done);

G_END_DECLS
