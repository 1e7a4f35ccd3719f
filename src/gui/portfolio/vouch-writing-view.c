/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-writing-view"

#include "config.h"
#include "vouch-writing-view.h"

#include <glib/gi18n.h>

#include "vouch-chip-tag.h"

/**
 * VouchWritingView:
 *
 * A page to write on. It is always as tall as its text, at any width (GtkTextView itself learns its
 * height only after it was laid out, and cuts off what a narrower window pushed down), unless the text
 * is so long that it scrolls by itself. It draws chips under the words that stand for citations and
 * wavy lines under what is to be looked at, and keeps the caret in sight of the page around it.
 */
struct _VouchWritingView {
  GtkTextView parent_instance;

  gboolean is_long;
  int measured_width; /* for which the height is known, -1 for none */
  int measured_height;
  int least_height; /* with no line wrapped, -1 when not known */

  GPtrArray *plates; /* (element-type GtkWidget): what is drawn under chips, one a line */
  GArray *places;    /* (element-type GdkRectangle), in the text, one for each plate in use */
  GtkTextTag *look;  /* on what is to be looked at */
  guint follow;
};

/* How tall a text is that scrolls by itself, and how far a step of the wheel goes. */
#define LONG_HEIGHT 480
#define WHEEL_STEP 60

/* How far a chip is drawn beyond its words, into the blanks around them. */
#define SPILL 2

/* Between the caret and the edge of the page that scrolls. */
#define MARGIN 48

enum {
  SIGNAL_CHIP_PRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
  int height, lines, paragraphs = gtk_text_buffer_get_line_count (buffer);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (view), text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width < 0 ? -1 : MAX (width, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  lines = pango_layout_get_line_count (layout);
  return height +
         paragraphs * (gtk_text_view_get_pixels_above_lines (view) +
                       gtk_text_view_get_pixels_below_lines (view)) +
         MAX (lines - paragraphs, 0) * gtk_text_view_get_pixels_inside_wrap (view);
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
  VouchWritingView *self = VOUCH_WRITING_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  int margins;

  GTK_WIDGET_CLASS (vouch_writing_view_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    /* Text wraps at any width, so it asks for none. */
    *minimum = 0;
    return;
  }
  if (self->is_long) {
    *minimum = *natural = LONG_HEIGHT;
    return;
  }
  margins = gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
  if (for_size < 0) {
    if (self->least_height < 0)
      self->least_height = text_height (view, -1) + margins;
    *minimum = *natural = self->least_height;
    return;
  }
  if (self->measured_width != for_size) {
    int width =
        for_size - gtk_text_view_get_left_margin (view) - gtk_text_view_get_right_margin (view);

    self->measured_height = text_height (view, MAX (width, 1)) + margins;
    self->measured_width = for_size;
  }
  *minimum = *natural = self->measured_height;
}

static GtkWidget *
get_plate (VouchWritingView *self, guint index)
{
  while (self->plates->len <= index) {
    GtkWidget *plate = g_object_new (GTK_TYPE_SEPARATOR, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, "can-target", FALSE, NULL);

    gtk_widget_add_css_class (plate, "citation");
    gtk_widget_set_parent (plate, GTK_WIDGET (self));
    g_ptr_array_add (self->plates, plate);
  }
  return g_ptr_array_index (self->plates, index);
}

/* Words that run on in the next line have a place in each. */
static void
add_places (VouchWritingView *self, GtkTextIter iter, const GtkTextIter *end)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  while (gtk_text_iter_compare (&iter, end) < 0) {
    GtkTextIter line_end = iter;
    GdkRectangle first, last, place;

    if (!gtk_text_view_forward_display_line_end (view, &line_end) ||
        gtk_text_iter_compare (&line_end, end) >= 0 || gtk_text_iter_equal (&line_end, &iter))
      line_end = *end;
    else
      gtk_text_iter_forward_char (&line_end);
    gtk_text_view_get_iter_location (view, &iter, &first);
    gtk_text_iter_backward_char (&line_end);
    gtk_text_view_get_iter_location (view, &line_end, &last);
    gtk_text_iter_forward_char (&line_end);
    /* Widths are negative where the text runs to the left. */
    place.x = MIN (MIN (first.x, first.x + first.width), MIN (last.x, last.x + last.width));
    place.width =
        MAX (MAX (first.x, first.x + first.width), MAX (last.x, last.x + last.width)) - place.x;
    place.y = first.y;
    place.height = first.height;
    g_array_append_val (self->places, place);
    iter = line_end;
  }
}

