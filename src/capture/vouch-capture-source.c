/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-source"

#include "config.h"
#include "vouch-capture-source.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>
#include <string.h>

#include "vouch-error.h"

#include "vouch-capture-access.h"
#include "vouch-capture-gst.h"
#include "vouch-capture-stand-in.h"
#include "vouch-capture-stuck.h"

/* What the camera is called before anybody was asked for leave to see which there are. */
#define SOME_CAMERA "portal"

/**
 * VouchCaptureSource:
 *
 * Where sound or picture comes from: a device that GStreamer found, a camera that the desktop lets us
 * use, or, in development builds, what the variable VOUCH_CAPTURE_SOURCE puts in its place. It names devices and troubles, separated by
 * semicolons, each with settings after commas:
 *
 *   sound=ticks,lose-at=2,back-at=4;picture=ball,width=1280,height=720;encoder,stall-at=3,for=5
 *
 * Sounds: ticks, tone, silence, hum, file. Pictures: ball, flash, black, still, snow. `live=0` makes it
 * come as fast as it can be taken, `file=` names a WAV file. docs/capture.md lists the troubles.
 * Everything behind a source is what is shipped.
 */
struct _VouchCaptureSource {
  GObject parent_instance;

  VouchCaptureDevice *device;
  GstDevice *found;           /* (nullable) */
  VouchCaptureRemote *remote; /* (nullable): how a camera is reached that is used by leave */
  char **settings;            /* (nullable): of a stand-in */
  gboolean by_server;         /* the sound server knows which one the person wants */
};

G_DEFINE_FINAL_TYPE (VouchCaptureSource, vouch_capture_source, G_TYPE_OBJECT)

static void
vouch_capture_source_finalize (GObject *object)
{
  VouchCaptureSource *self = VOUCH_CAPTURE_SOURCE (object);

  g_clear_object (&self->device);
  g_clear_pointer (&self->found, gst_object_unref);
  g_clear_pointer (&self->remote, vouch_capture_remote_unref);
  g_strfreev (self->settings);

  G_OBJECT_CLASS (vouch_capture_source_parent_class)->finalize (object);
}

static void
vouch_capture_source_class_init (VouchCaptureSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_capture_source_finalize;
}

static void
vouch_capture_source_init (VouchCaptureSource *self)
{
  self->device = vouch_capture_device_new ();
}

/**
 * vouch_capture_source_is_overridden:
 *
 * Returns: whether stand-ins take the place of this computer's devices.
 */
gboolean
vouch_capture_source_is_overridden (void)
{
  return vouch_capture_stand_in_get_override () != NULL;
}

/**
 * vouch_capture_source_are_live:
 *
 * Returns: whether devices keep the time of the wall, as all real ones do.
 */
gboolean
vouch_capture_source_are_live (void)
{
  const char *override = vouch_capture_stand_in_get_override ();

  return override == NULL || strstr (override, "live=0") == NULL;
}

/**
 * vouch_capture_source_get_trouble:
 * @part: what shall have trouble: `encoder`, `clock` or `disk`.
 * @key: the setting.
 * @fallback: what holds without it.
 *
 * Returns: a setting of a trouble that a test asks for.
 */
double
vouch_capture_source_get_trouble (const char *part, const char *key, double fallback)
{
  const char *override = vouch_capture_stand_in_get_override ();
  g_auto (GStrv) entries = NULL;

  if (override == NULL)
    return fallback;
  entries = g_strsplit (override, ";", -1);
  for (guint i = 0; entries[i] != NULL; i++) {
    g_auto (GStrv) settings = g_strsplit (entries[i], ",", -1);

    if (g_strcmp0 (settings[0], part) == 0)
      return vouch_capture_stand_in_read (settings, key, fallback);
  }
  return fallback;
}

