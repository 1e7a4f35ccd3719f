/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-file-format"

#include "config.h"
#include "vouch-file-format.h"

/* Which measured formats an extension promises. The ISO media family is one family: phones write
 * the same bytes under several names. An Ogg file with Opus inside may carry either name, a WebM
 * file is a Matroska file, and plain text is a table with one column. */
static const struct {
  const char *extension;
  const char *formats;
} promises[] = {
  { "jpg", "jpg" },         { "jpeg", "jpg" },
  { "jpe", "jpg" },         { "heic", "heic" },
  { "heif", "heic" },       { "tif", "tif" },
  { "tiff", "tif" },        { "mp4", "mp4 mov m4v m4a" },
  { "m4v", "mp4 mov m4v" }, { "mov", "mov mp4 m4v" },
  { "qt", "mov" },          { "3gp", "3gp mp4" },
  { "m4a", "m4a" },         { "m4b", "m4a" },
  { "mkv", "mkv webm" },    { "mka", "mkv webm" },
  { "weba", "webm" },       { "ogg", "ogg opus" },
  { "oga", "ogg opus" },    { "ogv", "ogv" },
  { "aif", "aiff" },        { "wave", "wav" },
  { "txt", "txt csv" },     { "text", "txt csv" },
  { "md", "txt" },          { "csv", "csv txt" },
  { "tsv", "csv txt" },     { "htm", "html" },
};

/**
 * vouch_file_format_fits:
 * @format: the usual extension of the true content, as %VouchFacts names it.
 * @extension: a file name extension without its dot, in any case.
 *
 * Returns whether the content is of the type that the extension promises.
 */
gboolean
vouch_file_format_fits (const char *format, const char *extension)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (format != NULL, FALSE);
  g_return_val_if_fail (extension != NULL, FALSE);

  lower = g_ascii_strdown (extension, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (promises); i++) {
    g_auto (GStrv) formats = NULL;

    if (!g_str_equal (promises[i].extension, lower))
      continue;
    formats = g_strsplit (promises[i].formats, " ", -1);
    return g_strv_contains ((const char *const *) formats, format);
  }
  return g_str_equal (lower, format);
}
