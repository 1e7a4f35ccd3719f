/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchCaptureAside:
 * @id: id of the recording.
 * @folder: (type filename): where its files are.
 * @bytes: how large they are together.
 * @when_ms: when it was written to last, in milliseconds since 1970.
 *
 * A recording that was cut off and of which no sense can be made; its files are kept as they are.
 */
typedef struct {
  char *id;
  char *folder;
  gint64 bytes;
  gint64 when_ms;
} VouchCaptureAside;

GPtrArray *vouch_capture_aside_list (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_aside_is (const char *name);
char *vouch_capture_aside_name (const char *id) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_capture_aside_describe (const VouchCaptureAside *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
