/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-words"

#include "config.h"
#include "vouch-record-words.h"

#include <glib/gi18n.h>

#include "vouch-capture-words.h"
#include "vouch-consent.h"
#include "vouch-text.h"

/* What is said of each thing before a recording, with its sign. */

#define HOUR_MS ((gint64) 60 * 60 * 1000)
#define QUIET_DB -36.0
#define LOW_BATTERY 25
#define FEW_KEYS 4

static char *
with_device (const char *words, const char *device)
{
  return device != NULL ? g_strdup_printf ("%s · %s", words, device) : g_strdup (words);
}

/**
 * vouch_record_words_sound:
 * @status: how the recorder stands.
 * @loudest_db: the loudest of the last seconds, in dBFS.
 * @device: (nullable): the microphone.
 * @sign: (out): how that is.
 *
 * Returns: (transfer full): whether anything is heard, and whether it is heard well.
 */
char *
vouch_record_words_sound (const VouchCaptureStatus *status,
                          double loudest_db,
                          const char *device,
                          VouchSign *sign)
{
  if (status->fault == VOUCH_CAPTURE_FAULT_NO_MICROPHONE ||
      status->fault == VOUCH_CAPTURE_FAULT_NO_SOUND_SERVER) {
    *sign = VOUCH_SIGN_LOOK;
    return g_strdup (_ ("Nothing comes from the microphone. Plug it in, or choose another one."));
  }
  if (!status->sound_heard) {
    *sign = VOUCH_SIGN_OPEN;
    return with_device (_ ("Nothing heard yet. Say a few words."), device);
  }
  if (status->too_loud) {
    *sign = VOUCH_SIGN_LOOK;
    return with_device (_ ("Too loud. Move it away, or turn it down."), device);
  }
  if (loudest_db < QUIET_DB) {
    *sign = VOUCH_SIGN_ADVICE;
    return with_device (_ ("Heard, and quiet just now. Speak as you do in a lesson."), device);
  }
  *sign = VOUCH_SIGN_COMPLETE;
  return with_device (_ ("Well heard"), device);
}

/**
 * vouch_record_words_picture:
 * @status: how the recorder stands.
 * @device: (nullable): the camera.
 * @sign: (out): how that is.
 *
 * Returns: (transfer full): whether anything is seen.
 */
char *
vouch_record_words_picture (const VouchCaptureStatus *status, const char *device, VouchSign *sign)
{
  if (status->asking) {
    *sign = VOUCH_SIGN_OPEN;
    return g_strdup (_ ("Waiting for this computer to allow the camera. Answer its question."));
  }
  if (status->fault == VOUCH_CAPTURE_FAULT_FROZEN ||
      status->fault == VOUCH_CAPTURE_FAULT_NO_CAMERA) {
    *sign = VOUCH_SIGN_LOOK;
    return with_device (
        status->fault == VOUCH_CAPTURE_FAULT_FROZEN
            ? _ ("The picture is black or stands still. Look whether the camera is covered.")
            : _ ("No picture comes from the camera. Plug it in, or choose another one."),
        device);
  }
  if (status->picture_seen && status->modest) {
    g_autofree char *seen = with_device (_ ("Seen"), device);
    g_autofree char *size = vouch_capture_describe_size (status);

    *sign = VOUCH_SIGN_ADVICE;
    return g_strconcat (seen, "\n", size, NULL);
  }
  *sign = status->picture_seen ? VOUCH_SIGN_COMPLETE : VOUCH_SIGN_OPEN;
  return with_device (status->picture_seen ? _ ("Seen") : _ ("No picture yet."), device);
}

static char *
describe_room (gint64 left_ms)
{
  guint hours = (guint) MIN (left_ms / HOUR_MS, 9999);
  guint minutes = (guint) MAX (left_ms / 60000, 0);

  if (hours >= 100)
    return g_strdup (_ ("more than 100 hours"));
  if (hours >= 2)
    return g_strdup_printf (ngettext ("%u hour", "%u hours", hours), hours);
  return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
}

/**
 * vouch_record_words_space:
 * @status: how the recorder stands.
 * @brief: (nullable): what it is for.
 * @sign: (out): how that is.
 *
 * Returns: (transfer full): how much room there is, in bytes and in time.
 */
char *
vouch_record_words_space (const VouchCaptureStatus *status,
                          const VouchCaptureBrief *brief,
                          VouchSign *sign)
{
  gint64 needed = brief != NULL && brief->most_ms > 0 ? brief->most_ms : HOUR_MS;
  g_autofree char *size = NULL;
  g_autofree char *room = NULL;

  if (status->free_bytes < 0 || status->left_ms < 0) {
    *sign = VOUCH_SIGN_ADVICE;
    return g_strdup (_ ("It cannot be told how much room there is."));
  }
  size = g_format_size ((guint64) status->free_bytes);
  room = describe_room (status->left_ms);
  *sign = status->left_ms >= needed ? VOUCH_SIGN_COMPLETE : VOUCH_SIGN_LOOK;
  if (*sign == VOUCH_SIGN_LOOK)
    /* Translators: free space, as in "1.2 GB", and the time it is enough for, as in "12 minutes". */
    return g_strdup_printf (_ ("%s, enough for %s. Make room before a lesson."), size, room);
  /* Translators: free space, as in "41 GB", and the time it is enough for, as in "30 hours". */
  return g_strdup_printf (_ ("%s, enough for %s"), size, room);
}