static void
vouch_writing_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VouchWritingView *self = VOUCH_WRITING_VIEW (widget);
  GtkTextIter start, end;

  GTK_WIDGET_CLASS (vouch_writing_view_parent_class)
      ->size_allocate (widget, width, height, baseline);
  g_array_set_size (self->places, 0);
  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &start);
  while (vouch_chip_tag_find_next (&start, &end) != NULL) {
    add_places (self, start, &end);
    start = end;
  }
  for (guint i = 0; i < self->places->len; i++) {
    GdkRectangle *place = &g_array_index (self->places, GdkRectangle, i);
    GtkWidget *plate = get_plate (self, i);
    int least;

    gtk_widget_measure (plate, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    place->x -= SPILL;
    place->width = MAX (place->width + 2 * SPILL, least);
    gtk_widget_allocate (plate, place->width, place->height, -1, NULL);
  }
}

static void
vouch_writing_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  VouchWritingView *self = VOUCH_WRITING_VIEW (view);

  for (guint i = 0; layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT && i < self->places->len; i++) {
    const GdkRectangle *place = &g_array_index (self->places, GdkRectangle, i);

    gtk_snapshot_save (snapshot);
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) place->x, (float) place->y));
    gtk_widget_snapshot_child (GTK_WIDGET (self), get_plate (self, i), snapshot);
    gtk_snapshot_restore (snapshot);
  }
}

static gboolean
follow_cb (gpointer data)
{
  VouchWritingView *self = data;

  self->follow = 0;
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    vouch_writing_view_show_caret (self);
  return G_SOURCE_REMOVE;
}

static void
caret_moved_cb (VouchWritingView *self)
{
  /* After the next layout, which comes before what is idle. */
  if (self->follow == 0 && gtk_widget_has_focus (GTK_WIDGET (self)))
    self->follow = g_idle_add (follow_cb, self);
}

static void
changed_cb (VouchWritingView *self)
{
  self->measured_width = self->least_height = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
tags_changed_cb (VouchWritingView *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* A long text takes the wheel until its end; then the page around goes on. */
static gboolean
scroll_cb (GtkEventControllerScroll *wheel, double dx, double dy, VouchWritingView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  double before = gtk_adjustment_get_value (adjustment);

  if (!self->is_long)
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (adjustment, before + dy * WHEEL_STEP);
  return gtk_adjustment_get_value (adjustment) != before;
}

static VouchChipTag *
find_chip (VouchWritingView *self, double x, double y)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y))
    return NULL;
  return vouch_chip_tag_find (&iter, NULL, NULL);
}

static void
released_cb (GtkGestureClick *click, int presses, double x, double y, VouchWritingView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  VouchChipTag *chip = find_chip (self, x, y);

  if (chip != NULL && presses == 1 && !gtk_text_buffer_get_has_selection (buffer))
    g_signal_emit (self, signals[SIGNAL_CHIP_PRESSED], 0, vouch_chip_tag_get_citation (chip));
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, VouchWritingView *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   find_chip (self, x, y) != NULL ? "pointer" : "text");
}

static void
press_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchWritingView *self = VOUCH_WRITING_VIEW (widget);
  VouchCitation *citation = vouch_writing_view_get_citation_at_caret (self);

  if (citation != NULL)
    g_signal_emit (self, signals[SIGNAL_CHIP_PRESSED], 0, citation);
}

static void
vouch_writing_view_dispose (GObject *object)
{
  VouchWritingView *self = VOUCH_WRITING_VIEW (object);

  g_clear_handle_id (&self->follow, g_source_remove);
  for (guint i = 0; i < self->plates->len; i++)
    gtk_widget_unparent (self->plates->pdata[i]);
  g_ptr_array_set_size (self->plates, 0);
  g_array_set_size (self->places, 0);

  G_OBJECT_CLASS (vouch_writing_view_parent_class)->dispose (object);
}

static void
vouch_writing_view_finalize (GObject *object)
{
  VouchWritingView *self = VOUCH_WRITING_VIEW (object);

  g_ptr_array_unref (self->plates);
  g_array_unref (self->places);

  G_OBJECT_CLASS (vouch_writing_view_parent_class)->finalize (object);
}

