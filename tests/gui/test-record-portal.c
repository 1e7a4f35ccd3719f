/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-settings.h"

#include "gui-harness.h"
#include "gui-walk.h"
#include "vouch-record-loading.h"
#include "vouch-record-page.h"

/* The page before a lesson in a sandbox: what it says while the desktop asks for the camera, and after.
 * The test is the desktop, on the session bus that it was given. */

#define NAME "org.freedesktop.portal.Desktop"
#define PLACE "/org/freedesktop/portal/desktop"
#define REQUEST "org.freedesktop.portal.Request"

static const char *const interfaces =
    "<node><interface name='org.freedesktop.portal.Camera'>"
    "<method name='AccessCamera'><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
    "</method><property name='IsCameraPresent' type='b' access='read'/>"
    "<property name='version' type='u' access='read'/></interface>"
    "<interface name='" REQUEST "'><method name='Close'/>"
    "<signal name='Response'><arg type='u'/><arg type='a{sv}'/></signal></interface></node>";

typedef struct {
  GDBusConnection *bus;
  GDBusNodeInfo *node;
  guint name;
  guint camera;
  guint request;
  char *path;  /* (nullable): where the question is */
  char *asker; /* (nullable) */
  guint n_asked;
  guint n_closed;
} Desktop;

static Desktop desktop;

static void
closed (GDBusConnection *bus,
        const char *sender,
        const char *path,
        const char *interface,
        const char *method,
        GVariant *parameters,
        GDBusMethodInvocation *invocation,
        gpointer data)
{
  desktop.n_closed++;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static const GDBusInterfaceVTable request_calls = { closed, NULL, NULL, { 0 } };

static GVariant *
read_property (GDBusConnection *bus,
               const char *sender,
               const char *path,
               const char *interface,
               const char *name,
               GError **error,
               gpointer data)
{
  return g_str_equal (name, "version") ? g_variant_new_uint32 (1) : g_variant_new_boolean (TRUE);
}

static void
asked (GDBusConnection *bus,
       const char *sender,
       const char *path,
       const char *interface,
       const char *method,
       GVariant *parameters,
       GDBusMethodInvocation *invocation,
       gpointer data)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = "";

  g_variant_lookup (options, "handle_token", "&s", &token);
  g_free (desktop.path);
  g_free (desktop.asker);
  desktop.path = g_strdup_printf (PLACE "/request/%s/%s", name, token);
  desktop.asker = g_strdup (sender);
  desktop.n_asked++;
  desktop.request = g_dbus_connection_register_object (
      desktop.bus, desktop.path, g_dbus_node_info_lookup_interface (desktop.node, REQUEST),
      &request_calls, NULL, NULL, NULL);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", desktop.path));
}

static const GDBusInterfaceVTable camera_calls = { asked, read_property, NULL, { 0 } };

static void
answer (guint what)
{
  g_dbus_connection_emit_signal (desktop.bus, desktop.asker, desktop.path, REQUEST, "Response",
                                 g_variant_new ("(u@a{sv})", what, g_variant_new ("a{sv}", NULL)),
                                 NULL);
}

static void
be_desktop (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_assert_no_error (error);
  desktop.bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  desktop.node = g_dbus_node_info_new_for_xml (interfaces, &error);
  g_assert_no_error (error);
  desktop.camera = g_dbus_connection_register_object (
      desktop.bus, PLACE,
      g_dbus_node_info_lookup_interface (desktop.node, "org.freedesktop.portal.Camera"),
      &camera_calls, NULL, NULL, &error);
  g_assert_no_error (error);
  desktop.name = g_bus_own_name_on_connection (desktop.bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, NULL,
                                               NULL, NULL, NULL);
}

static void
set_up (GuiLibrary *library, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  gui_library_set_up (library, data);
  vouch_settings_set (library->workspace, VOUCH_RECORD_KIND_KEY, "picture", &error);
  g_assert_no_error (error);
  desktop.n_asked = desktop.n_closed = 0;
}

static GtkWidget *
show (GuiLibrary *library)
{
  VouchPage *page = vouch_record_page_new (library->workspace, library->content->portfolio, NULL);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  vouch_page_refresh (page);
  return window;
}

static void
spin (guint *counter)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (*counter == 0 && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
  g_assert_cmpuint (*counter, ==, 1);
}

/* The microphone is heard while the person thinks about the camera; a no leads to the sound alone. */
static void
test_denied (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *window = show (library);
  GtkWidget *record;

  gui_walk_wait_for_text (window, "Waiting for this computer to allow the camera");
  gui_walk_wait_for_text (window, "Well heard");
  record = gui_walk_find_button (window, "● Record");
  g_assert_nonnull (record);
  g_assert_false (gtk_widget_is_sensitive (record));
  g_assert_cmpuint (desktop.n_asked, ==, 1);
  g_assert_cmpuint (gui_walk_check_names (window), >, 0);
  answer (1);
  gui_walk_wait_for_text (window, "Vouch may not use the camera");
  g_assert_nonnull (gui_walk_find_button (window, "Try again"));
  g_assert_nonnull (gui_walk_find_button (window, "Record sound alone"));
  gtk_widget_activate_action (gtk_window_get_child (GTK_WINDOW (window)), "record.sound-alone",
                              NULL);
  gui_walk_wait_for_text (window, "Well heard");
  record = gui_walk_find_button (window, "● Record");
  g_assert_true (gtk_widget_is_sensitive (record));
  g_assert_cmpuint (desktop.n_asked, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

/* Whoever leaves does not leave the question behind. */
static void
test_left (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *window = show (library);

  gui_walk_wait_for_text (window, "Waiting for this computer to allow the camera");
  gtk_window_destroy (GTK_WINDOW (window));
  spin (&desktop.n_closed);
  gui_library_settle (library);
}

static void
add (const char *path, void (*func) (GuiLibrary *, gconstpointer))
{
  g_test_add (path, GuiLibrary, NULL, set_up, func, gui_library_tear_down);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("VOUCH_CAPTURE_SOURCE", "sound=tone", TRUE);
  g_setenv ("VOUCH_CAPTURE_PORTAL", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  be_desktop ();
  add ("/record-portal/denied", test_denied);
  add ("/record-portal/left", test_left);
  return g_test_run ();
}
