/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-keyring"

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "vouch-error.h"
#include "vouch-file-keyring.h"
#include "vouch-keyring-choose.h"
#include "vouch-secret-keyring.h"

#define TOKEN VOUCH_KEYRING_KIND_TOKEN
#define IDENTITY VOUCH_KEYRING_KIND_IDENTITY

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("vouch-keyring-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "below", "deeper", "keyring", NULL);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      remove_folder (path);
    else
      g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
store (VouchKeyring *keyring, const char *kind, const char *name, const char *secret)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vouch_keyring_store (keyring, kind, name, secret, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_secret (VouchKeyring *keyring, const char *kind, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = vouch_keyring_lookup (keyring, kind, name, NULL, &error);

  g_assert_cmpstr (secret, ==, expected);
  if (expected == NULL)
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  else
    g_assert_no_error (error);
  vouch_keyring_secret_free (secret);
}

/* What every keyring must do. */
static void
exercise (VouchKeyring *keyring)
{
  static const char name[] = "https://issuer.example/a=b[c]";
  g_autoptr (GError) error = NULL;

  assert_secret (keyring, TOKEN, name, NULL);
  store (keyring, TOKEN, name, "first");
  store (keyring, TOKEN, name, " two\nlines\\ and ümlaut ");
  store (keyring, TOKEN, "other", "3");
  store (keyring, IDENTITY, name, "key");
  assert_secret (keyring, TOKEN, name, " two\nlines\\ and ümlaut ");
  assert_secret (keyring, TOKEN, "other", "3");
  assert_secret (keyring, IDENTITY, name, "key");
  assert_secret (keyring, IDENTITY, "other", NULL);

  g_assert_true (vouch_keyring_clear (keyring, TOKEN, name, NULL, &error));
  g_assert_true (vouch_keyring_clear (keyring, TOKEN, name, NULL, &error));
  g_assert_no_error (error);
  assert_secret (keyring, TOKEN, name, NULL);
  assert_secret (keyring, IDENTITY, name, "key");
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  VouchKeyring *keyring = vouch_file_keyring_new (fixture->path);
  g_autoptr (VouchKeyring) again = vouch_file_keyring_new (fixture->path);
  GStatBuf info;

  g_assert_true (vouch_keyring_clear (keyring, TOKEN, "any", NULL, NULL));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  exercise (keyring);
  assert_secret (again, TOKEN, "other", "3");
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_finalize_object (keyring);
}

static void
test_file_is_made_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VouchKeyring) keyring = vouch_file_keyring_new (fixture->path);
  GStatBuf info;

  store (keyring, TOKEN, "a", "1");
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  assert_secret (keyring, TOKEN, "a", "1");
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_file_damaged (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text;
    int code;
  } cases[] = {
    { "nonsense", VOUCH_ERROR_CORRUPT },
    { "", VOUCH_ERROR_CORRUPT },
    { "[other]\nversion=1\n", VOUCH_ERROR_CORRUPT },
    { "[vouch-keyring]\nversion=2\n", VOUCH_ERROR_TOO_NEW },
  };
  g_autoptr (VouchKeyring) keyring = vouch_file_keyring_new (fixture->path);

  store (keyring, TOKEN, "a", "1");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *after = NULL;

    g_assert_true (g_file_set_contents (fixture->path, cases[i].text, -1, NULL));
    g_assert_null (vouch_keyring_lookup (keyring, TOKEN, "a", NULL, &error));
    g_assert_error (error, VOUCH_ERROR, cases[i].code);
    g_clear_error (&error);
    g_assert_false (vouch_keyring_store (keyring, TOKEN, "a", "2", NULL, &error));
    g_assert_error (error, VOUCH_ERROR, cases[i].code);
    g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
    g_assert_cmpstr (after, ==, cases[i].text);
  }
}

