/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-type"

#include "config.h"
#include "reader-type.h"

#include <string.h>

#define HEAD 4096

/* Bytes that tell a type: at an offset, and for some a second mark further on. */
typedef struct {
  gsize offset;
  const char *mark;
  gsize length;
  gsize second_offset;
  const char *second_mark;
  ReaderType type;
} Magic;

#define MARK(text) text, sizeof (text) - 1

static const Magic magics[] = {
  { 0, MARK ("\xff\xd8\xff"), 0, NULL, { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "jpg", TRUE } },
  { 0, MARK ("\x89PNG\r\n\x1a\n"), 0, NULL, { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "png", TRUE } },
  { 0, MARK ("GIF8"), 0, NULL, { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "gif", FALSE } },
  { 0, MARK ("RIFF"), 8, "WEBP", { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "webp", FALSE } },
  { 0, MARK ("RIFF"), 8, "WAVE", { READER_KIND_RECORDING, VOUCH_MEDIA_AUDIO, "wav", TRUE } },
  { 0, MARK ("RF64"), 8, "WAVE", { READER_KIND_RECORDING, VOUCH_MEDIA_AUDIO, "wav", TRUE } },
  { 0, MARK ("RIFF"), 8, "AVI ", { READER_KIND_RECORDING, VOUCH_MEDIA_VIDEO, "avi", FALSE } },
  { 0, MARK ("FORM"), 8, "AIFF", { READER_KIND_RECORDING, VOUCH_MEDIA_AUDIO, "aiff", FALSE } },
  { 0, MARK ("FORM"), 8, "AIFC", { READER_KIND_RECORDING, VOUCH_MEDIA_AUDIO, "aiff", FALSE } },
  { 0, MARK ("II*\0"), 0, NULL, { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "tif", FALSE } },
  { 0, MARK ("MM\0*"), 0, NULL, { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "tif", FALSE } },
  { 0, MARK ("BM"), 6, "\0\0\0\0", { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "bmp", FALSE } },
  { 0, MARK ("fLaC"), 0, NULL, { READER_KIND_RECORDING, VOUCH_MEDIA_AUDIO, "flac", TRUE } },
  { 0, MARK ("#!AMR"), 0, NULL, { READER_KIND_RECORDING, VOUCH_MEDIA_AUDIO, "amr", FALSE } },
  { 0, MARK ("PK\3\4"), 0, NULL, { READER_KIND_ZIP, VOUCH_MEDIA_DATA, "zip", FALSE } },
  { 0,
    MARK ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    0,
    NULL,
    { READER_KIND_UNKNOWN, VOUCH_MEDIA_DOCUMENT, "doc", FALSE } },
  { 0, MARK ("{\\rtf"), 0, NULL, { READER_KIND_TEXT, VOUCH_MEDIA_DOCUMENT, "rtf", FALSE } },
  { 0,
    MARK ("\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    0,
    NULL,
    { READER_KIND_RECORDING, VOUCH_MEDIA_VIDEO, "wmv", FALSE } },
  { 0, MARK ("\0\0\1\xba"), 0, NULL, { READER_KIND_RECORDING, VOUCH_MEDIA_VIDEO, "mpg", FALSE } },
};

/* Major brands of ISO base media files (ISO/IEC 14496-12, section 4.3; registry at mp4ra.org). */
static const struct {
  const char *brand;
  ReaderType type;
} brands[] = {
  { "qt  ", { READER_KIND_RECORDING, VOUCH_MEDIA_VIDEO, "mov", TRUE } },
  { "M4V", { READER_KIND_RECORDING, VOUCH_MEDIA_VIDEO, "m4v", TRUE } },
  { "M4A", { READER_KIND_RECORDING, VOUCH_MEDIA_AUDIO, "m4a", TRUE } },
  { "M4B", { READER_KIND_RECORDING, VOUCH_MEDIA_AUDIO, "m4a", TRUE } },
  { "3g", { READER_KIND_RECORDING, VOUCH_MEDIA_VIDEO, "3gp", TRUE } },
  { "hei", { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "heic", FALSE } },
  { "hev", { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "heic", FALSE } },
  { "mif1", { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "heic", FALSE } },
  { "avif", { READER_KIND_IMAGE, VOUCH_MEDIA_IMAGE, "avif", FALSE } },
  { "", { READER_KIND_RECORDING, VOUCH_MEDIA_VIDEO, "mp4", TRUE } },
};

static gboolean
holds (const guint8 *head, gsize length, const char *text)
{
  return memmem (head, length, text, strlen (text)) != NULL;
}

static gboolean
is_magic (const Magic *magic, const guint8 *head, gsize length)
{
  if (length < magic->offset + magic->length ||
      memcmp (head + magic->offset, magic->mark, magic->length) != 0)
    return FALSE;
  return magic->second_mark == NULL ||
         (length >= magic->second_offset + 4 &&
          memcmp (head + magic->second_offset, magic->second_mark, 4) == 0);
}

static gboolean
is_iso_media (const guint8 *head, gsize length)
{
  static const char *const boxes[] = { "ftyp", "moov", "mdat", "wide", "free", "skip", "pnot" };

  for (gsize i = 0; length >= 12 && i < G_N_ELEMENTS (boxes); i++)
    if (memcmp (head + 4, boxes[i], 4) == 0)
      return TRUE;
  return FALSE;
}

static ReaderType
iso_media_type (const guint8 *head)
{
  /* QuickTime files older than the file type box begin with another box. */
  const char *brand = memcmp (head + 4, "ftyp", 4) == 0 ? (const char *) head + 8 : "qt  ";
  gsize i = 0;

  while (strncmp (brand, brands[i].brand, strlen (brands[i].brand)) != 0)
    i++;
  return brands[i].type;
}

static ReaderType
ogg_type (const guint8 *head, gsize length)
{
  ReaderType type = { READER_KIND_RECORDING, VOUCH_MEDIA_AUDIO, "ogg", TRUE };

  if (holds (head, length, "\x80theora"))
    return (ReaderType){ READER_KIND_RECORDING, VOUCH_MEDIA_VIDEO, "ogv", FALSE };
  if (holds (head, length, "OpusHead"))
    type.format = "opus";
  else
    type.cleanable = holds (head, length, "\x01vorbis");
  return type;
}

/* MPEG audio: a frame header (ISO/IEC 11172-3, 2.4.1.3) or an ADTS one (14496-3, 1.A.2.2.1). */
static gboolean
mpeg_audio_type (const guint8 *head, gsize length, ReaderType *type)
{
  *type = (ReaderType){ READER_KIND_RECORDING, VOUCH_MEDIA_AUDIO, "mp3", TRUE };
  if (length >= 3 && memcmp (head, "ID3", 3) == 0)
    return TRUE;
  if (length < 4 || head[0] != 0xff || (head[1] & 0xe0) != 0xe0)
    return FALSE;
  if ((head[1] & 0xf6) == 0xf0) {
    type->format = "aac";
    return TRUE;
  }
  return (head[1] & 0x18) != 0x08 && (head[1] & 0x06) != 0 && (head[2] & 0xf0) != 0xf0;
}

/* Whether the file is text to its end: UTF-8 without control characters, or marked UTF-16. */
static gboolean
is_text (ReaderInput *input)
{
  g_autofree char *piece = g_malloc (HEAD * 16);
  gint64 size = reader_input_get_size (input);
  gint64 offset = 0;

  if (reader_input_peek (input, 0, piece, 2) == 2 &&
      (memcmp (piece, "\xff\xfe", 2) == 0 || memcmp (piece, "\xfe\xff", 2) == 0))
    return TRUE;
  while (offset < size) {
    gsize got = reader_input_peek (input, offset, piece, HEAD * 16);
    const char *end = NULL;

    for (gsize i = 0; i < got; i++)
      if ((guchar) piece[i] < 0x20 && strchr ("\t\n\r\f\v\x1b", piece[i]) == NULL)
        return FALSE;
    g_utf8_validate_len (piece, got, &end);
    /* A character may be cut by the end of the piece. */
    if (got == 0 || (end < piece + got && (offset + (gint64) got == size || end + 4 < piece + got)))
      return FALSE;
    offset += end - piece;
  }
  return TRUE;
}

static ReaderType
text_type (const guint8 *head, gsize length, const char *file_name)
{
  g_autofree char *lower = g_ascii_strdown (file_name != NULL ? file_name : "", -1);
  g_autofree char *start = g_ascii_strdown ((const char *) head, (gssize) MIN (length, 256));

  if (strstr (start, "<!doctype html") != NULL || strstr (start, "<html") != NULL)
    return (ReaderType){ READER_KIND_TEXT, VOUCH_MEDIA_DOCUMENT, "html", FALSE };
  if (g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".tsv"))
    return (ReaderType){ READER_KIND_TEXT, VOUCH_MEDIA_DATA, "csv", TRUE };
  return (ReaderType){ READER_KIND_TEXT, VOUCH_MEDIA_TEXT, "txt", TRUE };
}

