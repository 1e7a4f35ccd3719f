/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "clean-recording"

#include "config.h"
#include "clean-recording.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "clean-cut.h"
#include "reader-bmff.h"
#include "reader-ebml.h"
#include "reader-gst.h"
#include "reader-output.h"
#include "reader-watchdog.h"
#include "vouch-reader-protocol.h"

/*
 * A clean recording is the old one taken apart, guarded (see clean-cut.c) and put together anew in a
 * container of the same kind, without coding sound or picture again where that can be helped. A part
 * begins at the first key frame inside the range when that is near enough; otherwise the picture is
 * coded anew, so that the copy begins where the person chose. FLAC and WAV are written from raw sound,
 * which loses nothing.
 */

/* How much of the begin of a range may be given up for not coding the picture again. Cameras write a
 * key frame every second or two. */
#define MAX_SNAP (2 * GST_SECOND)

/* Pieces of a MiB between reading and writing. */
#define MOST_UNDER_WAY 16
#define LEAST_UNDER_WAY 4
#define PATIENCE_TURNS 100

typedef struct {
  const char *format;
  const char *muxer;       /* element, or NULL where packets simply follow each other */
  const char *sound_chain; /* what raw sound goes through, NULL where packets are taken over */
  const char *video_coder; /* used when the picture has to be coded again */
} Container;

#define H264 "videoconvert ! x264enc speed-preset=superfast pass=qual quantizer=22 ! h264parse"
#define VP8                                                                                        \
  "videoconvert ! vp8enc deadline=1 cpu-used=4 threads=1 target-bitrate=2500000 "                  \
  "keyframe-max-dist=60"

#define QUEUE "queue max-size-buffers=0 max-size-bytes=0 max-size-time=0"

/* Few players expect these in an MP4 file. */
#define TO_AAC                                                                                     \
  "audioconvert ! audioresample ! audio/x-raw,rate=48000 ! avenc_aac bitrate=128000 ! aacparse"
#define OPUS_TO_AAC "opusdec ! " TO_AAC
#define VORBIS_TO_AAC "vorbisdec ! " TO_AAC

static const Container containers[] = {
  { "mp4", "mp4mux", NULL, H264 },
  { "m4v", "mp4mux", NULL, H264 },
  { "3gp", "mp4mux", NULL, H264 },
  { "m4a", "mp4mux", NULL, H264 },
  { "mov", "qtmux", NULL, H264 },
  { "mkv", "matroskamux", NULL, H264 },
  { "webm", "webmmux", NULL, VP8 },
  { "opus", "oggmux", NULL, NULL },
  { "ogg", "oggmux", NULL, NULL },
  { "mp3", NULL, NULL, NULL },
  { "aac", NULL, NULL, NULL },
  { "wav", NULL, "audioconvert ! wavenc", NULL },
  { "flac", NULL, "audioconvert ! flacenc", NULL },
};

typedef struct {
  const Container *container;
  GstElement *pipeline;
  GstElement *sink; /* the muxer, or the file itself */
  ReaderOutput *output;
  gboolean moved;     /* into another kind of container */
  gboolean from_bmff; /* the original is MP4 or a relative */
  gboolean direct;    /* see direct_chain() */
  CleanCut cut;
  CleanEnds ends;
  gboolean code_video;
  guint streams;
  gboolean unlinked; /* a stream does not fit into the container */
  guint n_passed;    /* (atomic): KiB that are written as they are */
} Making;

static gboolean
is_bmff (const char *format)
{
  static const char *const bmff[] = { "mp4", "m4v", "3gp", "m4a", "mov", NULL };

  return g_strv_contains (bmff, format);
}

static const Container *
find_container (const char *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (containers); i++)
    if (g_str_equal (containers[i].format, format))
      return &containers[i];
  return NULL;
}