static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VouchKeyring) keyring = vouch_file_keyring_new (fixture->path);
  g_autofree char *secret = g_strnfill (VOUCH_KEYRING_MAX_SECRET + 1, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_false (vouch_keyring_store (keyring, TOKEN, "a", secret, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  secret[VOUCH_KEYRING_MAX_SECRET] = '\0';
  store (keyring, TOKEN, "a", secret);
  assert_secret (keyring, TOKEN, "a", secret);
}

/*
 * The rest runs in a process of its own each, since libsecret and GLib remember the environment.
 * The file back end of libsecret 0.20 forgets to free the entity tag of each file it writes, in a
 * stack that no suppression can name; so leaks are not looked for there.
 */
static void
run_in_subprocess (const char *path)
{
  g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_test_trap_subprocess (path, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
use_libsecret_file (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "libsecret", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "only for this test", TRUE);
}

static void
test_secret_subprocess (Fixture *fixture, gconstpointer data)
{
  VouchKeyring *keyring;

  use_libsecret_file (fixture);
  keyring = vouch_secret_keyring_new (NULL);
  exercise (keyring);
  g_assert_finalize_object (keyring);
}

static void
test_secret (void)
{
  run_in_subprocess ("/keyring/secret/subprocess");
}

/* A secret from the time without a service is found, and moves over when it is stored anew. */
static void
test_older_subprocess (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VouchKeyring) older = vouch_file_keyring_new (fixture->path);
  g_autoptr (VouchKeyring) keyring = NULL;

  store (older, TOKEN, "a", "1");
  store (older, TOKEN, "b", "2");
  use_libsecret_file (fixture);
  keyring = vouch_secret_keyring_new (older);
  assert_secret (keyring, TOKEN, "a", "1");
  store (keyring, TOKEN, "a", "new");
  assert_secret (keyring, TOKEN, "a", "new");
  assert_secret (older, TOKEN, "a", NULL);
  g_assert_true (vouch_keyring_clear (keyring, TOKEN, "b", NULL, NULL));
  assert_secret (older, TOKEN, "b", NULL);
}

static void
test_older (void)
{
  run_in_subprocess ("/keyring/older/subprocess");
}

static void
test_choose_by_wish (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wish = g_strconcat ("file:", fixture->path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchKeyring) keyring = NULL;

  g_setenv ("VOUCH_KEYRING", wish, TRUE);
  keyring = vouch_keyring_choose (NULL, &error);
  g_assert_no_error (error);
  g_assert_true (VOUCH_IS_FILE_KEYRING (keyring));
  store (keyring, TOKEN, "a", "1");
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_setenv ("VOUCH_KEYRING", "file:relative", TRUE);
  g_assert_null (vouch_keyring_choose (NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_unsetenv ("VOUCH_KEYRING");
}

static void
test_choose_without_bus (void)
{
  g_autoptr (VouchKeyring) keyring = NULL;

  g_unsetenv ("VOUCH_KEYRING");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  keyring = vouch_keyring_choose (NULL, NULL);
  g_assert_true (VOUCH_IS_FILE_KEYRING (keyring));
}

static const char introspection[] =
    "<node><interface name='org.freedesktop.Secret.Service'>"
    "<method name='ReadAlias'><arg type='s' direction='in'/><arg type='o' direction='out'/>"
    "</method></interface></node>";

/* Answers with the object path in @data, or never when that is NULL. */
static void
read_alias (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer data)
{
  if (data != NULL)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", data));
  else
    g_object_unref (invocation);
}

static gpointer
run_loop (gpointer loop)
{
  g_main_loop_run (loop);
  return NULL;
}

/* Whether a service on a bus of its own that answers in this way counts as available. */
static gboolean
ask_service (const char *collection, guint wait_ms)
{
  static const GDBusInterfaceVTable vtable = { .method_call = read_alias };
  g_autoptr (GTestDBus) daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  GDBusConnection *bus;
  GThread *thread;
  gboolean available;

  g_test_dbus_up (daemon);
  bus = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (daemon),
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (bus, "/org/freedesktop/secrets", node->interfaces[0], &vtable,
                                     (gpointer) collection, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, 5000, NULL, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("service", run_loop, loop);
  available = vouch_secret_keyring_is_available (wait_ms, NULL);
  g_main_loop_quit (loop);
  g_thread_join (thread);
  g_dbus_connection_close_sync (bus, NULL, NULL);
  g_object_unref (bus);
  g_test_dbus_down (daemon);
  return available;
}

static void
test_choose_services_subprocess (void)
{
  gint64 start;

  g_unsetenv ("SECRET_BACKEND");
  g_assert_true (ask_service ("/org/freedesktop/secrets/collection/login", 5000));
  g_assert_false (ask_service ("/", 5000));
  start = g_get_monotonic_time ();
  g_assert_false (ask_service (NULL, 200));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_choose_services (void)
{
  run_in_subprocess ("/keyring/choose/services/subprocess");
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/keyring/file", test_file);
  add ("/keyring/file/is-made-private", test_file_is_made_private);
  add ("/keyring/file/damaged", test_file_damaged);
  add ("/keyring/too-long", test_too_long);
  g_test_add_func ("/keyring/secret", test_secret);
  add ("/keyring/secret/subprocess", test_secret_subprocess);
  g_test_add_func ("/keyring/older", test_older);
  add ("/keyring/older/subprocess", test_older_subprocess);
  add ("/keyring/choose/by-wish", test_choose_by_wish);
  g_test_add_func ("/keyring/choose/without-bus", test_choose_without_bus);
  g_test_add_func ("/keyring/choose/services", test_choose_services);
  g_test_add_func ("/keyring/choose/services/subprocess", test_choose_services_subprocess);
  return g_test_run ();
}
