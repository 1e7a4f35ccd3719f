/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-devices"

#include "config.h"
#include "vouch-capture-devices.h"

#include <gst/gst.h>

#include "vouch-capture-access.h"
#include "vouch-capture-gst.h"
#include "vouch-capture-source.h"

/* Where the desktop was just started, its portal has to be started first. */
#define DESKTOP_MS 3000

/**
 * VouchCaptureDevices:
 *
 * The microphones and cameras of this computer as a list model of #VouchCaptureDevice, which follows
 * what is plugged in and out. Used in one main context. What only claims to be a camera, such as a
 * test picture, is not in it. Where the desktop has to permit cameras there is one without a name until
 * it did.
 */
struct _VouchCaptureDevices {
  GObject parent_instance;

  GPtrArray *devices;        /* of VouchCaptureDevice */
  GstDeviceMonitor *monitor; /* (nullable) */
  GSource *watch;            /* (nullable) */
  gulong leave;              /* handler of what the desktop permits, or 0 */
};

/* Shared by threads: where the list is used, and which one it is. */
typedef struct {
  GMainContext *context;
  GWeakRef devices;
} Call;

static GType
get_item_type (GListModel *model)
{
  return VOUCH_TYPE_CAPTURE_DEVICE;
}

static guint
get_n_items (GListModel *model)
{
  return VOUCH_CAPTURE_DEVICES (model)->devices->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  VouchCaptureDevices *self = VOUCH_CAPTURE_DEVICES (model);

  return position < self->devices->len ? g_object_ref (self->devices->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchCaptureDevices,
                               vouch_capture_devices,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  VouchCaptureDevice *left = (VouchCaptureDevice *) a;
  VouchCaptureDevice *right = (VouchCaptureDevice *) b;

  return vouch_capture_device_get_medium (left) == vouch_capture_device_get_medium (right) &&
         g_strcmp0 (vouch_capture_device_get_id (left), vouch_capture_device_get_id (right)) == 0;
}

static void
add (VouchCaptureDevices *self, VouchCaptureDevice *device)
{
  if (g_ptr_array_find_with_equal_func (self->devices, device, is_same, NULL))
    return;
  g_ptr_array_add (self->devices, g_object_ref (device));
  g_list_model_items_changed (G_LIST_MODEL (self), self->devices->len - 1, 0, 1);
}

static void
drop (VouchCaptureDevices *self, VouchCaptureDevice *device)
{
  guint position;

  if (!g_ptr_array_find_with_equal_func (self->devices, device, is_same, &position))
    return;
  g_ptr_array_remove_index (self->devices, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static gboolean
take_message (GstBus *bus, GstMessage *message, gpointer data)
{
  VouchCaptureDevices *self = data;
  g_autoptr (VouchCaptureSource) source = NULL;
  g_autoptr (GstDevice) device = NULL;
  gboolean there = GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_ADDED;

  if (there)
    gst_message_parse_device_added (message, &device);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_REMOVED)
    gst_message_parse_device_removed (message, &device);
  source = device != NULL ? vouch_capture_source_new_for_device (device) : NULL;
  if (source != NULL)
    (there ? add : drop) (self, vouch_capture_source_get_device (source));
  return G_SOURCE_CONTINUE;
}

static void
list_now (VouchCaptureDevices *self, VouchCaptureMedium medium)
{
  g_autoptr (GPtrArray) sources = vouch_capture_source_list (medium, DESKTOP_MS);

  for (guint i = 0; i < sources->len; i++)
    add (self, vouch_capture_source_get_device (sources->pdata[i]));
}

static gboolean
has (GPtrArray *sources, VouchCaptureDevice *device)
{
  for (guint i = 0; i < sources->len; i++)
    if (is_same (vouch_capture_source_get_device (sources->pdata[i]), device))
      return TRUE;
  return FALSE;
}

static Call *
call_new (VouchCaptureDevices *self, GMainContext *context)
{
  Call *call = g_atomic_rc_box_new0 (Call);

  call->context = context != NULL ? g_main_context_ref (context) : NULL;
  g_weak_ref_init (&call->devices, self);
  return call;
}

static void
call_clear (gpointer data)
{
  Call *call = data;

  g_clear_pointer (&call->context, g_main_context_unref);
  g_weak_ref_clear (&call->devices);
}

static void
call_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, call_clear);
}

