/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-track"

#include "config.h"
#include "vouch-capture-track.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <string.h>

#include "vouch-error.h"

#include "vouch-capture-drill.h"
#include "vouch-capture-gst.h"
#include "vouch-capture-leave.h"
#include "vouch-capture-source.h"

/*
 * Each device has a pipeline of its own, apart from the one that encodes: a device that vanishes,
 * hangs or is opened anew touches nothing of what is being written.  One that is being put away may
 * still give something for a moment; only the pipeline that is in use is listened to.
 */

struct _VouchCaptureTrack {
  VouchCaptureMedium medium;
  char *device; /* (nullable) */
  VouchCaptureSize size;
  VouchCaptureTrackFuncs funcs;
  gpointer data; /* (nullable) (gate): NULL when nobody wants anything of it any more */
  VouchCaptureSource *source; /* (nullable) */
  VouchCaptureLeave *leave;   /* (nullable): of a camera that the desktop has to permit */
  char *name;
  GRWLock gate;
  GstElement *pipeline; /* (nullable) (gate): NULL while it is closed */
  gint64 first_opened_ns;
  gint64 base_ns;
  gboolean switched; /* a test's own switch was made */
  gint preview;      /* (atomic) */
  gint ended;        /* (atomic) */
  gint n_taken;      /* (atomic) */
  gint formed; /* (atomic): how many forms its data had since that was told; the first is none */
  gint moved;  /* (atomic): the sound server gave us another device */
  gint came;   /* (atomic): something came since it was opened */
  char *inner; /* (nullable): what the sound server calls the device that is heard */
};

static void
track_clear (gpointer data)
{
  VouchCaptureTrack *self = data;

  g_clear_object (&self->source);
  g_rw_lock_clear (&self->gate);
  g_free (self->device);
  g_free (self->name);
  g_free (self->inner);
}

/* A pipeline that is being put away may outlive its track. */
static void
track_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, track_clear);
}

/**
 * vouch_capture_track_new:
 * @medium: a microphone or a camera.
 * @device: (nullable): which one; %NULL for the computer's choice.
 * @size: what pictures are recorded as.
 * @funcs: who hears of it; copied.
 * @data: their data.
 *
 * Returns: (transfer full): a track that is still closed.
 */
VouchCaptureTrack *
vouch_capture_track_new (VouchCaptureMedium medium,
                         const char *device,
                         const VouchCaptureSize *size,
                         const VouchCaptureTrackFuncs *funcs,
                         gpointer data)
{
  VouchCaptureTrack *self = g_atomic_rc_box_new0 (VouchCaptureTrack);

  self->medium = medium;
  self->device = g_strdup (device);
  self->size = *size;
  self->funcs = *funcs;
  self->data = data;
  self->name = g_strdup ("");
  g_rw_lock_init (&self->gate);
  if (vouch_capture_source_is_by_leave (medium))
    self->leave = vouch_capture_leave_new ();
  return self;
}

/* Under the gate. */
static gboolean
is_in_use (VouchCaptureTrack *self, GstAppSink *sink)
{
  return self->data != NULL && self->pipeline != NULL &&
         GST_OBJECT_PARENT (sink) == GST_OBJECT_CAST (self->pipeline);
}

static void
hand_on (VouchCaptureTrack *self, GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstClockTime at;

  if (buffer == NULL || !GST_BUFFER_PTS_IS_VALID (buffer))
    return;
  at = gst_segment_to_running_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                    GST_BUFFER_PTS (buffer));
  /* A device whose own clock runs fast or slow. */
  if (GST_CLOCK_TIME_IS_VALID (at) && vouch_capture_source_has (self->source, "skew"))
    at = (GstClockTime) ((double) at * vouch_capture_source_get_number (self->source, "skew", 1));
  g_atomic_int_inc (&self->n_taken);
  g_atomic_int_set (&self->came, TRUE);
  if (GST_CLOCK_TIME_IS_VALID (at) &&
      !vouch_capture_drill_is_on (self->source, self->first_opened_ns, "freeze-at", "thaw-at"))
    self->funcs.frame (self->medium, buffer, self->base_ns + (gint64) at, self->data);
}

