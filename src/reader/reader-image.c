/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-image"

#include "config.h"
#include "reader-image.h"

#include <gexiv2/gexiv2.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "reader-image-file.h"
#include "reader-report.h"
#include "reader-watchdog.h"

/* 250 million pixels are more than any camera gives and less than the memory bound. */
#define MAX_PIXELS ((gint64) 250 * 1000 * 1000)
#define PIECE (256 * 1024)

typedef struct {
  gboolean too_large;
  int max_width; /* 0 for no bound */
  int max_height;
  int width; /* as in the file */
  int height;
} Size;

static double
fit (int width, int height, int max_width, int max_height)
{
  return MIN (1.0, MIN ((double) max_width / width, (double) max_height / height));
}

/* Decoding small saves most of the time, but how the picture is turned is known only afterwards. */
static void
on_size (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Size *size = user_data;
  double scale = 1;

  size->width = width;
  size->height = height;
  if (width < 1 || height < 1)
    return;
  size->too_large = (gint64) width * height > MAX_PIXELS;
  if (size->max_width > 0)
    scale = MAX (fit (width, height, size->max_width, size->max_height),
                 fit (height, width, size->max_width, size->max_height));
  if (size->too_large)
    gdk_pixbuf_loader_set_size (loader, 1, 1);
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)),
                                MAX (1, (int) (height * scale)));
}

static gboolean
feed (GdkPixbufLoader *loader, GBytes *bytes, const Size *bound, GError **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize done = 0; done < size && !bound->too_large; done += PIECE) {
    if (!gdk_pixbuf_loader_write (loader, data + done, MIN (PIECE, size - done), error))
      return FALSE;
    reader_watchdog_tick ();
  }
  return TRUE;
}

static GdkPixbuf *
decode (GBytes *bytes, Size *size, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean fed = FALSE;
  GdkPixbuf *pixbuf = NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size), size);
  fed = feed (loader, bytes, size, error);
  fed = gdk_pixbuf_loader_close (loader, fed ? error : NULL) && fed;
  pixbuf = fed && !size->too_large ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf != NULL)
    return gdk_pixbuf_apply_embedded_orientation (pixbuf);
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY,
                         "Too large");
  return NULL;
}

/**
 * reader_image_decode:
 * @bytes: an image file.
 * @error: why it cannot be decoded, in the decoder's words.
 *
 * Returns: (transfer full) (nullable): the picture as it is meant to be seen, that is turned.
 */
GdkPixbuf *
reader_image_decode (GBytes *bytes, GError **error)
{
  Size size = { 0 };

  return decode (bytes, &size, error);
}

/**
 * reader_image_decode_within:
 * @bytes: an image file.
 * @width: (inout): the most pixels in a row; then the width of the whole picture.
 * @height: (inout): the most rows; then its height.
 * @error: why it cannot be decoded, in the decoder's words.
 *
 * Returns: (transfer full) (nullable): the picture as it is meant to be seen, made to fit.
 */
GdkPixbuf *
reader_image_decode_within (GBytes *bytes, int *width, int *height, GError **error)
{
  Size size = { .max_width = *width, .max_height = *height };
  g_autoptr (GdkPixbuf) pixbuf = decode (bytes, &size, error);
  gboolean turned = FALSE;
  double scale = 1;

  if (pixbuf == NULL)
    return NULL;
  /* Rounding aside, a picture that lies the other way now than in its file was turned. */
  turned = (gdk_pixbuf_get_width (pixbuf) > gdk_pixbuf_get_height (pixbuf)) !=
           (size.width > size.height);
  *width = turned ? size.height : size.width;
  *height = turned ? size.width : size.height;
  scale = fit (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf), size.max_width,
               size.max_height);
  if (scale == 1)
    return g_steal_pointer (&pixbuf);
  return gdk_pixbuf_scale_simple (pixbuf, MAX (1, (int) (gdk_pixbuf_get_width (pixbuf) * scale)),
                                  MAX (1, (int) (gdk_pixbuf_get_height (pixbuf) * scale)),
                                  GDK_INTERP_BILINEAR);
}

