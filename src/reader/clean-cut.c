/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "clean-cut"

#include "config.h"
#include "clean-cut.h"

#include <gst/audio/audio.h>
#include <gst/pbutils/pbutils.h>
#include <string.h>

#include "reader-watchdog.h"

/*
 * A guard on each stream between the original and the copy. It lets through no tags but how the picture
 * is turned, and, when there is a range, no sound and no picture that reaches out of it:
 *
 *   - coded picture: from the key frame at the begin of the copy on; ends, in the order of decoding, with
 *     the first frame that reaches beyond the end, so that no later frame and none that needs one passes;
 *   - coded sound: whole packets inside; one more is left out at the begin and a few at the end, because
 *     transforms overlap into the neighbouring packet and MPEG audio stores bits of later ones ahead. FLAC
 *     does neither, so of it only packets that the range breaks are left out;
 *   - raw sound: to the sample. Raw picture: whole frames inside.
 *
 * Time stamps stay as they are; the segment is moved instead, so that the copy begins at zero.
 */

#define MARGIN_BEGIN 1
#define MARGIN_END 3

/* Matroska need not say how long a packet is. Where the coding does not say so either, the longest distance
 * between two packets so far is believed, with what Matroska rounds away; before there is one, a guess.
 * What is longer than any packet is a hole in the recording. */
#define GUESS (100 * GST_MSECOND)
#define ROUNDED GST_MSECOND
#define LONGEST_PACKET (250 * GST_MSECOND)

typedef struct {
  CleanCut cut;
  CleanEnds *ends;
  GstSegment segment;
  GstAudioInfo raw;
  gboolean sound;
  gboolean coded;
  gboolean opus;
  gboolean vorbis;
  gboolean flac;
  GstClockTime longest; /* of the packets that do not say how long they are, 0 until one is known */
  GstClockTime last;    /* where the packet before began */
  gboolean started;
  gboolean over;
} Guard;

/* Opus carries its comments in the headers, which Ogg takes over (RFC 7845, section 5). */
static GstEvent *
without_comments (GstCaps *caps)
{
  const GValue *headers =
      gst_structure_get_value (gst_caps_get_structure (caps, 0), "streamheader");
  g_autoptr (GstCaps) bare = NULL;

  if (headers == NULL || !GST_VALUE_HOLDS_ARRAY (headers) ||
      gst_value_array_get_size (headers) == 0)
    return NULL;
  bare = gst_codec_utils_opus_create_caps_from_header (
      gst_value_get_buffer (gst_value_array_get_value (headers, 0)), NULL);
  return bare != NULL ? gst_event_new_caps (bare) : NULL;
}

/* 1, 3 or 5 when it is the first, second or third header of Vorbis, otherwise 0. */
static int
vorbis_header (GstBuffer *buffer)
{
  char start[7] = { 0 };

  if (gst_buffer_extract (buffer, 0, start, 7) != 7 || (start[0] & 1) == 0 ||
      memcmp (start + 1, "vorbis", 6) != 0)
    return 0;
  return start[0];
}

/* A comment header of Vorbis that says nothing (Vorbis I, section 5.2.1). */
static GstBuffer *
empty_comments (GstBuffer *buffer)
{
  static const char empty[] = "\003vorbis\005\0\0\0Vouch\0\0\0\0\001";
  GstBuffer *bare = gst_buffer_new_memdup (empty, sizeof empty - 1);

  gst_buffer_copy_into (bare, buffer, GST_BUFFER_COPY_FLAGS | GST_BUFFER_COPY_TIMESTAMPS, 0, -1);
  return bare;
}

/* No packet gives more samples than half the larger block (Vorbis I, section 4.2.2). */
static void
note_blocks (Guard *guard, GstBuffer *buffer)
{
  guint8 head[30] = { 0 };
  guint32 rate = 0;

  if (gst_buffer_extract (buffer, 0, head, sizeof head) == sizeof head)
    rate = GST_READ_UINT32_LE (head + 12);
  if (rate > 0)
    guard->longest =
        gst_util_uint64_scale_ceil ((guint64) 1 << (head[28] >> 4), GST_SECOND, (guint64) rate * 2);
}