static GstFlowReturn
take_frame (GstAppSink *sink, gpointer data)
{
  VouchCaptureTrack *self = data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);

  g_rw_lock_reader_lock (&self->gate);
  if (sample != NULL && is_in_use (self, sink))
    hand_on (self, sample);
  g_rw_lock_reader_unlock (&self->gate);
  return GST_FLOW_OK;
}

static void
note_end (GstAppSink *sink, gpointer data)
{
  VouchCaptureTrack *self = data;

  g_rw_lock_reader_lock (&self->gate);
  if (is_in_use (self, sink))
    g_atomic_int_set (&self->ended, TRUE);
  g_rw_lock_reader_unlock (&self->gate);
}

static GstFlowReturn
take_preview (GstAppSink *sink, gpointer data)
{
  VouchCaptureTrack *self = data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  GstBuffer *buffer = sample != NULL ? gst_sample_get_buffer (sample) : NULL;
  GstStructure *form;
  GstMapInfo map;
  int width = 0, height = 0;

  if (buffer == NULL || !g_atomic_int_get (&self->preview))
    return GST_FLOW_OK;
  form = gst_caps_get_structure (gst_sample_get_caps (sample), 0);
  if (!gst_structure_get_int (form, "width", &width) ||
      !gst_structure_get_int (form, "height", &height) ||
      !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return GST_FLOW_OK;
  if (map.size >= (gsize) width * (gsize) height * 4) {
    g_autoptr (GBytes) bytes = g_bytes_new (map.data, (gsize) width * (gsize) height * 4);

    g_rw_lock_reader_lock (&self->gate);
    if (is_in_use (self, sink))
      self->funcs.preview (bytes, (guint) width, (guint) height, (gsize) width * 4, self->data);
    g_rw_lock_reader_unlock (&self->gate);
  }
  gst_buffer_unmap (buffer, &map);
  return GST_FLOW_OK;
}

static void
forget (gpointer data, GClosure *closure)
{
  track_unref (data);
}

static GstPadProbeReturn
note_form (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  if (GST_EVENT_TYPE (gst_pad_probe_info_get_event (info)) == GST_EVENT_CAPS)
    g_atomic_int_inc (&((VouchCaptureTrack *) data)->formed);
  return GST_PAD_PROBE_OK;
}

static void
note_move (GObject *element, GParamSpec *pspec, gpointer data)
{
  g_atomic_int_inc (&((VouchCaptureTrack *) data)->moved);
}

static void
listen_to (VouchCaptureTrack *self, GstElement *rest, const char *name, GstAppSinkCallbacks *calls)
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (rest), name);

  if (sink != NULL)
    gst_app_sink_set_callbacks (GST_APP_SINK (sink), calls, g_atomic_rc_box_acquire (self),
                                track_unref);
}

