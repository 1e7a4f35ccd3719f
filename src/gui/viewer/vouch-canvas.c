/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-canvas"

#include "config.h"
#include "vouch-canvas.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "vouch-region-frame.h"

#define STEP 0.01
#define SMALLEST 0.02
/* How far the pointer has to go before it draws rather than presses. */
#define DRAG_THRESHOLD 6

/**
 * VouchCanvas:
 *
 * A picture or a page, as large as it is zoomed, with marked regions as numbered boxes. A new region is
 * drawn with the pointer, or begun by key and moved by arrows; `mark` says that it is to be kept.
 */
struct _VouchCanvas {
  GtkWidget parent_instance;

  GdkTexture *texture;
  int width; /* at its own size */
  int height;
  double zoom;         /* 0: as large as fits */
  GPtrArray *marks;    /* (element-type VouchMoment), in the order of their numbers */
  VouchMoment *chosen; /* (nullable): the region that is pointed out */
  VouchMoment *draft;  /* (nullable): the region being drawn */
  double drag_x;       /* where it was begun, as fractions */
  double drag_y;
};

enum {
  SIGNAL_MARK,
  SIGNAL_ZOOMED,
  SIGNAL_DRAFTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchCanvas, vouch_canvas, GTK_TYPE_WIDGET)

static void
get_picture_box (VouchCanvas *self, graphene_rect_t *box)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float scale = 0, shown_width, shown_height;

  if (self->width > 0 && self->height > 0)
    scale = self->zoom > 0 ? (float) self->zoom
                           : MIN (width / (float) self->width, height / (float) self->height);
  shown_width = (float) self->width * scale;
  shown_height = (float) self->height * scale;
  *box = GRAPHENE_RECT_INIT (MAX (0, (width - shown_width) / 2),
                             MAX (0, (height - shown_height) / 2), shown_width, shown_height);
}

static void
get_region_box (VouchCanvas *self, VouchMoment *moment, graphene_rect_t *box)
{
  graphene_rect_t all;

  get_picture_box (self, &all);
  *box = GRAPHENE_RECT_INIT (all.origin.x + all.size.width * (float) vouch_moment_get_x (moment),
                             all.origin.y + all.size.height * (float) vouch_moment_get_y (moment),
                             all.size.width * (float) vouch_moment_get_width (moment),
                             all.size.height * (float) vouch_moment_get_height (moment));
}

static void
append_region (VouchCanvas *self, GtkSnapshot *snapshot, VouchMoment *moment, const char *words)
{
  graphene_rect_t box;

  get_region_box (self, moment, &box);
  vouch_region_frame_append (GTK_WIDGET (self), snapshot, &box, words, moment == self->chosen);
}

static char *
words_of (VouchMoment *moment, guint number)
{
  const char *label = vouch_moment_get_label (moment);

  if (label == NULL || *label == '\0')
    label = vouch_moment_get_note (moment);
  return label != NULL && *label != '\0' ? g_strdup_printf ("%u %s", number, label)
                                         : g_strdup_printf ("%u", number);
}

static void
vouch_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VouchCanvas *self = VOUCH_CANVAS (widget);
  graphene_rect_t box;

  if (self->texture == NULL)
    return;
  get_picture_box (self, &box);
  gtk_snapshot_append_texture (snapshot, self->texture, &box);
  for (guint i = 0; i < self->marks->len; i++) {
    VouchMoment *moment = g_ptr_array_index (self->marks, i);
    g_autofree char *words = words_of (moment, i + 1);

    if (vouch_moment_get_form (moment) == VOUCH_MOMENT_FORM_REGION)
      append_region (self, snapshot, moment, words);
  }
  if (self->chosen != NULL)
    append_region (self, snapshot, self->chosen, NULL);
  if (self->draft != NULL)
    append_region (self, snapshot, self->draft,
                   vouch_moment_get_id (self->draft) != NULL ? _ ("Changed region")
                                                             : _ ("New region"));
}

static void
vouch_canvas_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  VouchCanvas *self = VOUCH_CANVAS (widget);
  int size = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;

  *minimum = self->zoom > 0 ? MAX (1, (int) (size * self->zoom)) : 1;
  *natural = MAX (*minimum, size);
}

