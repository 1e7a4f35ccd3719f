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

/* Goes through the lines that fit into @width. Children are placed when @allocate is set.
 * Returns the height of all lines. */
static int
lay_out (VouchWrapLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int natural_width, height;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural_width, NULL, NULL);
    natural_width = MIN (natural_width, width);
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural_width, NULL, &height, NULL, NULL);
    if (x > 0 && x + natural_width > width) {
      y += line + self->spacing;
      x = line = 0;
    }
    if (allocate) {
      GtkAllocation place = { mirrored ? width - x - natural_width : x, y, natural_width, height };

      gtk_widget_size_allocate (child, &place, -1);
    }
    x += natural_width + self->spacing;
    line = MAX (line, height);
  }
  return y + line;
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
