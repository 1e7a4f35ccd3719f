/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-portal"

#include "config.h"
#include "vouch-capture-portal.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>

#include "vouch-error.h"

/*
 * org.freedesktop.portal.Camera.  A question has a request object of its own, at a path that can be told
 * beforehand; its answer is listened for before the question is asked, at whatever path, because an
 * older portal gives another one.  Only the person's answer is waited for long, and that wait ends with
 * the cancellable, with the portal and with the bus.
 */

#define NAME "org.freedesktop.portal.Desktop"
#define PLACE "/org/freedesktop/portal/desktop"
#define CAMERA "org.freedesktop.portal.Camera"
#define REQUEST "org.freedesktop.portal.Request"
#define PROPERTIES "org.freedesktop.DBus.Properties"
/* A desktop that was just started starts its portal first. */
#define CALL_MS 10000
#define ANSWER_MS (10 * 60 * 1000)

#define GRANTED 0
#define DENIED 1
#define NO_ANSWER G_MAXUINT

struct _VouchCapturePortal {
  GDBusConnection *bus;
  VouchCapturePortalFunc func;
  gpointer data;
  guint properties;
  guint owner;
  guint answers;
  GHashTable *given; /* path of a request to what was answered */
  gboolean gone;     /* the portal, since the question was asked */
  gboolean late;
};

static void
hear_answer (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer data)
{
  VouchCapturePortal *self = data;
  guint answer = NO_ANSWER;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get_child (parameters, 0, "u", &answer);
  g_hash_table_insert (self->given, g_strdup (path), GUINT_TO_POINTER (answer));
}

static void
hear_owner (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *signal,
            GVariant *parameters,
            gpointer data)
{
  VouchCapturePortal *self = data;
  const char *before = "";

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sss)")))
    g_variant_get_child (parameters, 1, "&s", &before);
  if (*before != '\0')
    self->gone = TRUE;
  self->func (self->data);
}

static void
hear_properties (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *signal,
                 GVariant *parameters,
                 gpointer data)
{
  VouchCapturePortal *self = data;

  self->func (self->data);
}

static void
listen (VouchCapturePortal *self)
{
  self->answers =
      g_dbus_connection_signal_subscribe (self->bus, NAME, REQUEST, "Response", NULL, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, hear_answer, self, NULL);
  self->properties = g_dbus_connection_signal_subscribe (
      self->bus, NAME, PROPERTIES, "PropertiesChanged", PLACE, CAMERA, G_DBUS_SIGNAL_FLAGS_NONE,
      hear_properties, self, NULL);
  self->owner = g_dbus_connection_signal_subscribe (
      self->bus, "org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged",
      "/org/freedesktop/DBus", NAME, G_DBUS_SIGNAL_FLAGS_NONE, hear_owner, self, NULL);
}

static gboolean
is_absence (const GError *error)
{
  static const GDBusError codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,   G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_UNKNOWN_METHOD,    G_DBUS_ERROR_UNKNOWN_INTERFACE,
    G_DBUS_ERROR_UNKNOWN_OBJECT,    G_DBUS_ERROR_UNKNOWN_PROPERTY,
    G_DBUS_ERROR_INVALID_ARGS,      G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED, G_DBUS_ERROR_SPAWN_CHILD_EXITED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_DBUS_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

static void
refuse (GError **error)
{
  g_set_error_literal (
      error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
      _ ("Vouch may not use the camera. Allow it in the settings of this computer, "
         "under Apps or Privacy, or record the sound alone."));
}

/* What the portal says is for programmers; a person is told what it comes to. */
static void
explain (GError *reason, GError **error)
{
  g_autofree char *name = g_dbus_error_get_remote_error (reason);

  g_message ("%s", reason->message);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, reason->message);
  else if (g_strcmp0 (name, "org.freedesktop.portal.Error.NotAllowed") == 0 ||
           g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED))
    refuse (error);
  else if (is_absence (reason))
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                         _ ("This computer has no way for Vouch to ask for the camera. The sound "
                            "alone can be recorded."));
  else
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                         _ ("This computer did not answer whether Vouch may use the camera. Try "
                            "again, or record the sound alone."));
  g_error_free (reason);
}

