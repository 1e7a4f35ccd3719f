/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-capture-state.h"

#include "vouch-capture-track.h"
#include "vouch-durable-file.h"

G_BEGIN_DECLS

struct _GstElement;

/**
 * VouchCaptureEncoder:
 *
 * Makes one file: sound and pictures go in, pages or clusters come out and are written.
 */
typedef struct _VouchCaptureEncoder VouchCaptureEncoder;

const char *vouch_capture_encoder_get_suffix (VouchCaptureKind kind);
gint64
vouch_capture_encoder_get_bytes_per_hour (VouchCaptureKind kind, const VouchCaptureSize *size);
char *
vouch_capture_encoder_describe_picture (const VouchCaptureSize *size) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_encoder_hinder (struct _GstElement *pipeline, const VouchCaptureSize *size);

VouchCaptureEncoder *vouch_capture_encoder_new (VouchCaptureKind kind,
                                                const VouchCaptureSize *size,
                                                VouchDurableFile *file,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_encoder_push (VouchCaptureEncoder *self,
                                 VouchCaptureMedium medium,
                                 struct _GstBuffer *buffer);
gint64 vouch_capture_encoder_get_backlog (VouchCaptureEncoder *self, VouchCaptureMedium medium);
gint64 vouch_capture_encoder_get_written (VouchCaptureEncoder *self);
gboolean vouch_capture_encoder_is_stalled (VouchCaptureEncoder *self);
gboolean vouch_capture_encoder_finish (VouchCaptureEncoder *self, gint64 patience_ms);
void vouch_capture_encoder_free (VouchCaptureEncoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCaptureEncoder, vouch_capture_encoder_free)

G_END_DECLS
