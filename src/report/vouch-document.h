/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-print-table.h"

G_BEGIN_DECLS

/* cairo's own type, so that whoever only fills a document needs no header of cairo. */
typedef struct _cairo cairo_t;

/**
 * VouchDrawFunc:
 * @cr: where to draw; the origin is the upper left corner of the drawing.
 * @width: its width, in points.
 * @height: its height, in points.
 * @data: what was given with the function.
 *
 * Draws a picture of lines, such as a chart.
 */
typedef void (*VouchDrawFunc) (cairo_t *cr, double width, double height, gpointer data);

#define VOUCH_TYPE_DOCUMENT (vouch_document_get_type ())
G_DECLARE_FINAL_TYPE (VouchDocument, vouch_document, VOUCH, DOCUMENT, GObject)

VouchDocument *vouch_document_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_document_get_title (VouchDocument *self);
gboolean vouch_document_is_right_to_left (VouchDocument *self);

/* Text. */
void vouch_document_add_title (VouchDocument *self, const char *text);
void vouch_document_add_subtitle (VouchDocument *self, const char *text);
void vouch_document_add_heading (VouchDocument *self, guint level, const char *text);
void vouch_document_add_paragraph (VouchDocument *self, const char *text);
void vouch_document_add_note (VouchDocument *self, const char *text);
void vouch_document_add_bullet (VouchDocument *self, const char *text);
void vouch_document_add_tick (VouchDocument *self, gboolean ticked, const char *text);
void vouch_document_add_fact (VouchDocument *self, const char *name, const char *value);
void vouch_document_add_table (VouchDocument *self, VouchPrintTable *table);

/* Lines and room. */
void vouch_document_add_rule (VouchDocument *self);
void vouch_document_add_writing_lines (VouchDocument *self, guint n_lines);
void vouch_document_add_signature (VouchDocument *self, const char *who, const char *date_label);
void vouch_document_add_space (VouchDocument *self, double points);
void vouch_document_add_page_break (VouchDocument *self);

/* Pictures. */
void vouch_document_add_jpeg (VouchDocument *self,
                              GBytes *jpeg,
                              guint width,
                              guint height,
                              double most_height,
                              const char *caption);
void vouch_document_add_drawing (VouchDocument *self,
                                 double height,
                                 VouchDrawFunc draw,
                                 gpointer data,
                                 GDestroyNotify free_data);

G_END_DECLS