/* A connection of our own: that a bus ends does not end the program, and so not a recording. */
static GDBusConnection *
connect_to_bus (GCancellable *cancellable, GError **error)
{
  g_autofree char *address =
      g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, cancellable, error);

  if (address == NULL)
    return NULL;
  return g_dbus_connection_new_for_address_sync (address,
                                                 G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                 NULL, cancellable, error);
}

/**
 * vouch_capture_portal_new:
 * @func: hears that a camera may have come or gone.
 * @data: its data.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE when there is no bus.
 *
 * Returns: (transfer full) (nullable): a conversation with the portal, in this thread.
 */
VouchCapturePortal *
vouch_capture_portal_new (VouchCapturePortalFunc func,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error)
{
  GError *reason = NULL;
  GDBusConnection *bus = connect_to_bus (cancellable, &reason);
  VouchCapturePortal *self;

  if (bus == NULL && !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_message ("%s", reason->message);
    g_clear_error (&reason);
    reason = g_error_new_literal (G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN, "No session bus");
  }
  if (bus == NULL) {
    explain (reason, error);
    return NULL;
  }
  self = g_new0 (VouchCapturePortal, 1);
  self->bus = bus;
  self->func = func;
  self->data = data;
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  listen (self);
  return self;
}

/**
 * vouch_capture_portal_is_connected:
 * @self: a conversation.
 *
 * Returns: whether the bus is still there.
 */
gboolean
vouch_capture_portal_is_connected (VouchCapturePortal *self)
{
  return !g_dbus_connection_is_closed (self->bus);
}

static GVariant *
call (VouchCapturePortal *self,
      const char *interface,
      const char *method,
      GVariant *parameters,
      const char *type,
      GUnixFDList **fds,
      GCancellable *cancellable,
      GError **error)
{
  GError *reason = NULL;
  GVariant *answer = g_dbus_connection_call_with_unix_fd_list_sync (
      self->bus, NAME, PLACE, interface, method, parameters, G_VARIANT_TYPE (type),
      G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL, fds, cancellable, &reason);

  if (answer == NULL)
    explain (reason, error);
  return answer;
}

static void
explain_absence (GError **error)
{
  explain (g_error_new_literal (G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_INTERFACE, "No " CAMERA), error);
}

/**
 * vouch_capture_portal_has_camera:
 * @self: a conversation.
 * @present: (out): whether this computer has a camera.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE when there is no portal for cameras.
 *
 * Asks without bothering the person.
 *
 * Returns: whether the portal knows.
 */
gboolean
vouch_capture_portal_has_camera (VouchCapturePortal *self,
                                 gboolean *present,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (GVariant) answer = call (self, PROPERTIES, "GetAll", g_variant_new ("(s)", CAMERA),
                                      "(a{sv})", NULL, cancellable, error);
  g_autoptr (GVariant) values = NULL;
  guint32 version = 0;

  *present = FALSE;
  if (answer == NULL)
    return FALSE;
  values = g_variant_get_child_value (answer, 0);
  g_variant_lookup (values, "IsCameraPresent", "b", present);
  /* A portal that does not have the interface may have no properties to tell of. */
  if (g_variant_lookup (values, "version", "u", &version) && version >= 1)
    return TRUE;
  explain_absence (error);
  return FALSE;
}

