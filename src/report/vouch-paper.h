/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchPaper:
 * @width: width of a sheet, in points (1/72 inch).
 * @height: height of a sheet, in points.
 * @margin: what stays white on all four sides, in points; the page number stands within it.
 *
 * The sheet that a document is laid out for.
 */
typedef struct {
  double width;
  double height;
  double margin;
} VouchPaper;

VouchPaper vouch_paper_a4 (void);
VouchPaper vouch_paper_letter (void);
VouchPaper vouch_paper_default (void);

G_END_DECLS
