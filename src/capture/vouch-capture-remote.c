/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-remote"

#include "config.h"
#include "vouch-capture-remote.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "vouch-error.h"

#include "vouch-capture-errands.h"

/*
 * GStreamer's part for PipeWire knows a connection by the number of its descriptor, and the device
 * provider and the sources on it share one.  So the descriptor stays open until the last of them is
 * gone: its number would otherwise soon mean another one.  Both ends of its life may wait for a server
 * that does not answer, up to half a minute; that is left to threads of its own.
 */

#define PROVIDER "pipewiredeviceprovider"
#define OPEN_US (5 * G_USEC_PER_SEC)
#define QUIET_US (G_USEC_PER_SEC / 5)

struct _VouchCaptureRemote {
  gint references; /* (atomic) */
  int fd;
  GstDeviceProvider *provider; /* (nullable): none where it cannot list on a descriptor */
  VouchCaptureRemoteFunc func;
  gpointer data;

  GMutex mutex;
  GCond cond;
  gboolean opened;    /* (mutex mutex): it was tried */
  gboolean connected; /* (mutex mutex) */
};

/* PipeWire 0.3 ends its list without looking whether its own thread is busy with it.  On a connection that
 * was cut, and was given the time to notice, nothing is. */
static gpointer
put_away (gpointer data)
{
  VouchCaptureRemote *self = data;

  if (self->provider != NULL) {
    shutdown (self->fd, SHUT_RDWR);
    g_usleep (QUIET_US);
    if (self->connected)
      gst_device_provider_stop (self->provider);
    gst_object_unref (self->provider);
  }
  close (self->fd);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
  return NULL;
}

/**
 * vouch_capture_remote_ref:
 * @self: a way to PipeWire.
 *
 * Returns: (transfer full): it.
 */
VouchCaptureRemote *
vouch_capture_remote_ref (VouchCaptureRemote *self)
{
  g_atomic_int_inc (&self->references);
  return self;
}

/**
 * vouch_capture_remote_unref:
 * @self: (nullable): a way to PipeWire.
 *
 * Closes it when nobody else has it. Does not wait.
 */
void
vouch_capture_remote_unref (VouchCaptureRemote *self)
{
  if (self != NULL && g_atomic_int_dec_and_test (&self->references))
    vouch_capture_errands_run ("camera-away", put_away, self);
}

static GstBusSyncReply
hear_provider (GstBus *bus, GstMessage *message, gpointer data)
{
  VouchCaptureRemote *self = data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_ADDED ||
      GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_REMOVED)
    self->func (self->data);
  gst_message_unref (message);
  return GST_BUS_DROP;
}

static gpointer
start (gpointer data)
{
  g_autoptr (VouchCaptureRemote) self = data;
  gboolean connected = self->provider == NULL || gst_device_provider_start (self->provider);

  g_mutex_lock (&self->mutex);
  self->opened = TRUE;
  self->connected = connected;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/* The provider that everybody shares stays as it is. */
static GstDeviceProvider *
make_provider (VouchCaptureRemote *self)
{
  GstDeviceProvider *shared = gst_device_provider_factory_get_by_name (PROVIDER);
  GstDeviceProvider *provider = NULL;
  g_autoptr (GstBus) bus = NULL;

  if (shared == NULL)
    return NULL;
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (shared), "fd") != NULL)
    provider = gst_object_ref_sink (g_object_new (G_OBJECT_TYPE (shared), "fd", self->fd, NULL));
  gst_object_unref (shared);
  if (provider == NULL)
    return NULL;
  bus = gst_device_provider_get_bus (provider);
  gst_bus_set_sync_handler (bus, hear_provider, self, NULL);
  return provider;
}

static gboolean
wait_until_open (VouchCaptureRemote *self)
{
  gint64 until = g_get_monotonic_time () + OPEN_US;
  gboolean connected;

  g_mutex_lock (&self->mutex);
  while (!self->opened && g_cond_wait_until (&self->cond, &self->mutex, until)) {
  }
  connected = self->opened && self->connected;
  g_mutex_unlock (&self->mutex);
  return connected;
}

static gboolean
is_socket (int fd)
{
  struct stat facts;

  return fstat (fd, &facts) == 0 && S_ISSOCK (facts.st_mode);
}