static VouchCaptureSource *
new_stand_in (const char *entry, VouchCaptureMedium medium)
{
  const char *prefix = medium == VOUCH_CAPTURE_MEDIUM_SOUND ? "sound=" : "picture=";
  VouchCaptureSource *self;
  g_autofree char *id = NULL;

  if (!g_str_has_prefix (entry, prefix))
    return NULL;
  self = g_object_new (VOUCH_TYPE_CAPTURE_SOURCE, NULL);
  self->settings = g_strsplit (entry + strlen (prefix), ",", -1);
  id = g_strconcat ("test:", self->settings[0], NULL);
  vouch_capture_device_set_id (self->device, id);
  vouch_capture_device_set_name (self->device, self->settings[0]);
  vouch_capture_device_set_medium (self->device, medium);
  vouch_capture_device_set_is_test (self->device, TRUE);
  return self;
}

static void
add_stand_ins (GPtrArray *sources, VouchCaptureMedium medium)
{
  g_auto (GStrv) entries = g_strsplit (vouch_capture_stand_in_get_override (), ";", -1);

  for (guint i = 0; entries[i] != NULL; i++) {
    VouchCaptureSource *source = new_stand_in (entries[i], medium);

    if (source == NULL)
      continue;
    vouch_capture_device_set_is_default (source->device, sources->len == 0);
    g_ptr_array_add (sources, source);
  }
}

static char *
make_id (GstDevice *device, GstStructure *properties)
{
  static const char *const keys[] = { "node.name", "device.bus_path", "device.bus-path",
                                      "device.path" };
  g_autofree char *name = gst_device_get_display_name (device);

  for (guint i = 0; properties != NULL && i < G_N_ELEMENTS (keys); i++) {
    const char *value = gst_structure_get_string (properties, keys[i]);

    if (value != NULL)
      return g_strdup (value);
  }
  return g_steal_pointer (&name);
}

/* A monitor plays back what the loudspeaker plays; no teacher means that by a microphone. */
static gboolean
is_monitor (GstStructure *properties)
{
  return properties != NULL &&
         g_strcmp0 (gst_structure_get_string (properties, "device.class"), "monitor") == 0;
}

/**
 * vouch_capture_source_new_for_device:
 * @device: a device that GStreamer found.
 *
 * Returns: (transfer full) (nullable): the source; %NULL for what nobody would record from.
 */
VouchCaptureSource *
vouch_capture_source_new_for_device (struct _GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);
  g_autofree char *class = gst_device_get_device_class (device);
  g_autofree char *name = gst_device_get_display_name (device);
  g_autofree char *id = make_id (device, properties);
  gboolean is_default = FALSE;
  VouchCaptureSource *self;

  /* Other classes are sinks and virtual ones that do not record. */
  if ((!g_str_equal (class, "Audio/Source") && !g_str_equal (class, "Video/Source")) ||
      is_monitor (properties))
    return NULL;
  self = g_object_new (VOUCH_TYPE_CAPTURE_SOURCE, NULL);
  self->found = gst_object_ref (device);
  if (properties != NULL)
    gst_structure_get_boolean (properties, "is-default", &is_default);
  vouch_capture_device_set_id (self->device, id);
  vouch_capture_device_set_name (self->device, name);
  vouch_capture_device_set_medium (self->device, g_str_equal (class, "Audio/Source")
                                                     ? VOUCH_CAPTURE_MEDIUM_SOUND
                                                     : VOUCH_CAPTURE_MEDIUM_PICTURE);
  vouch_capture_device_set_is_default (self->device, is_default);
  return self;
}

