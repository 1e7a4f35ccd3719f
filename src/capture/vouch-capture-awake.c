/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-awake"

#include "config.h"
#include "vouch-capture-awake.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

/*
 * Keeps the computer awake while it records, whatever desktop it has.
 *
 * GTK asks the session manager of GNOME or the portal, and there are desktops that have neither: there
 * the screen would lock and the computer fall asleep in the middle of a lesson, and `vouchctl record`
 * has no GTK at all.  Three others are asked here: the screen saver and the power manager of the
 * session, and login1, which every desktop asks before it suspends.  Where one is not there it is not
 * started, and nobody misses it.  The lid is left alone: what a laptop does when it is closed is
 * for its owner to say.
 *
 * Buses may take their time, and a recorder waits for nobody: all of it is done by a thread of its own,
 * on connections of its own.  Whoever gave a promise takes it back when the connection ends, also
 * when the program is killed.
 */

#define APPLICATION "Vouch"
#define PATIENCE_MS 5000

static const struct {
  const char *name;
  const char *path;
  const char *interface;
} keepers[] = {
  { "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver" },
  { "org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit",
    "org.freedesktop.PowerManagement.Inhibit" },
};

struct _VouchCaptureAwake {
  gatomicrefcount ref_count; /* one is the thread's */
  char *reason;
  GCancellable *over;
  GMutex mutex;
  GCond changed;
  gboolean is_over;
};

/* What is held: by the thread alone. */
typedef struct {
  GDBusConnection *session; /* (nullable) */
  GDBusConnection *system;  /* (nullable) */
  guint32 cookies[G_N_ELEMENTS (keepers)];
  gboolean promised[G_N_ELEMENTS (keepers)];
  int login; /* -1 when not */
} Held;

static void
unref (VouchCaptureAwake *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_object_unref (self->over);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->reason);
  g_free (self);
}

static GDBusConnection *
connect_to (GBusType bus, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = g_dbus_address_get_for_bus_sync (bus, cancellable, &error);
  GDBusConnection *connection = NULL;

  if (address != NULL)
    connection =
        g_dbus_connection_new_for_address_sync (address,
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, cancellable, &error);
  if (connection == NULL)
    g_debug ("There is no such bus: %s", error->message);
  return connection;
}

static void
ask_keeper (VouchCaptureAwake *self, Held *held, gsize i)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      held->session, keepers[i].name, keepers[i].path, keepers[i].interface, "Inhibit",
      g_variant_new ("(ss)", APPLICATION, self->reason), G_VARIANT_TYPE ("(u)"),
      G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE_MS, self->over, &error);

  if (answer == NULL) {
    g_debug ("%s does not keep the computer awake: %s", keepers[i].name, error->message);
    return;
  }
  g_variant_get (answer, "(u)", &held->cookies[i]);
  held->promised[i] = TRUE;
}

/* The promise holds for as long as what it gives is open. */
static void
ask_login (VouchCaptureAwake *self, Held *held)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_with_unix_fd_list_sync (
      held->system, "org.freedesktop.login1", "/org/freedesktop/login1",
      "org.freedesktop.login1.Manager", "Inhibit",
      g_variant_new ("(ssss)", "sleep:idle", APPLICATION, self->reason, "block"),
      G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE_MS, NULL, &fds, self->over,
      &error);
  gint32 index = 0;

  if (answer != NULL)
    g_variant_get (answer, "(h)", &index);
  if (answer != NULL && fds != NULL)
    held->login = g_unix_fd_list_get (fds, index, &error);
  if (held->login < 0)
    g_debug ("login1 does not keep the computer awake: %s",
             error != NULL ? error->message : "nothing came");
}

static void
ask (VouchCaptureAwake *self, Held *held)
{
  held->system = connect_to (G_BUS_TYPE_SYSTEM, self->over);
  if (held->system != NULL)
    ask_login (self, held);
  held->session = connect_to (G_BUS_TYPE_SESSION, self->over);
  for (gsize i = 0; held->session != NULL && i < G_N_ELEMENTS (keepers); i++)
    ask_keeper (self, held, i);
}

/* A promise ends with its connection in any case; who is told sooner need not find out. */
static void
part_from (GDBusConnection **connection)
{
  g_autoptr (GError) error = NULL;

  if (*connection != NULL && (!g_dbus_connection_flush_sync (*connection, NULL, &error) ||
                              !g_dbus_connection_close_sync (*connection, NULL, &error)))
    g_debug ("The bus was gone before: %s", error->message);
  g_clear_object (connection);
}

static void
let_go (Held *held)
{
  if (held->login >= 0)
    close (held->login);
  for (gsize i = 0; i < G_N_ELEMENTS (keepers); i++)
    if (held->promised[i])
      g_dbus_connection_call (held->session, keepers[i].name, keepers[i].path, keepers[i].interface,
                              "UnInhibit", g_variant_new ("(u)", held->cookies[i]), NULL,
                              G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE_MS, NULL, NULL, NULL);
  part_from (&held->session);
  part_from (&held->system);
}

static gpointer
stay_awake (gpointer data)
{
  VouchCaptureAwake *self = data;
  Held held = { .login = -1 };

  ask (self, &held);
  g_mutex_lock (&self->mutex);
  while (!self->is_over)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  let_go (&held);
  unref (self);
  return NULL;
}

/**
 * vouch_capture_awake_new:
 * @reason: why, for people.
 *
 * Keeps the computer from falling asleep and from locking its screen by itself, as far as it can be
 * kept. Does not wait.
 *
 * Returns: (transfer full): what holds it; it ends with vouch_capture_awake_free().
 */
VouchCaptureAwake *
vouch_capture_awake_new (const char *reason)
{
  VouchCaptureAwake *self = NULL;

  g_return_val_if_fail (reason != NULL, NULL);

  self = g_new0 (VouchCaptureAwake, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_atomic_ref_count_inc (&self->ref_count);
  self->reason = g_strdup (reason);
  self->over = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_thread_unref (g_thread_new ("awake", stay_awake, self));
  return self;
}

/**
 * vouch_capture_awake_free:
 * @self: (transfer full) (nullable): what keeps the computer awake.
 *
 * Lets it sleep again. Does not wait.
 */
void
vouch_capture_awake_free (VouchCaptureAwake *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->is_over = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->over);
  unref (self);
}
