/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-capture-record.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RECORDING (vouch_recording_get_type ())
G_DECLARE_FINAL_TYPE (VouchRecording, vouch_recording, VOUCH, RECORDING, GObject)

VouchRecording *vouch_recording_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the recording; its parts have it in common. */
const char *vouch_recording_get_id (VouchRecording *self);
void vouch_recording_set_id (VouchRecording *self, const char *value);

/* Lower-case hex SHA-256 of the file. */
const char *vouch_recording_get_artifact (VouchRecording *self);
void vouch_recording_set_artifact (VouchRecording *self, const char *value);

/* Name for people: what it is and when it was made. */
const char *vouch_recording_get_title (VouchRecording *self);
void vouch_recording_set_title (VouchRecording *self, const char *value);

/* Sound alone, or picture with sound. */
VouchCaptureKind vouch_recording_get_kind (VouchRecording *self);
void vouch_recording_set_kind (VouchRecording *self, VouchCaptureKind value);

/* When it began. */
gint64 vouch_recording_get_started_ms (VouchRecording *self);
void vouch_recording_set_started_ms (VouchRecording *self, gint64 value);

/* Playing time. */
gint64 vouch_recording_get_duration_ms (VouchRecording *self);
void vouch_recording_set_duration_ms (VouchRecording *self, gint64 value);

/* Bytes. */
gint64 vouch_recording_get_size (VouchRecording *self);
void vouch_recording_set_size (VouchRecording *self, gint64 value);

/* Which part of the recording this file is, from 1, and of how many. */
guint vouch_recording_get_part (VouchRecording *self);
void vouch_recording_set_part (VouchRecording *self, guint value);
guint vouch_recording_get_n_parts (VouchRecording *self);
void vouch_recording_set_n_parts (VouchRecording *self, guint value);

/* Whether it was cut off and put right at the next start. */
gboolean vouch_recording_get_recovered (VouchRecording *self);
void vouch_recording_set_recovered (VouchRecording *self, gboolean value);

/* Where it is meant to be used, and the item that it became there; NULL for nowhere. */
const char *vouch_recording_get_portfolio (VouchRecording *self);
void vouch_recording_set_portfolio (VouchRecording *self, const char *value);
const char *vouch_recording_get_requirement (VouchRecording *self);
void vouch_recording_set_requirement (VouchRecording *self, const char *value);
const char *vouch_recording_get_item (VouchRecording *self);
void vouch_recording_set_item (VouchRecording *self, const char *value);

/* What happened while it was made; NULL when nothing is known. */
VouchCaptureRecord *vouch_recording_get_record (VouchRecording *self);
void vouch_recording_set_record (VouchRecording *self, VouchCaptureRecord *value);

G_END_DECLS