static gboolean
knows (GPtrArray *sources, const char *id)
{
  for (guint i = 0; i < sources->len; i++) {
    VouchCaptureSource *known = g_ptr_array_index (sources, i);

    if (g_strcmp0 (vouch_capture_device_get_id (known->device), id) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
add_found (GPtrArray *sources, VouchCaptureMedium medium)
{
  g_autoptr (GstDeviceMonitor) monitor = gst_device_monitor_new ();
  GList *devices;

  gst_device_monitor_add_filter (
      monitor, medium == VOUCH_CAPTURE_MEDIUM_SOUND ? "Audio/Source" : "Video/Source", NULL);
  devices = gst_device_monitor_get_devices (monitor);
  for (GList *l = devices; l != NULL; l = l->next) {
    g_autoptr (VouchCaptureSource) source = vouch_capture_source_new_for_device (l->data);

    if (source != NULL && !knows (sources, vouch_capture_device_get_id (source->device)))
      g_ptr_array_add (sources, g_steal_pointer (&source));
  }
  g_list_free_full (devices, gst_object_unref);
}

static VouchCaptureSource *
new_some_camera (VouchCaptureRemote *remote)
{
  VouchCaptureSource *self = g_object_new (VOUCH_TYPE_CAPTURE_SOURCE, NULL);

  if (remote != NULL)
    self->remote = vouch_capture_remote_ref (remote);
  vouch_capture_device_set_id (self->device, SOME_CAMERA);
  vouch_capture_device_set_name (self->device, _ ("Camera"));
  vouch_capture_device_set_medium (self->device, VOUCH_CAPTURE_MEDIUM_PICTURE);
  vouch_capture_device_set_is_default (self->device, TRUE);
  return self;
}

static void
add_reached (GPtrArray *sources, VouchCaptureRemote *remote)
{
  g_autoptr (GPtrArray) cameras = vouch_capture_remote_list (remote);

  if (!vouch_capture_remote_lists (remote))
    g_ptr_array_add (sources, new_some_camera (remote));
  for (guint i = 0; i < cameras->len; i++) {
    g_autoptr (VouchCaptureSource) source = vouch_capture_source_new_for_device (cameras->pdata[i]);

    if (source == NULL || knows (sources, vouch_capture_device_get_id (source->device)))
      continue;
    source->remote = vouch_capture_remote_ref (remote);
    vouch_capture_device_set_is_default (source->device, sources->len == 0);
    g_ptr_array_add (sources, g_steal_pointer (&source));
  }
}

/* Which cameras there are is only known by leave; until then there is one, if there is any. */
static void
add_by_leave (GPtrArray *sources, guint wait_ms)
{
  VouchCaptureAccess *access = vouch_capture_access_get ();
  g_autoptr (VouchCaptureRemote) remote = vouch_capture_access_get_remote (access);

  if (remote != NULL)
    add_reached (sources, remote);
  else if (vouch_capture_access_has_camera (access, wait_ms))
    g_ptr_array_add (sources, new_some_camera (NULL));
}

/**
 * vouch_capture_source_is_reached:
 * @remote: a way to PipeWire.
 * @id: a camera.
 *
 * Returns: whether it is there.
 */
gboolean
vouch_capture_source_is_reached (VouchCaptureRemote *remote, const char *id)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);

  add_reached (sources, remote);
  return knows (sources, id);
}

/**
 * vouch_capture_source_is_by_leave:
 * @medium: microphones or cameras.
 *
 * Returns: whether the desktop has to permit it first.
 */
gboolean
vouch_capture_source_is_by_leave (VouchCaptureMedium medium)
{
  const char *override = vouch_capture_stand_in_get_override ();

  return medium == VOUCH_CAPTURE_MEDIUM_PICTURE &&
         (override == NULL || strstr (override, "picture=") == NULL) &&
         vouch_capture_access_is_needed ();
}

/**
 * vouch_capture_source_list:
 * @medium: microphones or cameras.
 * @wait_ms: for how long to wait for the desktop, where it has to be asked for cameras.
 *
 * Returns: (transfer full) (element-type VouchCaptureSource): what there is at this moment.
 */
GPtrArray *
vouch_capture_source_list (VouchCaptureMedium medium, guint wait_ms)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_object_unref);

  if (vouch_capture_source_is_by_leave (medium))
    add_by_leave (sources, wait_ms);
  else if (vouch_capture_stand_in_get_override () != NULL)
    add_stand_ins (sources, medium);
  else
    add_found (sources, medium);
  return sources;
}

static VouchCaptureSource *
choose (GPtrArray *sources, const char *id, gboolean or_another)
{
  if (g_strcmp0 (id, SOME_CAMERA) == 0)
    id = NULL;
  for (guint i = 0; i < sources->len; i++) {
    VouchCaptureSource *source = g_ptr_array_index (sources, i);
    const char *own = vouch_capture_device_get_id (source->device);

    if (id != NULL ? g_strcmp0 (own, id) == 0
                   : vouch_capture_device_get_is_default (source->device))
      return source;
  }
  return (id == NULL || or_another) && sources->len > 0 ? g_ptr_array_index (sources, 0) : NULL;
}