/* Whether a tag only describes the picture or the lens. */
static gboolean
is_technical (const char *tag)
{
  static const char *const parts[] = { "DateTime",    "Date",
                                       "Thumbnail.",  "Image.ImageDescription.",
                                       "ImageWidth",  "ImageLength",
                                       "Orientation", NULL };

  for (gsize i = 0; parts[i] != NULL; i++)
    if (strstr (tag, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
report_tags (GExiv2Metadata *metadata, char **tags, VouchFacts *facts)
{
  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++) {
    g_autofree char *value = NULL;
    const char *last = strrchr (tags[i], '.') != NULL ? strrchr (tags[i], '.') + 1 : tags[i];
    const char *key = strstr (tags[i], "GPSInfo") != NULL ? "gps" : reader_report_key_for (last);

    if (key == NULL || is_technical (tags[i]) || g_str_equal (last, "GPSTag"))
      continue;
    value = gexiv2_metadata_try_get_tag_interpreted_string (metadata, tags[i], NULL);
    /* A list of titles in languages begins with its language. */
    if (value != NULL && g_str_has_prefix (value, "lang="))
      reader_report_identifier (facts, key, strchr (value, ' '));
    else
      reader_report_identifier (facts, key, value);
  }
}

static void
report_day (GExiv2Metadata *metadata, VouchFacts *facts)
{
  static const char *const tags[] = { "Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized",
                                      "Exif.Image.DateTime", "Xmp.exif.DateTimeOriginal" };

  for (gsize i = 0;
       vouch_facts_get_capture_day (facts) == VOUCH_DAY_NONE && i < G_N_ELEMENTS (tags); i++) {
    g_autofree char *text = gexiv2_metadata_try_get_tag_string (metadata, tags[i], NULL);

    reader_report_date (facts, text);
  }
}

/**
 * reader_image_report_metadata:
 * @bytes: an image file.
 * @facts: receives the day it was taken and everything that could tell who took it.
 *
 * Reports EXIF, IPTC and XMP data.
 */
void
reader_image_report_metadata (GBytes *bytes, VouchFacts *facts)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_auto (GStrv) exif = NULL;
  g_auto (GStrv) iptc = NULL;
  g_auto (GStrv) xmp = NULL;
  g_autofree char *comment = NULL;
  g_autofree guint8 *thumbnail = NULL;
  int thumbnail_size = 0;
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (!gexiv2_metadata_open_buf (metadata, data, (glong) size, NULL))
    return;
  exif = gexiv2_metadata_get_exif_tags (metadata);
  iptc = gexiv2_metadata_get_iptc_tags (metadata);
  xmp = gexiv2_metadata_get_xmp_tags (metadata);
  report_tags (metadata, exif, facts);
  report_tags (metadata, iptc, facts);
  report_tags (metadata, xmp, facts);
  comment = gexiv2_metadata_try_get_comment (metadata, NULL);
  reader_report_identifier (facts, "comment", comment);
  if (gexiv2_metadata_get_exif_thumbnail (metadata, &thumbnail, &thumbnail_size) &&
      thumbnail_size > 0)
    reader_report_identifier (facts, "thumbnail", _ ("a small copy of the picture"));
  report_day (metadata, facts);
}

/**
 * reader_image_measure:
 * @input: the file.
 * @type: what it is.
 * @facts: receives what was found.
 *
 * Measures a picture by decoding all of it.
 */
void
reader_image_measure (ReaderInput *input, const ReaderType *type, VouchFacts *facts)
{
  g_autoptr (GBytes) bytes = reader_input_load (input, READER_MAX_IMAGE_BYTES);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) gdk_error = NULL;

  if (bytes == NULL) {
    reader_report_unreadable (facts, _ ("This picture is too large to be opened."));
    return;
  }
  if (g_str_equal (type->format, "png"))
    reader_image_file_check_png (bytes, facts);
  else if (g_str_equal (type->format, "jpg"))
    reader_image_file_check_jpeg (bytes, facts);
  /* The C interface of Exiv2 lets some errors of its own, about broken files, end the program. */
  if (vouch_facts_get_readable_to_end (facts))
    reader_image_report_metadata (bytes, facts);

  pixbuf = reader_image_decode (bytes, &gdk_error);
  if (pixbuf != NULL)
    vouch_facts_set_dimensions (facts, gdk_pixbuf_get_width (pixbuf),
                                gdk_pixbuf_get_height (pixbuf));
  else if (g_error_matches (gdk_error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE))
    reader_report_unreadable (facts, _ ("This computer cannot open pictures of this kind. Save the "
                                        "picture as JPEG or PNG."));
  else
    reader_report_damage (facts, _ ("This picture is damaged and cannot be opened wholly."));
}
