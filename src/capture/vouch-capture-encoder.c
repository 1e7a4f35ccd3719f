/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-encoder"

#include "config.h"
#include "vouch-capture-encoder.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>

#include "vouch-error.h"

#include "vouch-capture-gst.h"
#include "vouch-capture-source.h"

/*
 * What is written can be read up to its last page or cluster at every moment: nothing at the front
 * waits for the end.  Sound alone is Ogg Opus in pages of 20 ms.  Pictures are H.264 where this
 * computer has an encoder, without look-ahead, so that what was seen is written at once; else VP8
 * with one thread, because with two libvpx spins when the cores are taken.  Both go into streamable
 * Matroska in clusters of a tenth of a second.
 */

#define SOUND_BITRATE 48000
#define SOUND_BITRATE_WITH_PICTURE 64000
#define PICTURE_KBITS 2000
#define MOST_PATIENCE 10
#define STALLED_NS (1500 * G_TIME_SPAN_MILLISECOND * 1000)

struct _VouchCaptureEncoder {
  gatomicrefcount refs;
  GstElement *pipeline;
  GstElement *sources[2]; /* (nullable): by VouchCaptureMedium */
  VouchDurableFile *file;

  GMutex mutex;
  GCond ended_cond;
  gboolean ended;    /* (mutex mutex) */
  gint64 out_at_ns;  /* (mutex mutex): when something came out last */
  gint64 written_ns; /* (mutex mutex): place of the newest that came out */
  gint64 began_ns;
};

/**
 * vouch_capture_encoder_get_suffix:
 * @kind: what is recorded.
 *
 * Returns: (transfer none): the usual extension of the file.
 */
const char *
vouch_capture_encoder_get_suffix (VouchCaptureKind kind)
{
  return kind == VOUCH_CAPTURE_KIND_SOUND ? "ogg" : "mkv";
}

static int
choose_kbits (const VouchCaptureSize *size)
{
  const int usual = PICTURE_KBITS * size->width * size->height / (1280 * 720);

  return (int) vouch_capture_source_get_trouble ("encoder", "kbits", MAX (usual, 100));
}

/**
 * vouch_capture_encoder_get_bytes_per_hour:
 * @kind: what is recorded.
 * @size: of the pictures.
 *
 * Returns: what an hour takes, before anything is known of this one.
 */
gint64
vouch_capture_encoder_get_bytes_per_hour (VouchCaptureKind kind, const VouchCaptureSize *size)
{
  /* A page of Ogg every 20 ms has a head of 28 bytes. */
  const gint64 pages = 50 * 28;

  if (kind == VOUCH_CAPTURE_KIND_SOUND)
    return (SOUND_BITRATE / 8 + pages) * 3600;
  return (choose_kbits (size) * G_GINT64_CONSTANT (125) + SOUND_BITRATE_WITH_PICTURE / 8) * 3600;
}

static const char *
choose_picture_encoder (void)
{
  if (vouch_capture_gst_has ("x264enc"))
    return "x264enc name=enc tune=zerolatency speed-preset=ultrafast key-int-max=60 "
           "bitrate=%d vbv-buf-capacity=1000 ! video/x-h264,profile=constrained-baseline ! "
           "h264parse";
  if (vouch_capture_gst_has ("openh264enc"))
    return "openh264enc name=enc complexity=low gop-size=60 bitrate=%d000 ! h264parse";
  return "vp8enc name=enc deadline=1 cpu-used=-16 threads=1 target-bitrate=%d000 end-usage=vbr "
         "keyframe-max-dist=60 error-resilient=partitions";
}

/**
 * vouch_capture_encoder_describe_picture:
 * @size: of the pictures.
 *
 * Returns: (transfer full): what encodes pictures, as GStreamer's command line has it. It takes them from
 *   an appsrc named `picture`, and the encoder is named `enc`.
 */
char *
vouch_capture_encoder_describe_picture (const VouchCaptureSize *size)
{
  g_autofree char *encoder = g_strdup_printf (choose_picture_encoder (), choose_kbits (size));

  return g_strdup_printf ("appsrc name=picture format=time is-live=true max-bytes=0 "
                          "caps=video/x-raw,format=I420,width=%d,height=%d,framerate=%d/1,"
                          "pixel-aspect-ratio=1/1 ! %s",
                          size->width, size->height, size->fps, encoder);
}