/* Matroska has the headers of Vorbis in the caps alone, Ogg as packets, too. */
static GstEvent *
with_clean_headers (Guard *guard, GstCaps *caps)
{
  const GValue *headers =
      gst_structure_get_value (gst_caps_get_structure (caps, 0), "streamheader");
  g_autoptr (GstCaps) bare = gst_caps_copy (caps);
  GValue clean = G_VALUE_INIT;

  gst_structure_remove_field (gst_caps_get_structure (bare, 0), "streamheader");
  if (headers == NULL || !GST_VALUE_HOLDS_ARRAY (headers))
    return gst_event_new_caps (bare);
  g_value_init (&clean, GST_TYPE_ARRAY);
  for (guint i = 0; i < gst_value_array_get_size (headers); i++) {
    GstBuffer *header = gst_value_get_buffer (gst_value_array_get_value (headers, i));
    int which = header != NULL ? vorbis_header (header) : 0;
    GValue value = G_VALUE_INIT;

    if (which == 1)
      note_blocks (guard, header);
    if (which == 0)
      continue;
    g_value_init (&value, GST_TYPE_BUFFER);
    if (which == 3)
      gst_value_take_buffer (&value, empty_comments (header));
    else
      gst_value_set_buffer (&value, header);
    gst_value_array_append_and_take_value (&clean, &value);
  }
  gst_structure_take_value (gst_caps_get_structure (bare, 0), "streamheader", &clean);
  return gst_event_new_caps (bare);
}

static gboolean
pass_vorbis_header (Guard *guard, GstPadProbeInfo *info)
{
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  int which = vorbis_header (buffer);

  if (which == 1)
    note_blocks (guard, buffer);
  if (which == 3) {
    GST_PAD_PROBE_INFO_DATA (info) = empty_comments (buffer);
    gst_buffer_unref (buffer);
  }
  return which != 0;
}

/* How long a packet of Opus is stands in its first bytes (RFC 6716, section 3.1). */
static GstClockTime
length_of_opus (GstBuffer *buffer)
{
  static const GstClockTime silk[] = { 10000, 20000, 40000, 60000 };
  guint8 start[2] = { 0 };
  gsize size = gst_buffer_extract (buffer, 0, start, 2);
  guint form = start[0] >> 3, frames = start[0] & 3;
  GstClockTime frame = 0;

  if (form < 12)
    frame = silk[form & 3];
  else if (form < 16)
    frame = (form & 1) != 0 ? 20000 : 10000;
  else
    frame = (GstClockTime) 2500 << (form & 3);
  if (frames == 3)
    frames = size == 2 ? start[1] & 63 : 0;
  else
    frames = frames == 0 ? 1 : 2;
  return frame * frames * GST_USECOND;
}

static GstEvent *
on_caps (Guard *guard, GstEvent *event)
{
  GstCaps *caps = NULL;
  const char *name = NULL;

  gst_event_parse_caps (event, &caps);
  name = gst_structure_get_name (gst_caps_get_structure (caps, 0));
  guard->sound = g_str_has_prefix (name, "audio/");
  guard->coded = !g_str_has_suffix (name, "/x-raw");
  guard->opus = g_str_equal (name, "audio/x-opus");
  guard->vorbis = g_str_equal (name, "audio/x-vorbis");
  guard->flac = g_str_equal (name, "audio/x-flac");
  guard->longest = 0;
  guard->last = GST_CLOCK_TIME_NONE;
  if (guard->vorbis)
    return with_clean_headers (guard, caps);
  if (guard->sound && !guard->coded)
    gst_audio_info_from_caps (&guard->raw, caps);
  return guard->opus ? without_comments (caps) : NULL;
}

