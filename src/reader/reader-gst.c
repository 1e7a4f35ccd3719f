/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-gst"

#include "config.h"
#include "reader-gst.h"

#include <string.h>

#include "reader-watchdog.h"

/*
 * GStreamer without its registry: scanning a few hundred plugins would take seconds in a fresh
 * sandbox, and most of them have no business with strangers' files. These are loaded by name.
 */
static const char *const plugins[] = {
  "coreelements",
  "typefindfunctions",
  "playback",
  "gio",
  "app",
  "isomp4",
  "matroska",
  "ogg",
  "wavparse",
  "wavenc",
  "flac",
  "audioparsers",
  "videoparsersbad",
  "codectimestamper",
  "id3demux",
  "apetag",
  "opus",
  "opusparse",
  "vorbis",
  "theora",
  "mpg123",
  "vpx",
  "x264",
  "audioconvert",
  "audioresample",
  "audiofx",
  "videoconvertscale",
  "videofilter",
  "webrtcdsp",
  "avi",
  "aiff",
  "mpegtsdemux",
  "alaw",
  "mulaw",
  /* Where libav is not installed these still play what phones record. */
  "faad",
  "openh264",
  NULL,
};

/* What a small picture of a phone's video needs. Libav takes longer to load than the picture to make. */
static const char *const few_plugins[] = {
  "coreelements",
  "typefindfunctions",
  "playback",
  "gio",
  "app",
  "isomp4",
  "matroska",
  "videoparsersbad",
  "vpx",
  "openh264",
  "videoconvertscale",
  "videofilter",
  NULL,
};

/* What coding anew needs besides what was needed to decode. */
static const char *const writing_plugins[] = {
  "coreelements",
  "app",
  "gio",
  "audioconvert",
  "audioresample",
  "isomp4",
  "matroska",
  "ogg",
  "wavenc",
  "flac",
  "audioparsers",
  "videoparsersbad",
  "videoconvertscale",
  "x264",
  "openh264",
  "vpx",
  "voaacenc",
  "lame",
  "opus",
  "vorbis",
  "libav",
  NULL,
};

/* The answers to decodebin's signal autoplug-select; GStreamer documents, but does not export them. */
enum { SELECT_TRY = 0, SELECT_EXPOSE = 1, SELECT_SKIP = 2 };

/* For tests: a computer on which some plugins are not installed. */
static gboolean
is_left_out (const char *name)
{
  g_auto (GStrv) without = g_strsplit (
      g_getenv ("VOUCH_READER_WITHOUT") != NULL ? g_getenv ("VOUCH_READER_WITHOUT") : "", ",", -1);

  return g_strv_contains ((const char *const *) without, name);
}

static void
load_plugin (const char *name)
{
  static GHashTable *loaded = NULL;
  g_autofree char *path = g_strdup_printf ("%s/libgst%s.so", GST_PLUGINS_DIR, name);
  GstPlugin *plugin = NULL;

  if (loaded == NULL)
    loaded = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_hash_table_add (loaded, (gpointer) name) || is_left_out (name))
    return;
  plugin = gst_plugin_load_file (path, NULL);
  g_clear_object (&plugin);
  reader_watchdog_tick ();
}

/* Gives whether GStreamer itself is there. */
static gboolean
load_all (const char *const *names)
{
  if (!gst_is_initialized ()) {
    g_setenv ("GST_REGISTRY_DISABLE", "yes", TRUE);
    if (!gst_init_check (NULL, NULL, NULL))
      return FALSE;
  }
  for (gsize i = 0; names[i] != NULL; i++)
    load_plugin (names[i]);
  return TRUE;
}

/* Libav knows every coding there is, and takes longer to load than all the others together. Kinds of
 * file that the others decode by themselves do without it. */
static gboolean
needs_libav (ReaderInput *input, const ReaderType *type)
{
  static const char *const simple[] = { "flac", "mp3", "ogg", "opus", NULL };
  guint8 head[24] = { 0 };

  if (g_strv_contains (simple, type->format))
    return FALSE;
  /* The coding of a WAV file stands in its first chunk; 1 and 3 are plain samples. */
  return !g_str_equal (type->format, "wav") || reader_input_peek (input, 0, head, 24) != 24 ||
         memcmp (head + 12, "fmt ", 4) != 0 || head[21] != 0 || (head[20] != 1 && head[20] != 3);
}

/**
 * reader_gst_init_for_packets:
 *
 * Loads everything but libav: enough to take any recording apart, and to decode most, if slowly.
 * reader_gst_add_libav() adds it at any time.
 *
 * Returns: whether GStreamer itself is there.
 */
gboolean
reader_gst_init_for_packets (void)
{
  return load_all (plugins);
}

