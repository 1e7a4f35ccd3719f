/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-tags"

#include "config.h"
#include "reader-tags.h"

#include <string.h>

#include "reader-report.h"

/* Tags that describe the coding, not the people. All others are told. */
static const char *const technical[] = {
  GST_TAG_CODEC,
  GST_TAG_AUDIO_CODEC,
  GST_TAG_VIDEO_CODEC,
  GST_TAG_SUBTITLE_CODEC,
  GST_TAG_CONTAINER_FORMAT,
  GST_TAG_BITRATE,
  GST_TAG_NOMINAL_BITRATE,
  GST_TAG_MINIMUM_BITRATE,
  GST_TAG_MAXIMUM_BITRATE,
  GST_TAG_ENCODER,
  GST_TAG_ENCODER_VERSION,
  GST_TAG_APPLICATION_NAME,
  GST_TAG_DURATION,
  GST_TAG_IMAGE_ORIENTATION,
  GST_TAG_LANGUAGE_CODE,
  GST_TAG_LANGUAGE_NAME,
  GST_TAG_DATE_TIME,
  GST_TAG_DATE,
  GST_TAG_TRACK_GAIN,
  GST_TAG_TRACK_PEAK,
  GST_TAG_ALBUM_GAIN,
  GST_TAG_ALBUM_PEAK,
  GST_TAG_REFERENCE_LEVEL,
  GST_TAG_BEATS_PER_MINUTE,
  "channel-mode",
  "has-crc",
  "mode",
  "layer",
  "emphasis",
  "private-qt-tag",
  "encoded-by",
  "maximum-bitrate",
  "midi-base-note",
  NULL,
};

/* Titles and comments of the form NAME=VALUE that programs write, not people. */
static gboolean
is_written_by_program (const char *name, const char *text)
{
  static const char *const names[] = {
    "MAJOR_BRAND=", "MINOR_VERSION=", "COMPATIBLE_BRANDS=", "HANDLER_NAME=",  "VENDOR_ID=",
    "DURATION=",    "ENCODER=",       "LANGUAGE=",          "CREATION_TIME=", "DATE=",
    "_STATISTICS",  "BPS=",           "NUMBER_OF_"
  };

  /* How muxers call the tracks of Matroska. */
  if (g_str_equal (name, GST_TAG_TITLE))
    return g_str_equal (text, "Audio") || g_str_equal (text, "Video");
  if (!g_str_equal (name, GST_TAG_EXTENDED_COMMENT))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (text, names[i], strlen (names[i])) == 0)
      return TRUE;
  return FALSE;
}

static char *
value_as_text (const GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    return g_value_dup_string (value);
  if (G_VALUE_TYPE (value) == GST_TYPE_SAMPLE)
    return g_strdup ("embedded data");
  return gst_value_serialize (value);
}

static void
report_date (const GstTagList *tags, const char *name, VouchFacts *facts)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *text = NULL;

  if (!gst_tag_list_copy_value (&value, tags, name))
    return;
  if (G_VALUE_TYPE (&value) == GST_TYPE_DATE_TIME)
    text = gst_date_time_to_iso8601_string (g_value_get_boxed (&value));
  else
    text = gst_value_serialize (&value);
  reader_report_date (facts, text);
}

static void
report_tag (const GstTagList *tags, const char *name, gpointer user_data)
{
  VouchFacts *facts = user_data;
  const char *key = reader_report_key_for (name);

  if (g_str_equal (name, GST_TAG_DATE_TIME) || g_str_equal (name, GST_TAG_DATE))
    report_date (tags, name, facts);
  if (g_strv_contains (technical, name))
    return;
  for (guint i = 0; i < gst_tag_list_get_tag_size (tags, name); i++) {
    g_autofree char *text = value_as_text (gst_tag_list_get_value_index (tags, name, i));

    if (text != NULL && !is_written_by_program (name, text))
      reader_report_identifier (facts, key != NULL ? key : "other", text);
  }
}

/**
 * reader_tags_report:
 * @tags: what GStreamer found in the file.
 * @facts: receives the day of recording and everything that could tell who made it.
 *
 * Reports embedded tags.
 */
void
reader_tags_report (GstTagList *tags, VouchFacts *facts)
{
  gst_tag_list_foreach (tags, report_tag, facts);
}

/**
 * reader_tags_are_turned:
 * @tags: what GStreamer found in the file.
 *
 * Returns: whether the picture is to be shown turned by a quarter, so that width and height change
 *   places.
 */
gboolean
reader_tags_are_turned (GstTagList *tags)
{
  g_autofree char *orientation = NULL;

  return gst_tag_list_get_string (tags, GST_TAG_IMAGE_ORIENTATION, &orientation) &&
         (strstr (orientation, "rotate-90") != NULL || strstr (orientation, "rotate-270") != NULL);
}
