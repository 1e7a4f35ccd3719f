/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "render-image"

#include "config.h"
#include "render-image.h"

#include <glib/gi18n-lib.h>

#include "reader-image.h"

/* (c × a + 127) / 255, rounded. */
static guint8
premultiply (guint8 color, guint8 alpha)
{
  return (guint8) ((color * alpha + 127) / 255);
}

static GBytes *
to_pixels (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *source = gdk_pixbuf_read_pixels (pixbuf);
  guint8 *pixels = g_malloc ((gsize) width * (gsize) height * 4);
  guint8 *to = pixels;

  for (int y = 0; y < height; y++) {
    const guint8 *from = source + (gsize) y * stride;

    for (int x = 0; x < width; x++, from += channels, to += 4) {
      guint8 alpha = channels == 4 ? from[3] : 255;

      to[0] = alpha == 255 ? from[2] : premultiply (from[2], alpha);
      to[1] = alpha == 255 ? from[1] : premultiply (from[1], alpha);
      to[2] = alpha == 255 ? from[0] : premultiply (from[0], alpha);
      to[3] = alpha;
    }
  }
  return g_bytes_new_take (pixels, (gsize) width * (gsize) height * 4);
}

/**
 * render_image:
 * @input: a picture.
 * @wish: how large it may be.
 *
 * Returns: (transfer full) (nullable): its pixels, or NULL for a form that pictures do not have.
 */
VouchGlance *
render_image (ReaderInput *input, const VouchGlanceWish *wish)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) error = NULL;
  VouchGlanceShape shape = { .whole_width = wish->width,
                             .whole_height = wish->height,
                             .duration_ms = -1 };

  if (wish->form != VOUCH_GLANCE_FORM_PICTURE)
    return NULL;
  bytes = reader_input_load (input, READER_MAX_IMAGE_BYTES);
  if (bytes == NULL)
    return vouch_glance_new_problem (_ ("This picture is too large to be shown here."));
  pixbuf = reader_image_decode_within (bytes, &shape.whole_width, &shape.whole_height, &error);
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE))
    return vouch_glance_new_problem (
        _ ("This computer cannot open pictures of this kind. Save the picture as JPEG or PNG."));
  if (pixbuf == NULL)
    return vouch_glance_new_problem (
        _ ("This picture is damaged and cannot be shown. Copy it again from where it came from."));
  pixels = to_pixels (pixbuf);
  shape.width = gdk_pixbuf_get_width (pixbuf);
  shape.height = gdk_pixbuf_get_height (pixbuf);
  return vouch_glance_new (&shape, pixels);
}
