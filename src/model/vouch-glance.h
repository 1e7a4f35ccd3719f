/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchGlanceForm:
 * @VOUCH_GLANCE_FORM_PICTURE: pixels of a picture, a page or a moment of a video.
 * @VOUCH_GLANCE_FORM_WAVEFORM: how loud a recording is, from its begin to its end.
 * @VOUCH_GLANCE_FORM_TEXT: the words of a page.
 * @VOUCH_GLANCE_FORM_TABLE: the cells of a table.
 *
 * As what a file is shown.
 */
typedef enum {
  VOUCH_GLANCE_FORM_PICTURE,
  VOUCH_GLANCE_FORM_WAVEFORM,
  VOUCH_GLANCE_FORM_TEXT,
  VOUCH_GLANCE_FORM_TABLE,
} VouchGlanceForm;

/* The most that may be wished for: more than any screen has, and 64 MiB of pixels. */
#define VOUCH_GLANCE_MAX_SIDE 4096
#define VOUCH_GLANCE_MAX_PEAKS 8192
#define VOUCH_GLANCE_MAX_TEXT (256 * 1024)

/**
 * VouchGlanceWish:
 * @form: as what.
 * @width: the most pixels in a row, or how many parts a waveform has; at least 1.
 * @height: the most rows of pixels; at least 1.
 * @page: which page or part of a table, from 1.
 * @time_ms: which moment of a video; -1 for one that tells what it is about.
 * @name_is_table: whether the file's name is that of a table, which the bytes alone do not tell.
 *
 * What of a file is to be shown.
 */
typedef struct {
  VouchGlanceForm form;
  int width;
  int height;
  int page;
  gint64 time_ms;
  gboolean name_is_table;
} VouchGlanceWish;

/**
 * VouchGlanceShape:
 * @form: what the data are.
 * @width: pixels in a row, peaks, or columns.
 * @height: rows of pixels, or rows of the table.
 * @page: the page shown, from 1.
 * @pages: how many there are; 0 where there are none to turn.
 * @whole_width: the picture's own width, before it was made to fit.
 * @whole_height: its own height.
 * @duration_ms: the length of a recording; -1 where there is none.
 *
 * What a glance holds.
 */
typedef struct {
  VouchGlanceForm form;
  int width;
  int height;
  int page;
  int pages;
  int whole_width;
  int whole_height;
  gint64 duration_ms;
} VouchGlanceShape;

gboolean vouch_glance_wish_is_valid (const VouchGlanceWish *wish);

#define VOUCH_TYPE_GLANCE (vouch_glance_get_type ())
G_DECLARE_FINAL_TYPE (VouchGlance, vouch_glance, VOUCH, GLANCE, GObject)

VouchGlance *
vouch_glance_new (const VouchGlanceShape *shape, GBytes *data) G_GNUC_WARN_UNUSED_RESULT;
VouchGlance *vouch_glance_new_problem (const char *problem) G_GNUC_WARN_UNUSED_RESULT;

const VouchGlanceShape *vouch_glance_get_shape (VouchGlance *self);
const char *vouch_glance_get_problem (VouchGlance *self);
GBytes *vouch_glance_get_data (VouchGlance *self);
gsize vouch_glance_get_stride (VouchGlance *self);
char *vouch_glance_dup_text (VouchGlance *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_glance_dup_rows (VouchGlance *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