static char *
describe (VouchCaptureKind kind, const VouchCaptureSize *size)
{
  static const char *const sound =
      "appsrc name=sound format=time is-live=true max-bytes=0 "
      "caps=audio/x-raw,format=S16LE,layout=interleaved,rate=48000,channels=1 ! "
      "opusenc name=%s bitrate=%d frame-size=20 ! ";
  g_autofree char *heard = g_strdup_printf (
      sound, kind == VOUCH_CAPTURE_KIND_SOUND ? "enc" : "voice",
      kind == VOUCH_CAPTURE_KIND_SOUND ? SOUND_BITRATE : SOUND_BITRATE_WITH_PICTURE);
  g_autofree char *seen = NULL;

  if (kind == VOUCH_CAPTURE_KIND_SOUND)
    return g_strconcat (heard,
                        "oggmux max-delay=20000000 max-page-delay=20000000 ! "
                        "appsink name=out sync=false async=false enable-last-sample=false",
                        NULL);
  seen = vouch_capture_encoder_describe_picture (size);
  return g_strdup_printf (
      "%s ! mux. %s opusparse ! mux. "
      "matroskamux name=mux streamable=true min-cluster-duration=0 max-cluster-duration=100000000 "
      "! appsink name=out sync=false async=false enable-last-sample=false",
      seen, heard);
}

static VouchCaptureEncoder *
hold (VouchCaptureEncoder *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
let_go (gpointer data)
{
  VouchCaptureEncoder *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  vouch_durable_file_unref (self->file);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ended_cond);
  g_free (self);
}

static GstFlowReturn
write_out (GstAppSink *sink, gpointer data)
{
  VouchCaptureEncoder *self = data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  GstBuffer *buffer = sample != NULL ? gst_sample_get_buffer (sample) : NULL;
  gboolean written;
  GstMapInfo map;

  if (buffer == NULL)
    return GST_FLOW_OK;
  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return GST_FLOW_ERROR;
  written = vouch_durable_file_append (self->file, map.data, map.size);
  gst_buffer_unmap (buffer, &map);
  g_mutex_lock (&self->mutex);
  self->out_at_ns = vouch_capture_gst_now ();
  if (GST_BUFFER_PTS_IS_VALID (buffer))
    self->written_ns = MAX (self->written_ns, (gint64) GST_BUFFER_PTS (buffer));
  g_mutex_unlock (&self->mutex);
  return written ? GST_FLOW_OK : GST_FLOW_ERROR;
}

static void
note_end (GstAppSink *sink, gpointer data)
{
  VouchCaptureEncoder *self = data;

  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_broadcast (&self->ended_cond);
  g_mutex_unlock (&self->mutex);
}

/* The encoder's own thread stands still, as when its driver hangs; once. */
static GstPadProbeReturn
stall (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  static gint stalled = FALSE;
  VouchCaptureEncoder *self = data;
  double at = vouch_capture_source_get_trouble ("encoder", "stall-at", 1e9);
  double seconds = vouch_capture_source_get_trouble ("encoder", "for", 5);

  if ((double) (vouch_capture_gst_now () - self->began_ns) / 1e9 < at ||
      !g_atomic_int_compare_and_exchange (&stalled, FALSE, TRUE))
    return GST_PAD_PROBE_OK;
  g_usleep ((gulong) (seconds * G_USEC_PER_SEC));
  return GST_PAD_PROBE_OK;
}

/* A slow computer: each picture takes as long as a test wants, in proportion to its pixels. */
static GstPadProbeReturn
dawdle (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  const gint64 *began_and_us = data;

  if (vouch_capture_gst_now () >= began_and_us[0])
    g_usleep ((gulong) began_and_us[1]);
  return GST_PAD_PROBE_OK;
}

/**
 * vouch_capture_encoder_hinder:
 * @pipeline: one that encodes pictures.
 * @size: of the pictures.
 *
 * Makes it as slow as a test asks for by `encoder,slow=MS,slow-at=SECONDS`.
 */
