/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-bmff"

#include "config.h"
#include "reader-bmff.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "reader-report.h"

/*
 * ISO base media files (ISO/IEC 14496-12, section 4.2): a box is a 32 bit size, a type of four
 * characters, a 64 bit size when the first was 1, and content; size 0 means "to the end of the file".
 * QuickTime lists of user data may end with four zero bytes. Phones and programs put what they know
 * about people into boxes that players never look at, so all boxes are walked here.
 */

#define MAX_DEPTH 12
#define MAX_BOXES 200000
#define MAX_VALUE 1024

typedef struct {
  ReaderInput *input;
  ReaderBmffVisit visit;
  gpointer user_data;
  guint boxes;
  gboolean whole;
} Walk;

static gboolean
holds_boxes (const char *path)
{
  static const char *const parents[] = { "moov", "trak", "mdia", "udta", "edts", "moof",
                                         "traf", "ilst", "meta", "----", NULL };
  const char *type = strrchr (path, '/') != NULL ? strrchr (path, '/') + 1 : path;
  const char *list = strstr (path, "ilst/");

  /* Every entry of an item list is a box of boxes. */
  return g_strv_contains (parents, type) || (list != NULL && strchr (list + 5, '/') == NULL);
}

static void
walk_boxes (Walk *walk, const char *parent, gint64 offset, gint64 end, guint depth)
{
  while (offset + 8 <= end && walk->boxes++ < MAX_BOXES) {
    guint8 head[16] = { 0 };
    gsize got = reader_input_peek (walk->input, offset, head, sizeof head);
    guint64 size = GUINT32_FROM_BE (*(guint32 *) head);
    gint64 skip = 8;
    g_autofree char *path = NULL;

    if (got < 8 || (size == 0 && depth > 0))
      return;
    if (size == 1) {
      memcpy (&size, head + 8, 8);
      size = GUINT64_FROM_BE (size);
      skip = 16;
    } else if (size == 0)
      size = (guint64) (end - offset);
    if (size < (guint64) skip || size > (guint64) (end - offset)) {
      walk->whole = FALSE;
      return;
    }
    path = g_strdup_printf ("%s%s%.4s", parent, *parent != '\0' ? "/" : "", head + 4);
    if (depth < MAX_DEPTH && holds_boxes (path)) {
      guint8 full[8] = { 0 };

      /* The meta box of ISO begins with a version, the one of QuickTime does not. */
      if (g_str_has_suffix (path, "meta") &&
          reader_input_peek (walk->input, offset + skip, full, 8) == 8 &&
          memcmp (full + 4, "hdlr", 4) != 0)
        skip += 4;
      walk_boxes (walk, path, offset + skip, offset + (gint64) size, depth + 1);
    } else
      walk->visit (path, offset + skip, (gint64) size - skip, walk->user_data);
    offset += (gint64) size;
  }
  if (depth == 0 && offset < end)
    walk->whole = FALSE;
}

/**
 * reader_bmff_walk:
 * @input: a file of the ISO base media family.
 * @visit: called for each innermost box in file order.
 * @user_data: for @visit.
 *
 * Returns: whether all boxes lie wholly inside the file; FALSE when it was cut off.
 */
gboolean
reader_bmff_walk (ReaderInput *input, ReaderBmffVisit visit, gpointer user_data)
{
  Walk walk = { input, visit, user_data, 0, TRUE };

  walk_boxes (&walk, "", 0, reader_input_get_size (input), 0);
  return walk.whole;
}

static void
look_for_index (const char *path, gint64 offset, gint64 length, gpointer user_data)
{
  gboolean *found = user_data;

  *found |= g_str_has_prefix (path, "moov/") || g_str_has_prefix (path, "moof/");
}

/**
 * reader_bmff_has_index:
 * @input: a file of the ISO base media family.
 *
 * Returns: whether it says where its pictures and its sound are. Cameras and phones write that last, so it
 *   is missing when they were switched off meanwhile.
 */
gboolean
reader_bmff_has_index (ReaderInput *input)
{
  gboolean found = FALSE;

  reader_bmff_walk (input, look_for_index, &found);
  return found;
}

typedef struct {
  ReaderInput *input;
  VouchFacts *facts;
} Report;

