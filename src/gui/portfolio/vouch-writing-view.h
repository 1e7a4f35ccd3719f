/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-citation.h"

G_BEGIN_DECLS

/**
 * VouchWritingMark:
 * @start: the first character.
 * @length: how many characters.
 *
 * A place in a text that is to be looked at, such as the name of a child.
 */
typedef struct {
  guint start;
  guint length;
} VouchWritingMark;

#define VOUCH_TYPE_WRITING_VIEW (vouch_writing_view_get_type ())
G_DECLARE_FINAL_TYPE (VouchWritingView, vouch_writing_view, VOUCH, WRITING_VIEW, GtkTextView)

void vouch_writing_view_set_long (VouchWritingView *self, gboolean is_long);
void
vouch_writing_view_set_marks (VouchWritingView *self, const VouchWritingMark *marks, guint n_marks);
VouchCitation *vouch_writing_view_get_citation_at_caret (VouchWritingView *self);
void vouch_writing_view_get_caret (VouchWritingView *self, GdkRectangle *area);
void vouch_writing_view_show_caret (VouchWritingView *self);

G_END_DECLS