static gboolean
has_source (void)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find ("pipewiresrc");

  return factory != NULL;
}

/**
 * vouch_capture_remote_open:
 * @fd: (transfer full): what the portal gave.
 * @func: hears of cameras that come and go.
 * @data: its data, which outlives everything.
 * @error: %VOUCH_ERROR_DEVICE when nothing answers there.
 *
 * Looks for cameras on it. Waits five seconds at most.
 *
 * Returns: (transfer full) (nullable): a way to PipeWire.
 */
VouchCaptureRemote *
vouch_capture_remote_open (int fd, VouchCaptureRemoteFunc func, gpointer data, GError **error)
{
  g_autoptr (VouchCaptureRemote) self = g_new0 (VouchCaptureRemote, 1);

  self->references = 1;
  self->fd = fd;
  self->func = func;
  self->data = data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  if (!has_source ()) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                         _ ("What brings the picture of a camera to Vouch is not installed: "
                            "GStreamer’s part for PipeWire. The sound alone can be recorded."));
    return NULL;
  }
  if (is_socket (fd)) {
    self->provider = make_provider (self);
    vouch_capture_errands_run ("camera-open", start, vouch_capture_remote_ref (self));
    if (wait_until_open (self))
      return g_steal_pointer (&self);
  }
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                       _ ("The picture of the camera cannot be reached. Try again, or record the "
                          "sound alone."));
  return NULL;
}

/**
 * vouch_capture_remote_lists:
 * @self: a way to PipeWire.
 *
 * Returns: whether it can be known which cameras there are; else there is one without a name.
 */
gboolean
vouch_capture_remote_lists (VouchCaptureRemote *self)
{
  return self->provider != NULL;
}

/**
 * vouch_capture_remote_list:
 * @self: a way to PipeWire.
 *
 * Returns: (transfer full) (element-type Gst.Device): what is there now.
 */
GPtrArray *
vouch_capture_remote_list (VouchCaptureRemote *self)
{
  GPtrArray *cameras = g_ptr_array_new_with_free_func (gst_object_unref);
  GList *devices = self->provider != NULL ? gst_device_provider_get_devices (self->provider) : NULL;

  for (GList *l = devices; l != NULL; l = l->next)
    if (gst_device_has_classes (l->data, "Video/Source"))
      g_ptr_array_add (cameras, gst_object_ref (l->data));
  g_list_free_full (devices, gst_object_unref);
  return cameras;
}

/* A camera's time may be that of another clock, or none; then it is when its picture came. */
static GstPadProbeReturn
set_time (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  g_autoptr (GstElement) source = gst_pad_get_parent_element (pad);
  GstClockTime now = source != NULL ? gst_element_get_current_running_time (source) : 0;

  if (!GST_CLOCK_TIME_IS_VALID (now) ||
      (GST_BUFFER_PTS_IS_VALID (buffer) && GST_BUFFER_PTS (buffer) <= now &&
       now - GST_BUFFER_PTS (buffer) < GST_SECOND))
    return GST_PAD_PROBE_OK;
  buffer = gst_buffer_make_writable (buffer);
  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  GST_BUFFER_PTS (buffer) = now;
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  return GST_PAD_PROBE_OK;
}

static void
let_go (gpointer data, GObject *element)
{
  vouch_capture_remote_unref (data);
}

/**
 * vouch_capture_remote_make_source:
 * @self: a way to PipeWire.
 * @camera: (nullable): one of those that it lists; %NULL for the one that PipeWire prefers.
 *
 * Returns: (transfer floating) (nullable): an element that gives its picture. The way stays open as
 *   long as there is the element.
 */
struct _GstElement *
vouch_capture_remote_make_source (VouchCaptureRemote *self, struct _GstDevice *camera)
{
  GstElement *element = camera != NULL ? gst_device_create_element (camera, NULL)
                                       : gst_element_factory_make ("pipewiresrc", NULL);
  g_autoptr (GstPad) pad = element != NULL ? gst_element_get_static_pad (element, "src") : NULL;

  if (pad == NULL)
    return element;
  /* Pictures outlive the camera; memory that is its own would go with it. */
  g_object_set (element, "fd", self->fd, "always-copy", TRUE, NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, set_time, NULL, NULL);
  g_object_weak_ref (G_OBJECT (element), let_go, vouch_capture_remote_ref (self));
  return element;
}
