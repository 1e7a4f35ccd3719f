/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-preview"

#include "config.h"
#include "vouch-record-preview.h"

/* Drawn this often at most: a class is not to hear the fan of a laptop. */
#define DRAW_EVERY_US (G_USEC_PER_SEC / 15)

static gboolean
is_due (gint64 *drawn_us)
{
  gint64 now = g_get_monotonic_time ();

  if (now - *drawn_us < DRAW_EVERY_US)
    return FALSE;
  *drawn_us = now;
  return TRUE;
}

static void
picture_cb (const VouchCapturePicture *picture, gpointer data)
{
  VouchRecordPreview *self = data;
  g_autoptr (GdkTexture) texture = NULL;

  if (!is_due (&self->picture_us))
    return;
  texture =
      gdk_memory_texture_new ((int) picture->width, (int) picture->height,
                              GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, picture->bytes, picture->stride);
  self->func (texture, self->data);
}

/**
 * vouch_record_preview_takes_level:
 * @self: what is shown of a recorder.
 *
 * Returns: whether a level that comes now is to be shown.
 */
gboolean
vouch_record_preview_takes_level (VouchRecordPreview *self)
{
  return is_due (&self->level_us);
}

/**
 * vouch_record_preview_watch:
 * @self: what is shown of a recorder; it stays until @capture is told otherwise.
 * @capture: (nullable): what has its devices open.
 *
 * Has pictures made as long as somebody looks, or none, which costs nothing.
 */
void
vouch_record_preview_watch (VouchRecordPreview *self, VouchCapture *capture)
{
  if (capture != NULL)
    vouch_capture_set_picture_func (capture, self->on ? picture_cb : NULL, self, NULL);
}
