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
 * last.  Where bytes in the middle are damaged, or the disk does not give them back, it goes on with
 * the next whole page or cluster, so that a bad place costs a moment and not the rest of a lesson.
 * Only our own files come here, and still nothing is believed: every length is checked against the
 * bytes that there are, every page of Ogg by its sum, and no time goes backwards.
 */

#define RATE 48000
#define PAGE_HEAD 27
#define MOST_PAGE (PAGE_HEAD + 255 + 255 * 255)
#define SOUND_MS 20
/* A cluster holds a tenth of a second; a block that says more is damaged. */
#define MOST_IN_CLUSTER_MS 1000

#define ID_EBML 0x1a45dfa3u
#define ID_SEGMENT 0x18538067u
#define ID_CLUSTER 0x1f43b675u
#define ID_TIMESTAMP 0xe7u
#define ID_SIMPLE_BLOCK 0xa3u
#define ID_BLOCK_GROUP 0xa0u
#define ID_BLOCK 0xa1u
#define ID_TRACKS 0x1654ae6bu
#define UNKNOWN_LENGTH G_MAXINT64

/* Looking for something goes in steps of this, and steps over what the disk does not give. */
#define WINDOW 65536
#define BAD_STEP 4096

/* What stands in a file of ours, but for what is gone into (RFC 9559, section 27.1). */
static const guint32 known_ids[] = {
  ID_EBML,
  ID_TIMESTAMP,
  ID_SIMPLE_BLOCK,
  ID_BLOCK_GROUP,
  0x114d9b74u /* SeekHead */,
  0x1549a966u /* Info */,
  ID_TRACKS,
  0x1254c367u /* Tags */,
  0x1c53bb6bu /* Cues */,
  0xecu /* Void */,
  0xbfu /* CRC-32 */,
  0xa7u /* Position */,
  0xabu /* PrevSize */,
};

typedef struct {
  int fd;
  gint64 size;
  VouchCaptureRepair *repair;
} Look;

static gboolean
read_at (int fd, void *data, gsize length, gint64 offset)
{
  return pread (fd, data, length, (off_t) offset) == (gssize) length;
}

/* Where these four bytes stand next, or -1. */
static gint64
find_next (const Look *look, gint64 offset, const char *magic)
{
  g_autofree guint8 *window = g_malloc (WINDOW);

  while (offset + 4 <= look->size) {
    gsize take = (gsize) MIN (look->size - offset, WINDOW);
    const guint8 *found;

    if (!read_at (look->fd, window, take, offset)) {
      take = MIN (take, BAD_STEP);
      if (!read_at (look->fd, window, take, offset)) {
        offset = (offset / BAD_STEP + 1) * BAD_STEP;
        continue;
      }
    }
    found = memmem (window, take, magic, 4);
    if (found != NULL)
      return offset + (found - window);
    offset += (gint64) take - 3;
    if (take <= 4)
      break;
  }
  return -1;
}

static VouchCapturePiece *
get_last (VouchCaptureRepair *repair)
{
  return repair->pieces->len > 0
             ? &g_array_index (repair->pieces, VouchCapturePiece, repair->pieces->len - 1)
             : NULL;
}

/* What is whole from here on; what is missing before it is known with its first time. */
static void
begin_piece (VouchCaptureRepair *repair, gint64 from)
{
  const VouchCapturePiece piece = { from, from, 0, 0 };

  g_array_append_val (repair->pieces, piece);
}

