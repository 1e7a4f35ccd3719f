/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-secret-keyring"

#include "config.h"
#include "vouch-secret-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "vouch-error.h"

/**
 * VouchSecretKeyring:
 *
 * The keyring of the desktop, through libsecret. Where there was no service at first, secrets were
 * kept in a file; such an older keyring is still asked for what this one does not have, and
 * loses a secret once this one has it.
 */
struct _VouchSecretKeyring {
  GObject parent_instance;

  VouchKeyring *older; /* (nullable) */
};

static const SecretSchema *
get_schema (void)
{
  static const SecretSchema schema = {
    .name = APP_ID ".Secret",
    .flags = SECRET_SCHEMA_NONE,
    .attributes = {
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
    },
  };

  return &schema;
}

/* A locked or silent keyring is a device that does not work now; the words underneath help. */
static void
take_error (GError **error, GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED,
                         _ ("The keyring was not asked any further. Nothing was changed."));
  else
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                 /* Translators: %s is the system's reason. */
                 _ ("This computer's keyring did not answer or is locked. Unlock it and try "
                    "again. (%s)"),
                 cause->message);
  g_error_free (cause);
}

static char *
make_label (const char *kind, const char *name)
{
  if (strcmp (kind, VOUCH_KEYRING_KIND_IDENTITY) == 0)
    /* Translators: the name of an entry in the computer's keyring. */
    return g_strdup (_ ("Vouch: key of your identity"));
  /* Translators: the name of an entry in the computer's keyring; %s is an issuer. */
  return g_strdup_printf (_ ("Vouch: token for %s"), name);
}

static gboolean
vouch_secret_keyring_store (VouchKeyring *keyring,
                            const char *kind,
                            const char *name,
                            const char *secret,
                            GCancellable *cancellable,
                            GError **error)
{
  VouchSecretKeyring *self = VOUCH_SECRET_KEYRING (keyring);
  g_autofree char *label = make_label (kind, name);
  GError *cause = NULL;

  if (!secret_password_store_sync (get_schema (), SECRET_COLLECTION_DEFAULT, label, secret,
                                   cancellable, &cause, "kind", kind, "name", name, NULL)) {
    take_error (error, cause);
    return FALSE;
  }
  return self->older == NULL || vouch_keyring_clear (self->older, kind, name, cancellable, error);
}

static char *
vouch_secret_keyring_lookup (VouchKeyring *keyring,
                             const char *kind,
                             const char *name,
                             GCancellable *cancellable,
                             GError **error)
{
  VouchSecretKeyring *self = VOUCH_SECRET_KEYRING (keyring);
  GError *cause = NULL;
  char *found = secret_password_lookup_sync (get_schema (), cancellable, &cause, "kind", kind,
                                             "name", name, NULL);
  char *secret;

  if (cause != NULL) {
    take_error (error, cause);
    return NULL;
  }
  if (found == NULL && self->older != NULL)
    return vouch_keyring_lookup (self->older, kind, name, cancellable, error);
  if (found == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("This secret is not stored on this computer."));
    return NULL;
  }
  secret = g_strdup (found);
  secret_password_free (found);
  return secret;
}

static gboolean
vouch_secret_keyring_clear (VouchKeyring *keyring,
                            const char *kind,
                            const char *name,
                            GCancellable *cancellable,
                            GError **error)
{
  VouchSecretKeyring *self = VOUCH_SECRET_KEYRING (keyring);
  GError *cause = NULL;

  secret_password_clear_sync (get_schema (), cancellable, &cause, "kind", kind, "name", name, NULL);
  if (cause != NULL) {
    take_error (error, cause);
    return FALSE;
  }
  return self->older == NULL || vouch_keyring_clear (self->older, kind, name, cancellable, error);
}

static void
vouch_secret_keyring_keyring_init (VouchKeyringInterface *iface)
{
  iface->store = vouch_secret_keyring_store;
  iface->lookup = vouch_secret_keyring_lookup;
  iface->clear = vouch_secret_keyring_clear;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchSecretKeyring,
                               vouch_secret_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VOUCH_TYPE_KEYRING,
                                                      vouch_secret_keyring_keyring_init))

static void
vouch_secret_keyring_dispose (GObject *object)
{
  VouchSecretKeyring *self = VOUCH_SECRET_KEYRING (object);

  g_clear_object (&self->older);

  G_OBJECT_CLASS (vouch_secret_keyring_parent_class)->dispose (object);
}

static void
vouch_secret_keyring_class_init (VouchSecretKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_secret_keyring_dispose;
}

static void
vouch_secret_keyring_init (VouchSecretKeyring *self)
{
}

/**
 * vouch_secret_keyring_new:
 * @older: (nullable): a keyring that may still have secrets from an earlier time.
 *
 * Returns: (transfer full): the keyring of the desktop.
 */
VouchKeyring *
vouch_secret_keyring_new (VouchKeyring *older)
{
  VouchSecretKeyring *self;

  g_return_val_if_fail (older == NULL || VOUCH_IS_KEYRING (older), NULL);

  self = g_object_new (VOUCH_TYPE_SECRET_KEYRING, NULL);
  g_set_object (&self->older, older);
  return VOUCH_KEYRING (self);
}

/* The session's bus on a connection of our own; the shared one would outlive a change of address. */
static GDBusConnection *
connect_to_bus (GCancellable *cancellable)
{
  g_autofree char *address =
      g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, cancellable, NULL);

  if (address == NULL)
    return NULL;
  return g_dbus_connection_new_for_address_sync (address,
                                                 G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                 NULL, cancellable, NULL);
}

/**
 * vouch_secret_keyring_is_available:
 * @wait_ms: how long to wait for the service's answer, in milliseconds.
 * @cancellable: (nullable): stops the wait.
 *
 * Asks the Secret Service for its default collection, starting the service when it can be started.
 * A service without one would have to ask the person for a new password; it counts as absent.
 *
 * Returns: whether secrets can be kept there.
 */
gboolean
vouch_secret_keyring_is_available (guint wait_ms, GCancellable *cancellable)
{
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) answer = NULL;
  const char *collection = NULL;

  /* libsecret keeps secrets in a file of its own then and needs no service. */
  if (g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0)
    return TRUE;
  bus = connect_to_bus (cancellable);
  if (bus != NULL)
    answer = g_dbus_connection_call_sync (
        bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service", "ReadAlias", g_variant_new ("(s)", "default"),
        G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, (int) wait_ms, cancellable, NULL);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(&o)", &collection);
  return strcmp (collection, "/") != 0;
}
