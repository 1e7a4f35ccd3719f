/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-recording"

#include "config.h"
#include "reader-recording.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <gst/pbutils/pbutils.h>
#include <string.h>

#include "reader-bmff.h"
#include "reader-container.h"
#include "reader-gst.h"
#include "reader-report.h"
#include "reader-speech.h"
#include "reader-tags.h"
#include "reader-watchdog.h"
#include "vouch-text.h"

/*
 * Facts of sound and video. One pass takes the whole file apart: every packet of every stream is
 * found and parsed, the first sound track is decoded and listened to. A second, short one decodes the
 * first and the last two seconds of the picture. The end is where the last packet ends; when the file
 * promises more than that, it was cut off.
 */

#define SPEECH_RATE 16000
#define ENDS_NS (2 * GST_SECOND)

typedef struct {
  VouchFacts *facts;
  GstElement *pipeline;
  ReaderSpeech *speech;
  gboolean voice; /* what the voice detector said last; streaming thread of the sound only */
  gboolean undecoded_sound;
  gboolean unknown_coding; /* a decoder is missing */
  int audio_tracks;
  int video_tracks;
  int width;
  int height;
  GMutex lock; /* guards the members below, which several streams set */
  GstClockTime end;
  GstClockTime sound_end;   /* 0 while there is none */
  GstClockTime picture_end; /* the same */
  GstTagList *tags;
  GPtrArray *missing;      /* (element-type utf8): codings without a decoder, by name */
  gboolean hidden_picture; /* one of them is that of a picture */
} Walk;

static void
note_end (Walk *walk, GstPad *pad, GstBuffer *buffer, GstClockTime *stream_end)
{
  GstClockTime timestamp =
      GST_BUFFER_PTS_IS_VALID (buffer) ? GST_BUFFER_PTS (buffer) : GST_BUFFER_DTS (buffer);
  GstClockTime end = reader_gst_running_time (pad, timestamp);

  reader_watchdog_tick ();
  if (!GST_CLOCK_TIME_IS_VALID (end))
    return;
  if (GST_BUFFER_DURATION_IS_VALID (buffer))
    end += GST_BUFFER_DURATION (buffer);
  g_mutex_lock (&walk->lock);
  walk->end = MAX (walk->end, end);
  if (stream_end != NULL)
    *stream_end = MAX (*stream_end, end);
  g_mutex_unlock (&walk->lock);
}

static GstPadProbeReturn
on_sound_packet (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Walk *walk = user_data;

  note_end (walk, pad, GST_PAD_PROBE_INFO_BUFFER (info), &walk->sound_end);
  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
on_picture_packet (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Walk *walk = user_data;

  note_end (walk, pad, GST_PAD_PROBE_INFO_BUFFER (info), &walk->picture_end);
  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
on_other_packet (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  note_end (user_data, pad, GST_PAD_PROBE_INFO_BUFFER (info), NULL);
  return GST_PAD_PROBE_OK;
}

static GstFlowReturn
on_sound (GstAppSink *sink, gpointer user_data)
{
  Walk *walk = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  GstBuffer *buffer = sample != NULL ? gst_sample_get_buffer (sample) : NULL;
  GstMapInfo map = GST_MAP_INFO_INIT;
  GstClockTime time = 0;

  if (buffer == NULL || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return GST_FLOW_OK;
  time = gst_segment_to_running_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                      GST_BUFFER_PTS (buffer));
  if (GST_CLOCK_TIME_IS_VALID (time))
    reader_speech_add (walk->speech, time, (const gint16 *) map.data, map.size / sizeof (gint16),
                       SPEECH_RATE, walk->voice);
  gst_buffer_unmap (buffer, &map);
  return GST_FLOW_OK;
}

/* Builds convert → resample → 16 kHz mono → voice detector → analysis. */
static gboolean
link_sound (Walk *walk, GstPad *pad)
{
  static const char description[] =
      "audioconvert ! audioresample ! audio/x-raw,format=S16LE,rate=16000,channels=1 ! "
      "webrtcdsp voice-detection=true voice-detection-likelihood=low echo-cancel=false "
      "noise-suppression=false gain-control=false ! appsink name=sound sync=false";
  GstAppSinkCallbacks callbacks = { .new_sample = on_sound };
  GstElement *bin = gst_parse_bin_from_description (description, TRUE, NULL);
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstPad) target = NULL;

  if (bin == NULL)
    return FALSE;
  sink = gst_bin_get_by_name (GST_BIN (bin), "sound");
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, walk, NULL);
  gst_bin_add (GST_BIN (walk->pipeline), bin);
  target = gst_element_get_static_pad (bin, "sink");
  return gst_pad_link (pad, target) == GST_PAD_LINK_OK && gst_element_sync_state_with_parent (bin);
}