/* In the context of the list: the cameras that the desktop lets us see are other ones. */
static gboolean
list_cameras (gpointer data)
{
  g_autoptr (VouchCaptureDevices) self = g_weak_ref_get (&((Call *) data)->devices);
  g_autoptr (GPtrArray) sources = NULL;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  sources = vouch_capture_source_list (VOUCH_CAPTURE_MEDIUM_PICTURE, 0);
  for (guint i = self->devices->len; i > 0; i--) {
    g_autoptr (VouchCaptureDevice) device = g_object_ref (self->devices->pdata[i - 1]);

    if (vouch_capture_device_get_medium (device) == VOUCH_CAPTURE_MEDIUM_PICTURE &&
        !has (sources, device))
      drop (self, device);
  }
  for (guint i = 0; i < sources->len; i++)
    add (self, vouch_capture_source_get_device (sources->pdata[i]));
  return G_SOURCE_REMOVE;
}

static void
hear_access (VouchCaptureAccess *access, gpointer data)
{
  Call *call = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, list_cameras, g_atomic_rc_box_acquire (call), call_unref);
  g_source_attach (source, call->context);
}

static void
call_closed (gpointer data, GClosure *closure)
{
  call_unref (data);
}

static void
watch_leave (VouchCaptureDevices *self, GMainContext *context)
{
  self->leave =
      g_signal_connect_data (vouch_capture_access_get (), "changed", G_CALLBACK (hear_access),
                             call_new (self, context), call_closed, 0);
}

static void
watch (VouchCaptureDevices *self, GMainContext *context)
{
  g_autoptr (GstBus) bus = NULL;

  self->monitor = gst_device_monitor_new ();
  gst_device_monitor_add_filter (self->monitor, "Audio/Source", NULL);
  if (!vouch_capture_source_is_by_leave (VOUCH_CAPTURE_MEDIUM_PICTURE))
    gst_device_monitor_add_filter (self->monitor, "Video/Source", NULL);
  bus = gst_device_monitor_get_bus (self->monitor);
  self->watch = gst_bus_create_watch (bus);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (take_message), self, NULL);
  g_source_attach (self->watch, context);
  if (!gst_device_monitor_start (self->monitor))
    g_message ("Devices that are plugged in later are not noticed");
}

static void
vouch_capture_devices_finalize (GObject *object)
{
  VouchCaptureDevices *self = VOUCH_CAPTURE_DEVICES (object);

  if (self->leave != 0)
    g_signal_handler_disconnect (vouch_capture_access_get (), self->leave);
  if (self->watch != NULL) {
    g_source_destroy (self->watch);
    g_source_unref (self->watch);
  }
  if (self->monitor != NULL) {
    gst_device_monitor_stop (self->monitor);
    gst_object_unref (self->monitor);
  }
  g_ptr_array_unref (self->devices);

  G_OBJECT_CLASS (vouch_capture_devices_parent_class)->finalize (object);
}

static void
vouch_capture_devices_class_init (VouchCaptureDevicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_capture_devices_finalize;
}

static void
vouch_capture_devices_init (VouchCaptureDevices *self)
{
  self->devices = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_capture_devices_new_in:
 * @context: (nullable): where it is used from now on; %NULL for the default one.
 *
 * As vouch_capture_devices_new(), for a thread that may wait on behalf of one that may not.
 *
 * Returns: (transfer full): what there is now, and follows in @context what there will be.
 */
VouchCaptureDevices *
vouch_capture_devices_new_in (GMainContext *context)
{
  VouchCaptureDevices *self = g_object_new (VOUCH_TYPE_CAPTURE_DEVICES, NULL);
  g_autoptr (GError) error = NULL;

  if (!vouch_capture_gst_init (&error)) {
    g_message ("%s", error->message);
    return self;
  }
  list_now (self, VOUCH_CAPTURE_MEDIUM_SOUND);
  list_now (self, VOUCH_CAPTURE_MEDIUM_PICTURE);
  if (vouch_capture_source_is_by_leave (VOUCH_CAPTURE_MEDIUM_PICTURE))
    watch_leave (self, context);
  if (!vouch_capture_source_is_overridden ())
    watch (self, context);
  return self;
}

/**
 * vouch_capture_devices_new:
 *
 * Returns: (transfer full): what there is now, and follows what there will be. Where this computer
 *   cannot record it stays empty.
 */
VouchCaptureDevices *
vouch_capture_devices_new (void)
{
  return vouch_capture_devices_new_in (g_main_context_get_thread_default ());
}