/* Into another kind of file only where nothing gets lost: how a picture is turned is known in few. */
static const Container *
find_move (const char *from, const char *to)
{
  gboolean matroska = g_str_equal (from, "mkv") || g_str_equal (from, "webm");

  if (g_str_equal (from, to) || (is_bmff (to) && (is_bmff (from) || matroska)) ||
      (g_str_equal (to, "webm") && matroska))
    return find_container (to);
  return NULL;
}

/* Ogg wants to know where its packets lie in the sound, which the parser counts for it. In Matroska, where
 * packets do not say that, the parser would count from the first that it gets: the sound of a part would
 * lose as much as the part begins late, and the rest would come too early. */
static const char *
chain_for_vorbis (const Making *making)
{
  return g_strcmp0 (making->container->muxer, "oggmux") == 0 ? "vorbisparse" : NULL;
}

/* What a stream goes through between the original and the container, NULL when it is taken over. */
static const char *
chain_for (const Making *making, const char *name)
{
  gboolean to_mp4 = making->moved && is_bmff (making->container->format);

  if (making->container->sound_chain != NULL)
    return making->container->sound_chain;
  if (g_str_equal (name, "video/x-raw"))
    return making->container->video_coder;
  if (g_str_equal (name, "audio/x-vorbis"))
    return to_mp4 ? VORBIS_TO_AAC : chain_for_vorbis (making);
  if (to_mp4 && g_str_equal (name, "audio/x-opus"))
    return OPUS_TO_AAC;
  /* Matroska does not say in which order pictures are decoded; MP4 has to. */
  if (making->moved && !making->from_bmff && g_str_equal (name, "video/x-h264"))
    return "h264timestamper";
  return NULL;
}

/* What is recorded here becomes MP4 in the background. Nobody has to find out what is in such a file, so
 * that its packets go from the one who takes it apart to the muxer in one thread. NULL for whatever else
 * may be in it; then the usual way is taken. */
static const char *
direct_chain (GstCaps *caps, const char *name)
{
  int version = 0;

  if (g_str_equal (name, "video/x-h264"))
    return "h264parse ! h264timestamper";
  if (g_str_equal (name, "audio/x-opus"))
    return QUEUE " ! opusparse ! " OPUS_TO_AAC;
  if (g_str_equal (name, "audio/mpeg") &&
      gst_structure_get_int (gst_caps_get_structure (caps, 0), "mpegversion", &version) &&
      version == 4)
    return "aacparse";
  return NULL;
}

/* A container has room for each kind of stream by its own name, so the stream's caps choose it. */
static gboolean
link_to_container (Making *making, GstElement *bin, GstCaps *caps)
{
  g_autoptr (GstPad) source = gst_element_get_static_pad (bin, "src");
  g_autoptr (GstPad) room = gst_element_get_compatible_pad (making->sink, source, caps);

  return room != NULL && gst_pad_link (source, room) == GST_PAD_LINK_OK;
}

static char *
describe_chain (const Making *making, GstCaps *caps, const char *name)
{
  const char *chain = chain_for (making, name);

  if (making->direct)
    return g_strdup (direct_chain (caps, name));
  return g_strconcat (QUEUE, chain != NULL ? " ! " : NULL, chain, NULL);
}

static GstElement *
make_chain (const Making *making, GstCaps *caps, const char *name)
{
  g_autofree char *description = describe_chain (making, caps, name);

  if (description != NULL && strstr (description, "avenc_") != NULL)
    reader_gst_add_libav ();
  return description != NULL ? gst_parse_bin_from_description (description, TRUE, NULL) : NULL;
}

static gboolean
link_stream (Making *making, GstPad *pad, GstCaps *caps, const char *name)
{
  GstElement *bin = make_chain (making, caps, name);
  gboolean as_it_is = !making->direct && chain_for (making, name) == NULL;
  g_autoptr (GstPad) target = NULL;

  if (bin == NULL)
    return FALSE;
  gst_bin_add (GST_BIN (making->pipeline), bin);
  target = gst_element_get_static_pad (bin, "sink");
  return link_to_container (making, bin, as_it_is ? caps : NULL) &&
         gst_pad_link (pad, target) == GST_PAD_LINK_OK && gst_element_sync_state_with_parent (bin);
}