void
vouch_capture_encoder_hinder (struct _GstElement *pipeline, const VouchCaptureSize *size)
{
  double ms = vouch_capture_source_get_trouble ("encoder", "slow", 0);
  g_autoptr (GstElement) encoder = NULL;
  g_autoptr (GstPad) pad = NULL;
  gint64 *began_and_us;

  if (ms <= 0)
    return;
  began_and_us = g_new (gint64, 2);
  began_and_us[0] =
      vouch_capture_gst_now () +
      (gint64) (vouch_capture_source_get_trouble ("encoder", "slow-at", 0) * GST_SECOND);
  began_and_us[1] = (gint64) (ms * 1000 * size->width * size->height / (1280 * 720));
  encoder = gst_bin_get_by_name (GST_BIN (pipeline), "enc");
  pad = gst_element_get_static_pad (encoder, "src");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, dawdle, began_and_us, g_free);
}

static void
prepare (VouchCaptureEncoder *self)
{
  GstAppSinkCallbacks calls = { .new_sample = write_out, .eos = note_end };
  g_autoptr (GstElement) out = gst_bin_get_by_name (GST_BIN (self->pipeline), "out");
  g_autoptr (GstElement) encoder = gst_bin_get_by_name (GST_BIN (self->pipeline), "enc");

  gst_app_sink_set_callbacks (GST_APP_SINK (out), &calls, hold (self), let_go);
  self->sources[VOUCH_CAPTURE_MEDIUM_SOUND] =
      gst_bin_get_by_name (GST_BIN (self->pipeline), "sound");
  self->sources[VOUCH_CAPTURE_MEDIUM_PICTURE] =
      gst_bin_get_by_name (GST_BIN (self->pipeline), "picture");
  if (vouch_capture_source_get_trouble ("encoder", "stall-at", -1) >= 0) {
    g_autoptr (GstPad) pad = gst_element_get_static_pad (encoder, "src");

    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, stall, hold (self), let_go);
  }
}

/**
 * vouch_capture_encoder_new:
 * @kind: what is recorded.
 * @size: of the pictures.
 * @file: what it writes to.
 * @error: %VOUCH_ERROR_DEVICE when this computer cannot encode.
 *
 * Returns: (transfer full) (nullable): an encoder that waits for sound and pictures.
 */
VouchCaptureEncoder *
vouch_capture_encoder_new (VouchCaptureKind kind,
                           const VouchCaptureSize *size,
                           VouchDurableFile *file,
                           GError **error)
{
  g_autofree char *text = describe (kind, size);
  g_autoptr (GError) local = NULL;
  GstElement *pipeline = gst_parse_launch_full (text, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &local);
  VouchCaptureEncoder *self;

  if (pipeline == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                 _ ("This computer lacks a part of GStreamer that recording needs: %s"),
                 local->message);
    return NULL;
  }
  self = g_new0 (VouchCaptureEncoder, 1);
  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended_cond);
  self->pipeline = pipeline;
  self->file = vouch_durable_file_ref (file);
  self->began_ns = self->out_at_ns = vouch_capture_gst_now ();
  prepare (self);
  if (kind == VOUCH_CAPTURE_KIND_PICTURE)
    vouch_capture_encoder_hinder (pipeline, size);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  return self;
}

/**
 * vouch_capture_encoder_push:
 * @self: an encoder.
 * @medium: sound or a picture.
 * @buffer: (transfer full): it, its time counted from the beginning of the file.
 *
 * Gives it more. Never waits.
 */
void
vouch_capture_encoder_push (VouchCaptureEncoder *self,
                            VouchCaptureMedium medium,
                            struct _GstBuffer *buffer)
{
  if (self->sources[medium] != NULL)
    gst_app_src_push_buffer (GST_APP_SRC (self->sources[medium]), buffer);
  else
    gst_buffer_unref (buffer);
}

/**
 * vouch_capture_encoder_get_backlog:
 * @self: an encoder.
 * @medium: sound or pictures.
 *
 * Returns: how much of it still waits, in nanoseconds.
 */