static GstEvent *
on_segment (Guard *guard, GstEvent *event)
{
  GstSegment moved;

  gst_event_copy_segment (event, &guard->segment);
  if (!guard->cut.limited || guard->segment.format != GST_FORMAT_TIME)
    return NULL;
  moved = guard->segment;
  if (!gst_segment_offset_running_time (&moved, GST_FORMAT_TIME, -(gint64) guard->cut.base))
    return NULL;
  moved.time = 0;
  return gst_event_new_segment (&moved);
}

/* Tags are left out, but for the turn of the picture, which is part of how it looks. */
static GstEvent *
on_tags (GstEvent *event)
{
  GstTagList *tags = NULL;
  g_autofree char *orientation = NULL;

  gst_event_parse_tag (event, &tags);
  if (!gst_tag_list_get_string (tags, GST_TAG_IMAGE_ORIENTATION, &orientation))
    return NULL;
  return gst_event_new_tag (gst_tag_list_new (GST_TAG_IMAGE_ORIENTATION, orientation, NULL));
}

static GstPadProbeReturn
on_event (Guard *guard, GstPadProbeInfo *info)
{
  GstEvent *event = GST_PAD_PROBE_INFO_EVENT (info);
  GstEvent *replacement = NULL;

  switch (GST_EVENT_TYPE (event)) {
  case GST_EVENT_CAPS: replacement = on_caps (guard, event); break;
  case GST_EVENT_SEGMENT: replacement = on_segment (guard, event); break;
  case GST_EVENT_TAG:
    replacement = on_tags (event);
    if (replacement == NULL)
      return GST_PAD_PROBE_DROP;
    break;
  case GST_EVENT_TOC:
  case GST_EVENT_CUSTOM_DOWNSTREAM_STICKY: return GST_PAD_PROBE_DROP;
  default: break;
  }
  if (replacement != NULL) {
    gst_event_set_seqnum (replacement, gst_event_get_seqnum (event));
    gst_event_unref (event);
    GST_PAD_PROBE_INFO_DATA (info) = replacement;
  }
  return GST_PAD_PROBE_OK;
}

static GstClockTime
length_of_sound (Guard *guard, GstBuffer *buffer, GstClockTime from)
{
  if (guard->opus)
    return length_of_opus (buffer);
  if (GST_BUFFER_DURATION_IS_VALID (buffer))
    return GST_BUFFER_DURATION (buffer);
  if (!guard->vorbis && GST_CLOCK_TIME_IS_VALID (guard->last) && from > guard->last &&
      from - guard->last <= LONGEST_PACKET)
    guard->longest = MAX (guard->longest, from - guard->last + ROUNDED);
  guard->last = from;
  return guard->longest > 0 ? guard->longest : GUESS;
}

static gboolean
passes_coded_sound (Guard *guard, GstBuffer *buffer, GstClockTime from)
{
  GstClockTime length = length_of_sound (guard, buffer, from);
  guint before = guard->flac ? 0 : MARGIN_BEGIN, after = guard->flac ? 0 : MARGIN_END;

  return from >= guard->cut.base + before * length && from + (1 + after) * length <= guard->cut.end;
}

static gboolean
passes_picture (Guard *guard, GstBuffer *buffer, GstClockTime from)
{
  GstClockTime length = GST_BUFFER_DURATION_IS_VALID (buffer) ? GST_BUFFER_DURATION (buffer) : 0;

  if (guard->over || from < guard->cut.base)
    return FALSE;
  if (!guard->started && guard->coded &&
      GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DELTA_UNIT))
    return FALSE;
  /* Of one that does not say how long it is seen, its beginning counts; that of the end is outside. */
  if (from + MAX (length, 1) > guard->cut.end) {
    guard->over = TRUE;
    return FALSE;
  }
  guard->started = TRUE;
  return TRUE;
}