/* What is moved into another kind of file is meant for others, who may have no decoder for HEVC; it is
 * better coded anew. */
static gboolean
is_for_everybody (const Making *making, const char *name)
{
  return !making->moved || !g_str_equal (name, "video/x-h265");
}

static gboolean
is_taken (const Making *making, const char *name)
{
  gboolean video = g_str_has_prefix (name, "video/");

  if (!video && !g_str_has_prefix (name, "audio/"))
    return FALSE;
  /* Without a muxer there is room for one stream only. */
  return making->container->muxer != NULL || (!video && making->streams == 0);
}

static guint
under_way (Making *making)
{
  guint passed = (guint) g_atomic_int_get ((gint *) &making->n_passed) / 1024;
  guint written = reader_output_count_pieces (making->output);

  return passed > written ? passed - written : 0;
}

/* What was read waits in memory until it is written. Beyond MOST_UNDER_WAY reading waits, until little is
 * left: in one long turn rather than one for each packet. When nothing is written, the muxer waits for
 * another stream, which must not be kept from it. */
static GstPadProbeReturn
pace (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Making *making = user_data;
  gsize size = gst_buffer_get_size (GST_PAD_PROBE_INFO_BUFFER (info));
  guint last = reader_output_count_pieces (making->output);

  g_atomic_int_add ((gint *) &making->n_passed, (gint) (size / 1024));
  if (under_way (making) < MOST_UNDER_WAY)
    return GST_PAD_PROBE_OK;
  for (guint still = 0; still < PATIENCE_TURNS && under_way (making) > LEAST_UNDER_WAY; still++) {
    guint now = reader_output_count_pieces (making->output);

    if (now != last)
      still = 0;
    last = now;
    g_usleep (1000);
  }
  return GST_PAD_PROBE_OK;
}

static void
on_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  Making *making = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *name = caps != NULL ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";

  if (!is_taken (making, name)) {
    reader_gst_discard (making->pipeline, pad);
    return;
  }
  clean_cut_guard (pad, &making->cut, &making->ends);
  making->streams++;
  if (chain_for (making, name) == NULL || g_str_equal (name, "video/x-h264"))
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, pace, making, NULL);
  if (!is_for_everybody (making, name) || !link_stream (making, pad, caps, name)) {
    making->unlinked = TRUE;
    GST_ELEMENT_ERROR (making->pipeline, CORE, PAD, ("A stream does not fit."), (NULL));
  }
}

typedef struct {
  GstElement *pipeline;
  GstClockTime start;
  GstClockTime found;
  gboolean video;
} Search;

static GstPadProbeReturn
on_searched (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Search *search = user_data;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  GstClockTime at = reader_gst_running_time (pad, GST_BUFFER_PTS (buffer));

  reader_watchdog_tick ();
  if (!GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DELTA_UNIT) &&
      GST_CLOCK_TIME_IS_VALID (at) && at >= search->start && at < search->found)
    search->found = at;
  return GST_PAD_PROBE_OK;
}

static void
on_search_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *name = caps != NULL ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";

  if (g_str_has_prefix (name, "video/")) {
    search->video = TRUE;
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_searched, search, NULL);
  }
  reader_gst_discard (search->pipeline, pad);
}

