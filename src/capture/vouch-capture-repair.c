/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-repair"

#include "config.h"
#include "vouch-capture-repair.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"

/*
 * A recording that was cut off is whole up to its last page (Ogg, RFC 3533) or block (Matroska, RFC
 * 9559): nothing at its front waits for its end, and clusters of streamable Matroska have no length.
 * So repairing is finding that place.  The copy ends there; the last page of Ogg is told to be the
 * last.  Only our own files come here, and still nothing is believed: every length is checked
 * against the bytes that there are, and every page of Ogg by its sum.
 */

#define RATE 48000
#define PAGE_HEAD 27
#define MOST_PAGE (PAGE_HEAD + 255 + 255 * 255)
#define SOUND_MS 20

#define ID_EBML 0x1a45dfa3u
#define ID_SEGMENT 0x18538067u
#define ID_CLUSTER 0x1f43b675u
#define ID_TIMESTAMP 0xe7u
#define ID_SIMPLE_BLOCK 0xa3u
#define ID_BLOCK_GROUP 0xa0u
#define ID_BLOCK 0xa1u
#define ID_TRACKS 0x1654ae6bu
#define UNKNOWN_LENGTH G_MAXINT64

static gboolean
read_at (int fd, void *data, gsize length, gint64 offset)
{
  return pread (fd, data, length, (off_t) offset) == (gssize) length;
}

static guint32
ogg_sum (const guint8 *page, gsize length)
{
  guint32 sum = 0;

  for (gsize i = 0; i < length; i++) {
    /* The four bytes of the sum itself count as zero. */
    sum ^= (guint32) (i >= 22 && i < 26 ? 0 : page[i]) << 24;
    for (int bit = 0; bit < 8; bit++)
      sum = (sum & 0x80000000u) ? (sum << 1) ^ 0x04c11db7u : sum << 1;
  }
  return sum;
}