static double
fraction_x (VouchCanvas *self, double x)
{
  graphene_rect_t box;

  get_picture_box (self, &box);
  return box.size.width > 0 ? CLAMP ((x - box.origin.x) / box.size.width, 0, 1) : 0;
}

static double
fraction_y (VouchCanvas *self, double y)
{
  graphene_rect_t box;

  get_picture_box (self, &box);
  return box.size.height > 0 ? CLAMP ((y - box.origin.y) / box.size.height, 0, 1) : 0;
}

static void
set_box (VouchMoment *moment, double x, double y, double width, double height)
{
  width = CLAMP (width, SMALLEST, 1);
  height = CLAMP (height, SMALLEST, 1);
  vouch_moment_set_width (moment, width);
  vouch_moment_set_height (moment, height);
  vouch_moment_set_x (moment, CLAMP (x, 0, 1 - width));
  vouch_moment_set_y (moment, CLAMP (y, 0, 1 - height));
}

/* Where the region is, for those who do not see it. */
static void
tell_place (VouchCanvas *self)
{
  g_autofree char *words = NULL;

  if (self->draft != NULL)
    /* Translators: where a region of a picture lies, in percent of the picture. */
    words = g_strdup_printf (_ ("New region: %d %% from the left, %d %% from the top, %d %% wide, "
                                "%d %% high. Enter keeps it."),
                             (int) lround (vouch_moment_get_x (self->draft) * 100),
                             (int) lround (vouch_moment_get_y (self->draft) * 100),
                             (int) lround (vouch_moment_get_width (self->draft) * 100),
                             (int) lround (vouch_moment_get_height (self->draft) * 100));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words
                                                : _ ("N begins a region, arrows move it, Shift and "
                                                     "arrows make it larger or smaller."),
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_DRAFTED], 0);
}

static VouchMoment *
new_region (double x, double y, double width, double height)
{
  VouchMoment *moment = vouch_moment_new ();

  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_REGION);
  vouch_moment_set_start_ms (moment, -1);
  vouch_moment_set_end_ms (moment, -1);
  set_box (moment, x, y, width, height);
  return moment;
}

static void
begun_cb (VouchCanvas *self, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_x = fraction_x (self, x);
  self->drag_y = fraction_y (self, y);
}

static void
moved_cb (VouchCanvas *self, double offset_x, double offset_y, GtkGestureDrag *gesture)
{
  double start_x = 0, start_y = 0, x, y;

  if (self->texture == NULL || hypot (offset_x, offset_y) < DRAG_THRESHOLD)
    return;
  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  x = fraction_x (self, start_x + offset_x);
  y = fraction_y (self, start_y + offset_y);
  if (self->draft == NULL)
    self->draft = new_region (0, 0, 1, 1);
  set_box (self->draft, MIN (x, self->drag_x), MIN (y, self->drag_y), fabs (x - self->drag_x),
           fabs (y - self->drag_y));
  tell_place (self);
}

static void
region_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_canvas_begin_region (VOUCH_CANVAS (widget));
}

static void
keep_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (VOUCH_CANVAS (widget)->draft != NULL)
    g_signal_emit (widget, signals[SIGNAL_MARK], 0);
}

static gboolean
drop_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  VouchCanvas *self = VOUCH_CANVAS (widget);

  if (self->draft == NULL)
    return FALSE;
  g_clear_object (&self->draft);
  tell_place (self);
  return TRUE;
}

/* Without a region the arrows stay what they are elsewhere: they scroll. */
static gboolean
arrow_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  VouchCanvas *self = VOUCH_CANVAS (widget);
  int dx = 0, dy = 0;
  gboolean grow = FALSE;
  const double step = STEP;

  if (self->draft == NULL)
    return FALSE;
  g_variant_get (arguments, "(iib)", &dx, &dy, &grow);
  if (grow)
    set_box (self->draft, vouch_moment_get_x (self->draft), vouch_moment_get_y (self->draft),
             vouch_moment_get_width (self->draft) + dx * step,
             vouch_moment_get_height (self->draft) + dy * step);
  else
    set_box (self->draft, vouch_moment_get_x (self->draft) + dx * step,
             vouch_moment_get_y (self->draft) + dy * step, vouch_moment_get_width (self->draft),
             vouch_moment_get_height (self->draft));
  tell_place (self);
  return TRUE;
}

