/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-glance-wire"

#include "config.h"
#include "vouch-glance-wire.h"

#include <string.h>

/*
 * How a glance travels from the reader, and lies in the cache. All numbers are little endian:
 *
 *   0  4  "VGL1"              28  4  page
 *   4  4  index of the wish   32  4  pages
 *   8  4  form, or NOTHING    36  4  whole width
 *  12  4  reserved, 0         40  4  whole height
 *  16  4  width               44  8  length of the recording in milliseconds
 *  20  4  height              52  4  bytes of data that follow
 *  24  4  reserved, 0
 *
 * The writer may have been taken over by a hostile file, so nothing of this is believed: every number
 * is held against what was wished for before memory is taken or a pixel is touched.
 */

#define MAGIC "VGL1"
#define NOTHING 99 /* the data are a sentence on why */
#define MAX_PROBLEM 2000
#define BYTES_PER_PIXEL 4
#define MAX_PAGES 1000000
#define MAX_WHOLE_SIDE 1000000
#define MAX_DURATION_MS (G_GINT64_CONSTANT (1000) * 3600 * 1000)
#define MAX_COLUMNS 1000
#define MAX_ROWS 10000

static void
put (guint8 *head, gsize offset, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (head + offset, &value, sizeof value);
}

static guint32
take (const guint8 *head, gsize offset)
{
  guint32 value = 0;

  memcpy (&value, head + offset, sizeof value);
  return GUINT32_FROM_LE (value);
}

/**
 * vouch_glance_wire_get_body:
 * @glance: a glance.
 *
 * Returns: (transfer full): what follows the head.
 */
GBytes *
vouch_glance_wire_get_body (VouchGlance *glance)
{
  const char *problem = vouch_glance_get_problem (glance);

  if (problem != NULL)
    return g_bytes_new (problem, MIN (strlen (problem), MAX_PROBLEM));
  return g_bytes_ref (vouch_glance_get_data (glance));
}

/**
 * vouch_glance_wire_write_head:
 * @index: which wish it answers.
 * @glance: a glance.
 *
 * Returns: (transfer full): the head of its record.
 */
GBytes *
vouch_glance_wire_write_head (guint index, VouchGlance *glance)
{
  const VouchGlanceShape *shape = vouch_glance_get_shape (glance);
  gboolean nothing = vouch_glance_get_problem (glance) != NULL;
  g_autoptr (GBytes) body = vouch_glance_wire_get_body (glance);
  guint8 head[VOUCH_GLANCE_WIRE_HEAD] = { 0 };
  gint64 duration = GINT64_TO_LE (shape->duration_ms);

  memcpy (head, MAGIC, 4);
  put (head, 4, index);
  put (head, 8, nothing ? NOTHING : shape->form);
  put (head, 16, (guint32) shape->width);
  put (head, 20, (guint32) shape->height);
  put (head, 28, (guint32) shape->page);
  put (head, 32, (guint32) shape->pages);
  put (head, 36, (guint32) shape->whole_width);
  put (head, 40, (guint32) shape->whole_height);
  memcpy (head + 44, &duration, sizeof duration);
  put (head, 52, (guint32) g_bytes_get_size (body));
  return g_bytes_new (head, sizeof head);
}

static gboolean
take_shape (const guint8 *head, VouchGlanceShape *shape)
{
  guint32 page = take (head, 28), pages = take (head, 32);
  guint32 whole_width = take (head, 36), whole_height = take (head, 40);
  gint64 duration = 0;

  memcpy (&duration, head + 44, sizeof duration);
  duration = GINT64_FROM_LE (duration);
  if (page > MAX_PAGES || pages > MAX_PAGES || whole_width > MAX_WHOLE_SIDE ||
      whole_height > MAX_WHOLE_SIDE || duration < -1 || duration > MAX_DURATION_MS)
    return FALSE;
  shape->page = (int) page;
  shape->pages = (int) pages;
  shape->whole_width = (int) whole_width;
  shape->whole_height = (int) whole_height;
  shape->duration_ms = duration;
  return TRUE;
}