static void
tell_missing (VouchCaptureRepair *repair, gint64 at_ms, gint64 missing_ms)
{
  VouchCapturePiece *piece = get_last (repair);

  piece->at_ms = at_ms;
  piece->missing_ms = MAX (missing_ms, 0);
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

typedef struct {
  guint32 serial;
  gint64 skip;
  gint64 end;
} OggPlace;

/* A page that is whole. After a bad place only one that goes on with the same stream is taken. */
static gboolean
take_page (VouchCaptureRepair *repair,
           OggPlace *place,
           const guint8 *page,
           gint64 offset,
           gsize length)
{
  const gint64 granule = (gint64) (get_32 (page + 6) | (guint64) get_32 (page + 10) << 32);
  const guint8 *body = page + PAGE_HEAD + page[26];
  const gboolean is_head =
      length >= (gsize) (PAGE_HEAD + page[26] + 12) && memcmp (body, "OpusHead", 8) == 0;
  const gboolean goes_on = get_last (repair) != NULL && get_last (repair)->to == offset;

  if (get_last (repair) == NULL && !is_head)
    return FALSE;
  if (get_last (repair) == NULL)
    place->serial = get_32 (page + 14);
  else if (!goes_on && (get_32 (page + 14) != place->serial || granule <= place->end))
    return FALSE;
  if (is_head)
    place->skip = body[10] | body[11] << 8;
  if (!goes_on) {
    begin_piece (repair, offset);
    if (granule > 0)
      tell_missing (repair, MAX (place->end - place->skip, 0) * 1000 / RATE,
                    (granule - place->end) * 1000 / RATE - SOUND_MS);
  }
  if (granule > 0)
    place->end = granule;
  get_last (repair)->to = offset + (gint64) length;
  repair->last_page = offset;
  return TRUE;
}

static void
look_at_ogg (const Look *look)
{
  g_autofree guint8 *page = g_malloc (MOST_PAGE);
  OggPlace place = { 0 };
  gint64 offset = 0;

  while (offset >= 0) {
    gsize length = read_page (look->fd, offset, page);

    if (length > 0 && take_page (look->repair, &place, page, offset, length))
      offset += (gint64) length;
    else
      offset = find_next (look, offset + 1, "OggS");
  }
  look->repair->duration_ms = MAX (place.end - place.skip, 0) * 1000 / RATE;
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

typedef struct {
  gint64 cluster_ms;
  gint64 last_ms;   /* of the newest block */
  gint64 element;   /* where the last one that was taken begins */
  gboolean resumed; /* no block came yet after a bad place */
  gboolean has_tracks;
} MatroskaPlace;

static gboolean
is_known (guint32 id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_ids); i++)
    if (known_ids[i] == id)
      return TRUE;
  return FALSE;
}

/* The next cluster whose time does not go backwards, or -1. */
static gint64
find_cluster (const Look *look, gint64 offset, gint64 cluster_ms)
{
  while ((offset = find_next (look, offset, "\x1f\x43\xb6\x75")) >= 0) {
    guint32 id = 0;
    gint64 length = 0, body = offset;
    int taken = 0;

    if (read_head (look->fd, offset, &id, &length, &taken)) {
      body = offset + taken;
      if (read_head (look->fd, body, &id, &length, &taken) && id == ID_TIMESTAMP && length <= 8 &&
          read_number (look->fd, body + taken, length) >= cluster_ms)
        return offset;
    }
    offset++;
  }
  return -1;
}

/* The bad place may be the length of what was taken last, which then reaches too far. */
static gint64
resume_matroska (const Look *look, MatroskaPlace *place)
{
  VouchCapturePiece *piece = get_last (look->repair);
  gint64 offset = find_cluster (look, place->element + 1, place->cluster_ms);

  /* Without the head that says what the blocks are, none of them can be played. */
  if (offset < 0 || !place->has_tracks)
    return -1;
  if (piece->to > offset)
    piece->to = MAX (place->element, piece->from);
  begin_piece (look->repair, offset);
  place->element = offset;
  place->resumed = TRUE;
  return offset;
}

/* Time that goes far back shows that the one before was damaged. */
static void
take_time (MatroskaPlace *place, gint64 cluster_ms)
{
  place->cluster_ms = cluster_ms;
  if (cluster_ms < place->last_ms - MOST_IN_CLUSTER_MS)
    place->last_ms = cluster_ms;
}

static void
take_block (VouchCaptureRepair *repair, MatroskaPlace *place, gint64 within_ms)
{
  const gint64 at_ms = place->cluster_ms + within_ms;

  if (within_ms > MOST_IN_CLUSTER_MS)
    return;
  if (place->resumed)
    tell_missing (repair, place->last_ms + SOUND_MS, at_ms - place->last_ms - SOUND_MS);
  place->resumed = FALSE;
  place->last_ms = MAX (place->last_ms, at_ms);
}

