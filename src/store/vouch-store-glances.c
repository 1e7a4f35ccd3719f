/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-glances.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-file.h"

/*
 * cache/glances/ab/KEY, where ab are the first two characters of the key. All of it may be deleted at
 * any time; it is made anew. Files appear whole or not at all, but nothing waits for the disk.
 */

/* The largest is a map of the sound of a whole day. */
#define MAX_GLANCE (32 * 1024 * 1024)

static char *
path_of (VouchStore *self, const char *key)
{
  g_autofree char *cache = vouch_store_get_path (self, "cache");
  const char shard[] = { key[0], key[1], '\0' };

  return g_build_filename (cache, "glances", shard, key, NULL);
}

static gboolean
is_key (const char *key)
{
  return strlen (key) > 2 && strlen (key) < 200 && *key != '.' &&
         strspn (key, "0123456789abcdefghijklmnopqrstuvwxyz-._") == strlen (key);
}

/**
 * vouch_store_load_glance:
 * @self: a library.
 * @key: under which it was kept: small letters, digits, `-`, `.` and `_`.
 *
 * Returns: (transfer full) (nullable): what was kept; %NULL when there is nothing, or nothing that can
 *   be read.
 */
GBytes *
vouch_store_load_glance (VouchStore *self, const char *key)
{
  g_autofree char *path = NULL;
  char *data;
  gsize length = 0;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && key != NULL && is_key (key), NULL);

  path = path_of (self, key);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  data = vouch_file_load_small (path, MAX_GLANCE, &length, NULL);
  return data != NULL ? g_bytes_new_take (data, length) : NULL;
}

/**
 * vouch_store_forget_glances:
 * @self: a library.
 * @artifact: a file that is gone, by its SHA-256.
 *
 * Removes what was made of a file to show it: pictures out of it, and how loud it is where. What is
 * removed for good is to be gone.
 */
void
vouch_store_forget_glances (VouchStore *self, const char *artifact)
{
  g_autofree char *cache = vouch_store_get_path (self, "cache");
  g_autofree char *waveform = g_strdup_printf ("%s/%s.peaks", cache, artifact);
  g_autofree char *any = path_of (self, artifact);
  g_autofree char *folder = g_path_get_dirname (any);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, artifact)) {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        g_message ("%s could not be removed", path);
    }
  if (g_unlink (waveform) != 0)
    g_debug ("%s has no waveform of its own", artifact);
}

/**
 * vouch_store_keep_glance:
 * @self: a library.
 * @key: under which to keep it.
 * @bytes: what to keep.
 * @error: %VOUCH_ERROR_NO_SPACE; %VOUCH_ERROR_DEVICE; %VOUCH_ERROR_BUSY in a library that is only
 *   read.
 *
 * Keeps what can be made again at any time.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_store_keep_glance (VouchStore *self, const char *key, GBytes *bytes, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) problem = NULL;
  gsize size = 0;
  const char *data;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && key != NULL && is_key (key), FALSE);

  if (vouch_store_is_read_only (self)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_BUSY,
                         _ ("This library is open to be read only."));
    return FALSE;
  }
  path = path_of (self, key);
  folder = g_path_get_dirname (path);
  data = g_bytes_get_data (bytes, &size);
  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                &problem))
    return TRUE;
  g_set_error (error, VOUCH_ERROR,
               g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? VOUCH_ERROR_NO_SPACE
                                                                           : VOUCH_ERROR_DEVICE,
               /* Translators: %s is a file path. */
               _ ("A small picture could not be kept in %s. It will be made again."), folder);
  return FALSE;
}

typedef struct {
  char *path;
  guint64 size;
  gint64 used;
} Kept;

static void
kept_free (Kept *kept)
{
  g_free (kept->path);
  g_free (kept);
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
  const Kept *one = *(Kept *const *) a, *other = *(Kept *const *) b;

  return (one->used > other->used) - (one->used < other->used);
}

static guint64
list_folder (const char *folder, GPtrArray *all)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint64 sum = 0;

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    GStatBuf status = { 0 };
    Kept *kept;

    if (g_lstat (path, &status) != 0)
      continue;
    if (S_ISDIR (status.st_mode)) {
      sum += list_folder (path, all);
      continue;
    }
    kept = g_new0 (Kept, 1);
    kept->path = g_steal_pointer (&path);
    kept->size = (guint64) status.st_size;
    kept->used = MAX ((gint64) status.st_atime, (gint64) status.st_mtime);
    g_ptr_array_add (all, kept);
    sum += kept->size;
  }
  return sum;
}

/**
 * vouch_store_trim_glances:
 * @self: a library.
 * @most: how many bytes they may take together.
 * @error: what could not be removed.
 *
 * Removes the glances that were not used for longest, until they take three quarters of @most.
 *
 * Returns: whether they take no more than @most now.
 */
gboolean
vouch_store_trim_glances (VouchStore *self, guint64 most, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) kept_free);
  g_autofree char *cache = NULL;
  g_autofree char *folder = NULL;
  guint64 sum;

  g_return_val_if_fail (VOUCH_IS_STORE (self), FALSE);

  cache = vouch_store_get_path (self, "cache");
  folder = g_build_filename (cache, "glances", NULL);
  sum = list_folder (folder, all);
  if (sum <= most)
    return TRUE;
  g_ptr_array_sort (all, compare_use);
  for (guint i = 0; i < all->len && sum > most / 4 * 3; i++) {
    Kept *kept = g_ptr_array_index (all, i);

    if (!vouch_file_remove (kept->path, error))
      return FALSE;
    sum -= kept->size;
  }
  return TRUE;
}
