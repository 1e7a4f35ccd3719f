/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-capture-state.h"
#include "vouch-continuity.h"

G_BEGIN_DECLS

/**
 * VouchCaptureEventKind:
 * @VOUCH_CAPTURE_EVENT_BEGIN: it begins; the text is the kind.
 * @VOUCH_CAPTURE_EVENT_PART: a file begins; the text is its name. Times count from here.
 * @VOUCH_CAPTURE_EVENT_DEVICE: from here on this device is heard or seen; the text is its name.
 * @VOUCH_CAPTURE_EVENT_MARK: the person marked a moment; the text is a label.
 * @VOUCH_CAPTURE_EVENT_PAUSE: the person paused.
 * @VOUCH_CAPTURE_EVENT_GAP: something is missing from here, because of the fault.
 * @VOUCH_CAPTURE_EVENT_RESUME: the pause or the gap is over; the length is what is missing.
 * @VOUCH_CAPTURE_EVENT_NOTICE: the fault was noticed and said; nothing is missing.
 * @VOUCH_CAPTURE_EVENT_CLOCK: the clock of the computer was set; the length is by how much.
 * @VOUCH_CAPTURE_EVENT_END: it ended here, by the person's wish or by the fault.
 *
 * What is written down while recording.
 */
typedef enum {
  VOUCH_CAPTURE_EVENT_BEGIN,
  VOUCH_CAPTURE_EVENT_PART,
  VOUCH_CAPTURE_EVENT_DEVICE,
  VOUCH_CAPTURE_EVENT_MARK,
  VOUCH_CAPTURE_EVENT_PAUSE,
  VOUCH_CAPTURE_EVENT_GAP,
  VOUCH_CAPTURE_EVENT_RESUME,
  VOUCH_CAPTURE_EVENT_NOTICE,
  VOUCH_CAPTURE_EVENT_CLOCK,
  VOUCH_CAPTURE_EVENT_END,
} VouchCaptureEventKind;

const char *vouch_capture_event_kind_to_string (VouchCaptureEventKind value);
gboolean vouch_capture_event_kind_from_string (const char *name, VouchCaptureEventKind *value);

/**
 * VouchCaptureEvent:
 * @kind: what happened.
 * @fault: because of what.
 * @at_ms: where in the file.
 * @length_ms: how long, where that means something.
 * @wall_ms: when, by the clock on the wall.
 * @text: (nullable): a label, a name.
 *
 * One thing that happened while recording.
 */
typedef struct {
  VouchCaptureEventKind kind;
  VouchCaptureFault fault;
  gint64 at_ms;
  gint64 length_ms;
  gint64 wall_ms;
  char *text;
} VouchCaptureEvent;

#define VOUCH_TYPE_CAPTURE_EVENT (vouch_capture_event_get_type ())
GType vouch_capture_event_get_type (void);
VouchCaptureEvent *vouch_capture_event_new (VouchCaptureEventKind kind,
                                            VouchCaptureFault fault,
                                            gint64 at_ms,
                                            gint64 length_ms,
                                            gint64 wall_ms,
                                            const char *text) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureEvent *
vouch_capture_event_copy (const VouchCaptureEvent *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_event_free (VouchCaptureEvent *self);

#define VOUCH_TYPE_CAPTURE_RECORD (vouch_capture_record_get_type ())
G_DECLARE_FINAL_TYPE (VouchCaptureRecord, vouch_capture_record, VOUCH, CAPTURE_RECORD, GObject)

VouchCaptureRecord *vouch_capture_record_new (void) G_GNUC_WARN_UNUSED_RESULT;

void vouch_capture_record_add (VouchCaptureRecord *self, const VouchCaptureEvent *event);
guint vouch_capture_record_get_n_events (VouchCaptureRecord *self);
const VouchCaptureEvent *vouch_capture_record_get_event (VouchCaptureRecord *self, guint index);

VouchCaptureKind vouch_capture_record_get_kind (VouchCaptureRecord *self);
gint64 vouch_capture_record_get_started_ms (VouchCaptureRecord *self);
guint vouch_capture_record_get_n_parts (VouchCaptureRecord *self);
gboolean vouch_capture_record_is_ended (VouchCaptureRecord *self);
VouchCaptureRecord *
vouch_capture_record_take_part (VouchCaptureRecord *self, guint part) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_capture_record_get_file (VouchCaptureRecord *self);
VouchContinuity *vouch_capture_record_get_continuity (VouchCaptureRecord *self,
                                                      gint64 start_ms,
                                                      gint64 end_ms) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCaptureEvent, vouch_capture_event_free)

G_END_DECLS