/* Whether the numbers of the head fit one another and what was wished for. */
static gboolean
is_honest (const guint8 *head, const VouchGlanceWish *wish, VouchGlanceShape *shape)
{
  guint32 form = take (head, 8), width = take (head, 16), height = take (head, 20);
  guint32 size = take (head, 52);

  if (form == NOTHING)
    return size > 0 && size <= MAX_PROBLEM;
  if (form != (guint32) wish->form || !take_shape (head, shape))
    return FALSE;
  shape->form = wish->form;
  switch (wish->form) {
  case VOUCH_GLANCE_FORM_PICTURE:
    if (width < 1 || height < 1 || width > (guint32) wish->width ||
        height > (guint32) wish->height || size != width * height * BYTES_PER_PIXEL)
      return FALSE;
    break;
  case VOUCH_GLANCE_FORM_WAVEFORM:
    if (width < 1 || width > (guint32) wish->width || height != 1 || size != width)
      return FALSE;
    break;
  case VOUCH_GLANCE_FORM_TEXT:
    if (size > VOUCH_GLANCE_MAX_TEXT)
      return FALSE;
    break;
  case VOUCH_GLANCE_FORM_TABLE:
  default:
    if (width > MAX_COLUMNS || height > MAX_ROWS || size > VOUCH_GLANCE_MAX_TEXT)
      return FALSE;
  }
  shape->width = (int) width;
  shape->height = (int) height;
  return TRUE;
}

static VouchGlance *
take_problem (const guint8 *body, gsize size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) body, (gssize) size);

  return vouch_glance_new_problem (text);
}

/**
 * vouch_glance_wire_read:
 * @data: what has come so far.
 * @length: how many bytes.
 * @index: the wish that is answered next.
 * @wish: what was wished for.
 * @glance: (out) (transfer full): the glance.
 *
 * Reads one record.
 *
 * Returns: how many bytes it took; 0 while some are missing; -1 when this is no answer to the wish.
 */
gssize
vouch_glance_wire_read (const guint8 *data,
                        gsize length,
                        guint index,
                        const VouchGlanceWish *wish,
                        VouchGlance **glance)
{
  VouchGlanceShape shape = { 0 };
  g_autoptr (GBytes) body = NULL;
  gsize size;

  g_return_val_if_fail (wish != NULL && glance != NULL, -1);
  g_return_val_if_fail (vouch_glance_wish_is_valid (wish), -1);

  if (length < VOUCH_GLANCE_WIRE_HEAD)
    return 0;
  if (memcmp (data, MAGIC, 4) != 0 || take (data, 4) != index || !is_honest (data, wish, &shape))
    return -1;
  size = take (data, 52);
  if (length - VOUCH_GLANCE_WIRE_HEAD < size)
    return 0;
  if (take (data, 8) == NOTHING) {
    *glance = take_problem (data + VOUCH_GLANCE_WIRE_HEAD, size);
  } else {
    body = g_bytes_new (data + VOUCH_GLANCE_WIRE_HEAD, size);
    *glance = vouch_glance_new (&shape, body);
  }
  return (gssize) (VOUCH_GLANCE_WIRE_HEAD + size);
}

/**
 * vouch_glance_wire_read_shared:
 * @data: what has come so far.
 * @length: how many bytes.
 * @wish: what was wished for: a picture.
 * @memory: where its pixels lie, in memory that the writer may still change.
 * @memory_size: how many bytes there are.
 * @glance: (out) (transfer full): the glance, with a copy of its pixels.
 *
 * Reads a record whose pixels do not follow its head. One without pixels is read as by
 * vouch_glance_wire_read().
 *
 * Returns: how many bytes of @data it took; 0 while some are missing; -1 when this is no answer to the
 *   wish.
 */
gssize
vouch_glance_wire_read_shared (const guint8 *data,
                               gsize length,
                               const VouchGlanceWish *wish,
                               const guint8 *memory,
                               gsize memory_size,
                               VouchGlance **glance)
{
  VouchGlanceShape shape = { 0 };
  g_autoptr (GBytes) pixels = NULL;

  g_return_val_if_fail (wish != NULL && glance != NULL, -1);
  g_return_val_if_fail (wish->form == VOUCH_GLANCE_FORM_PICTURE, -1);

  if (length < VOUCH_GLANCE_WIRE_HEAD)
    return 0;
  if (memcmp (data, MAGIC, 4) != 0 || take (data, 8) == NOTHING)
    return vouch_glance_wire_read (data, length, 0, wish, glance);
  if (take (data, 4) != 0 || !is_honest (data, wish, &shape) || take (data, 52) > memory_size)
    return -1;
  pixels = g_bytes_new (memory, take (data, 52));
  *glance = vouch_glance_new (&shape, pixels);
  return VOUCH_GLANCE_WIRE_HEAD;
}
