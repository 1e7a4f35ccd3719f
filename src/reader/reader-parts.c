/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-parts"

#include "config.h"
#include "reader-parts.h"

#include <string.h>

/*
 * A file of parts holds one coded stream, packet after packet, so that work on it can be broken off
 * behind any packet and taken up again. It lies beside the library's files until the copy is made.
 *
 * Each record is a head of three numbers of 64 bits, little endian, and its bytes:
 *
 *   kind and size    the kind in the upper 16 bits: 1 the caps as text, 2 a packet, 3 a packet that
 *                    needs the one before it
 *   time, duration   in nanoseconds, all ones where there is none; packets are in the order of their
 *                    times, no coding that is used here turns them round
 *
 * Caps come before the first packet, and once more wherever the work was taken up again.
 */

#define MAX_CAPS (256 * 1024)
#define MAX_PACKET ((guint64) 64 * 1024 * 1024)

enum { KIND_CAPS = 1, KIND_PACKET = 2, KIND_DELTA = 3 };

static gboolean
write_record (ReaderOutput *output, guint64 kind, const guint64 times[2], GBytes *bytes)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);
  guint64 head[3] = { GUINT64_TO_LE (kind << 48 | size), GUINT64_TO_LE (times[0]),
                      GUINT64_TO_LE (times[1]) };

  return reader_output_add (output, head, sizeof head) && reader_output_add (output, data, size);
}

/**
 * reader_parts_write_caps:
 * @output: the file.
 * @caps: what the packets that follow are.
 *
 * Returns: whether there was room.
 */
gboolean
reader_parts_write_caps (ReaderOutput *output, GstCaps *caps)
{
  g_autofree char *text = gst_caps_to_string (caps);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return write_record (output, KIND_CAPS, (const guint64[2]){ 0 }, bytes);
}

/**
 * reader_parts_write_packet:
 * @output: the file.
 * @buffer: the next packet.
 * @time: when it is to be played, in nanoseconds from the begin of the copy.
 *
 * Returns: whether there was room.
 */
gboolean
reader_parts_write_packet (ReaderOutput *output, GstBuffer *buffer, GstClockTime time)
{
  const guint64 times[2] = { time, GST_BUFFER_DURATION (buffer) };
  gboolean delta = GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  GstMapInfo map = GST_MAP_INFO_INIT;
  gboolean written = FALSE;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return FALSE;
  {
    g_autoptr (GBytes) bytes = g_bytes_new_static (map.data, map.size);

    written = write_record (output, delta ? KIND_DELTA : KIND_PACKET, times, bytes);
  }
  gst_buffer_unmap (buffer, &map);
  return written;
}

static gboolean
read_caps (ReaderParts *self, guint64 size, GstCaps **caps)
{
  g_autofree char *text = size <= MAX_CAPS ? g_malloc0 (size + 1) : NULL;

  if (text == NULL || reader_input_peek (self->input, self->offset, text, size) != size)
    return FALSE;
  self->offset += (gint64) size;
  *caps = gst_caps_from_string (text);
  return *caps != NULL;
}

static gboolean
read_packet (ReaderParts *self, guint64 size, GstBuffer **buffer)
{
  GstBuffer *read = size <= MAX_PACKET ? gst_buffer_new_allocate (NULL, size, NULL) : NULL;
  GstMapInfo map = GST_MAP_INFO_INIT;
  gboolean whole = FALSE;

  if (read == NULL)
    return FALSE;
  if (gst_buffer_map (read, &map, GST_MAP_WRITE)) {
    whole = reader_input_peek (self->input, self->offset, map.data, size) == size;
    gst_buffer_unmap (read, &map);
  }
  self->offset += (gint64) size;
  if (whole)
    *buffer = read;
  else
    gst_buffer_unref (read);
  return whole;
}

/**
 * reader_parts_read:
 * @self: where the next record is; moved behind it.
 * @caps: (out) (nullable): set when it says what the packets are.
 * @buffer: (out) (nullable): set when it is a packet.
 *
 * Returns: whether there was a whole record.
 */
gboolean
reader_parts_read (ReaderParts *self, GstCaps **caps, GstBuffer **buffer)
{
  guint64 head[3] = { 0 };
  guint64 kind = 0, size = 0;

  *caps = NULL;
  *buffer = NULL;
  if (reader_input_peek (self->input, self->offset, head, sizeof head) != sizeof head)
    return FALSE;
  self->offset += (gint64) sizeof head;
  kind = GUINT64_FROM_LE (head[0]) >> 48;
  size = GUINT64_FROM_LE (head[0]) & (((guint64) 1 << 48) - 1);
  if (kind == KIND_CAPS)
    return read_caps (self, size, caps);
  if ((kind != KIND_PACKET && kind != KIND_DELTA) || !read_packet (self, size, buffer))
    return FALSE;
  GST_BUFFER_PTS (*buffer) = GUINT64_FROM_LE (head[1]);
  GST_BUFFER_DTS (*buffer) = GST_BUFFER_PTS (*buffer);
  GST_BUFFER_DURATION (*buffer) = GUINT64_FROM_LE (head[2]);
  if (kind == KIND_DELTA)
    GST_BUFFER_FLAG_SET (*buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  return TRUE;
}