static gboolean
scroll_cb (VouchCanvas *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if (!(state & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  vouch_canvas_set_zoom (self, vouch_canvas_get_zoom (self) * (dy < 0 ? 1.2 : 1 / 1.2));
  return GDK_EVENT_STOP;
}

static void
vouch_canvas_dispose (GObject *object)
{
  VouchCanvas *self = VOUCH_CANVAS (object);

  g_clear_object (&self->texture);
  g_clear_object (&self->chosen);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->marks, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_canvas_parent_class)->dispose (object);
}

static void
add_arrows (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    int dx;
    int dy;
  } arrows[] = {
    { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, -1 }, { GDK_KEY_Down, 0, 1 }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++) {
    gtk_widget_class_add_binding (widget_class, arrows[i].key, 0, arrow_cb, "(iib)", arrows[i].dx,
                                  arrows[i].dy, FALSE);
    gtk_widget_class_add_binding (widget_class, arrows[i].key, GDK_SHIFT_MASK, arrow_cb, "(iib)",
                                  arrows[i].dx, arrows[i].dy, TRUE);
  }
}

static void
vouch_canvas_class_init (VouchCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_canvas_dispose;
  widget_class->snapshot = vouch_canvas_snapshot;
  widget_class->measure = vouch_canvas_measure;

  signals[SIGNAL_MARK] = g_signal_new ("mark", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ZOOMED] = g_signal_new ("zoomed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DRAFTED] = g_signal_new ("drafted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "canvas.region", NULL, region_cb);
  gtk_widget_class_install_action (widget_class, "canvas.keep", NULL, keep_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "canvas.region", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "canvas.keep", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "canvas.keep", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, drop_cb, NULL);
  add_arrows (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "canvas");
}

static void
vouch_canvas_init (VouchCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->marks = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  tell_place (self);
}

/**
 * vouch_canvas_new:
 *
 * Returns: (transfer floating): a canvas without a picture yet.
 */
GtkWidget *
vouch_canvas_new (void)
{
  return g_object_new (VOUCH_TYPE_CANVAS, NULL);
}

/**
 * vouch_canvas_set_texture:
 * @self: a canvas.
 * @texture: (nullable): the pixels.
 * @width: the picture's own width, which the pixels may be smaller than.
 * @height: its own height.
 *
 * Shows a picture; the zoom stays.
 */
void
vouch_canvas_set_texture (VouchCanvas *self, GdkTexture *texture, int width, int height)
{
  g_return_if_fail (VOUCH_IS_CANVAS (self));

  g_set_object (&self->texture, texture);
  self->width = width;
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * vouch_canvas_set_name:
 * @self: a canvas.
 * @name: what the picture is, for those who do not see it.
 *
 * Names the picture.
 */
void
vouch_canvas_set_name (VouchCanvas *self, const char *name)
{
  g_return_if_fail (VOUCH_IS_CANVAS (self) && name != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * vouch_canvas_set_marks:
 * @self: a canvas.
 * @moments: (element-type VouchMoment): what is marked in it, in the order of their numbers.
 *
 * Draws the regions among them.
 */
void
vouch_canvas_set_marks (VouchCanvas *self, GPtrArray *moments)
{
  g_return_if_fail (VOUCH_IS_CANVAS (self));

  g_ptr_array_set_size (self->marks, 0);
  for (guint i = 0; i < moments->len; i++)
    g_ptr_array_add (self->marks, g_object_ref (g_ptr_array_index (moments, i)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * vouch_canvas_point_out:
 * @self: a canvas.
 * @moment: (nullable): a region of the picture; %NULL for none any more.
 *
 * Draws the region so that it stands out among the others, and brings it into sight.
 */
void
vouch_canvas_point_out (VouchCanvas *self, VouchMoment *moment)
{
  GtkWidget *scroll = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t box;

  g_return_if_fail (VOUCH_IS_CANVAS (self));

  g_set_object (&self->chosen, moment);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (moment == NULL || scroll == NULL)
    return;
  get_region_box (self, moment, &box);
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroll)),
                             box.origin.x, box.origin.x + box.size.width);
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll)),
                             box.origin.y, box.origin.y + box.size.height);
}