static gboolean
note_late (gpointer data)
{
  ((VouchCapturePortal *) data)->late = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
wake (GCancellable *cancellable, gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* Gives what the person answered. */
static guint
wait_for_answer (VouchCapturePortal *self, const char *path, GCancellable *cancellable)
{
  GMainContext *context = g_main_context_ref_thread_default ();
  GSource *late = g_timeout_source_new (ANSWER_MS);
  GSource *stop = g_cancellable_source_new (cancellable);
  gpointer answer = NULL;
  gboolean given;

  self->late = FALSE;
  g_source_set_callback (late, note_late, self, NULL);
  g_source_attach (late, context);
  g_source_set_callback (stop, G_SOURCE_FUNC (wake), self, NULL);
  g_source_attach (stop, context);
  while (!(given = g_hash_table_lookup_extended (self->given, path, NULL, &answer)) &&
         !self->gone && !self->late && !g_cancellable_is_cancelled (cancellable) &&
         !g_dbus_connection_is_closed (self->bus))
    g_main_context_iteration (context, TRUE);
  g_source_destroy (late);
  g_source_unref (late);
  g_source_destroy (stop);
  g_source_unref (stop);
  g_main_context_unref (context);
  return given ? GPOINTER_TO_UINT (answer) : NO_ANSWER;
}

/* The portal takes its question away. */
static void
withdraw (VouchCapturePortal *self, const char *path)
{
  g_dbus_connection_call (self->bus, NAME, path, REQUEST, "Close", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, CALL_MS, NULL, NULL, NULL);
  g_dbus_connection_flush_sync (self->bus, NULL, NULL);
}

static gboolean
judge (VouchCapturePortal *self,
       guint answer,
       const char *path,
       GCancellable *cancellable,
       GError **error)
{
  if (answer == GRANTED)
    return TRUE;
  if (answer == NO_ANSWER && !self->gone)
    withdraw (self, path);
  if (answer == DENIED)
    refuse (error);
  else if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                         _ ("Whether Vouch may use the camera was not answered. Try again, or "
                            "record the sound alone."));
  return FALSE;
}

/**
 * vouch_capture_portal_ask:
 * @self: a conversation.
 * @cancellable: (nullable): to stop it; the question is taken away then.
 * @error: %VOUCH_ERROR_REJECTED when the person or an earlier answer does not permit it,
 *   %VOUCH_ERROR_DEVICE when it cannot be asked, %G_IO_ERROR_CANCELLED.
 *
 * Asks whether the camera may be used, and waits for the answer of the person, who may be elsewhere.
 * Where it was answered before the portal asks nobody.
 *
 * Returns: whether it may.
 */
gboolean
vouch_capture_portal_ask (VouchCapturePortal *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *token = g_strdup_printf ("vouch%u", g_random_int ());
  g_autoptr (GVariant) answer = NULL;
  GVariantBuilder options;
  const char *path;

  g_hash_table_remove_all (self->given);
  self->gone = FALSE;
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  answer = call (self, CAMERA, "AccessCamera", g_variant_new ("(a{sv})", &options), "(o)", NULL,
                 cancellable, error);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(&o)", &path);
  return judge (self, wait_for_answer (self, path, cancellable), path, cancellable, error);
}

/**
 * vouch_capture_portal_open_remote:
 * @self: a conversation.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_REJECTED when the camera may not be used, %VOUCH_ERROR_DEVICE.
 *
 * Opens a way to PipeWire on which nothing but cameras can be seen. Asks nobody.
 *
 * Returns: a descriptor, to be closed by the caller; -1 when there is none.
 */
int
vouch_capture_portal_open_remote (VouchCapturePortal *self,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GVariant) answer =
      call (self, CAMERA, "OpenPipeWireRemote", g_variant_new ("(a{sv})", NULL), "(h)", &fds,
            cancellable, error);
  int index = -1, fd = -1;

  if (answer == NULL)
    return -1;
  g_variant_get (answer, "(h)", &index);
  if (fds != NULL && index >= 0 && index < g_unix_fd_list_get_length (fds))
    fd = g_unix_fd_list_get (fds, index, &reason);
  if (fd < 0)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                         _ ("The picture of the camera cannot be reached. Try again, or record the "
                            "sound alone."));
  return fd;
}

/**
 * vouch_capture_portal_free:
 * @self: (nullable): a conversation.
 *
 * Ends it.
 */
void
vouch_capture_portal_free (VouchCapturePortal *self)
{
  if (self == NULL)
    return;
  g_dbus_connection_signal_unsubscribe (self->bus, self->answers);
  g_dbus_connection_signal_unsubscribe (self->bus, self->properties);
  g_dbus_connection_signal_unsubscribe (self->bus, self->owner);
  g_dbus_connection_close (self->bus, NULL, NULL, NULL);
  g_object_unref (self->bus);
  g_hash_table_unref (self->given);
  g_free (self);
}
