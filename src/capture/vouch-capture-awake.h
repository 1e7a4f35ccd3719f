/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VouchCaptureAwake VouchCaptureAwake;

VouchCaptureAwake *vouch_capture_awake_new (const char *reason) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_awake_free (VouchCaptureAwake *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCaptureAwake, vouch_capture_awake_free)

G_END_DECLS
