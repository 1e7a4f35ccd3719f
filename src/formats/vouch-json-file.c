/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json-file"

#include "config.h"
#include "vouch-json-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "vouch-error.h"

static gboolean
check_size (const char *name, guint64 size, gsize most, GError **error)
{
  g_autofree char *has = NULL;
  g_autofree char *may = NULL;

  if (size <= most)
    return TRUE;
  has = g_format_size (size);
  may = g_format_size (most);
  /* Translators: a file name, then two sizes such as "200 MB" and "16 MB". */
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("%s: the file has %s; a file of this kind may have at most %s."), name, has, may);
  return FALSE;
}

static GBytes *
read_whole (int fd, const char *name, gsize size, GError **error)
{
  g_autofree char *data = g_malloc (size + 1);
  gsize filled = 0;

  /* One byte more than the size, to notice a file that grows meanwhile. */
  while (filled <= size) {
    gssize n = read (fd, data + filled, size + 1 - filled);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      vouch_error_set_errno (error, errno, _ ("%s could not be read"), name);
      return NULL;
    }
    if (n == 0)
      break;
    filled += (gsize) n;
  }
  if (filled != size) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                 _ ("%s was changed while it was read. Please try again."), name);
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

/**
 * vouch_json_load_file:
 * @path: (type filename): a file.
 * @limits: (nullable): its max_bytes is asked before anything is read; %NULL for the default.
 * @error: %VOUCH_ERROR_INVALID if it is too large or not a regular file; the system's reason if it
 *   cannot be read.
 *
 * Reads a file that is said to be JSON, without looking inside. A device or a pipe is refused
 * without waiting for it.
 *
 * Returns: (transfer full) (nullable): its bytes.
 */
GBytes *
vouch_json_load_file (const char *path, const VouchJsonLimits *limits, GError **error)
{
  gsize most =
      limits != NULL && limits->max_bytes > 0 ? limits->max_bytes : VOUCH_JSON_DEFAULT_MAX_BYTES;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  struct stat status;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_name (path);
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) {
    vouch_error_set_errno (error, errno, _ ("%s could not be opened"), name);
    return NULL;
  }
  if (fstat (fd, &status) != 0)
    vouch_error_set_errno (error, errno, _ ("%s could not be looked at"), name);
  else if (!S_ISREG (status.st_mode))
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("%s is not a file."), name);
  else if (check_size (name, (guint64) status.st_size, most, error))
    bytes = read_whole (fd, name, (gsize) status.st_size, error);
  close (fd);
  return g_steal_pointer (&bytes);
}
