/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-file-keyring"

#include "config.h"
#include "vouch-file-keyring.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-lock.h"

/*
 * Secrets in a file, for computers without a Secret Service. It is a key file of GLib:
 *
 *   [vouch-keyring]
 *   version=1
 *
 *   [secret token]                  one group for each kind
 *   https%3A%2F%2Fissuer.example=…  the name, percent-encoded (RFC 3986), and the secret
 *
 * Invariants:
 *
 * - Only its owner can read it: mode 0600 in a folder of mode 0700. Nothing else protects it.
 * - It lies outside the library folder, so that a copied library carries no token.
 * - It is replaced as a whole, under a lock, since the window and vouchctl may both write.
 * - A file that cannot be read is never overwritten.
 */

#define HEAD_GROUP "vouch-keyring"
#define VERSION 1
#define LOCK_WAIT_MS 5000

struct _VouchFileKeyring {
  GObject parent_instance;

  char *path;
};

static gboolean
save (VouchFileKeyring *self, GKeyFile *secrets, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  gboolean saved;

  g_key_file_set_integer (secrets, HEAD_GROUP, "version", VERSION);
  text = g_key_file_to_data (secrets, &length, NULL);
  saved = vouch_file_replace (self->path, text, length, 0600, error);
  explicit_bzero (text, length);
  return saved;
}

static gboolean
check_version (VouchFileKeyring *self, GKeyFile *secrets, GError **error)
{
  int version = g_key_file_get_integer (secrets, HEAD_GROUP, "version", NULL);

  if (version == VERSION)
    return TRUE;
  if (version > VERSION)
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW,
                 _ ("The file of secrets %s was written by a newer version of Vouch. Nothing was "
                    "changed."),
                 self->path);
  else
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                 _ ("The file of secrets %s is damaged. Move it away and enter your tokens again; "
                    "your portfolios are not affected."),
                 self->path);
  return FALSE;
}

/* The secrets in the file; none when there is no file yet. */
static GKeyFile *
load (VouchFileKeyring *self, GError **error)
{
  g_autoptr (GKeyFile) secrets = g_key_file_new ();
  g_autoptr (GError) cause = NULL;
  GStatBuf info;

  if (g_stat (self->path, &info) == 0 && (info.st_mode & 077) != 0 &&
      g_chmod (self->path, 0600) != 0) {
    vouch_error_set_errno (error, errno, _ ("The file of secrets %s can be read by others"),
                           self->path);
    return NULL;
  }
  if (g_key_file_load_from_file (secrets, self->path, G_KEY_FILE_KEEP_COMMENTS, &cause))
    return check_version (self, secrets, error) ? g_steal_pointer (&secrets) : NULL;
  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&secrets);
  if (cause->domain == G_KEY_FILE_ERROR)
    check_version (self, secrets, error);
  else
    vouch_error_take_gio (error, g_steal_pointer (&cause),
                          _ ("The file of secrets %s could not be read"), self->path);
  return NULL;
}

static char *
group_of (const char *kind)
{
  return g_strconcat ("secret ", kind, NULL);
}

/* A fresh account has not even the XDG folder yet. */
static gboolean
make_folders (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  return make_folders (parent, error) && vouch_file_make_folder (folder, 0700, error);
}

static VouchLock *
lock_file (VouchFileKeyring *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *lock_path = g_strconcat (self->path, ".lock", NULL);

  if (!make_folders (folder, error))
    return NULL;
  return vouch_lock_take (lock_path, LOCK_WAIT_MS, cancellable, error);
}

static gboolean
vouch_file_keyring_store (VouchKeyring *keyring,
                          const char *kind,
                          const char *name,
                          const char *secret,
                          GCancellable *cancellable,
                          GError **error)
{
  VouchFileKeyring *self = VOUCH_FILE_KEYRING (keyring);
  g_autofree char *group = group_of (kind);
  g_autofree char *key = g_uri_escape_string (name, NULL, FALSE);
  g_autoptr (VouchLock) lock = lock_file (self, cancellable, error);
  g_autoptr (GKeyFile) secrets = lock != NULL ? load (self, error) : NULL;

  if (secrets == NULL)
    return FALSE;
  g_key_file_set_string (secrets, group, key, secret);
  return save (self, secrets, error);
}

static char *
vouch_file_keyring_lookup (VouchKeyring *keyring,
                           const char *kind,
                           const char *name,
                           GCancellable *cancellable,
                           GError **error)
{
  VouchFileKeyring *self = VOUCH_FILE_KEYRING (keyring);
  g_autofree char *group = group_of (kind);
  g_autofree char *key = g_uri_escape_string (name, NULL, FALSE);
  g_autoptr (GKeyFile) secrets = load (self, error);
  char *secret;

  if (secrets == NULL)
    return NULL;
  secret = g_key_file_get_string (secrets, group, key, NULL);
  if (secret == NULL)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("This secret is not stored on this computer."));
  return secret;
}

static gboolean
vouch_file_keyring_clear (VouchKeyring *keyring,
                          const char *kind,
                          const char *name,
                          GCancellable *cancellable,
                          GError **error)
{
  VouchFileKeyring *self = VOUCH_FILE_KEYRING (keyring);
  g_autofree char *group = group_of (kind);
  g_autofree char *key = g_uri_escape_string (name, NULL, FALSE);
  g_autoptr (VouchLock) lock = NULL;
  g_autoptr (GKeyFile) secrets = NULL;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return TRUE;
  lock = lock_file (self, cancellable, error);
  secrets = lock != NULL ? load (self, error) : NULL;
  if (secrets == NULL)
    return FALSE;
  return !g_key_file_remove_key (secrets, group, key, NULL) || save (self, secrets, error);
}

static void
vouch_file_keyring_keyring_init (VouchKeyringInterface *iface)
{
  iface->store = vouch_file_keyring_store;
  iface->lookup = vouch_file_keyring_lookup;
  iface->clear = vouch_file_keyring_clear;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchFileKeyring,
                               vouch_file_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VOUCH_TYPE_KEYRING,
                                                      vouch_file_keyring_keyring_init))

static void
vouch_file_keyring_finalize (GObject *object)
{
  VouchFileKeyring *self = VOUCH_FILE_KEYRING (object);

  g_free (self->path);

  G_OBJECT_CLASS (vouch_file_keyring_parent_class)->finalize (object);
}

static void
vouch_file_keyring_class_init (VouchFileKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_file_keyring_finalize;
}

static void
vouch_file_keyring_init (VouchFileKeyring *self)
{
}

/**
 * vouch_file_keyring_new:
 * @path: (type filename): the file; it and its folder are made when the first secret is stored.
 *
 * Returns: (transfer full): a keyring in a file.
 */
VouchKeyring *
vouch_file_keyring_new (const char *path)
{
  VouchFileKeyring *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (VOUCH_TYPE_FILE_KEYRING, NULL);
  self->path = g_strdup (path);
  return VOUCH_KEYRING (self);
}

/**
 * vouch_file_keyring_default_path:
 *
 * Returns: (transfer full) (type filename): `vouch/keyring` in the XDG configuration folder,
 *   which is never inside the library folder of a default set-up.
 */
char *
vouch_file_keyring_default_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "vouch", "keyring", NULL);
}
