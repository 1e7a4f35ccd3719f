/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-feed.h"
#include "vouch-recorder.h"

G_BEGIN_DECLS

/**
 * VouchCaptureTakes:
 *
 * The folder of one recording: its files, its journal and its waveform, and the thread that brings
 * them to the disk.
 */
typedef struct _VouchCaptureTakes VouchCaptureTakes;

VouchCaptureTakes *vouch_capture_takes_new (const char *folder,
                                            VouchCaptureKind kind,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_takes_note (VouchCaptureTakes *self, const VouchCaptureEvent *event);
gboolean vouch_capture_takes_begin_part (VouchCaptureTakes *self,
                                         const VouchCaptureSize *size,
                                         GError **error);
VouchCaptureEncoder *vouch_capture_takes_get_encoder (VouchCaptureTakes *self);
VouchCapturePeaks *vouch_capture_takes_get_peaks (VouchCaptureTakes *self);
void vouch_capture_takes_end_part (VouchCaptureTakes *self, gint64 duration_ms, gint64 patience_ms);
void vouch_capture_takes_settle (VouchCaptureTakes *self);

gint64 vouch_capture_takes_get_bytes (VouchCaptureTakes *self);
gint64 vouch_capture_takes_get_free_bytes (VouchCaptureTakes *self);
VouchCaptureFault vouch_capture_takes_get_fault (VouchCaptureTakes *self);
VouchCaptureRecord *
vouch_capture_takes_copy_record (VouchCaptureTakes *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_capture_takes_list (VouchCaptureTakes *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_takes_close (VouchCaptureTakes *self);
void vouch_capture_takes_free (VouchCaptureTakes *self);

gint64 vouch_capture_takes_ask_free_bytes (const char *folder);
gint64 vouch_capture_takes_get_room (gint64 free_bytes, gboolean reserved);

G_END_DECLS