static void
add_sound (Walk *walk, GstPad *pad, const char *name)
{
  gboolean first = walk->audio_tracks++ == 0;

  if (!g_str_equal (name, "audio/x-raw")) {
    walk->undecoded_sound |= first;
    reader_gst_discard (walk->pipeline, pad);
  } else if (walk->speech != NULL || !first) {
    reader_gst_discard (walk->pipeline, pad);
  } else {
    walk->speech = reader_speech_new ();
    if (!link_sound (walk, pad))
      walk->undecoded_sound = TRUE;
  }
}

static void
on_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  Walk *walk = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const GstStructure *structure = caps != NULL ? gst_caps_get_structure (caps, 0) : NULL;
  const char *name = structure != NULL ? gst_structure_get_name (structure) : "";

  if (g_str_has_prefix (name, "audio/")) {
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_sound_packet, walk, NULL);
    add_sound (walk, pad, name);
    return;
  }
  if (g_str_has_prefix (name, "video/") || g_str_has_prefix (name, "image/")) {
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_picture_packet, walk, NULL);
    if (walk->video_tracks++ == 0) {
      gst_structure_get_int (structure, "width", &walk->width);
      gst_structure_get_int (structure, "height", &walk->height);
    }
  } else {
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_other_packet, walk, NULL);
  }
  reader_gst_discard (walk->pipeline, pad);
}

/* A stream for which this computer has no decoder. It is never shown to on_stream(). */
static void
note_missing (Walk *walk, GstMessage *message)
{
  GstCaps *caps = NULL;
  const GstStructure *stream = NULL;
  char *name = NULL;

  if (!gst_structure_get (gst_message_get_structure (message), "detail", GST_TYPE_CAPS, &caps,
                          NULL))
    return;
  stream = gst_caps_get_structure (caps, 0);
  name = gst_pb_utils_get_codec_description (caps);
  g_mutex_lock (&walk->lock);
  if (g_str_has_prefix (gst_structure_get_name (stream), "video/")) {
    walk->hidden_picture = TRUE;
    gst_structure_get_int (stream, "width", &walk->width);
    gst_structure_get_int (stream, "height", &walk->height);
  }
  g_ptr_array_add (walk->missing, name != NULL ? name : g_strdup (gst_structure_get_name (stream)));
  g_mutex_unlock (&walk->lock);
  gst_caps_unref (caps);
}

/* Runs in the thread that posts, so the voice detector's word comes before the sound it is about. */
static GstBusSyncReply
on_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  Walk *walk = user_data;
  const GstStructure *structure = gst_message_get_structure (message);
  g_autoptr (GstTagList) tags = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ELEMENT && structure != NULL &&
      gst_structure_has_name (structure, "voice-activity"))
    gst_structure_get_boolean (structure, "stream-has-voice", &walk->voice);
  if (gst_is_missing_plugin_message (message))
    note_missing (walk, message);
  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_TAG)
    return GST_BUS_PASS;

  gst_message_parse_tag (message, &tags);
  g_mutex_lock (&walk->lock);
  gst_tag_list_insert (walk->tags, tags, GST_TAG_MERGE_APPEND);
  g_mutex_unlock (&walk->lock);
  return GST_BUS_DROP;
}

static void
report_cut_off (Walk *walk, gint64 promised_ns)
{
  g_autofree char *has = vouch_text_format_duration ((gint64) (walk->end / GST_MSECOND));
  g_autofree char *says = vouch_text_format_duration (promised_ns / (gint64) GST_MSECOND);
  g_autofree char *problem
      /* Translators: both are durations such as 12:40. */
      = g_strdup_printf (_ ("The recording stops at %s although it should run to %s. Part of the "
                            "file is missing; copy it again from where it came from."),
                         has, says);

  reader_report_damage (walk->facts, problem);
}

