/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-error"

#include "config.h"
#include "vouch-error.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/**
 * vouch_error_quark:
 *
 * Returns the error domain of Vouch.
 */
G_DEFINE_QUARK (vouch - error - quark, vouch_error)

/**
 * vouch_error_from_errno:
 * @saved_errno: a value of errno.
 *
 * Translates an operating system error into what the caller can do next.
 */
VouchError
vouch_error_from_errno (int saved_errno)
{
  switch (saved_errno) {
  case ENOENT:
  case ENOTDIR: return VOUCH_ERROR_NOT_FOUND;
  case EEXIST:
  case ENOTEMPTY: return VOUCH_ERROR_CONFLICT;
  case ENOSPC:
  case EDQUOT:
  case EFBIG: return VOUCH_ERROR_NO_SPACE;
  case EAGAIN:
  case EBUSY: return VOUCH_ERROR_BUSY;
  case ECANCELED: return VOUCH_ERROR_CANCELLED;
  case EINVAL:
  case ELOOP:
  case ENAMETOOLONG: return VOUCH_ERROR_INVALID;
  case ECONNREFUSED:
  case ECONNRESET:
  case ENETUNREACH:
  case EHOSTUNREACH:
  case ETIMEDOUT: return VOUCH_ERROR_OFFLINE;
  default: return VOUCH_ERROR_DEVICE;
  }
}

/**
 * vouch_error_from_gio:
 * @error: an error of any domain, as GIO reports it.
 *
 * Translates a GIO error into what the caller can do next; a Vouch error keeps its code.
 */
VouchError
vouch_error_from_gio (const GError *error)
{
  g_return_val_if_fail (error != NULL, VOUCH_ERROR_DEVICE);

  if (error->domain == VOUCH_ERROR)
    return (VouchError) error->code;
  if (error->domain != G_IO_ERROR)
    return VOUCH_ERROR_DEVICE;

  switch (error->code) {
  case G_IO_ERROR_NOT_FOUND:
  case G_IO_ERROR_NOT_DIRECTORY: return VOUCH_ERROR_NOT_FOUND;
  case G_IO_ERROR_EXISTS:
  case G_IO_ERROR_NOT_EMPTY: return VOUCH_ERROR_CONFLICT;
  case G_IO_ERROR_NO_SPACE: return VOUCH_ERROR_NO_SPACE;
  case G_IO_ERROR_CANCELLED: return VOUCH_ERROR_CANCELLED;
  case G_IO_ERROR_BUSY:
  case G_IO_ERROR_WOULD_BLOCK: return VOUCH_ERROR_BUSY;
  case G_IO_ERROR_INVALID_DATA:
  case G_IO_ERROR_TOO_MANY_LINKS:
  case G_IO_ERROR_INVALID_ARGUMENT:
  case G_IO_ERROR_INVALID_FILENAME: return VOUCH_ERROR_INVALID;
  case G_IO_ERROR_TIMED_OUT:
  case G_IO_ERROR_CONNECTION_REFUSED:
  case G_IO_ERROR_HOST_UNREACHABLE:
  case G_IO_ERROR_NETWORK_UNREACHABLE:
  case G_IO_ERROR_HOST_NOT_FOUND:
  case G_IO_ERROR_NOT_CONNECTED:
  case G_IO_ERROR_BROKEN_PIPE: return VOUCH_ERROR_OFFLINE;
  default: return VOUCH_ERROR_DEVICE;
  }
}

/* What is safe and what to do, where the reason alone does not say it. */
static const char *
advise (int saved_errno)
{
  switch (saved_errno) {
  case EACCES:
  case EPERM:
  case EROFS: return _ (". What is there is safe. Allow writing to it, then try again.");
  case ENOSPC:
  case EDQUOT: return _ (". What was saved before is safe. Make room, then try again.");
  case EIO: return _ (". What was saved before is safe. See whether the disk is still connected.");
  default: return "";
  }
}

/**
 * vouch_error_set_errno:
 * @error: where to put the error.
 * @saved_errno: a value of errno.
 * @format: what was being done, in plain words.
 *
 * Reports an operating system failure: the words, a colon, and the system's reason.
 */
void
vouch_error_set_errno (GError **error, int saved_errno, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, VOUCH_ERROR, vouch_error_from_errno (saved_errno), "%s: %s%s", what,
               g_strerror (saved_errno), advise (saved_errno));
}

/**
 * vouch_error_take_gio:
 * @error: where to put the error.
 * @gio_error: (transfer full): the error underneath.
 * @format: what was being done, in plain words.
 *
 * Reports a GIO failure in our own domain: the words, a colon, and the reason underneath.
 */
void
vouch_error_take_gio (GError **error, GError *gio_error, const char *format, ...)
{
  g_autoptr (GError) owned = gio_error;
  g_autofree char *what = NULL;
  va_list args;

  g_return_if_fail (gio_error != NULL);

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, VOUCH_ERROR, vouch_error_from_gio (owned), "%s: %s", what, owned->message);
}
