/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-container"

#include "config.h"
#include "reader-container.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reader-bmff.h"
#include "reader-ebml.h"
#include "reader-report.h"

static void
report_cut_off (VouchFacts *facts)
{
  reader_report_damage (facts, _ ("The end of this recording is missing. Copy the file again from "
                                  "where it came from."));
}

static guint32
read_le32 (const guint8 *bytes)
{
  return (guint32) bytes[0] | (guint32) bytes[1] << 8 | (guint32) bytes[2] << 16 |
         (guint32) bytes[3] << 24;
}

/* LIST INFO: pairs of a four character name and a text (RIFF, Microsoft and IBM 1991). */
static void
report_riff_info (ReaderInput *input, gint64 offset, gint64 end, VouchFacts *facts)
{
  static const char *const keys[][2] = { { "IART", "author" },   { "ICOP", "author" },
                                         { "INAM", "title" },    { "ICMT", "comment" },
                                         { "IENG", "author" },   { "ITCH", "author" },
                                         { "ISBJ", "comment" },  { "IKEY", "comment" },
                                         { "IARL", "location" }, { "ICMS", "author" } };

  while (offset + 8 <= end) {
    guint8 head[8] = { 0 };
    char text[512] = { 0 };
    const char *key = "other";
    gint64 size = 0;

    reader_input_peek (input, offset, head, 8);
    size = read_le32 (head + 4);
    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
      if (memcmp (head, keys[i][0], 4) == 0)
        key = keys[i][1];
    /* The program's name and the date are not about people. */
    if (memcmp (head, "ISFT", 4) != 0 && memcmp (head, "ICRD", 4) != 0)
      reader_report_identifier_bytes (
          facts, key, text, reader_input_peek (input, offset + 8, text, (gsize) MIN (size, 500)));
    if (memcmp (head, "ICRD", 4) == 0 &&
        reader_input_peek (input, offset + 8, text, (gsize) MIN (size, 40)) > 9)
      reader_report_date (facts, text);
    offset += 8 + size + (size & 1);
  }
}

static void
check_riff (ReaderInput *input, VouchFacts *facts)
{
  static const char *const plain[] = { "fmt ", "data", "fact", "PEAK", "ds64", "JUNK",
                                       "FLLR", "PAD ", "cue ", "smpl", NULL };
  gint64 size = reader_input_get_size (input);
  gint64 offset = 12;

  while (offset + 8 <= size) {
    guint8 head[12] = { 0 };
    g_autofree char *name = NULL;
    gint64 length = 0;

    reader_input_peek (input, offset, head, 12);
    length = read_le32 (head + 4);
    name = g_strndup ((const char *) head, 4);
    /* A recorder that could not go back leaves 0 or the largest number as the size of the data. */
    if (g_str_equal (name, "data") && (length == G_MAXUINT32 || length == 0))
      return;
    if (length > size - offset - 8) {
      report_cut_off (facts);
      return;
    }
    if (g_str_equal (name, "LIST") && memcmp (head + 8, "INFO", 4) == 0)
      report_riff_info (input, offset + 12, offset + 8 + length, facts);
    else if (!g_strv_contains (plain, name) && !g_str_equal (name, "LIST"))
      reader_report_identifier (facts, "other", name);
    offset += 8 + length + (length & 1);
  }
}

/* An Ogg stream ends with a page that is marked as its last one and is wholly there (RFC 3533, 6). */
static void
check_ogg (ReaderInput *input, VouchFacts *facts)
{
  gint64 size = reader_input_get_size (input);
  gint64 offset = 0;
  gboolean last = FALSE;

  while (offset + 27 <= size) {
    guint8 head[27 + 255] = { 0 };
    gint64 length = 0;

    reader_input_peek (input, offset, head, sizeof head);
    if (memcmp (head, "OggS", 4) != 0)
      break;
    length = 27 + head[26];
    for (guint i = 0; i < head[26]; i++)
      length += head[27 + i];
    last = (head[5] & 4) != 0;
    offset += length;
  }
  /* A recording that was interrupted lacks the mark, but its pages are whole. */
  if (offset != size && !(last && offset <= size))
    report_cut_off (facts);
}

/* Encoders of MPEG audio note the number of bytes in the first frame (the Xing header). */
static void
check_mp3 (ReaderInput *input, VouchFacts *facts)
{
  guint8 head[8192] = { 0 };
  guint8 id3[10] = { 0 };
  gint64 start = 0;
  const guint8 *mark = NULL;
  gsize got = 0;
  guint32 flags = 0;

  if (reader_input_peek (input, 0, id3, 10) == 10 && memcmp (id3, "ID3", 3) == 0)
    start = 10 + ((id3[6] & 0x7f) << 21 | (id3[7] & 0x7f) << 14 | (id3[8] & 0x7f) << 7 |
                  (id3[9] & 0x7f));
  got = reader_input_peek (input, start, head, sizeof head);
  mark = memmem (head, got, "Xing", 4);
  if (mark == NULL)
    mark = memmem (head, got, "Info", 4);
  if (mark == NULL || mark + 16 > head + got)
    return;
  flags = GUINT32_FROM_BE (*(const guint32 *) (mark + 4));
  if ((flags & 3) == 3 && (gint64) GUINT32_FROM_BE (*(const guint32 *) (mark + 12)) >
                              reader_input_get_size (input) - start + 2048)
    report_cut_off (facts);
}

/**
 * reader_container_check:
 * @input: a recording.
 * @type: what it is.
 * @facts: receives damage, and information that players pass over.
 *
 * Looks at the container itself: whether its parts add up to the size of the file, and what else it
 * carries.
 */
void
reader_container_check (ReaderInput *input, const ReaderType *type, VouchFacts *facts)
{
  static const char *const iso[] = { "mp4", "mov", "m4v", "m4a", "3gp", NULL };

  if (g_strv_contains (iso, type->format))
    reader_bmff_report (input, facts);
  else if (g_str_equal (type->format, "mkv") || g_str_equal (type->format, "webm"))
    reader_ebml_report (input, facts);
  else if (g_str_equal (type->format, "wav"))
    check_riff (input, facts);
  else if (g_str_equal (type->format, "ogg") || g_str_equal (type->format, "opus"))
    check_ogg (input, facts);
  else if (g_str_equal (type->format, "mp3"))
    check_mp3 (input, facts);
}