/* What it is, and the way out. The file itself may be whole. */
static void
report_missing (Walk *walk)
{
  g_autofree char *names = NULL;
  g_autofree char *problem = NULL;

  g_ptr_array_add (walk->missing, NULL);
  /* Translators: between two names of ways in which sound or picture are coded. */
  names = g_strjoinv (_ (" and "), (char **) walk->missing->pdata);
  problem = g_strdup_printf (
      /* Translators: %s are names such as "H.265 (HEVC)". The package has this name everywhere. */
      _ ("This computer cannot play it, because nothing here decodes %s. Let the phone or camera "
         "save it as MP4 with H.264 (“most compatible”), or install gstreamer1.0-libav and try "
         "again."),
      names);
  if (walk->audio_tracks + walk->video_tracks == 0 && !walk->hidden_picture)
    reader_report_unreadable (walk->facts, problem);
  else
    reader_report_damage (walk->facts, problem);
}

static gint64
end_in_ms (GstClockTime end)
{
  return end > 0 ? (gint64) (end / GST_MSECOND) : VOUCH_FACTS_UNKNOWN;
}

static void
report_walk (Walk *walk, const ReaderType *type, gboolean ended, gint64 promised_ns)
{
  VouchFacts *facts = walk->facts;
  gboolean turned = FALSE;

  if (walk->hidden_picture)
    walk->video_tracks++;
  reader_tags_report (walk->tags, facts);
  turned = reader_tags_are_turned (walk->tags);
  vouch_facts_set_tracks (facts, walk->audio_tracks, walk->video_tracks);
  if (walk->width > 0)
    vouch_facts_set_dimensions (facts, turned ? walk->height : walk->width,
                                turned ? walk->width : walk->height);
  vouch_facts_set_duration_ms (facts, (gint64) (walk->end / GST_MSECOND));
  vouch_facts_set_ends (facts, end_in_ms (walk->sound_end), end_in_ms (walk->picture_end));
  if (walk->video_tracks == 0 && walk->audio_tracks > 0) {
    vouch_facts_set_media (facts, VOUCH_MEDIA_AUDIO);
    if (g_str_equal (type->format, "mp4") || g_str_equal (type->format, "m4v"))
      vouch_facts_set_format (facts, "m4a");
  } else if (walk->video_tracks > 0 && g_str_equal (type->format, "m4a")) {
    vouch_facts_set_format (facts, "mp4");
    vouch_facts_set_media (facts, VOUCH_MEDIA_VIDEO);
  }
  if (walk->speech != NULL)
    reader_speech_report (walk->speech, facts);
  if (walk->missing->len > 0)
    report_missing (walk);
  else if (walk->unknown_coding && walk->audio_tracks + walk->video_tracks == 0)
    reader_report_unreadable (facts, _ ("This recording is in a format that Vouch cannot play."));
  else if (walk->audio_tracks + walk->video_tracks == 0 || walk->end == 0)
    reader_report_unreadable (facts, _ ("There is no sound and no picture in this file. It may be "
                                        "damaged or unfinished."));
  else if (!ended)
    reader_report_damage (facts, _ ("The recording is damaged and cannot be played to its end."));
  else if (promised_ns > (gint64) (walk->end + GST_SECOND + walk->end / 50))
    report_cut_off (walk, promised_ns);
  if (walk->undecoded_sound)
    reader_report_damage (facts, _ ("The sound is in a format that Vouch cannot play."));
}

/* The length that the file itself states; formats that only allow a guess give 0. */
static gint64
promised_length (GstElement *pipeline, const ReaderType *type)
{
  static const char *const honest[] = { "mp4", "mov",  "m4v", "m4a",  "3gp",
                                        "mkv", "webm", "wav", "flac", NULL };
  gint64 length = 0;

  if (g_strv_contains (honest, type->format))
    gst_element_query_duration (pipeline, GST_FORMAT_TIME, &length);
  return MAX (0, length);
}

static gboolean
is_missing_decoder (GstMessage *message)
{
  g_autoptr (GError) error = NULL;

  if (message == NULL || GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR)
    return FALSE;
  gst_message_parse_error (message, &error, NULL);
  return g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN) ||
         g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND);
}

