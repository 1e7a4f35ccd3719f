/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-glance"

#include "config.h"
#include "vouch-glance.h"

#define BYTES_PER_PIXEL 4

/* How the cells of a table are kept apart in its data (ASCII unit and record separators). */
#define CELL_END "\x1f"
#define ROW_END "\x1e"

/**
 * VouchGlance:
 *
 * A file as it is shown: pixels, a waveform, text or a table, or a sentence on why there is none.
 * Pixels are blue, green, red, alpha of eight bits each, premultiplied, without gaps between rows.
 * A waveform is one byte a part, how far it swings at most. Text is UTF-8.
 */
struct _VouchGlance {
  GObject parent_instance;

  VouchGlanceShape shape;
  GBytes *data;
  char *problem;
};

G_DEFINE_FINAL_TYPE (VouchGlance, vouch_glance, G_TYPE_OBJECT)

static void
vouch_glance_finalize (GObject *object)
{
  VouchGlance *self = VOUCH_GLANCE (object);

  g_clear_pointer (&self->data, g_bytes_unref);
  g_free (self->problem);

  G_OBJECT_CLASS (vouch_glance_parent_class)->finalize (object);
}

static void
vouch_glance_class_init (VouchGlanceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_glance_finalize;
}

static void
vouch_glance_init (VouchGlance *self)
{
  self->shape.duration_ms = -1;
}

/**
 * vouch_glance_wish_is_valid:
 * @wish: what is to be shown.
 *
 * Returns: whether it is within the bounds that glances keep.
 */
gboolean
vouch_glance_wish_is_valid (const VouchGlanceWish *wish)
{
  int most =
      wish->form == VOUCH_GLANCE_FORM_WAVEFORM ? VOUCH_GLANCE_MAX_PEAKS : VOUCH_GLANCE_MAX_SIDE;

  return wish->form >= VOUCH_GLANCE_FORM_PICTURE && wish->form <= VOUCH_GLANCE_FORM_TABLE &&
         wish->width >= 1 && wish->width <= most && wish->height >= 1 &&
         wish->height <= VOUCH_GLANCE_MAX_SIDE && wish->page >= 1 && wish->time_ms >= -1;
}

/**
 * vouch_glance_new:
 * @shape: what it holds.
 * @data: the pixels, peaks, text or cells that @shape speaks of; their number has been checked.
 *
 * Returns: (transfer full): a glance.
 */
VouchGlance *
vouch_glance_new (const VouchGlanceShape *shape, GBytes *data)
{
  VouchGlance *self;

  g_return_val_if_fail (shape != NULL && data != NULL, NULL);
  g_return_val_if_fail (shape->form != VOUCH_GLANCE_FORM_PICTURE ||
                            g_bytes_get_size (data) ==
                                (gsize) shape->width * (gsize) shape->height * BYTES_PER_PIXEL,
                        NULL);

  self = g_object_new (VOUCH_TYPE_GLANCE, NULL);
  self->shape = *shape;
  self->data = g_bytes_ref (data);
  return self;
}

/**
 * vouch_glance_new_problem:
 * @problem: why nothing is shown, as a sentence for people.
 *
 * Returns: (transfer full): a glance that shows only that.
 */
VouchGlance *
vouch_glance_new_problem (const char *problem)
{
  VouchGlance *self;

  g_return_val_if_fail (problem != NULL, NULL);

  self = g_object_new (VOUCH_TYPE_GLANCE, NULL);
  self->data = g_bytes_new (NULL, 0);
  self->problem = g_strdup (problem);
  return self;
}

/**
 * vouch_glance_get_shape:
 * @self: a glance.
 *
 * Returns: (transfer none): what it holds.
 */
const VouchGlanceShape *
vouch_glance_get_shape (VouchGlance *self)
{
  g_return_val_if_fail (VOUCH_IS_GLANCE (self), NULL);

  return &self->shape;
}

/**
 * vouch_glance_get_problem:
 * @self: a glance.
 *
 * Returns: (transfer none) (nullable): why nothing is shown.
 */
const char *
vouch_glance_get_problem (VouchGlance *self)
{
  g_return_val_if_fail (VOUCH_IS_GLANCE (self), NULL);

  return self->problem;
}

/**
 * vouch_glance_get_data:
 * @self: a glance.
 *
 * Returns: (transfer none): its pixels, peaks, text or cells; empty with a problem.
 */
GBytes *
vouch_glance_get_data (VouchGlance *self)
{
  g_return_val_if_fail (VOUCH_IS_GLANCE (self), NULL);

  return self->data;
}

/**
 * vouch_glance_get_stride:
 * @self: a glance of pixels.
 *
 * Returns: bytes from one row of pixels to the next.
 */
gsize
vouch_glance_get_stride (VouchGlance *self)
{
  g_return_val_if_fail (VOUCH_IS_GLANCE (self), 0);

  return (gsize) self->shape.width * BYTES_PER_PIXEL;
}

/**
 * vouch_glance_dup_text:
 * @self: a glance.
 *
 * Returns: (transfer full): the words of a page of text; empty for any other glance.
 */
char *
vouch_glance_dup_text (VouchGlance *self)
{
  gsize size = 0;
  const char *text;

  g_return_val_if_fail (VOUCH_IS_GLANCE (self), NULL);

  text = g_bytes_get_data (self->data, &size);
  return self->shape.form == VOUCH_GLANCE_FORM_TEXT && size > 0
             ? g_utf8_make_valid (text, (gssize) size)
             : g_strdup ("");
}

/**
 * vouch_glance_dup_rows:
 * @self: a glance.
 *
 * Returns: (transfer full) (element-type GStrv): the cells of each row of a table; none for any
 *   other glance.
 */
GPtrArray *
vouch_glance_dup_rows (VouchGlance *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  gsize size = 0;
  const char *data;

  g_return_val_if_fail (VOUCH_IS_GLANCE (self), rows);

  data = g_bytes_get_data (self->data, &size);
  if (self->shape.form != VOUCH_GLANCE_FORM_TABLE || size == 0)
    return rows;
  text = g_utf8_make_valid (data, (gssize) size);
  lines = g_strsplit (text, ROW_END, self->shape.height + 1);
  for (gsize i = 0; lines[i] != NULL && (*lines[i] != '\0' || lines[i + 1] != NULL); i++)
    g_ptr_array_add (rows, g_strsplit (lines[i], CELL_END, self->shape.width + 1));
  return rows;
}