/* The key that a name or a box type stands for; user data nobody knows is reported as well. */
static const char *
key_of (const char *name)
{
  static const char *const short_names[][2] = {
    { "\xa9xyz", "gps" },
    { "loci", "gps" },
    { "auth", "author" },
    { "perf", "author" },
    { "\xa9"
      "ART",
      "author" },
    { "\xa9"
      "aut",
      "author" },
    { "cprt", "author" },
    { "\xa9"
      "cpy",
      "author" },
    { "\xa9"
      "nam",
      "title" },
    { "titl", "title" },
    { "\xa9"
      "cmt",
      "comment" },
    { "dscp", "comment" },
    { "desc", "comment" },
    { "\xa9"
      "des",
      "comment" },
    { "\xa9mak", "device" },
    { "\xa9mod", "device" },
    { "covr", "thumbnail" },
    { "thmb", "thumbnail" },
  };
  const char *key = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (short_names); i++)
    if (g_str_equal (short_names[i][0], name))
      return short_names[i][1];
  key = reader_report_key_for (name);
  return key != NULL ? key : "other";
}

/* Boxes inside user data that only serve players. */
static gboolean
is_harmless (const char *path)
{
  static const char *const harmless[] = { "hdlr",
                                          "free",
                                          "skip",
                                          "mean",
                                          "name",
                                          "keys",
                                          "chpl",
                                          "name",
                                          "hnti",
                                          "tsel",
                                          "WLOC",
                                          "AllF",
                                          "SelO",
                                          "LOOP",
                                          "hinf",
                                          "\xa9too",
                                          "\xa9swr",
                                          "\xa9"
                                          "enc",
                                          "\xa9"
                                          "day",
                                          NULL };
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n = g_strv_length (parts);

  return g_strv_contains (harmless, parts[n - 1]) ||
         (n > 1 && g_str_equal (parts[n - 1], "data") && g_strv_contains (harmless, parts[n - 2]));
}

/* The place of 3GPP (TS 26.244, 8.10): a name, a role, then longitude and latitude as 16.16 numbers. */
static void
report_place (Report *report, gint64 offset, gint64 length)
{
  guint8 value[MAX_VALUE] = { 0 };
  gsize got = reader_input_peek (report->input, offset, value, (gsize) MIN (length, MAX_VALUE - 1));
  gsize name = got > 6 ? strnlen ((const char *) value + 6, got - 6) : 0;
  gint32 place[2] = { 0 };
  g_autofree char *text = NULL;

  if (got < 6 + name + 2 + sizeof place)
    return;
  memcpy (place, value + 6 + name + 2, sizeof place);
  text =
      g_strdup_printf ("%s %+.4f %+.4f", value + 6, (gint32) GUINT32_FROM_BE (place[1]) / 65536.0,
                       (gint32) GUINT32_FROM_BE (place[0]) / 65536.0);
  reader_report_identifier (report->facts, "gps", text);
}

static void
report_value (Report *report, const char *path, gint64 offset, gint64 length)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n = g_strv_length (parts);
  gboolean data = g_str_equal (parts[n - 1], "data");
  gint64 skip = data ? 8 : *parts[n - 1] == '\xa9' ? 4 : 0;
  guint8 value[MAX_VALUE] = { 0 };
  gsize got = 0;

  if (g_str_equal (parts[n - 1], "loci")) {
    report_place (report, offset, length);
    return;
  }
  if (length <= skip)
    return;
  got = reader_input_peek (report->input, offset + skip, value,
                           (gsize) MIN (length - skip, MAX_VALUE));
  /* Full boxes begin with version, flags and language, which are no text. */
  for (gsize i = 0; i < got && i < 8 && value[i] < 0x20; i++)
    value[i] = ' ';
  for (gsize i = 0; i < got; i++)
    if (value[i] == 0)
      value[i] = ' ';
  reader_report_identifier_bytes (report->facts, key_of (parts[data && n > 1 ? n - 2 : n - 1]),
                                  value, got);
}

