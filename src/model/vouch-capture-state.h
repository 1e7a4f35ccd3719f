/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-size.h"

G_BEGIN_DECLS

/**
 * VouchCaptureKind:
 * @VOUCH_CAPTURE_KIND_SOUND: sound alone.
 * @VOUCH_CAPTURE_KIND_PICTURE: picture with sound.
 *
 * What is recorded.
 */
typedef enum {
  VOUCH_CAPTURE_KIND_SOUND,
  VOUCH_CAPTURE_KIND_PICTURE,
} VouchCaptureKind;

const char *vouch_capture_kind_to_string (VouchCaptureKind value);
gboolean vouch_capture_kind_from_string (const char *name, VouchCaptureKind *value);

/**
 * VouchCaptureState:
 * @VOUCH_CAPTURE_STATE_IDLE: no device is open.
 * @VOUCH_CAPTURE_STATE_ARMED: devices are open, level and picture are shown, nothing is kept.
 * @VOUCH_CAPTURE_STATE_RECORDING: what is heard and seen is kept.
 * @VOUCH_CAPTURE_STATE_PAUSED: devices stay open, nothing is kept.
 * @VOUCH_CAPTURE_STATE_FINISHING: the last of it is being written.
 * @VOUCH_CAPTURE_STATE_DONE: all of it is on the disk.
 * @VOUCH_CAPTURE_STATE_FAILED: it ended by itself; what was kept up to then is on the disk.
 *
 * Where a recorder stands.
 */
typedef enum {
  VOUCH_CAPTURE_STATE_IDLE,
  VOUCH_CAPTURE_STATE_ARMED,
  VOUCH_CAPTURE_STATE_RECORDING,
  VOUCH_CAPTURE_STATE_PAUSED,
  VOUCH_CAPTURE_STATE_FINISHING,
  VOUCH_CAPTURE_STATE_DONE,
  VOUCH_CAPTURE_STATE_FAILED,
} VouchCaptureState;

const char *vouch_capture_state_to_string (VouchCaptureState value);
gboolean vouch_capture_state_from_string (const char *name, VouchCaptureState *value);

/**
 * VouchCaptureFault:
 *
 * What can go wrong or be noticed while recording; docs/capture.md has a row for each.
 */
typedef enum {
  VOUCH_CAPTURE_FAULT_NONE,
  VOUCH_CAPTURE_FAULT_NO_MICROPHONE,
  VOUCH_CAPTURE_FAULT_NO_CAMERA,
  VOUCH_CAPTURE_FAULT_SWITCHED,
  VOUCH_CAPTURE_FAULT_DENIED,
  VOUCH_CAPTURE_FAULT_DISK_FULL,
  VOUCH_CAPTURE_FAULT_DISK,
  VOUCH_CAPTURE_FAULT_STALLED,
  VOUCH_CAPTURE_FAULT_NO_SOUND_SERVER,
  VOUCH_CAPTURE_FAULT_FORMAT_CHANGED,
  VOUCH_CAPTURE_FAULT_SUSPENDED,
  VOUCH_CAPTURE_FAULT_LOGGED_OUT,
  VOUCH_CAPTURE_FAULT_SILENT,
  VOUCH_CAPTURE_FAULT_FROZEN,
  VOUCH_CAPTURE_FAULT_TOO_SLOW,
} VouchCaptureFault;

const char *vouch_capture_fault_to_string (VouchCaptureFault value);
gboolean vouch_capture_fault_from_string (const char *name, VouchCaptureFault *value);

/**
 * VouchCaptureStatus:
 * @state: where the recorder stands.
 * @fault: what is the matter at this moment; it goes back to none when it is over.
 * @recorded_ms: how much is kept, pauses not counted.
 * @bytes: how much that is on the disk.
 * @left_ms: for how long there is room at this rate, the reserve not counted; -1 when not known.
 * @free_bytes: what is free on the disk; -1 when not known. @bytes_per_hour: what an hour takes.
 * @level_db: mean level of the last twentieth of a second in dBFS, -90 at least.
 * @peak_db: the loudest of the last second.
 * @too_loud: the sound was at its limit within the last three seconds.
 * @sound_heard: something louder than silence came since the devices were opened.
 * @picture_seen: a picture came since the devices were opened.
 * @asking: this computer asks the person whether the camera may be used.
 * @pre_roll: the last three seconds are held in memory, before the click.
 * @n_marks: moments marked.
 * @n_gaps: breaks in it, pauses too.
 * @n_parts: files it consists of.
 * @n_left_out: pictures that were left out because the computer could not keep up.
 * @size: what pictures are recorded as. @modest: smaller than usual, so that the computer keeps up.
 *
 * What a recorder says of itself.
 */
typedef struct {
  VouchCaptureState state;
  VouchCaptureFault fault;
  gint64 recorded_ms;
  gint64 bytes;
  gint64 left_ms;
  gint64 free_bytes;
  gint64 bytes_per_hour;
  double level_db;
  double peak_db;
  gboolean too_loud;
  gboolean sound_heard;
  gboolean picture_seen;
  gboolean asking;
  gboolean pre_roll;
  guint n_marks;
  guint n_gaps;
  guint n_parts;
  guint n_left_out;
  VouchCaptureSize size;
  gboolean modest;
} VouchCaptureStatus;

G_END_DECLS