/**
 * vouch_record_words_battery:
 * @brief: what there is to know.
 * @sign: (out): how that is.
 *
 * Returns: (transfer full) (nullable): how full the battery is; %NULL where there is none.
 */
char *
vouch_record_words_battery (const VouchCaptureBrief *brief, VouchSign *sign)
{
  const VouchPower *power = &brief->power;

  if (!power->has_battery)
    return NULL;
  *sign =
      power->is_plugged_in || power->percent >= LOW_BATTERY ? VOUCH_SIGN_COMPLETE : VOUCH_SIGN_LOOK;
  if (power->is_plugged_in)
    /* Translators: how full the battery is. */
    return g_strdup_printf (_ ("%u %%, plugged in"), power->percent);
  if (*sign == VOUCH_SIGN_LOOK)
    return g_strdup_printf (_ ("%u %%. Plug the computer in before a lesson."), power->percent);
  return g_strdup_printf (_ ("%u %%"), power->percent);
}

/**
 * vouch_record_words_size:
 * @status: how the recorder stands.
 * @brief: what there is to know.
 * @sign: (out): how that is.
 *
 * Returns: (transfer full) (nullable): how large it will be, against what an issuer takes; %NULL where
 *   nobody says what that is.
 */
char *
vouch_record_words_size (const VouchCaptureStatus *status,
                         const VouchCaptureBrief *brief,
                         VouchSign *sign)
{
  gint64 length_ms = brief->most_ms > 0 ? brief->most_ms : HOUR_MS;
  gint64 bytes = status->bytes_per_hour / 1000 * length_ms / (HOUR_MS / 1000);
  g_autofree char *length = vouch_text_format_duration (length_ms);
  g_autofree char *size = g_format_size ((guint64) MAX (bytes, 0));
  g_autofree char *limit = NULL;

  if (brief->most_bytes <= 0 || status->bytes_per_hour <= 0)
    return NULL;
  limit = g_format_size ((guint64) brief->most_bytes);
  *sign = bytes <= brief->most_bytes ? VOUCH_SIGN_COMPLETE : VOUCH_SIGN_ADVICE;
  if (*sign == VOUCH_SIGN_ADVICE)
    /* Translators: a size, a playing time, and a size again. */
    return g_strdup_printf (
        _ ("About %s in %s; the limit is %s. Vouch can make it fit before it is sent."), size,
        length, limit);
  /* Translators: a size, a playing time, and a size again. */
  return g_strdup_printf (_ ("About %s in %s; the limit is %s"), size, length, limit);
}

static char *
describe_what (const VouchCaptureBrief *brief)
{
  if (brief->is_voice && brief->is_image)
    return g_strdup (_ ("sound and picture"));
  if (brief->is_image)
    return g_strdup (_ ("the picture"));
  return g_strdup (brief->is_voice ? C_ ("permission", "sound") : _ ("this"));
}

/* Few are named; whom else it concerns is said where "Who?" leads. */
static char *
name_some (GStrv keys)
{
  guint n = g_strv_length (keys);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, FEW_KEYS); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", keys[i]);
  if (n > FEW_KEYS)
    /* Translators: after the names of some; the number is that of the others. */
    g_string_append_printf (names, ngettext (" and %u more", " and %u more", n - FEW_KEYS),
                            n - FEW_KEYS);
  return g_strdup (names->str);
}

static char *
describe_class (const VouchCaptureBrief *brief, const VouchClassCover *cover)
{
  guint without = g_strv_length (cover->without);
  guint permitted = cover->n_students - without;
  g_autofree char *what = describe_what (brief);
  g_autofree char *names = name_some (cover->without);

  if (without == 0)
    return g_strdup_printf (ngettext ("%u of %u", "%u of %u", cover->n_students), permitted,
                            cover->n_students);
  return g_strdup_printf (
      /* Translators: as in "21 of 22: A-7 has no permission for sound". */
      ngettext ("%u of %u: %s has no permission for %s", "%u of %u: %s have no permission for %s",
                without),
      permitted, cover->n_students, names, what);
}

/**
 * vouch_record_words_people:
 * @brief: what there is to know.
 * @sign: (out): how that is.
 *
 * Returns: (transfer full): how far the permissions of the class reach.
 */
char *
vouch_record_words_people (const VouchCaptureBrief *brief, VouchSign *sign)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  *sign = VOUCH_SIGN_COMPLETE;
  if (brief->classes->len == 0) {
    *sign = VOUCH_SIGN_ADVICE;
    return g_strdup (
        _ ("Nobody is in your class list yet. You can record all the same, and add them "
           "before you send it."));
  }
  for (guint i = 0; i < brief->classes->len; i++) {
    const VouchClassCover *cover = g_ptr_array_index (brief->classes, i);
    g_autofree char *words = describe_class (brief, cover);

    if (cover->without[0] != NULL)
      *sign = VOUCH_SIGN_LOOK;
    if (lines->len > 0)
      g_string_append_c (lines, '\n');
    if (brief->classes->len > 1)
      g_string_append_printf (lines, "%s · ", cover->prefix);
    g_string_append (lines, words);
  }
  if (*sign == VOUCH_SIGN_LOOK)
    g_string_append_printf (lines, "\n%s",
                            _ ("You can record all the same; before it is sent, they have "
                               "to permit it, or stay out of it."));
  return g_strdup (lines->str);
}