/**
 * vouch_capture_source_name_of:
 * @inner: what the sound server calls a microphone.
 *
 * Returns: (transfer full): its name for people.
 */
char *
vouch_capture_source_name_of (const char *inner)
{
  g_autoptr (GPtrArray) sources = vouch_capture_source_list (VOUCH_CAPTURE_MEDIUM_SOUND, 0);

  for (guint i = 0; i < sources->len; i++) {
    VouchCaptureSource *source = g_ptr_array_index (sources, i);
    g_autofree char *its = NULL;

    if (source->found != NULL &&
        g_object_class_find_property (G_OBJECT_GET_CLASS (source->found), "internal-name") != NULL)
      g_object_get (source->found, "internal-name", &its, NULL);
    if (g_strcmp0 (its, inner) == 0)
      return g_strdup (vouch_capture_device_get_name (source->device));
  }
  return g_strdup (_ ("another device"));
}

/**
 * vouch_capture_source_ask:
 * @pipeline: one with a source in it.
 * @property: what to ask for: `device`, which microphone we want, or `current-device`, which one it is.
 *
 * Returns: (transfer full) (nullable): what the sound server calls it; %NULL where there is none.
 */
char *
vouch_capture_source_ask (struct _GstElement *pipeline, const char *property)
{
  GstIterator *sources = gst_bin_iterate_sources (GST_BIN (pipeline));
  GValue value = G_VALUE_INIT;
  char *answer = NULL;

  if (gst_iterator_next (sources, &value) == GST_ITERATOR_OK) {
    GObject *source = g_value_get_object (&value);

    if (g_object_class_find_property (G_OBJECT_GET_CLASS (source), property) != NULL)
      g_object_get (source, property, &answer, NULL);
    g_value_unset (&value);
  }
  gst_iterator_free (sources);
  return answer;
}

/**
 * vouch_capture_source_find:
 * @medium: a microphone or a camera.
 * @id: (nullable): which one; %NULL for the computer's choice.
 * @or_another: whether another one will do when that is not there.
 * @error: %VOUCH_ERROR_DEVICE when there is none.
 *
 * Returns: (transfer full) (nullable): the source.
 */
VouchCaptureSource *
vouch_capture_source_find (VouchCaptureMedium medium,
                           const char *id,
                           gboolean or_another,
                           GError **error)
{
  g_autoptr (GPtrArray) sources = vouch_capture_source_list (medium, 0);
  VouchCaptureSource *source = choose (sources, id, or_another);

  if (source != NULL) {
    /* Not every list says which is the one that was chosen in the settings of the computer. */
    source->by_server = id == NULL && !vouch_capture_device_get_is_default (source->device);
    return g_object_ref (source);
  }
  if (medium == VOUCH_CAPTURE_MEDIUM_SOUND)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                         _ ("There is no microphone. Plug one in, or choose another one."));
  else
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                         _ ("There is no camera. Plug one in, or record the sound alone."));
  return NULL;
}

/**
 * vouch_capture_source_find_other:
 * @self: a source that is away.
 *
 * Returns: (transfer full) (nullable): another one of its kind.
 */
VouchCaptureSource *
vouch_capture_source_find_other (VouchCaptureSource *self)
{
  g_autoptr (GPtrArray) sources =
      vouch_capture_source_list (vouch_capture_device_get_medium (self->device), 0);

  for (guint i = 0; i < sources->len; i++) {
    VouchCaptureSource *other = g_ptr_array_index (sources, i);

    if (g_strcmp0 (vouch_capture_device_get_id (other->device),
                   vouch_capture_device_get_id (self->device)) != 0)
      return g_object_ref (other);
  }
  return NULL;
}

/**
 * vouch_capture_source_get_device:
 * @self: a source.
 *
 * Returns: (transfer none): what it is, for people.
 */
VouchCaptureDevice *
vouch_capture_source_get_device (VouchCaptureSource *self)
{
  return self->device;
}

