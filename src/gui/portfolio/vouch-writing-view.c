/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-writing-view"

#include "config.h"
#include "vouch-writing-view.h"

/**
 * VouchWritingView:
 *
 * A text view that is always as tall as its text, at any width. GtkTextView itself learns its height
 * only after it was laid out, and cuts off what a narrower window pushed down.
 */
struct _VouchWritingView {
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchWritingView, vouch_writing_view, GTK_TYPE_TEXT_VIEW)

static GtkSizeRequestMode
vouch_writing_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
text_height (GtkTextView *view, int width)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  int height;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (view), text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
vouch_writing_view_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  int height;

  GTK_WIDGET_CLASS (vouch_writing_view_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    /* Text wraps at any width, so it asks for none. */
    *minimum = 0;
    return;
  }
  if (for_size < 0)
    return;
  height = text_height (view, for_size - gtk_text_view_get_left_margin (view) -
                                  gtk_text_view_get_right_margin (view)) +
           gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
  *minimum = *natural = height;
}

static void
vouch_writing_view_class_init (VouchWritingViewClass *klass)
{
  GTK_WIDGET_CLASS (klass)->get_request_mode = vouch_writing_view_get_request_mode;
  GTK_WIDGET_CLASS (klass)->measure = vouch_writing_view_measure;
}

static void
vouch_writing_view_init (VouchWritingView *self)
{
}