static void
report_box (const char *path, gint64 offset, gint64 length, gpointer user_data)
{
  Report *report = user_data;
  guint8 handler[12] = { 0 };

  if (g_str_has_suffix (path, "mdia/hdlr") &&
      reader_input_peek (report->input, offset, handler, 12) == 12 &&
      memcmp (handler + 8, "meta", 4) == 0)
    reader_report_identifier (report->facts, "other", _ ("a track of sensor data"));
  if (g_str_equal (path, "uuid"))
    reader_report_identifier (report->facts, "other", _ ("an embedded block of information"));
  if (strstr (path, "udta/") == NULL && strstr (path, "meta/") == NULL)
    return;
  if (!is_harmless (path))
    report_value (report, path, offset, length);
}

/**
 * reader_bmff_report:
 * @input: a file of the ISO base media family.
 * @facts: receives what its boxes tell about people, and whether it was cut off.
 *
 * Looks into all boxes.
 */
void
reader_bmff_report (ReaderInput *input, VouchFacts *facts)
{
  Report report = { input, facts };

  if (!reader_bmff_walk (input, report_box, &report))
    reader_report_damage (facts,
                          _ ("The end of this recording is missing. Copy the file again from "
                             "where it came from."));
}

typedef struct {
  ReaderInput *input;
  int fd;
  gboolean done;
} Forget;

static void
forget_times (const char *path, gint64 offset, gint64 length, gpointer user_data)
{
  static const guint8 zeros[16] = { 0 };
  Forget *forget = user_data;
  guint8 version = 0;
  gsize times = 0;

  if (!g_str_has_suffix (path, "/mvhd") && !g_str_has_suffix (path, "/tkhd") &&
      !g_str_has_suffix (path, "/mdhd"))
    return;
  reader_input_peek (forget->input, offset, &version, 1);
  times = version == 1 ? 16 : 8;
  if (length < (gint64) times + 4)
    return;
  forget->done &= pwrite (forget->fd, zeros, times, offset + 4) == (gssize) times;
}

/**
 * reader_bmff_forget_times:
 * @input: a file of the ISO base media family.
 * @fd: the same file, open for writing.
 *
 * Sets the times of creation and of change to zero, which means "not known".
 *
 * Returns: whether all were set.
 */
gboolean
reader_bmff_forget_times (ReaderInput *input, int fd)
{
  Forget forget = { input, fd, TRUE };

  return reader_bmff_walk (input, forget_times, &forget) && forget.done;
}

#define MATRIX_BYTES 36

typedef struct {
  ReaderInput *input;
  int fd; /* -1 while the matrix is looked up */
  guint8 matrix[MATRIX_BYTES];
  gboolean found;
  gboolean done;
} Turn;

/* A track header ends with the matrix, width and height (ISO/IEC 14496-12, 8.3.2); only pictures have
 * a width. */
static void
visit_turn (const char *path, gint64 offset, gint64 length, gpointer user_data)
{
  Turn *turn = user_data;
  guint8 end[MATRIX_BYTES + 8] = { 0 };
  gint64 at = offset + length - (gint64) sizeof end;

  if (!g_str_equal (path, "moov/trak/tkhd") || length < 84 ||
      reader_input_peek (turn->input, at, end, sizeof end) != sizeof end ||
      (end[MATRIX_BYTES] == 0 && end[MATRIX_BYTES + 1] == 0))
    return;
  if (turn->fd >= 0) {
    turn->done &= pwrite (turn->fd, turn->matrix, MATRIX_BYTES, at) == MATRIX_BYTES;
  } else if (!turn->found) {
    memcpy (turn->matrix, end, MATRIX_BYTES);
    turn->found = TRUE;
  }
}

/**
 * reader_bmff_keep_turn:
 * @original: a file of the ISO base media family.
 * @input: a copy of it.
 * @fd: the copy, open for writing.
 *
 * Makes the picture of the copy be shown turned as that of the original.
 *
 * Returns: whether that was done, or not needed.
 */
gboolean
reader_bmff_keep_turn (ReaderInput *original, ReaderInput *input, int fd)
{
  Turn turn = { .input = original, .fd = -1, .done = TRUE };

  reader_bmff_walk (original, visit_turn, &turn);
  if (!turn.found)
    return TRUE;
  turn.input = input;
  turn.fd = fd;
  reader_bmff_walk (input, visit_turn, &turn);
  return turn.done;
}