/* What a camera offers that an old computer can take: raw pictures where they come fast enough, else
 * JPEG, both at 1280 by 720 at most. */
static const char *
describe_camera (GstDevice *device)
{
  static const char *const wishes[] = {
    "video/x-raw,width=[640,1280],height=[360,720],framerate=[15/1,60/1]",
    "image/jpeg,width=[640,1280],height=[360,720],framerate=[15/1,60/1]",
    "video/x-raw",
    "image/jpeg",
  };
  g_autoptr (GstCaps) offers = device != NULL ? gst_device_get_caps (device) : NULL;

  for (guint i = 0; offers != NULL && i < G_N_ELEMENTS (wishes); i++) {
    g_autoptr (GstCaps) wish = gst_caps_from_string (wishes[i]);

    if (gst_caps_can_intersect (offers, wish))
      return wishes[i];
  }
  return wishes[2];
}

static GstElement *
make_camera (VouchCaptureSource *self, GstElement *source, GError **error)
{
  const char *wish = describe_camera (self->found);
  g_autofree char *text =
      g_strdup_printf ("capsfilter name=first caps=\"%s\"%s", wish,
                       g_str_has_prefix (wish, "image/jpeg") ? " ! jpegdec" : " ! identity");
  GstElement *bin = gst_parse_bin_from_description (text, TRUE, error);

  if (bin == NULL) {
    gst_object_unref (source);
    return NULL;
  }
  gst_bin_add (GST_BIN (bin), source);
  {
    g_autoptr (GstElement) first = gst_bin_get_by_name (GST_BIN (bin), "first");
    g_autoptr (GstPad) ghost = gst_element_get_static_pad (bin, "sink");

    if (ghost != NULL)
      gst_element_remove_pad (bin, ghost);
    gst_element_link (source, first);
  }
  return bin;
}

/**
 * vouch_capture_source_make:
 * @self: a source.
 * @error: %VOUCH_ERROR_DEVICE when it cannot be opened.
 *
 * Returns: (transfer floating) (nullable): an element that gives raw sound or pictures.
 */
struct _GstElement *
vouch_capture_source_make (VouchCaptureSource *self, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  GstElement *element;

  if (self->found != NULL || self->remote != NULL) {
    element = self->remote != NULL ? vouch_capture_remote_make_source (self->remote, self->found)
                                   : gst_device_create_element (self->found, NULL);
    if (self->by_server && element != NULL &&
        g_object_class_find_property (G_OBJECT_GET_CLASS (element), "current-device") != NULL)
      g_object_set (element, "device", NULL, NULL);
    if (element != NULL &&
        vouch_capture_device_get_medium (self->device) == VOUCH_CAPTURE_MEDIUM_PICTURE)
      element = make_camera (self, element, &local);
  } else {
    text = vouch_capture_stand_in_describe (self->settings,
                                            vouch_capture_device_get_medium (self->device));
    element = gst_parse_bin_from_description (text, TRUE, &local);
    if (element != NULL && vouch_capture_source_has (self, "close-for"))
      element =
          vouch_capture_stuck_new (element, vouch_capture_source_get_number (self, "close-for", 0));
  }
  if (element == NULL)
    /* Translators: the name of a microphone or a camera. */
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                 _ ("“%s” cannot be opened. Another program may be using it."),
                 vouch_capture_device_get_name (self->device));
  return element;
}

/**
 * vouch_capture_source_get_number:
 * @self: a source.
 * @key: a setting of a stand-in.
 * @fallback: what holds without it.
 *
 * Returns: the setting.
 */
double
vouch_capture_source_get_number (VouchCaptureSource *self, const char *key, double fallback)
{
  return vouch_capture_stand_in_read (self->settings, key, fallback);
}

/**
 * vouch_capture_source_has:
 * @self: a source.
 * @key: a setting of a stand-in.
 *
 * Returns: whether it is set.
 */
gboolean
vouch_capture_source_has (VouchCaptureSource *self, const char *key)
{
  return vouch_capture_stand_in_find (self->settings, key) != NULL;
}