/**
 * vouch_canvas_get_chosen:
 * @self: a canvas.
 *
 * Returns: (transfer none) (nullable): the region that is pointed out.
 */
VouchMoment *
vouch_canvas_get_chosen (VouchCanvas *self)
{
  g_return_val_if_fail (VOUCH_IS_CANVAS (self), NULL);

  return self->chosen;
}

/**
 * vouch_canvas_get_zoom:
 * @self: a canvas.
 *
 * Returns: how large the picture is shown; 1 is its own size.
 */
double
vouch_canvas_get_zoom (VouchCanvas *self)
{
  graphene_rect_t box;

  g_return_val_if_fail (VOUCH_IS_CANVAS (self), 1);

  get_picture_box (self, &box);
  return self->width > 0 && box.size.width > 0 ? box.size.width / self->width : 1;
}

/**
 * vouch_canvas_set_zoom:
 * @self: a canvas.
 * @zoom: how large; 1 for the picture's own size, 0 for as large as fits.
 *
 * Changes how large the picture is shown.
 */
void
vouch_canvas_set_zoom (VouchCanvas *self, double zoom)
{
  g_return_if_fail (VOUCH_IS_CANVAS (self));

  self->zoom = zoom > 0 ? CLAMP (zoom, 0.05, 8) : 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_ZOOMED], 0);
}

/**
 * vouch_canvas_begin_region:
 * @self: a canvas.
 *
 * Begins a region in the middle, to be moved by the arrows.
 */
void
vouch_canvas_begin_region (VouchCanvas *self)
{
  g_return_if_fail (VOUCH_IS_CANVAS (self));

  if (self->texture == NULL)
    return;
  g_clear_object (&self->draft);
  self->draft = new_region (0.35, 0.35, 0.3, 0.3);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  tell_place (self);
}

static VouchMoment *
copy_region (VouchMoment *from)
{
  VouchMoment *moment = new_region (vouch_moment_get_x (from), vouch_moment_get_y (from),
                                    vouch_moment_get_width (from), vouch_moment_get_height (from));

  vouch_moment_set_id (moment, vouch_moment_get_id (from));
  vouch_moment_set_page (moment, vouch_moment_get_page (from));
  vouch_moment_set_criterion (moment, vouch_moment_get_criterion (from));
  vouch_moment_set_label (moment, vouch_moment_get_label (from));
  vouch_moment_set_note (moment, vouch_moment_get_note (from));
  vouch_moment_set_created_ms (moment, vouch_moment_get_created_ms (from));
  return moment;
}

/**
 * vouch_canvas_change_region:
 * @self: a canvas.
 * @moment: a region that is marked already.
 *
 * Lets it be moved and drawn anew; kept, it takes the place of what it was.
 */
void
vouch_canvas_change_region (VouchCanvas *self, VouchMoment *moment)
{
  g_return_if_fail (VOUCH_IS_CANVAS (self) && VOUCH_IS_MOMENT (moment));

  g_clear_object (&self->draft);
  self->draft = copy_region (moment);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  tell_place (self);
}

/**
 * vouch_canvas_has_region:
 * @self: a canvas.
 *
 * Returns: whether a region is being drawn.
 */
gboolean
vouch_canvas_has_region (VouchCanvas *self)
{
  g_return_val_if_fail (VOUCH_IS_CANVAS (self), FALSE);

  return self->draft != NULL;
}

/**
 * vouch_canvas_take_region:
 * @self: a canvas.
 *
 * Returns: (transfer full) (nullable): the region that was drawn; it is no longer a new one then.
 */
VouchMoment *
vouch_canvas_take_region (VouchCanvas *self)
{
  VouchMoment *moment;

  g_return_val_if_fail (VOUCH_IS_CANVAS (self), NULL);

  moment = g_steal_pointer (&self->draft);
  tell_place (self);
  return moment;
}
