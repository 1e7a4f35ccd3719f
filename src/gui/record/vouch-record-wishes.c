/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-wishes"

#include "config.h"
#include "vouch-record-wishes.h"

/**
 * vouch_record_wishes_set_device:
 * @self: wishes.
 * @medium: the microphone or the camera.
 * @device: (nullable): id of the device; %NULL for the computer's choice. It may be the one in @self.
 *
 * Wishes a device.
 */
void
vouch_record_wishes_set_device (VouchRecordWishes *self,
                                VouchCaptureMedium medium,
                                const char *device)
{
  if (g_strcmp0 (self->devices[medium], device) == 0)
    return;
  g_free (self->devices[medium]);
  self->devices[medium] = g_strdup (device);
}

/**
 * vouch_record_wishes_copy:
 * @self: wishes.
 * @copy: (out): what to write them into; to be cleared.
 *
 * Keeps what is wished at this moment.
 */
void
vouch_record_wishes_copy (const VouchRecordWishes *self, VouchRecordWishes *copy)
{
  *copy = *self;
  for (guint i = 0; i < G_N_ELEMENTS (self->devices); i++)
    copy->devices[i] = g_strdup (self->devices[i]);
}

/**
 * vouch_record_wishes_want_another:
 * @self: what is wished now.
 * @granted: what was wished when the devices began to be opened.
 * @medium: the microphone or the camera.
 *
 * Returns: whether it was changed meanwhile, and is needed for what is recorded.
 */
gboolean
vouch_record_wishes_want_another (const VouchRecordWishes *self,
                                  const VouchRecordWishes *granted,
                                  VouchCaptureMedium medium)
{
  return g_strcmp0 (self->devices[medium], granted->devices[medium]) != 0 &&
         (medium == VOUCH_CAPTURE_MEDIUM_SOUND || self->kind == VOUCH_CAPTURE_KIND_PICTURE);
}

/**
 * vouch_record_wishes_clear:
 * @self: wishes.
 *
 * Frees what is in them.
 */
void
vouch_record_wishes_clear (VouchRecordWishes *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->devices); i++)
    g_clear_pointer (&self->devices[i], g_free);
}