/* Decides where the copy begins and whether its picture has to be coded again. */
static gboolean
choose_begin (Making *making, ReaderInput *input, const ReaderRange *range)
{
  Search search = { NULL, (GstClockTime) range->start_ms * GST_MSECOND, GST_CLOCK_TIME_NONE,
                    FALSE };
  g_autoptr (GstElement) pipeline =
      reader_gst_open (input, READER_DECODE_NOTHING, G_CALLBACK (on_search_stream), &search);

  making->cut.limited = TRUE;
  making->cut.base = search.start;
  making->cut.end = (GstClockTime) range->end_ms * GST_MSECOND;
  search.pipeline = pipeline;
  if (pipeline == NULL || !reader_gst_run (pipeline, NULL))
    return FALSE;
  if (search.video && search.found < making->cut.end && search.found - search.start <= MAX_SNAP)
    making->cut.base = search.found;
  else
    making->code_video = search.video;
  return TRUE;
}

static int
fail (int code, char **problem, const char *sentence)
{
  *problem = g_strdup (sentence);
  return code;
}

static gboolean
add_target (Making *making)
{
  GstElement *file = reader_gst_add (making->pipeline, "giostreamsink");

  if (file == NULL)
    return FALSE;
  g_object_set (file, "stream", making->output, "sync", FALSE, NULL);
  making->sink = file;
  if (making->container->muxer == NULL)
    return TRUE;
  making->sink = reader_gst_add (making->pipeline, making->container->muxer);
  /* A muxer lets the next packet in when the last one is written, which costs more turns between threads
   * than all the copying; allowed some latency, it takes what comes. pace() bounds how much that is. */
  if (making->sink != NULL &&
      g_object_class_find_property (G_OBJECT_GET_CLASS (making->sink), "latency") != NULL)
    g_object_set (making->sink, "latency", (guint64) 7 * 24 * 3600 * GST_SECOND, NULL);
  return making->sink != NULL && gst_element_link (making->sink, file);
}

static GstElement *
open_original (Making *making, ReaderInput *input)
{
  ReaderDecode decode =
      (making->container->sound_chain != NULL ? READER_DECODE_AUDIO : READER_DECODE_NOTHING) |
      (making->code_video ? READER_DECODE_VIDEO : READER_DECODE_NOTHING);

  if (making->direct)
    return reader_gst_open_by (input, "matroskademux", G_CALLBACK (on_stream), making);
  return reader_gst_open (input, decode, G_CALLBACK (on_stream), making);
}

static int
make (Making *making, ReaderInput *input, char **problem)
{
  g_autoptr (GstElement) pipeline = open_original (making, input);
  g_autoptr (GError) error = NULL;

  making->pipeline = pipeline;
  if (pipeline == NULL || !add_target (making))
    return fail (VOUCH_READER_EXIT_NOT_POSSIBLE, problem,
                 _ ("This computer lacks what is needed to write recordings of this kind."));
  if (reader_gst_run (pipeline, &error) && reader_output_flush (making->output))
    return VOUCH_READER_EXIT_DONE;
  if (making->unlinked)
    return fail (
        VOUCH_READER_EXIT_NOT_POSSIBLE, problem,
        _ ("No clean copy can be made of this recording, because of how it is coded. Save it "
           "as MP4 or WebM."));
  if (reader_output_is_full (making->output))
    return fail (VOUCH_READER_EXIT_NO_SPACE, problem,
                 _ ("There is not enough space for the copy. Free some space and try again."));
  return fail (VOUCH_READER_EXIT_DAMAGED, problem,
               _ ("This recording is damaged, so no copy could be made."));
}

/* Containers note when they were written, which tells when somebody worked. The muxer of GStreamer
 * 1.22 does not write how the picture is turned, so that is taken over here. */
static gboolean
forget_times (const Making *making, ReaderInput *input, int target_fd)
{
  g_autoptr (ReaderInput) copy = reader_input_new (target_fd);
  const char *muxer = making->container->muxer != NULL ? making->container->muxer : "";

  if (copy == NULL)
    return FALSE;
  if (g_str_equal (muxer, "mp4mux") || g_str_equal (muxer, "qtmux"))
    return reader_bmff_forget_times (copy, target_fd) &&
           (!making->from_bmff || reader_bmff_keep_turn (input, copy, target_fd));
  if (g_str_equal (muxer, "matroskamux") || g_str_equal (muxer, "webmmux"))
    return reader_ebml_forget_times (copy, target_fd);
  return TRUE;
}