static guint32
get_32 (const guint8 *data)
{
  return data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

/* Gives the length of a page that is whole, or 0. */
static gsize
read_page (int fd, gint64 offset, guint8 *page)
{
  gsize length = PAGE_HEAD;

  if (!read_at (fd, page, PAGE_HEAD, offset) || memcmp (page, "OggS\0", 5) != 0 ||
      !read_at (fd, page + PAGE_HEAD, page[26], offset + PAGE_HEAD))
    return 0;
  length += page[26];
  for (int i = 0; i < page[26]; i++)
    length += page[PAGE_HEAD + i];
  if (!read_at (fd, page, length, offset) || get_32 (page + 22) != ogg_sum (page, length))
    return 0;
  return length;
}

static void
look_at_ogg (int fd, VouchCaptureRepair *repair)
{
  g_autofree guint8 *page = g_malloc (MOST_PAGE);
  gint64 skip = 0, end = 0;
  gsize length;

  for (gint64 offset = 0; (length = read_page (fd, offset, page)) > 0; offset += (gint64) length) {
    gint64 granule = (gint64) (get_32 (page + 6) | (guint64) get_32 (page + 10) << 32);
    const guint8 *body = page + PAGE_HEAD + page[26];

    if (length >= (gsize) (PAGE_HEAD + page[26] + 12) && memcmp (body, "OpusHead", 8) == 0)
      skip = body[10] | body[11] << 8;
    if (granule > 0)
      end = granule;
    repair->last_page = offset;
    repair->keep = offset + (gint64) length;
  }
  repair->duration_ms = MAX (end - skip, 0) * 1000 / RATE;
}

/* The head of an element of EBML: its id, its length, how many bytes that took; FALSE at the end. */
static gboolean
read_head (int fd, gint64 offset, guint32 *id, gint64 *length, int *taken)
{
  guint8 bytes[12] = { 0 };
  gssize got = pread (fd, bytes, sizeof bytes, (off_t) offset);
  int id_bytes, length_bytes;
  guint64 value;

  if (got < 2 || bytes[0] < 0x10)
    return FALSE;
  id_bytes = __builtin_clz (bytes[0]) - 24 + 1;
  *id = 0;
  for (int i = 0; i < id_bytes; i++)
    *id = *id << 8 | bytes[i];
  if (got <= id_bytes || bytes[id_bytes] == 0)
    return FALSE;
  length_bytes = __builtin_clz (bytes[id_bytes]) - 24 + 1;
  if (got < id_bytes + length_bytes)
    return FALSE;
  value = bytes[id_bytes] & (0xffu >> length_bytes);
  for (int i = 1; i < length_bytes; i++)
    value = value << 8 | bytes[id_bytes + i];
  *taken = id_bytes + length_bytes;
  *length =
      value == (G_GUINT64_CONSTANT (1) << (7 * length_bytes)) - 1 ? UNKNOWN_LENGTH : (gint64) value;
  return TRUE;
}

static gint64
read_number (int fd, gint64 offset, gint64 length)
{
  guint8 bytes[8];
  guint64 value = 0;

  if (length > 8 || !read_at (fd, bytes, (gsize) length, offset))
    return 0;
  for (gint64 i = 0; i < length; i++)
    value = value << 8 | bytes[i];
  return (gint64) value;
}

/* A block: the number of its track, then its time within the cluster. */
static gint64
read_block_time (int fd, gint64 offset)
{
  guint8 bytes[3];

  if (!read_at (fd, bytes, sizeof bytes, offset) || (bytes[0] & 0x80) == 0)
    return 0;
  return (gint16) (bytes[1] << 8 | bytes[2]);
}

static gint64
block_in_group (int fd, gint64 offset, gint64 end)
{
  guint32 id;
  gint64 length;
  int taken;

  while (offset < end && read_head (fd, offset, &id, &length, &taken)) {
    if (id == ID_BLOCK)
      return read_block_time (fd, offset + taken);
    if (length > end - offset)
      break;
    offset += taken + length;
  }
  return 0;
}

static void
look_at_matroska (int fd, gint64 size, VouchCaptureRepair *repair)
{
  gint64 cluster_ms = 0, last_ms = -SOUND_MS, length;
  gint64 offset = 0;
  guint32 id;
  int taken;

  while (read_head (fd, offset, &id, &length, &taken)) {
    gint64 body = offset + taken;

    /* These are gone into; everything else is taken whole or not at all. */
    if (id == ID_SEGMENT || id == ID_CLUSTER) {
      offset = body;
      continue;
    }
    if (length > size - body)
      return;
    if (id == ID_TIMESTAMP)
      cluster_ms = read_number (fd, body, length);
    else if (id == ID_SIMPLE_BLOCK)
      last_ms = MAX (last_ms, cluster_ms + read_block_time (fd, body));
    else if (id == ID_BLOCK_GROUP)
      last_ms = MAX (last_ms, cluster_ms + block_in_group (fd, body, body + length));
    offset = body + length;
    /* The head of a cluster without a block in it is left out. */
    if (id != ID_TIMESTAMP)
      repair->keep = offset;
    repair->duration_ms = last_ms + SOUND_MS;
  }
}

/* After a power cut a file can be as long as it was while its last bytes are zeros that were never
 * written. Blocks have no sum, so whatever reaches into such zeros is not whole. */
static gint64
find_written_end (int fd, gint64 size)
{
  guint8 bytes[4096];

  while (size > 0) {
    gint64 take = MIN (size, (gint64) sizeof bytes);

    if (!read_at (fd, bytes, (gsize) take, size - take))
      return size;
    for (gint64 i = take; i > 0; i--)
      if (bytes[i - 1] != 0)
        return size - take + i;
    size -= take;
  }
  return 0;
}

/**
 * vouch_capture_repair_look:
 * @fd: a recording, open for reading.
 * @repair: (out): what can be played of it.
 * @error: %VOUCH_ERROR_CORRUPT when nothing can.
 *
 * Finds out how much of a recording is whole.
 *
 * Returns: whether something is.
 */
gboolean
vouch_capture_repair_look (int fd, VouchCaptureRepair *repair, GError **error)
{
  guint8 magic[4] = { 0 };
  gint64 size = lseek (fd, 0, SEEK_END);

  *repair = (VouchCaptureRepair){ .last_page = -1 };
  if (size < 0) {
    vouch_error_set_errno (error, errno, _ ("A recording cannot be read"));
    return FALSE;
  }
  if (read_at (fd, magic, sizeof magic, 0) && memcmp (magic, "OggS", 4) == 0)
    look_at_ogg (fd, repair);
  else if (GINT32_FROM_BE (*(gint32 *) (void *) magic) == (gint32) ID_EBML)
    look_at_matroska (fd, find_written_end (fd, size), repair);
  if (repair->duration_ms > 0)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                       _ ("Nothing had been recorded yet when it was cut off."));
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0) {
    gssize n = write (fd, data, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    data += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
copy_bytes (int from, int to, gint64 length, GCancellable *cancellable, GError **error)
{
  gsize piece = 1 << 20;
  g_autofree guint8 *data = g_malloc (piece);

  for (gint64 done = 0; done < length;) {
    gsize take = (gsize) MIN ((gint64) piece, length - done);

    if (g_cancellable_is_cancelled (cancellable)) {
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED,
                           _ ("This was stopped. The recording is as it was."));
      return FALSE;
    }
    errno = EIO;
    if (!read_at (from, data, take, done) || !write_all (to, data, take)) {
      vouch_error_set_errno (error, errno, _ ("A recording cannot be put right"));
      return FALSE;
    }
    done += (gint64) take;
  }
  return TRUE;
}

static gboolean
end_ogg (int from, int to, const VouchCaptureRepair *repair, GError **error)
{
  g_autofree guint8 *page = g_malloc (MOST_PAGE);
  gsize length = read_page (from, repair->last_page, page);
  guint32 sum;

  errno = EIO;
  if (length > 0) {
    page[5] |= 4; /* the last page of its stream */
    sum = ogg_sum (page, length);
    for (int i = 0; i < 4; i++)
      page[22 + i] = (guint8) (sum >> (8 * i));
  }
  if (length > 0 && write_all (to, page, length))
    return TRUE;
  vouch_error_set_errno (error, errno, _ ("A recording cannot be put right"));
  return FALSE;
}

/**
 * vouch_capture_repair_copy:
 * @from: a recording, open for reading; it is not changed.
 * @to: an empty file, open for writing.
 * @repair: what vouch_capture_repair_look() found.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_CANCELLED.
 *
 * Copies what is whole.
 *
 * Returns: whether all of that was copied.
 */
gboolean
vouch_capture_repair_copy (int from,
                           int to,
                           const VouchCaptureRepair *repair,
                           GCancellable *cancellable,
                           GError **error)
{
  if (repair->last_page < 0)
    return copy_bytes (from, to, repair->keep, cancellable, error);
  return copy_bytes (from, to, repair->last_page, cancellable, error) &&
         end_ogg (from, to, repair, error);
}