gint64
vouch_capture_encoder_get_backlog (VouchCaptureEncoder *self, VouchCaptureMedium medium)
{
  if (self->sources[medium] == NULL)
    return 0;
  return (gint64) gst_app_src_get_current_level_time (GST_APP_SRC (self->sources[medium]));
}

/**
 * vouch_capture_encoder_get_written:
 * @self: an encoder.
 *
 * Returns: the place in the file up to which it is written, in nanoseconds.
 */
gint64
vouch_capture_encoder_get_written (VouchCaptureEncoder *self)
{
  gint64 written;

  g_mutex_lock (&self->mutex);
  written = self->written_ns;
  g_mutex_unlock (&self->mutex);
  return written;
}

static gboolean
has_error (VouchCaptureEncoder *self)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autoptr (GstMessage) message = gst_bus_peek (bus);

  while (message != NULL && GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR) {
    g_autoptr (GstMessage) other = gst_bus_pop (bus);

    g_clear_pointer (&message, gst_message_unref);
    message = gst_bus_peek (bus);
  }
  return message != NULL;
}

/**
 * vouch_capture_encoder_is_stalled:
 * @self: an encoder.
 *
 * Returns: whether it gave up, or stands still although something waits.
 */
gboolean
vouch_capture_encoder_is_stalled (VouchCaptureEncoder *self)
{
  gint64 waiting = MAX (vouch_capture_encoder_get_backlog (self, VOUCH_CAPTURE_MEDIUM_SOUND),
                        vouch_capture_encoder_get_backlog (self, VOUCH_CAPTURE_MEDIUM_PICTURE));
  gint64 out_at;

  g_mutex_lock (&self->mutex);
  out_at = self->out_at_ns;
  g_mutex_unlock (&self->mutex);
  return has_error (self) ||
         (waiting > STALLED_NS / 2 && vouch_capture_gst_now () - out_at > STALLED_NS);
}

static gpointer
put_away (gpointer data)
{
  GstElement *pipeline = data;

  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
  return NULL;
}

/* When waiting for the end is over: after nothing came out for that long, and in any case some time. */
static gint64
get_deadline (VouchCaptureEncoder *self, gint64 began_us, gint64 patience_us)
{
  gint64 quiet_us = (vouch_capture_gst_now () - self->out_at_ns) / 1000;
  gint64 moved_us = g_get_monotonic_time () - quiet_us;

  return MIN (MAX (began_us, moved_us) + patience_us, began_us + MOST_PATIENCE * patience_us);
}

/**
 * vouch_capture_encoder_finish:
 * @self: an encoder.
 * @patience_ms: how long it may stand still meanwhile; it may take ten times that when it does not.
 *
 * Has everything that was given to it written.
 *
 * Returns: whether it was.
 */
gboolean
vouch_capture_encoder_finish (VouchCaptureEncoder *self, gint64 patience_ms)
{
  gint64 began_us = g_get_monotonic_time ();
  gboolean ended;

  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    if (self->sources[i] != NULL)
      gst_app_src_end_of_stream (GST_APP_SRC (self->sources[i]));
  g_mutex_lock (&self->mutex);
  while (!self->ended && !has_error (self)) {
    gint64 until = get_deadline (self, began_us, patience_ms * G_TIME_SPAN_MILLISECOND);
    gint64 soon = MIN (until, g_get_monotonic_time () + 20 * G_TIME_SPAN_MILLISECOND);

    if (!g_cond_wait_until (&self->ended_cond, &self->mutex, soon) && soon == until)
      break;
  }
  ended = self->ended;
  g_mutex_unlock (&self->mutex);
  return ended;
}

/**
 * vouch_capture_encoder_free:
 * @self: (nullable): an encoder.
 *
 * Lets it go; one that hangs is left to a thread of its own, and its file takes nothing more.
 */
void
vouch_capture_encoder_free (VouchCaptureEncoder *self)
{
  if (self == NULL)
    return;
  vouch_durable_file_seal (self->file);
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    g_clear_pointer (&self->sources[i], gst_object_unref);
  g_thread_unref (g_thread_new ("encoder-end", put_away, g_steal_pointer (&self->pipeline)));
  let_go (self);
}