static void
look_at_matroska (const Look *look)
{
  MatroskaPlace place = { .last_ms = -SOUND_MS };
  gint64 offset = 0, length;
  guint32 id;
  int taken;

  begin_piece (look->repair, 0);
  while (offset >= 0 && offset < look->size) {
    gboolean whole = read_head (look->fd, offset, &id, &length, &taken);
    gint64 body = offset + (whole ? taken : 0);

    /* These are gone into; everything else is taken whole or not at all. */
    if (whole && (id == ID_SEGMENT || id == ID_CLUSTER)) {
      offset = body;
      continue;
    }
    if (!whole || !is_known (id) || length > look->size - body) {
      offset = resume_matroska (look, &place);
      continue;
    }
    if (id == ID_TIMESTAMP)
      take_time (&place, read_number (look->fd, body, length));
    else if (id == ID_SIMPLE_BLOCK)
      take_block (look->repair, &place, read_block_time (look->fd, body));
    else if (id == ID_BLOCK_GROUP)
      take_block (look->repair, &place, block_in_group (look->fd, body, body + length));
    place.has_tracks = place.has_tracks || id == ID_TRACKS;
    place.element = offset;
    offset = body + length;
    /* The head of a cluster without a block in it is left out. */
    if (id != ID_TIMESTAMP)
      get_last (look->repair)->to = offset;
  }
  look->repair->duration_ms = place.has_tracks ? place.last_ms + SOUND_MS : 0;
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

/* A piece in which nothing was whole is none. */
static void
count_pieces (VouchCaptureRepair *repair)
{
  for (guint i = repair->pieces->len; i > 0; i--) {
    const VouchCapturePiece *piece = &g_array_index (repair->pieces, VouchCapturePiece, i - 1);

    if (piece->to <= piece->from)
      g_array_remove_index (repair->pieces, i - 1);
    else
      repair->keep += piece->to - piece->from;
  }
}

/**
 * vouch_capture_repair_look:
 * @fd: a recording, open for reading.
 * @repair: (out): what can be played of it; to be cleared, also when nothing can.
 * @error: %VOUCH_ERROR_CORRUPT when nothing can, %VOUCH_ERROR_DEVICE when it cannot be read.
 *
 * Finds out how much of a recording is whole.
 *
 * Returns: whether something is.
 */
gboolean
vouch_capture_repair_look (int fd, VouchCaptureRepair *repair, GError **error)
{
  guint8 magic[4] = { 0 };
  Look look = { fd, lseek (fd, 0, SEEK_END), repair };

  *repair = (VouchCaptureRepair){ .last_page = -1 };
  repair->pieces = g_array_new (FALSE, TRUE, sizeof (VouchCapturePiece));
  errno = EIO;
  if (look.size < 0 || (look.size >= 4 && !read_at (fd, magic, sizeof magic, 0))) {
    vouch_error_set_errno (error, errno, _ ("A recording cannot be read"));
    return FALSE;
  }
  look.size = find_written_end (fd, look.size);
  if (memcmp (magic, "OggS", 4) == 0)
    look_at_ogg (&look);
  else if (get_32 (magic) == GUINT32_SWAP_LE_BE (ID_EBML))
    look_at_matroska (&look);
  count_pieces (repair);
  if (repair->duration_ms > 0 && repair->keep > 0)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                       _ ("Nothing had been recorded yet when it was cut off."));
  return FALSE;
}

/**
 * vouch_capture_repair_clear:
 * @self: what was found, or zeros.
 *
 * Frees what is in it.
 */
void
vouch_capture_repair_clear (VouchCaptureRepair *self)
{
  g_clear_pointer (&self->pieces, g_array_unref);
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
copy_bytes (int from, int to, gint64 begin, gint64 end, GCancellable *cancellable, GError **error)
{
  gsize piece = 1 << 20;
  g_autofree guint8 *data = g_malloc (piece);

  for (gint64 done = begin; done < end;) {
    gsize take = (gsize) MIN ((gint64) piece, end - done);

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
  for (guint i = 0; i < repair->pieces->len; i++) {
    const VouchCapturePiece *piece = &g_array_index (repair->pieces, VouchCapturePiece, i);
    gboolean ends_ogg = repair->last_page >= 0 && i + 1 == repair->pieces->len;

    if (!copy_bytes (from, to, piece->from, ends_ogg ? repair->last_page : piece->to, cancellable,
                     error))
      return FALSE;
  }
  return repair->last_page < 0 || end_ogg (from, to, repair, error);
}