/**
 * reader_gst_init:
 * @input: the recording to be read.
 * @type: what it is.
 *
 * Loads the part of GStreamer that this recording asks for. A plugin that is missing only means that
 * its kind of file cannot be read.
 *
 * Returns: whether GStreamer itself is there.
 */
gboolean
reader_gst_init (ReaderInput *input, const ReaderType *type)
{
  if (!reader_gst_init_for_packets ())
    return FALSE;
  if (needs_libav (input, type))
    load_plugin ("libav");
  return TRUE;
}

/**
 * reader_gst_init_for_sound:
 * @type: what the recording is.
 *
 * Does the same as reader_gst_init_for_packets().
 *
 * Returns: whether parts of such a recording can be heard by themselves: one whose container tells
 *   exactly where each part of the sound is.
 */
gboolean
reader_gst_init_for_sound (const ReaderType *type)
{
  static const char *const exact[] = { "mp4",  "m4v",  "3gp", "m4a", "mov",  "mkv",
                                       "webm", "opus", "ogg", "wav", "flac", NULL };

  return g_strv_contains (exact, type->format) && load_all (plugins);
}

/**
 * reader_gst_add_libav:
 *
 * Loads libav, whose decoders of AAC and of Opus take less than half the time of the others. No other
 * thread may load anything meanwhile.
 */
void
reader_gst_add_libav (void)
{
  GstPluginFeature *opus = NULL;

  load_plugin ("libav");
  opus = gst_registry_lookup_feature (gst_registry_get (), "avdec_opus");
  if (opus != NULL)
    gst_plugin_feature_set_rank (opus, GST_RANK_PRIMARY + 1);
  g_clear_object (&opus);
}

/**
 * reader_gst_init_for_picture:
 * @type: what the recording is.
 *
 * Loads the few parts that make a picture out of most videos. What cannot be shown with them asks for
 * reader_gst_init().
 *
 * Returns: whether it is worth a try.
 */
gboolean
reader_gst_init_for_picture (const ReaderType *type)
{
  static const char *const usual[] = { "mp4", "mov", "m4v", "mkv", "webm", NULL };

  return g_strv_contains (usual, type->format) && load_all (few_plugins);
}

/**
 * reader_gst_init_for_writing:
 *
 * Loads what codes picture and sound anew.
 *
 * Returns: whether GStreamer itself is there.
 */
gboolean
reader_gst_init_for_writing (void)
{
  return load_all (writing_plugins);
}

static int
select_audio_or_video (GstElement *bin,
                       GstPad *pad,
                       GstCaps *caps,
                       GstElementFactory *factory,
                       gpointer user_data)
{
  ReaderDecode decode = (ReaderDecode) GPOINTER_TO_UINT (user_data);
  const char *class = gst_element_factory_get_metadata (factory, GST_ELEMENT_METADATA_KLASS);

  if (class == NULL || strstr (class, "Decoder") == NULL)
    return SELECT_TRY;
  /* Hardware decoders would need devices, which the sandbox does not have. */
  if (strstr (class, "Hardware") != NULL)
    return SELECT_SKIP;
  if (strstr (class, "Audio") != NULL)
    return decode & READER_DECODE_AUDIO ? SELECT_TRY : SELECT_EXPOSE;
  if (strstr (class, "Video") != NULL || strstr (class, "Image") != NULL)
    return decode & READER_DECODE_VIDEO ? SELECT_TRY : SELECT_EXPOSE;
  return SELECT_TRY;
}

/* The name of what takes a file apart. */
#define APART "apart"

static GstElement *
open_with (ReaderInput *input, const char *element, GCallback pad_added, gpointer user_data)
{
  GstElement *pipeline = gst_pipeline_new (NULL);
  GstElement *source = reader_gst_add (pipeline, "giostreamsrc");
  GstElement *bin = gst_element_factory_make (element, APART);
  g_autoptr (ReaderInput) copy = reader_input_copy (input);

  if (bin != NULL)
    gst_bin_add (GST_BIN (pipeline), bin);
  if (source == NULL || bin == NULL || !gst_element_link (source, bin)) {
    gst_object_unref (pipeline);
    return NULL;
  }
  g_object_set (source, "stream", copy, NULL);
  g_signal_connect (bin, "pad-added", pad_added, user_data);
  return pipeline;
}

/**
 * reader_gst_open:
 * @input: the file.
 * @decode: which streams to decode.
 * @pad_added: called as `void (GstElement *bin, GstPad *pad, gpointer user_data)` for each stream,
 *   before any of its data flows. It has to link the pad.
 * @user_data: for @pad_added.
 *
 * Returns: (transfer full) (nullable): a pipeline that takes the file apart, not yet started.
 */