static void
take_apart (Walk *walk, ReaderInput *input, const ReaderType *type)
{
  g_autoptr (GstElement) pipeline =
      reader_gst_open (input, READER_DECODE_AUDIO, G_CALLBACK (on_stream), walk);
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;
  gint64 promised_ns = 0;

  if (pipeline == NULL) {
    reader_report_unreadable (walk->facts, _ ("This computer has nothing that plays recordings."));
    return;
  }
  walk->pipeline = pipeline;
  bus = gst_element_get_bus (pipeline);
  gst_bus_set_sync_handler (bus, on_message, walk, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = reader_gst_wait (pipeline);
  promised_ns = promised_length (pipeline, type);
  walk->unknown_coding = is_missing_decoder (message);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  report_walk (walk, type, message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS,
               promised_ns);
}

typedef struct {
  GstElement *pipeline;
  guint frames; /* (atomic) */
} Ends;

static GstPadProbeReturn
on_frame (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Ends *ends = user_data;

  g_atomic_int_inc ((gint *) &ends->frames);
  reader_watchdog_tick ();
  return GST_PAD_PROBE_OK;
}

static void
on_end_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  Ends *ends = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);

  if (caps != NULL && gst_structure_has_name (gst_caps_get_structure (caps, 0), "video/x-raw"))
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_frame, ends, NULL);
  reader_gst_discard (ends->pipeline, pad);
}

/* Plays a part of the picture. Returns how many frames came out. */
static guint
decode_part (Ends *ends, GstBus *bus, GstClockTime from, GstClockTime to)
{
  g_autoptr (GstMessage) message = NULL;

  gst_element_set_state (ends->pipeline, GST_STATE_PAUSED);
  gst_element_get_state (ends->pipeline, NULL, NULL, 5 * GST_SECOND);
  g_atomic_int_set ((gint *) &ends->frames, 0);
  if (!gst_element_seek (ends->pipeline, 1.0, GST_FORMAT_TIME,
                         GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, GST_SEEK_TYPE_SET,
                         (gint64) from, GST_SEEK_TYPE_SET, (gint64) to))
    return 0;
  gst_element_set_state (ends->pipeline, GST_STATE_PLAYING);
  message =
      gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    return 0;
  return (guint) g_atomic_int_get ((gint *) &ends->frames);
}

static void
decode_ends (ReaderInput *input, GstClockTime end, VouchFacts *facts)
{
  Ends ends = { 0 };
  g_autoptr (GstElement) pipeline =
      reader_gst_open (input, READER_DECODE_VIDEO, G_CALLBACK (on_end_stream), &ends);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gboolean first = FALSE, last = FALSE;

  ends.pipeline = pipeline;
  first = decode_part (&ends, bus, 0, MIN (ENDS_NS, end)) > 0;
  last = first && decode_part (&ends, bus, end > ENDS_NS ? end - ENDS_NS : 0, end) > 0;
  gst_element_set_state (pipeline, GST_STATE_NULL);
  if (!first)
    reader_report_damage (facts, _ ("The picture is in a format that Vouch cannot show, or it is "
                                    "damaged at its beginning."));
  else if (!last)
    reader_report_damage (facts, _ ("The picture is damaged at its end."));
}

static gboolean
is_bmff (const char *format)
{
  static const char *const bmff[] = { "mp4", "m4v", "3gp", "m4a", "mov", NULL };

  return g_strv_contains (bmff, format);
}

/**
 * reader_recording_measure:
 * @input: the file.
 * @type: what it is.
 * @facts: receives what was found.
 *
 * Measures sound or video.
 */
void
reader_recording_measure (ReaderInput *input, const ReaderType *type, VouchFacts *facts)
{
  Walk walk = { .facts = facts };

  if (is_bmff (type->format) && !reader_bmff_has_index (input)) {
    reader_report_unreadable (
        facts, _ ("This recording was never finished: the list of where its pictures and its sound "
                  "are is missing, as when a phone or camera was switched off while it recorded. "
                  "Open it once on the device that made it, which can often finish it, or copy it "
                  "again from there."));
    return;
  }
  if (!reader_gst_init (input, type)) {
    reader_report_unreadable (facts, _ ("This computer has nothing that plays recordings."));
    return;
  }
  g_mutex_init (&walk.lock);
  walk.tags = gst_tag_list_new_empty ();
  walk.missing = g_ptr_array_new_with_free_func (g_free);
  take_apart (&walk, input, type);
  if (walk.video_tracks > 0 && walk.missing->len == 0 &&
      vouch_facts_get_state (facts) == VOUCH_FACTS_KNOWN)
    decode_ends (input, walk.end, facts);
  if (vouch_facts_get_state (facts) == VOUCH_FACTS_KNOWN)
    reader_container_check (input, type, facts);
  reader_speech_free (walk.speech);
  gst_tag_list_unref (walk.tags);
  g_ptr_array_unref (walk.missing);
  g_mutex_clear (&walk.lock);
}
