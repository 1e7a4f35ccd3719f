/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-wrap-layout"

#include "config.h"
#include "vouch-wrap-layout.h"

/**
 * VouchWrapLayout:
 *
 * Lays children out like words: each as wide as it likes to be, on as many lines as they need.
 */
struct _VouchWrapLayout {
  GtkLayoutManager parent_instance;

  int spacing; /* pixels between children and between lines */
};

G_DEFINE_FINAL_TYPE (VouchWrapLayout, vouch_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
vouch_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_child (GtkWidget *child, int most, int *width, int *height)
{
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  *width = MIN (*width, most);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *width, NULL, height, NULL, NULL);
}

/* Returns: (nullable): the first child after the line that begins with @first. */
static GtkWidget *
measure_line (VouchWrapLayout *self, GtkWidget *first, int most, int *line)
{
  int x = 0;

  *line = 0;
  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child)) {
    int width, height;

    if (!gtk_widget_should_layout (child))
      continue;
    measure_child (child, most, &width, &height);
    if (x > 0 && x + width > most)
      return child;
    x += width + self->spacing;
    *line = MAX (*line, height);
  }
  return NULL;
}

/* What is lower than its line stands in the middle of it. */
static void
place_line (VouchWrapLayout *self, GtkWidget *first, GtkWidget *end, int most, int y, int line)
{
  gboolean mirrored = gtk_widget_get_direction (gtk_widget_get_parent (first)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child)) {
    GtkAllocation place;

    if (!gtk_widget_should_layout (child))
      continue;
    measure_child (child, most, &place.width, &place.height);
    place.x = mirrored ? most - x - place.width : x;
    place.y = y + (line - place.height) / 2;
    gtk_widget_size_allocate (child, &place, -1);
    x += place.width + self->spacing;
  }
}

/* Goes through the lines that fit into @width. Children are placed when @allocate is set.
 * Returns the height of all lines. */
static int
lay_out (VouchWrapLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int y = 0;

  while (first != NULL) {
    int line;
    GtkWidget *next = measure_line (self, first, width, &line);

    if (allocate)
      place_line (self, first, next, width, y, line);
    y += line + (next != NULL ? self->spacing : 0);
    first = next;
  }
  return y;
}

static void
measure_width (VouchWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int child_minimum, child_natural;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL,
                        NULL);
    *minimum = MAX (*minimum, child_minimum);
    *natural += child_natural + (*natural > 0 ? self->spacing : 0);
  }
}

static void
vouch_wrap_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  VouchWrapLayout *self = VOUCH_WRAP_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    *minimum = *natural = lay_out (self, widget, for_size < 0 ? G_MAXINT : for_size, FALSE);
}

static void
vouch_wrap_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  lay_out (VOUCH_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
vouch_wrap_layout_class_init (VouchWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->allocate = vouch_wrap_layout_allocate;
  layout_class->get_request_mode = vouch_wrap_layout_get_request_mode;
  layout_class->measure = vouch_wrap_layout_measure;
}

static void
vouch_wrap_layout_init (VouchWrapLayout *self)
{
}

/**
 * vouch_wrap_layout_new:
 * @spacing: pixels between children and between lines.
 *
 * Returns: (transfer full): a layout.
 */
GtkLayoutManager *
vouch_wrap_layout_new (int spacing)
{
  VouchWrapLayout *self = g_object_new (VOUCH_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