static void
tell_ends (const CleanEnds *ends, VouchFacts *written)
{
  vouch_facts_set_ends (
      written, ends->sound > 0 ? (gint64) (ends->sound / GST_MSECOND) : VOUCH_FACTS_UNKNOWN,
      ends->picture > 0 ? (gint64) (ends->picture / GST_MSECOND) : VOUCH_FACTS_UNKNOWN);
}

/* Returns whether that was the way: whatever came of it then is the answer. */
static gboolean
make_directly (Making *making, ReaderInput *input, int target_fd, int *code)
{
  g_autoptr (ReaderOutput) output = NULL;
  g_autofree char *problem = NULL;

  if (!making->moved || making->from_bmff || making->cut.limited ||
      !is_bmff (making->container->format) || !reader_gst_init_for_packets ())
    return FALSE;
  output = reader_output_new (target_fd);
  making->output = output;
  making->direct = TRUE;
  *code = make (making, input, &problem);
  if (*code == VOUCH_READER_EXIT_DONE)
    return TRUE;
  making->direct = making->unlinked = FALSE;
  making->streams = making->n_passed = 0;
  making->ends = (CleanEnds){ 0 };
  return ftruncate (target_fd, 0) != 0;
}

/**
 * clean_recording:
 * @input: the original.
 * @type: what it is.
 * @target_fd: receives the copy.
 * @range: (nullable): the part that may leave.
 * @format: (nullable): into which kind of file it is put; NULL or empty for that of the original.
 * @written: hears where sound and picture of the copy have to end.
 * @problem: (out): a plain sentence on why there is no copy.
 *
 * Writes a clean copy of sound or video. No sound and no picture outside the range gets into it; up to
 * two seconds inside may be left out at the begin of a video. Of plain samples nothing is left out; of
 * coded sound up to two packets at the begin and four at the end, less than a fifth of a second in the
 * codings that are usual, and of FLAC in a video one packet at each end, about a tenth of a second.
 *
 * Returns: an exit code of the reader.
 */
int
clean_recording (ReaderInput *input,
                 const ReaderType *type,
                 int target_fd,
                 const ReaderRange *range,
                 const char *format,
                 VouchFacts *written,
                 char **problem)
{
  const char *wanted = format != NULL && format[0] != 0 ? format : type->format;
  Making making = { .container = find_move (type->format, wanted) };
  g_autoptr (ReaderOutput) output = NULL;
  int code = VOUCH_READER_EXIT_DONE;

  making.moved = !g_str_equal (wanted, type->format);
  making.from_bmff = is_bmff (type->format);
  if (making.container != NULL && range == NULL &&
      make_directly (&making, input, target_fd, &code)) {
    tell_ends (&making.ends, written);
    return code == VOUCH_READER_EXIT_DONE && forget_times (&making, input, target_fd)
               ? code
               : fail (VOUCH_READER_EXIT_DAMAGED, problem, _ ("The copy could not be finished."));
  }
  output = reader_output_new (target_fd);
  making.output = output;
  if (making.container == NULL || !reader_gst_init (input, type))
    return fail (
        VOUCH_READER_EXIT_NOT_POSSIBLE, problem,
        _ ("No clean copy can be made of this kind of recording. Save it as MP4 or WebM."));
  if (range != NULL && !choose_begin (&making, input, range))
    return fail (VOUCH_READER_EXIT_DAMAGED, problem,
                 _ ("This recording is damaged, so no copy could be made."));
  code = make (&making, input, problem);
  if (code == VOUCH_READER_EXIT_DONE && !forget_times (&making, input, target_fd))
    code = fail (VOUCH_READER_EXIT_DAMAGED, problem, _ ("The copy could not be finished."));
  tell_ends (&making.ends, written);
  return code;
}