static ReaderType
matroska_type (const guint8 *head, gsize length)
{
  /* The document type stands in the EBML header, which is the first element (RFC 8794, 11.2). */
  gboolean webm = holds (head, MIN (length, 64), "webm");

  return (ReaderType){ READER_KIND_RECORDING, VOUCH_MEDIA_VIDEO, webm ? "webm" : "mkv", TRUE };
}

/**
 * reader_type_of:
 * @input: the file.
 * @file_name: (nullable): its name, which only tells a table from a text.
 *
 * Returns: what the file is by its content. Kinds of archive and of recording that need a closer
 *   look are told apart later.
 */
ReaderType
reader_type_of (ReaderInput *input, const char *file_name)
{
  guint8 head[HEAD] = { 0 };
  gsize length = reader_input_peek (input, 0, head, HEAD);
  ReaderType type = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (is_magic (&magics[i], head, length))
      return magics[i].type;
  if (is_iso_media (head, length))
    return iso_media_type (head);
  if (length >= 4 && memcmp (head, "\x1a\x45\xdf\xa3", 4) == 0)
    return matroska_type (head, length);
  if (length >= 4 && memcmp (head, "OggS", 4) == 0)
    return ogg_type (head, length);
  if (holds (head, MIN (length, 1024), "%PDF-"))
    return (ReaderType){ READER_KIND_PDF, VOUCH_MEDIA_DOCUMENT, "pdf", TRUE };
  if (mpeg_audio_type (head, length, &type))
    return type;
  if (length > 188 && head[0] == 0x47 && head[188] == 0x47)
    return (ReaderType){ READER_KIND_RECORDING, VOUCH_MEDIA_VIDEO, "ts", FALSE };
  if (length > 0 && is_text (input))
    return text_type (head, length, file_name);
  return type = (ReaderType){ READER_KIND_UNKNOWN, VOUCH_MEDIA_NONE, NULL, FALSE };
}