static void
watch_source (VouchCaptureTrack *self, GstElement *source)
{
  g_autoptr (GstElement) form =
      GST_IS_BIN (source) ? gst_bin_get_by_name (GST_BIN (source), "form") : NULL;
  g_autoptr (GstPad) pad = gst_element_get_static_pad (form != NULL ? form : source, "src");

  if (pad != NULL)
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, note_form,
                       g_atomic_rc_box_acquire (self), track_unref);
  /* PulseAudio moves a stream to another microphone without a word when the first one goes. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (source), "current-device") != NULL)
    g_signal_connect_data (source, "notify::current-device", G_CALLBACK (note_move),
                           g_atomic_rc_box_acquire (self), forget, 0);
}

static GstElement *
build (VouchCaptureTrack *self, GError **error)
{
  GstAppSinkCallbacks frames = { .new_sample = take_frame, .eos = note_end };
  GstAppSinkCallbacks previews = { .new_sample = take_preview };
  g_autofree char *text = vouch_capture_gst_describe_track (self->medium, &self->size,
                                                            g_atomic_int_get (&self->preview));
  GstElement *source = vouch_capture_source_make (self->source, error);
  GstElement *pipeline;
  g_autoptr (GstElement) first = NULL;

  if (source == NULL)
    return NULL;
  pipeline = gst_parse_launch (text, error);
  if (pipeline == NULL) {
    gst_object_unref (gst_object_ref_sink (source));
    return NULL;
  }
  first = gst_bin_get_by_name (GST_BIN (pipeline), "rest");
  listen_to (self, pipeline, "out", &frames);
  listen_to (self, pipeline, "preview", &previews);
  watch_source (self, source);
  gst_bin_add (GST_BIN (pipeline), source);
  if (gst_element_link (source, first))
    return pipeline;
  gst_object_unref (pipeline);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
               _ ("“%s” gives nothing that can be recorded."),
               vouch_capture_device_get_name (vouch_capture_source_get_device (self->source)));
  return NULL;
}

/* All of them are measured by one clock, so that picture and sound stay together for hours. */
static gboolean
play (VouchCaptureTrack *self, GstElement *pipeline)
{
  g_autoptr (GstClock) clock = gst_system_clock_obtain ();
  gint64 now;

  gst_pipeline_use_clock (GST_PIPELINE (pipeline), clock);
  gst_element_set_start_time (pipeline, GST_CLOCK_TIME_NONE);
  now = vouch_capture_gst_now ();
  gst_element_set_base_time (pipeline, (GstClockTime) now);
  /* What comes as fast as it can be taken has a time of its own. */
  self->base_ns = vouch_capture_source_are_live () ? now : 0;
  g_rw_lock_writer_lock (&self->gate);
  self->pipeline = pipeline;
  g_atomic_int_set (&self->ended, FALSE);
  g_rw_lock_writer_unlock (&self->gate);
  if (self->leave != NULL) {
    vouch_capture_leave_play (self->leave, pipeline);
    return TRUE;
  }
  return gst_element_set_state (pipeline, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE;
}

/* Gives the pipeline, to which nobody listens any more. */
static GstElement *
turn_away (VouchCaptureTrack *self)
{
  GstElement *pipeline;

  g_rw_lock_writer_lock (&self->gate);
  pipeline = g_steal_pointer (&self->pipeline);
  g_rw_lock_writer_unlock (&self->gate);
  return pipeline;
}

static gboolean
refuse (VouchCaptureTrack *self, GError **error)
{
  GstElement *pipeline = turn_away (self);
  g_autoptr (GError) reason = vouch_capture_gst_take_error (pipeline);

  vouch_capture_gst_put_away (pipeline);
  if (reason != NULL &&
      g_error_matches (reason, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED))
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                 _ ("Vouch may not use “%s”. Allow it in the settings of this computer."),
                 self->name);
  else
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                 _ ("“%s” cannot be opened. Another program may be using it."), self->name);
  return FALSE;
}

/* The one that is away is still in the list of a test; a real one is not. */
static gboolean
replace (VouchCaptureTrack *self, GError **error)
{
  g_autoptr (VouchCaptureSource) other = vouch_capture_source_find_other (self->source);

  if (other == NULL)
    return FALSE;
  g_clear_error (error);
  g_set_object (&self->source, other);
  return TRUE;
}

/**
 * vouch_capture_track_open:
 * @self: a track that is closed.
 * @or_another: whether another device will do.
 * @error: %VOUCH_ERROR_DEVICE when there is none or it does not open, %VOUCH_ERROR_REJECTED when
 *   the person or the computer does not permit it, %VOUCH_ERROR_NOT_READY while it has to be asked.
 *
 * Opens the device.
 *
 * Returns: whether it is open.
 */
gboolean
vouch_capture_track_open (VouchCaptureTrack *self, gboolean or_another, GError **error)
{
  GstElement *pipeline;

  if (self->pipeline != NULL)
    return TRUE;
  if (self->leave != NULL && !vouch_capture_leave_take (self->leave, error))
    return FALSE;
  g_clear_object (&self->source);
  self->source = vouch_capture_source_find (self->medium, self->device, or_another, error);
  if (self->source == NULL ||
      (vouch_capture_drill_keeps_away (self->source, self->first_opened_ns, error) &&
       !(or_another && replace (self, error))))
    return FALSE;
  g_free (self->name);
  self->name =
      g_strdup (vouch_capture_device_get_name (vouch_capture_source_get_device (self->source)));
  pipeline = build (self, error);
  if (pipeline == NULL)
    return FALSE;
  self->formed = -1;
  g_clear_pointer (&self->inner, g_free);
  g_atomic_int_set (&self->moved, 0);
  g_atomic_int_set (&self->came, FALSE);
  if (self->first_opened_ns == 0)
    self->first_opened_ns = vouch_capture_gst_now ();
  return play (self, pipeline) || refuse (self, error);
}

