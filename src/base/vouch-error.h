/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_ERROR (vouch_error_quark ())

/**
 * VouchError:
 * @VOUCH_ERROR_NOT_FOUND: what was named does not exist.
 * @VOUCH_ERROR_INVALID: the input breaks its format or a rule; the message names the place.
 * @VOUCH_ERROR_CONFLICT: somebody else changed it meanwhile, or it exists already.
 * @VOUCH_ERROR_NO_SPACE: the disk or the quota is full.
 * @VOUCH_ERROR_CORRUPT: stored bytes are not what was written.
 * @VOUCH_ERROR_TOO_NEW: written by a newer version of Vouch; nothing was changed.
 * @VOUCH_ERROR_OFFLINE: no answer from the other side; trying again later may help.
 * @VOUCH_ERROR_REJECTED: the other side understood and said no.
 * @VOUCH_ERROR_DEVICE: a device, helper program or file system failed.
 * @VOUCH_ERROR_BUSY: somebody else holds the lock.
 * @VOUCH_ERROR_CANCELLED: the person stopped it.
 * @VOUCH_ERROR_NOT_READY: something is still missing before this may be done.
 *
 * What a caller can do next; the words for people are in the message.
 */
typedef enum {
  VOUCH_ERROR_NOT_FOUND,
  VOUCH_ERROR_INVALID,
  VOUCH_ERROR_CONFLICT,
  VOUCH_ERROR_NO_SPACE,
  VOUCH_ERROR_CORRUPT,
  VOUCH_ERROR_TOO_NEW,
  VOUCH_ERROR_OFFLINE,
  VOUCH_ERROR_REJECTED,
  VOUCH_ERROR_DEVICE,
  VOUCH_ERROR_BUSY,
  VOUCH_ERROR_CANCELLED,
  VOUCH_ERROR_NOT_READY,
} VouchError;

GQuark vouch_error_quark (void);
VouchError vouch_error_from_errno (int saved_errno);
VouchError vouch_error_from_gio (const GError *error);
void vouch_error_set_errno (GError **error, int saved_errno, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void vouch_error_take_gio (GError **error, GError *gio_error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS
