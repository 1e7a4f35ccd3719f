/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-ebml"

#include "config.h"
#include "reader-ebml.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "reader-report.h"

/*
 * Matroska and WebM (RFC 8794 and RFC 9559): elements of an id, a size and content, both numbers of
 * variable length. A size of all ones means "not known": such an element, a segment or a cluster of a
 * live recording, reaches to where its parent ends or the next one of its kind begins.
 */

enum {
  ID_SEGMENT = 0x18538067,
  ID_INFO = 0x1549a966,
  ID_CLUSTER = 0x1f43b675,
  ID_TAGS = 0x1254c367,
  ID_TAG = 0x7373,
  ID_SIMPLE_TAG = 0x67c8,
  ID_TAG_NAME = 0x45a3,
  ID_TAG_STRING = 0x4487,
  ID_ATTACHMENTS = 0x1941a469,
  ID_CHAPTERS = 0x1043a770,
  ID_TITLE = 0x7ba9,
  ID_FILE_NAME = 0x7384,
  ID_DATE = 0x4461,
  ID_VOID = 0xec,
  ID_CRC = 0xbf,
};

#define MAX_ELEMENTS 2000000
#define MAX_DEPTH 8

typedef struct {
  ReaderInput *input;
  VouchFacts *facts; /* NULL when only the times are to be forgotten */
  int fd;
  guint elements;
  gboolean whole;
  char name[64]; /* of the tag whose value comes next */
} Walk;

/* Reads a number of variable length. Returns how many bytes it takes, 0 when it is broken. */
static gsize
read_number (ReaderInput *input, gint64 offset, gboolean keep_marker, guint64 *value)
{
  guint8 bytes[8] = { 0 };
  gsize got = reader_input_peek (input, offset, bytes, sizeof bytes);
  gsize length = 1;
  gboolean unknown = TRUE;

  while (length <= 8 && (bytes[0] & (0x80 >> (length - 1))) == 0)
    length++;
  if (length > 8 || got < length)
    return 0;
  *value = keep_marker ? bytes[0] : bytes[0] & (0x7f >> (length - 1));
  unknown = (bytes[0] | (0xff << (8 - length) & 0xff)) == 0xff;
  for (gsize i = 1; i < length; i++) {
    *value = *value << 8 | bytes[i];
    unknown &= bytes[i] == 0xff;
  }
  if (unknown && !keep_marker)
    *value = G_MAXUINT64;
  return length;
}

static void
read_text (Walk *walk, gint64 offset, gint64 length, const char *key)
{
  char text[512] = { 0 };
  gsize got = reader_input_peek (walk->input, offset, text, (gsize) MIN (length, 500));

  reader_report_identifier_bytes (walk->facts, key, text, got);
}

/* Encoders note their settings and statistics as tags. */
static gboolean
is_written_by_program (const char *name)
{
  static const char *const parts[] = { "ENCODE",  "STATISTICS",   "DURATION", "NUMBER_OF", "BPS",
                                       "BITRATE", "CODEC",        "LANGUAGE", "DATE",      "_TIME",
                                       "_BRAND",  "HANDLER_NAME", "VERSION",  "VENDOR_ID" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (name, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
visit (Walk *walk, guint32 id, gint64 offset, gint64 length)
{
  static const guint8 zeros[8] = { 0 };
  const char *key = NULL;

  if (walk->facts == NULL) {
    if (id == ID_DATE && length == 8)
      walk->whole &= pwrite (walk->fd, zeros, 8, offset) == 8;
    return;
  }
  switch (id) {
  case ID_TITLE: read_text (walk, offset, length, "title"); break;
  case ID_FILE_NAME: read_text (walk, offset, length, "other"); break;
  case ID_ATTACHMENTS:
    reader_report_identifier (walk->facts, "attachment", _ ("an attached file"));
    break;
  case ID_CHAPTERS: reader_report_identifier (walk->facts, "comment", _ ("chapter titles")); break;
  case ID_TAG_NAME:
    memset (walk->name, 0, sizeof walk->name);
    reader_input_peek (walk->input, offset, walk->name, (gsize) MIN (length, 60));
    break;
  case ID_TAG_STRING:
    key = reader_report_key_for (walk->name);
    if (key != NULL || !is_written_by_program (walk->name))
      read_text (walk, offset, length, key != NULL ? key : "other");
    break;
  default: break;
  }
}

static gboolean
holds_elements (guint32 id)
{
  return id == ID_SEGMENT || id == ID_INFO || id == ID_TAGS || id == ID_TAG || id == ID_SIMPLE_TAG;
}

static void
walk_elements (Walk *walk, gint64 offset, gint64 end, guint depth)
{
  while (offset < end && walk->elements++ < MAX_ELEMENTS) {
    guint64 id = 0, size = 0;
    gsize id_length = read_number (walk->input, offset, TRUE, &id);
    gsize size_length =
        id_length > 0 ? read_number (walk->input, offset + (gint64) id_length, FALSE, &size) : 0;

    if (id_length == 0 || size_length == 0 || id > G_MAXUINT32) {
      walk->whole = FALSE;
      return;
    }
    offset += (gint64) (id_length + size_length);
    if (size == G_MAXUINT64 && (id == ID_SEGMENT || id == ID_CLUSTER)) {
      /* The content follows at once; its elements are walked as if they were siblings. */
      continue;
    }
    if (size > (guint64) (end - offset)) {
      walk->whole = FALSE;
      return;
    }
    visit (walk, (guint32) id, offset, (gint64) size);
    if (holds_elements ((guint32) id) && depth < MAX_DEPTH)
      walk_elements (walk, offset, offset + (gint64) size, depth + 1);
    offset += (gint64) size;
  }
}

/**
 * reader_ebml_report:
 * @input: a Matroska or WebM file.
 * @facts: receives what its tags tell about people, and whether it was cut off.
 *
 * Looks into all elements but the sound and picture themselves.
 */
void
reader_ebml_report (ReaderInput *input, VouchFacts *facts)
{
  Walk walk = { .input = input, .facts = facts, .fd = -1, .whole = TRUE };

  walk_elements (&walk, 0, reader_input_get_size (input), 0);
  if (!walk.whole)
    reader_report_damage (facts,
                          _ ("The end of this recording is missing. Copy the file again from "
                             "where it came from."));
}

/**
 * reader_ebml_forget_times:
 * @input: a Matroska or WebM file.
 * @fd: the same file, open for writing.
 *
 * Sets the date of the file to the first that the format knows (RFC 9559, DateUTC).
 *
 * Returns: whether it was set.
 */
gboolean
reader_ebml_forget_times (ReaderInput *input, int fd)
{
  Walk walk = { .input = input, .fd = fd, .whole = TRUE };

  walk_elements (&walk, 0, reader_input_get_size (input), 0);
  return walk.whole;
}
