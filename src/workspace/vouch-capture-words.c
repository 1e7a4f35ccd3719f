/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-words"

#include "config.h"
#include "vouch-capture-words.h"

#include <glib/gi18n-lib.h>

#include "vouch-text.h"

/**
 * vouch_capture_describe_fault:
 * @fault: what is the matter while recording.
 * @kind: what is recorded.
 *
 * Says what happened, what is safe and what to do, as docs/capture.md has it in its table.
 *
 * Returns: (transfer none) (nullable): a sentence or two for people; %NULL when all is well.
 */
const char *
vouch_capture_describe_fault (VouchCaptureFault fault, VouchCaptureKind kind)
{
  gboolean picture = kind == VOUCH_CAPTURE_KIND_PICTURE;

  switch (fault) {
  case VOUCH_CAPTURE_FAULT_NO_MICROPHONE:
    return picture
               ? _ ("The microphone is gone. The picture is still being recorded. Plug the "
                    "microphone in again.")
               : _ ("The microphone is gone. What was said before is safe. Plug it in again, and "
                    "the recording goes on.");
  case VOUCH_CAPTURE_FAULT_NO_CAMERA:
    return _ (
        "No picture comes from the camera. The sound is still being recorded. Plug the camera "
        "in again.");
  case VOUCH_CAPTURE_FAULT_SWITCHED:
    return _ ("Another device took over. The recording goes on. Look whether it is the right one.");
  case VOUCH_CAPTURE_FAULT_DENIED:
    return _ (
        "This computer does not let Vouch use the microphone or camera any more. What was "
        "recorded is safe. Allow it in the settings of this computer, under Apps or Privacy.");
  case VOUCH_CAPTURE_FAULT_DISK_FULL:
    return _ ("The disk is full. The recording ended and is safe. Make room before the next one.");
  case VOUCH_CAPTURE_FAULT_DISK:
    return _ ("The disk did not keep a file. The recording goes on in a new one.");
  case VOUCH_CAPTURE_FAULT_STALLED:
    return _ ("The computer could not keep up. The recording goes on in a new file; what was "
              "recorded before is safe.");
  case VOUCH_CAPTURE_FAULT_NO_SOUND_SERVER:
    return _ (
        "The sound of this computer stopped. What was recorded is safe. The recording goes on "
        "as soon as it is back.");
  case VOUCH_CAPTURE_FAULT_FORMAT_CHANGED:
    return _ ("The device changed its settings. The recording goes on.");
  case VOUCH_CAPTURE_FAULT_SUSPENDED:
    return _ ("The computer slept. Nothing was recorded meanwhile; the recording goes on.");
  case VOUCH_CAPTURE_FAULT_LOGGED_OUT:
    return _ ("You were logged out. The recording ended and is safe.");
  case VOUCH_CAPTURE_FAULT_SILENT:
    return _ ("Nothing was heard for ten seconds. Look whether the microphone is switched off.");
  case VOUCH_CAPTURE_FAULT_FROZEN:
    return _ ("The picture has been black or still for ten seconds. Look whether the camera is "
              "covered.");
  case VOUCH_CAPTURE_FAULT_NONE:
  default: return NULL;
  }
}

/**
 * vouch_capture_describe_pause:
 *
 * Returns: (transfer none): what a pause does, to be said before it is made.
 */
const char *
vouch_capture_describe_pause (void)
{
  return _ (
      "A pause is a break in the recording. A requirement that asks for an unedited recording "
      "can then only take the part before it or the part after it.");
}

static guint
count_marks (VouchCaptureRecord *record)
{
  guint n = 0;

  for (guint i = 0; record != NULL && i < vouch_capture_record_get_n_events (record); i++)
    n += vouch_capture_record_get_event (record, i)->kind == VOUCH_CAPTURE_EVENT_MARK;
  return n;
}

/**
 * vouch_capture_describe_recovered:
 * @recording: a recording that was cut off, all its parts together.
 *
 * Returns: (transfer full): how much of it is here again.
 */
char *
vouch_capture_describe_recovered (VouchRecording *recording)
{
  guint n = count_marks (vouch_recording_get_record (recording));
  g_autofree char *time = vouch_text_format_duration (vouch_recording_get_duration_ms (recording));

  if (n == 0)
    /* Translators: the placeholder is a playing time. */
    return g_strdup_printf (_ ("A recording was cut off. %s of it were recovered."), time);
  return g_strdup_printf (
      /* Translators: a playing time, then how many moments were marked. */
      ngettext ("A recording was cut off. %s were recovered, with %u moment.",
                "A recording was cut off. %s were recovered, with %u moments.", n),
      time, n);
}

/**
 * vouch_capture_describe_title:
 * @kind: what was recorded.
 * @started_ms: when it began.
 * @part: which part it is, from 1.
 * @n_parts: of how many.
 *
 * Returns: (transfer full): what the recording is called.
 */
char *
vouch_capture_describe_title (VouchCaptureKind kind, gint64 started_ms, guint part, guint n_parts)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (started_ms / 1000);
  /* Translators: a date and a time, as in "27 November, 14:05". */
  g_autofree char *when = time != NULL ? g_date_time_format (time, _ ("%-d %B, %H:%M")) : NULL;
  g_autofree char *name = NULL;

  /* Translators: the placeholder is a date and a time. */
  name = g_strdup_printf (kind == VOUCH_CAPTURE_KIND_PICTURE ? _ ("Lesson with picture, %s")
                                                             : _ ("Sound of a lesson, %s"),
                          when != NULL ? when : "");
  if (n_parts < 2)
    return g_steal_pointer (&name);
  /* Translators: the name of a recording, then which of its parts it is. */
  return g_strdup_printf (_ ("%s (part %u of %u)"), name, part, n_parts);
}