static void
note_end (Guard *guard, GstBuffer *buffer, GstClockTime from)
{
  GstClockTime *end = guard->sound ? &guard->ends->sound : &guard->ends->picture;
  GstClockTime length = GST_BUFFER_DURATION_IS_VALID (buffer) ? GST_BUFFER_DURATION (buffer) : 0;

  if (!GST_CLOCK_TIME_IS_VALID (from) || from + length < guard->cut.base)
    return;
  g_mutex_lock (&guard->ends->lock);
  *end = MAX (*end, from + length - guard->cut.base);
  g_mutex_unlock (&guard->ends->lock);
}

static GstPadProbeReturn
clip_sound (Guard *guard, GstPadProbeInfo *info)
{
  GstSegment inside = guard->segment;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);

  inside.start =
      gst_segment_position_from_running_time (&guard->segment, GST_FORMAT_TIME, guard->cut.base);
  inside.stop =
      gst_segment_position_from_running_time (&guard->segment, GST_FORMAT_TIME, guard->cut.end);
  if (!GST_CLOCK_TIME_IS_VALID (inside.start))
    return GST_PAD_PROBE_DROP;
  buffer = gst_audio_buffer_clip (buffer, &inside, GST_AUDIO_INFO_RATE (&guard->raw),
                                  GST_AUDIO_INFO_BPF (&guard->raw));
  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  return buffer != NULL ? GST_PAD_PROBE_OK : GST_PAD_PROBE_HANDLED;
}

static gboolean
is_header (GstBuffer *buffer)
{
  char start[4] = { 0 };

  return GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_HEADER) ||
         (gst_buffer_extract (buffer, 0, start, 4) == 4 && memcmp (start, "Opus", 4) == 0);
}

static GstClockTime
begin_of (Guard *guard, GstBuffer *buffer)
{
  return gst_segment_to_running_time (&guard->segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));
}

static GstPadProbeReturn
on_buffer (Guard *guard, GstPadProbeInfo *info)
{
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  GstClockTime from = begin_of (guard, buffer);

  reader_watchdog_tick ();
  if (guard->opus && is_header (buffer))
    return GST_PAD_PROBE_DROP;
  if (guard->vorbis && pass_vorbis_header (guard, info))
    return GST_PAD_PROBE_OK;
  if (!guard->cut.limited)
    return GST_PAD_PROBE_OK;
  /* Headers of other codings have no time and no sound. */
  if (guard->coded && !GST_BUFFER_PTS_IS_VALID (buffer) &&
      GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_HEADER))
    return GST_PAD_PROBE_OK;
  if (!GST_CLOCK_TIME_IS_VALID (from) && !(guard->sound && !guard->coded))
    return GST_PAD_PROBE_DROP;
  if (guard->sound && !guard->coded)
    return clip_sound (guard, info);
  if (guard->sound)
    return passes_coded_sound (guard, buffer, from) ? GST_PAD_PROBE_OK : GST_PAD_PROBE_DROP;
  return passes_picture (guard, buffer, from) ? GST_PAD_PROBE_OK : GST_PAD_PROBE_DROP;
}

static GstPadProbeReturn
on_data (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  GstPadProbeReturn result;

  if (info->type & GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM)
    return on_event (user_data, info);
  result = on_buffer (user_data, info);
  if (result == GST_PAD_PROBE_OK)
    note_end (user_data, GST_PAD_PROBE_INFO_BUFFER (info),
              begin_of (user_data, GST_PAD_PROBE_INFO_BUFFER (info)));
  return result;
}

/**
 * clean_cut_guard:
 * @pad: a stream of the original.
 * @cut: what may pass; copied.
 * @ends: hears what passes; has to be there as long as the stream is.
 *
 * Sets a guard on the stream.
 */
void
clean_cut_guard (GstPad *pad, const CleanCut *cut, CleanEnds *ends)
{
  Guard *guard = g_new0 (Guard, 1);

  guard->cut = *cut;
  guard->ends = ends;
  gst_segment_init (&guard->segment, GST_FORMAT_TIME);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, on_data,
                     guard, g_free);
}
