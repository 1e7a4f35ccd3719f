/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-state.h"

#include "vouch-durable-file.h"

G_BEGIN_DECLS

struct _GstBuffer;

/**
 * VouchCaptureMeter:
 *
 * How loud it is, whether there is silence, and whether the picture stands still.
 */
typedef struct _VouchCaptureMeter VouchCaptureMeter;

VouchCaptureMeter *vouch_capture_meter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_meter_hear (VouchCaptureMeter *self, struct _GstBuffer *buffer, gint64 at_ns);
void vouch_capture_meter_see (VouchCaptureMeter *self,
                              struct _GstBuffer *buffer,
                              int width,
                              int height,
                              gint64 at_ns);
void vouch_capture_meter_tell (VouchCaptureMeter *self, VouchCaptureStatus *status, gint64 now_ns);
gboolean vouch_capture_meter_is_silent (VouchCaptureMeter *self);
gboolean vouch_capture_meter_is_frozen (VouchCaptureMeter *self);
void vouch_capture_meter_free (VouchCaptureMeter *self);

/**
 * VouchCapturePeaks:
 *
 * Writes the waveform while it is recorded: two bytes for every twentieth of a second, the loudest
 * sample and the mean level, each in half decibels above -127.5 dBFS.
 */
typedef struct _VouchCapturePeaks VouchCapturePeaks;

VouchCapturePeaks *vouch_capture_peaks_new (VouchDurableFile *file) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_peaks_take (VouchCapturePeaks *self, const gint16 *samples, gsize n);
void vouch_capture_peaks_take_silence (VouchCapturePeaks *self, gsize n);
void vouch_capture_peaks_free (VouchCapturePeaks *self);

G_END_DECLS