GstElement *
reader_gst_open (ReaderInput *input, ReaderDecode decode, GCallback pad_added, gpointer user_data)
{
  GstElement *pipeline = open_with (input, "decodebin", pad_added, user_data);
  g_autoptr (GstElement) bin =
      pipeline != NULL ? gst_bin_get_by_name (GST_BIN (pipeline), APART) : NULL;

  if (bin == NULL)
    return NULL;
  /* Large queues mean few turns between threads; nothing large is in them but packets. */
  if (decode == READER_DECODE_NOTHING)
    g_object_set (bin, "max-size-buffers", 1000000u, "max-size-bytes", 32u * 1024 * 1024,
                  "max-size-time", (guint64) 3600 * GST_SECOND, NULL);
  g_signal_connect (bin, "autoplug-select", G_CALLBACK (select_audio_or_video),
                    GUINT_TO_POINTER (decode));
  return pipeline;
}

/**
 * reader_gst_open_by:
 * @input: the file.
 * @demuxer: the name of what takes it apart.
 * @pad_added: as for reader_gst_open(); streams come as the file has them.
 * @user_data: for @pad_added.
 *
 * Like reader_gst_open() for a file of a known kind, without decoding. The thread that reads the file also
 * brings the packets of all streams to whoever takes them, who must not wait for another stream.
 *
 * Returns: (transfer full) (nullable): a pipeline that takes the file apart, not yet started.
 */
GstElement *
reader_gst_open_by (ReaderInput *input,
                    const char *demuxer,
                    GCallback pad_added,
                    gpointer user_data)
{
  return open_with (input, demuxer, pad_added, user_data);
}

/* How often nobody may be seen reading before it is believed that no stream will be found. What was read
 * to its end may still be on its way to the decoders. */
#define LOOKS_WITHOUT_READING 8
#define BETWEEN_LOOKS (500 * GST_MSECOND)

static gboolean
has_running_task (GstElement *element, GstPadDirection direction)
{
  gboolean runs = FALSE;

  GST_OBJECT_LOCK (element);
  for (GList *l = element->pads; l != NULL; l = l->next) {
    GstPad *pad = l->data;

    GST_OBJECT_LOCK (pad);
    runs |= GST_PAD_DIRECTION (pad) == direction && GST_PAD_TASK (pad) != NULL &&
            gst_task_get_state (GST_PAD_TASK (pad)) == GST_TASK_STARTED;
    GST_OBJECT_UNLOCK (pad);
  }
  GST_OBJECT_UNLOCK (element);
  return runs;
}

/* Whoever takes a file apart pulls it through the pad in front of it, or the source pushes it. */
static gboolean
is_read (GstBin *pipeline)
{
  GstIterator *elements = gst_bin_iterate_recurse (pipeline);
  GstIteratorResult result = GST_ITERATOR_OK;
  GValue value = G_VALUE_INIT;
  gboolean read = FALSE;

  while (!read && result == GST_ITERATOR_OK) {
    result = gst_iterator_next (elements, &value);
    if (result != GST_ITERATOR_OK)
      break;
    read = has_running_task (g_value_get_object (&value), GST_PAD_SINK) ||
           (GST_OBJECT_FLAG_IS_SET (g_value_get_object (&value), GST_ELEMENT_FLAG_SOURCE) &&
            has_running_task (g_value_get_object (&value), GST_PAD_SRC));
    g_value_reset (&value);
  }
  g_value_unset (&value);
  gst_iterator_free (elements);
  return read || result == GST_ITERATOR_RESYNC;
}

/* Whether a stream was found, or still may be. Once there is one it has its time. */
static gboolean
may_get_on (GstElement *pipeline)
{
  g_autoptr (GstElement) bin = gst_bin_get_by_name (GST_BIN (pipeline), APART);

  return bin == NULL || bin->numsrcpads > 0 || is_read (GST_BIN (pipeline));
}

/**
 * reader_gst_wait_for:
 * @pipeline: a pipeline that plays.
 * @also: what else than its end and an error ends the waiting.
 *
 * Waits. decodebin takes an error that a demuxer posts very early for a reason to try another one, and
 * says nothing more when there is none: a file without any stream then never ends.
 *
 * Returns: (transfer full) (nullable): what was waited for; %NULL when no stream was found and nobody
 *   reads the file any more.
 */
GstMessage *
reader_gst_wait_for (GstElement *pipeline, GstMessageType also)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  GstMessage *message = NULL;

  for (guint still = 0; message == NULL && still < LOOKS_WITHOUT_READING;
       still = may_get_on (pipeline) ? 0 : still + 1)
    message =
        gst_bus_timed_pop_filtered (bus, BETWEEN_LOOKS, GST_MESSAGE_EOS | GST_MESSAGE_ERROR | also);
  return message;
}

/**
 * reader_gst_wait:
 * @pipeline: a pipeline that plays.
 *
 * Waits for its end, as reader_gst_wait_for() does.
 *
 * Returns: (transfer full) (nullable): the end or the error; %NULL when there will be none.
 */
