/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-strip.h"

G_BEGIN_DECLS

/**
 * VouchTypeStyle:
 *
 * How a text looks.
 */
typedef enum {
  VOUCH_TYPE_STYLE_BODY,
  VOUCH_TYPE_STYLE_TITLE,
  VOUCH_TYPE_STYLE_SUBTITLE,
  VOUCH_TYPE_STYLE_HEADING_1,
  VOUCH_TYPE_STYLE_HEADING_2,
  VOUCH_TYPE_STYLE_HEADING_3,
  VOUCH_TYPE_STYLE_NOTE,
  VOUCH_TYPE_STYLE_LABEL,
  VOUCH_TYPE_STYLE_CELL,
} VouchTypeStyle;

/**
 * VouchTypeCell:
 * @text: what it says.
 * @style: how it looks.
 * @x: where it begins, from the side where reading begins.
 * @width: how wide it is.
 * @at_end: whether it stands flush at the end, as numbers do.
 *
 * A text in a column.
 */
typedef struct {
  const char *text;
  VouchTypeStyle style;
  double x;
  double width;
  gboolean at_end;
} VouchTypeCell;

typedef struct _VouchTypesetter VouchTypesetter;

VouchTypesetter *
vouch_typesetter_new (double width, double height, gboolean rtl) G_GNUC_WARN_UNUSED_RESULT;
void vouch_typesetter_free (VouchTypesetter *self);

double vouch_typesetter_get_width (VouchTypesetter *self);
double vouch_typesetter_get_height (VouchTypesetter *self);
double vouch_typesetter_mirror (VouchTypesetter *self, double x, double width);

GPtrArray *vouch_typesetter_set_cells (VouchTypesetter *self,
                                       const VouchTypeCell *cells,
                                       guint n_cells) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_typesetter_set_text (VouchTypesetter *self,
                                      VouchTypeStyle style,
                                      const char *text,
                                      double indent) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchTypesetter, vouch_typesetter_free)

G_END_DECLS