static void
vouch_writing_view_class_init (VouchWritingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_writing_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_writing_view_finalize;
  widget_class->get_request_mode = vouch_writing_view_get_request_mode;
  widget_class->measure = vouch_writing_view_measure;
  widget_class->size_allocate = vouch_writing_view_size_allocate;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = vouch_writing_view_snapshot_layer;

  /* A chip was pressed: the pointer's button, or Ctrl+Enter beside it. */
  signals[SIGNAL_CHIP_PRESSED] =
      g_signal_new ("chip-pressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, VOUCH_TYPE_CITATION);

  gtk_widget_class_install_action (widget_class, "writing.open-reference", NULL, press_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "writing.open-reference", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "writing.open-reference", NULL);
}

static void
vouch_writing_view_init (VouchWritingView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkEventController *click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *wheel =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->measured_width = self->least_height = -1;
  self->plates = g_ptr_array_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (GdkRectangle));
  self->look = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_ERROR,
                                           "weight", PANGO_WEIGHT_BOLD, NULL);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "apply-tag", G_CALLBACK (tags_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "remove-tag", G_CALLBACK (tags_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (caret_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), click);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (wheel, "scroll", G_CALLBACK (scroll_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
}

/**
 * vouch_writing_view_set_long:
 * @self: a view.
 * @is_long: whether its text is so long that it scrolls by itself.
 *
 * A long text is laid out in pieces as it comes into sight; give it an adjustment and a scroll bar.
 */
void
vouch_writing_view_set_long (VouchWritingView *self, gboolean is_long)
{
  g_return_if_fail (VOUCH_IS_WRITING_VIEW (self));

  if (self->is_long == is_long)
    return;
  self->is_long = is_long;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * vouch_writing_view_set_marks:
 * @self: a view.
 * @marks: (array length=n_marks) (nullable): places to be looked at, in place of those before.
 * @n_marks: how many.
 *
 * Draws wavy lines under what is to be looked at, and says it to screen readers.
 */
void
vouch_writing_view_set_marks (VouchWritingView *self, const VouchWritingMark *marks, guint n_marks)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *description = NULL;

  g_return_if_fail (VOUCH_IS_WRITING_VIEW (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->look, &start, &end);
  for (guint i = 0; i < n_marks; i++) {
    g_autofree char *text = NULL;

    gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) marks[i].start);
    gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) (marks[i].start + marks[i].length));
    gtk_text_buffer_apply_tag (buffer, self->look, &start, &end);
    text = gtk_text_iter_get_text (&start, &end);
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", text);
  }
  /* Translators: read out by a screen reader; words of the text, such as the names of children. */
  description = n_marks > 0 ? g_strdup_printf (_ ("Look at these words: %s"), words->str) : NULL;
  if (description != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    description, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * vouch_writing_view_get_citation_at_caret:
 * @self: a view.
 *
 * Returns: (transfer none) (nullable): what the chip before or behind the caret refers to.
 */
VouchCitation *
vouch_writing_view_get_citation_at_caret (VouchWritingView *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter caret;
  VouchChipTag *chip;

  g_return_val_if_fail (VOUCH_IS_WRITING_VIEW (self), NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  chip = vouch_chip_tag_find (&caret, NULL, NULL);
  if (chip == NULL && gtk_text_iter_backward_char (&caret))
    chip = vouch_chip_tag_find (&caret, NULL, NULL);
  return chip != NULL ? vouch_chip_tag_get_citation (chip) : NULL;
}

/**
 * vouch_writing_view_get_caret:
 * @self: a view.
 * @area: (out): where the caret is, in the view.
 *
 * Finds the caret.
 */
void
vouch_writing_view_get_caret (VouchWritingView *self, GdkRectangle *area)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  g_return_if_fail (VOUCH_IS_WRITING_VIEW (self) && area != NULL);

  gtk_text_view_get_cursor_locations (view, NULL, area, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, area->x, area->y, &area->x,
                                         &area->y);
}

/**
 * vouch_writing_view_show_caret:
 * @self: a view.
 *
 * Scrolls the page around so that the line that is written on is in sight.
 */
void
vouch_writing_view_show_caret (VouchWritingView *self)
{
  GtkWidget *page;
  GtkAdjustment *adjustment;
  graphene_point_t top;
  GdkRectangle caret;
  double value;

  g_return_if_fail (VOUCH_IS_WRITING_VIEW (self));

  page = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  if (page == NULL)
    return;
  vouch_writing_view_get_caret (self, &caret);
  if (!gtk_widget_compute_point (GTK_WIDGET (self), page,
                                 &GRAPHENE_POINT_INIT ((float) caret.x, (float) caret.y), &top))
    return;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (page));
  value = gtk_adjustment_get_value (adjustment) + (double) top.y;
  gtk_adjustment_clamp_page (adjustment, value - MARGIN, value + caret.height + MARGIN);
}
