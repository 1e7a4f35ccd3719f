/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchPageLayout:
 * @font_family: name of the font family.
 * @font_points: size of the letters in points.
 * @line_spacing: 1 for single spaced, 2 for double spaced.
 * @margin_inches: white space on all four sides in inches.
 *
 * How a typed answer is laid out; the paper is US Letter.
 */
typedef struct {
  const char *font_family;
  double font_points;
  double line_spacing;
  double margin_inches;
} VouchPageLayout;

void vouch_page_layout_init (VouchPageLayout *layout);
guint vouch_page_layout_count (const char *text, const VouchPageLayout *layout);

G_END_DECLS
