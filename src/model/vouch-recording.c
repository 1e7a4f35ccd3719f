/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-recording"

#include "config.h"
#include "vouch-recording.h"

#include "vouch-accessors.h"

/**
 * VouchRecording:
 *
 * A file that our own recorder made, and what it knows of it. A recording that had to begin a new
 * file on the way consists of several.
 */
struct _VouchRecording {
  GObject parent_instance;

  char *id;
  char *artifact;
  char *title;
  VouchCaptureKind kind;
  gint64 started_ms;
  gint64 duration_ms;
  gint64 size;
  guint part;
  guint n_parts;
  gboolean recovered;
  char *portfolio;
  char *requirement;
  char *item;
  VouchCaptureRecord *record;
};

G_DEFINE_FINAL_TYPE (VouchRecording, vouch_recording, G_TYPE_OBJECT)

static void
vouch_recording_finalize (GObject *object)
{
  VouchRecording *self = VOUCH_RECORDING (object);

  g_free (self->id);
  g_free (self->artifact);
  g_free (self->title);
  g_free (self->portfolio);
  g_free (self->requirement);
  g_free (self->item);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (vouch_recording_parent_class)->finalize (object);
}

static void
vouch_recording_class_init (VouchRecordingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_recording_finalize;
}

static void
vouch_recording_init (VouchRecording *self)
{
  self->part = 1;
  self->n_parts = 1;
}

/**
 * vouch_recording_new:
 *
 * Returns: (transfer full): an empty one, to be filled by its setters.
 */
VouchRecording *
vouch_recording_new (void)
{
  return g_object_new (VOUCH_TYPE_RECORDING, NULL);
}

VOUCH_DEFINE_STRING (VouchRecording, vouch_recording, id)
VOUCH_DEFINE_STRING (VouchRecording, vouch_recording, artifact)
VOUCH_DEFINE_STRING (VouchRecording, vouch_recording, title)
VOUCH_DEFINE_VALUE (VouchRecording, vouch_recording, VouchCaptureKind, kind)
VOUCH_DEFINE_VALUE (VouchRecording, vouch_recording, gint64, started_ms)
VOUCH_DEFINE_VALUE (VouchRecording, vouch_recording, gint64, duration_ms)
VOUCH_DEFINE_VALUE (VouchRecording, vouch_recording, gint64, size)
VOUCH_DEFINE_VALUE (VouchRecording, vouch_recording, guint, part)
VOUCH_DEFINE_VALUE (VouchRecording, vouch_recording, guint, n_parts)
VOUCH_DEFINE_VALUE (VouchRecording, vouch_recording, gboolean, recovered)
VOUCH_DEFINE_STRING (VouchRecording, vouch_recording, portfolio)
VOUCH_DEFINE_STRING (VouchRecording, vouch_recording, requirement)
VOUCH_DEFINE_STRING (VouchRecording, vouch_recording, item)
VOUCH_DEFINE_OBJECT (VouchRecording, vouch_recording, VouchCaptureRecord, record)