/**
 * vouch_capture_track_is_open:
 * @self: a track.
 *
 * Returns: whether its device is open.
 */
gboolean
vouch_capture_track_is_open (VouchCaptureTrack *self)
{
  return self->pipeline != NULL;
}

/**
 * vouch_capture_track_is_waiting:
 * @self: a track.
 *
 * Returns: whether its device cannot be opened until the desktop has said whether it may be.
 */
gboolean
vouch_capture_track_is_waiting (VouchCaptureTrack *self)
{
  return self->pipeline == NULL && self->leave != NULL &&
         vouch_capture_leave_is_pending (self->leave);
}

static VouchCaptureFault
lost (VouchCaptureTrack *self)
{
  return self->medium == VOUCH_CAPTURE_MEDIUM_SOUND ? VOUCH_CAPTURE_FAULT_NO_MICROPHONE
                                                    : VOUCH_CAPTURE_FAULT_NO_CAMERA;
}

static VouchCaptureFault
poll_bus (VouchCaptureTrack *self)
{
  g_autoptr (GError) error = vouch_capture_gst_take_error (self->pipeline);

  if (error == NULL)
    return VOUCH_CAPTURE_FAULT_NONE;
  g_message ("%s: %s", self->name, error->message);
  return vouch_capture_gst_fault_of (error, lost (self));
}

static void
play_troubles (VouchCaptureTrack *self)
{
  vouch_capture_drill_strike (self->source, self->first_opened_ns, self->pipeline);
  if (!self->switched && vouch_capture_drill_switch (self->source, self->first_opened_ns,
                                                     self->pipeline, &self->switched))
    g_atomic_int_inc (&self->moved);
}

/**
 * vouch_capture_track_close:
 * @self: a track.
 *
 * Closes the device. It may not answer, so that is left to a thread of its own: nothing comes from it any
 * more, and vouch_capture_errands_wait() waits until it is closed.
 */
void
vouch_capture_track_close (VouchCaptureTrack *self)
{
  GstElement *pipeline = turn_away (self);

  if (pipeline == NULL)
    return;
  if (self->leave != NULL)
    vouch_capture_leave_put_away (self->leave, pipeline);
  else
    vouch_capture_gst_put_away (pipeline);
}

/* The one that we asked for, or what the server chose for us. */
static void
learn_first (VouchCaptureTrack *self, const char *now)
{
  if (self->inner != NULL)
    return;
  self->inner = vouch_capture_source_ask (self->pipeline, "device");
  if (self->inner != NULL || now == NULL)
    return;
  self->inner = g_strdup (now);
  g_free (self->name);
  self->name = vouch_capture_source_name_of (now);
}

/* The server says which device is heard when it is opened, and when it moved us to another one without
 * a word, because ours is gone.  What a loudspeaker plays is no microphone: then ours is lost. */
static VouchCaptureFault
follow_move (VouchCaptureTrack *self)
{
  g_autofree char *now = NULL;

  if (g_atomic_int_get (&self->moved) == 0)
    return VOUCH_CAPTURE_FAULT_NONE;
  g_atomic_int_set (&self->moved, 0);
  if (vouch_capture_device_get_is_test (vouch_capture_source_get_device (self->source))) {
    g_free (self->name);
    self->name = g_strdup (_ ("another device"));
    return VOUCH_CAPTURE_FAULT_SWITCHED;
  }
  now = vouch_capture_source_ask (self->pipeline, "current-device");
  learn_first (self, now);
  if (now == NULL || g_strcmp0 (now, self->inner) == 0)
    return VOUCH_CAPTURE_FAULT_NONE;
  if (g_str_has_suffix (now, ".monitor")) {
    vouch_capture_track_close (self);
    return lost (self);
  }
  g_free (self->inner);
  self->inner = g_steal_pointer (&now);
  g_free (self->name);
  self->name = vouch_capture_source_name_of (self->inner);
  return VOUCH_CAPTURE_FAULT_SWITCHED;
}

