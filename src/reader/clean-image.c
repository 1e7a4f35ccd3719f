/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "clean-image"

#include "config.h"
#include "clean-image.h"

#include "reader-image.h"

/* Good enough that nobody sees a difference, and close to the size that phones write. */
#define JPEG_QUALITY "92"

/**
 * clean_image:
 * @bytes: a picture.
 * @format: `jpg` or `png`, the format of the copy.
 * @error: why it cannot be decoded, in the decoder's words.
 *
 * Paints the picture anew, turned as it is meant to be seen. Nothing but its pixels survives: no EXIF
 * and its thumbnail, no XMP, no texts, no colour profile, which may carry the name of a screen's owner.
 *
 * Returns: (transfer full) (nullable): the copy.
 */
GBytes *
clean_image (GBytes *bytes, const char *format, GError **error)
{
  gboolean jpeg = g_str_equal (format, "jpg");
  g_autoptr (GdkPixbuf) decoded = reader_image_decode (bytes, error);
  g_autoptr (GdkPixbuf) bare = NULL;
  g_autofree char *buffer = NULL;
  gsize size = 0;

  if (decoded == NULL)
    return NULL;
  /* A pixel buffer keeps options from its file, which the PNG writer could take over. */
  bare = gdk_pixbuf_new_from_data (
      gdk_pixbuf_read_pixels (decoded), GDK_COLORSPACE_RGB, gdk_pixbuf_get_has_alpha (decoded),
      gdk_pixbuf_get_bits_per_sample (decoded), gdk_pixbuf_get_width (decoded),
      gdk_pixbuf_get_height (decoded), gdk_pixbuf_get_rowstride (decoded), NULL, NULL);
  if (!gdk_pixbuf_save_to_buffer (bare, &buffer, &size, jpeg ? "jpeg" : "png", error,
                                  jpeg ? "quality" : "compression", jpeg ? JPEG_QUALITY : "6",
                                  NULL))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&buffer), size);
}
