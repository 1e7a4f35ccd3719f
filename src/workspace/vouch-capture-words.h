/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-state.h"
#include "vouch-recording.h"

G_BEGIN_DECLS

const char *vouch_capture_describe_fault (VouchCaptureFault fault, VouchCaptureKind kind);
const char *vouch_capture_describe_pause (void);
char *vouch_capture_describe_size (const VouchCaptureStatus *status) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_capture_describe_recovered (VouchRecording *recording) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_capture_describe_title (VouchCaptureKind kind,
                                    gint64 started_ms,
                                    guint part,
                                    guint n_parts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