/**
 * vouch_capture_track_poll:
 * @self: a track.
 *
 * Looks after the device. One that failed is closed; it may be opened again.
 *
 * Returns: what is the matter with it, told once: that it is gone, that another one took its place,
 *   that its data have another form.
 */
VouchCaptureFault
vouch_capture_track_poll (VouchCaptureTrack *self)
{
  VouchCaptureFault fault;

  if (self->pipeline == NULL)
    return VOUCH_CAPTURE_FAULT_NONE;
  if (vouch_capture_device_get_is_test (vouch_capture_source_get_device (self->source)))
    play_troubles (self);
  /* The reason first: a server that dies says why, and then that this was the end. */
  fault = poll_bus (self);
  if (fault == VOUCH_CAPTURE_FAULT_NONE && g_atomic_int_get (&self->ended))
    fault = lost (self);
  if (self->leave != NULL)
    fault = vouch_capture_leave_look (
        self->leave, vouch_capture_device_get_id (vouch_capture_source_get_device (self->source)),
        (guint) g_atomic_int_get (&self->n_taken), fault != VOUCH_CAPTURE_FAULT_NONE);
  if (fault != VOUCH_CAPTURE_FAULT_NONE) {
    vouch_capture_track_close (self);
    return fault;
  }
  fault = follow_move (self);
  if (fault != VOUCH_CAPTURE_FAULT_NONE)
    return fault;
  if (g_atomic_int_get (&self->formed) > 0) {
    g_atomic_int_set (&self->formed, 0);
    return VOUCH_CAPTURE_FAULT_FORMAT_CHANGED;
  }
  return VOUCH_CAPTURE_FAULT_NONE;
}

/**
 * vouch_capture_track_wait:
 * @self: a track that is open.
 * @until_us: when to wait no longer, by g_get_monotonic_time().
 *
 * Waits until something comes from the device: sound servers and cameras take a moment to begin.
 */
void
vouch_capture_track_wait (VouchCaptureTrack *self, gint64 until_us)
{
  while (!g_atomic_int_get (&self->came) && g_get_monotonic_time () < until_us)
    g_usleep (5000);
  follow_move (self);
}

/**
 * vouch_capture_track_get_name:
 * @self: a track.
 *
 * Returns: (transfer none): the device that is heard or seen, for people; empty before the first.
 */
const char *
vouch_capture_track_get_name (VouchCaptureTrack *self)
{
  return self->name;
}

/**
 * vouch_capture_track_set_preview:
 * @self: a track.
 * @on: whether small pictures are wanted.
 *
 * Has small pictures made, or not.
 */
void
vouch_capture_track_set_preview (VouchCaptureTrack *self, gboolean on)
{
  g_autoptr (GstElement) valve = NULL;

  g_atomic_int_set (&self->preview, on);
  if (self->pipeline != NULL)
    valve = gst_bin_get_by_name (GST_BIN (self->pipeline), "valve");
  if (valve != NULL)
    g_object_set (valve, "drop", !on, NULL);
}

/**
 * vouch_capture_track_hush:
 * @self: a track that another thread may be opening.
 *
 * Has it hand on nothing more, also once it is open.
 */
void
vouch_capture_track_hush (VouchCaptureTrack *self)
{
  g_rw_lock_writer_lock (&self->gate);
  self->data = NULL;
  g_rw_lock_writer_unlock (&self->gate);
}

/**
 * vouch_capture_track_free:
 * @self: (nullable): a track.
 *
 * Closes and frees it.
 */
void
vouch_capture_track_free (VouchCaptureTrack *self)
{
  if (self == NULL)
    return;
  vouch_capture_track_close (self);
  g_clear_pointer (&self->leave, vouch_capture_leave_free);
  track_unref (self);
}