GstMessage *
reader_gst_wait (GstElement *pipeline)
{
  return reader_gst_wait_for (pipeline, GST_MESSAGE_UNKNOWN);
}

/**
 * reader_gst_settle:
 * @pipeline: a pipeline that was told to pause or to go somewhere.
 * @patience: how long that may take, in nanoseconds.
 *
 * Waits until it stands still where it was told to; as reader_gst_wait() it does not wait for a stream
 * that will not come.
 *
 * Returns: whether it does.
 */
gboolean
reader_gst_settle (GstElement *pipeline, GstClockTime patience)
{
  GstStateChangeReturn change = GST_STATE_CHANGE_ASYNC;
  guint still = 0;

  reader_watchdog_tick ();
  for (GstClockTime waited = 0;
       change == GST_STATE_CHANGE_ASYNC && waited < patience && still < LOOKS_WITHOUT_READING;
       waited += BETWEEN_LOOKS) {
    change = gst_element_get_state (pipeline, NULL, NULL, BETWEEN_LOOKS);
    still = may_get_on (pipeline) ? 0 : still + 1;
  }
  return change == GST_STATE_CHANGE_SUCCESS;
}

/**
 * reader_gst_run:
 * @pipeline: a pipeline; it is stopped afterwards.
 * @error: the first error that an element reports, or that no stream was found.
 *
 * Runs a pipeline to its end. One that does not get on is ended by the watchdog.
 *
 * Returns: whether it reached the end.
 */
gboolean
reader_gst_run (GstElement *pipeline, GError **error)
{
  g_autoptr (GstMessage) message = NULL;
  gboolean ended = FALSE;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = reader_gst_wait (pipeline);
  ended = message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
  if (message == NULL)
    g_set_error_literal (error, GST_STREAM_ERROR, GST_STREAM_ERROR_DEMUX, "No stream was found.");
  else if (!ended)
    gst_message_parse_error (message, error, NULL);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return ended;
}

/**
 * reader_gst_add:
 * @pipeline: a pipeline or bin.
 * @factory: the name of an element.
 *
 * Returns: (transfer none) (nullable): a new element in the pipeline, in the state of the pipeline.
 */
GstElement *
reader_gst_add (GstElement *pipeline, const char *factory)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  if (element == NULL)
    return NULL;
  gst_bin_add (GST_BIN (pipeline), element);
  return element;
}

/**
 * reader_gst_discard:
 * @pipeline: a pipeline.
 * @pad: a stream that is read to its end, but not used.
 *
 * Links the stream to nothing.
 */
void
reader_gst_discard (GstElement *pipeline, GstPad *pad)
{
  GstElement *sink = reader_gst_add (pipeline, "fakesink");
  g_autoptr (GstPad) target = gst_element_get_static_pad (sink, "sink");

  g_object_set (sink, "sync", FALSE, "async", FALSE, NULL);
  gst_pad_link (pad, target);
  gst_element_sync_state_with_parent (sink);
}

/**
 * reader_gst_running_time:
 * @pad: a source pad.
 * @timestamp: of a buffer on that pad.
 *
 * Returns: where the buffer lies on the time line of the whole recording, in nanoseconds, or
 *   %GST_CLOCK_TIME_NONE when it is not to be played.
 */
GstClockTime
reader_gst_running_time (GstPad *pad, GstClockTime timestamp)
{
  g_autoptr (GstEvent) event = gst_pad_get_sticky_event (pad, GST_EVENT_SEGMENT, 0);
  const GstSegment *segment = NULL;

  if (event == NULL || !GST_CLOCK_TIME_IS_VALID (timestamp))
    return timestamp;
  gst_event_parse_segment (event, &segment);
  if (segment->format != GST_FORMAT_TIME)
    return timestamp;
  return gst_segment_to_running_time (segment, GST_FORMAT_TIME, timestamp);
}

/**
 * reader_gst_stream_time:
 * @pad: a source pad.
 * @timestamp: of a buffer on that pad.
 *
 * Returns: the same as reader_gst_running_time(), wherever in the recording reading began.
 */
GstClockTime
reader_gst_stream_time (GstPad *pad, GstClockTime timestamp)
{
  g_autoptr (GstEvent) event = gst_pad_get_sticky_event (pad, GST_EVENT_SEGMENT, 0);
  const GstSegment *segment = NULL;

  if (event == NULL || !GST_CLOCK_TIME_IS_VALID (timestamp))
    return timestamp;
  gst_event_parse_segment (event, &segment);
  if (segment->format != GST_FORMAT_TIME)
    return timestamp;
  return gst_segment_to_stream_time (segment, GST_FORMAT_TIME, timestamp);
}
