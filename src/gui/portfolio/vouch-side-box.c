/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-side-box"

#include "config.h"
#include "vouch-side-box.h"

/* The content has at least this many times the width of what stands beside it; less, and that goes. */
#define SHARE 2.6

/* Below this width there is no room for words in a header bar either. */
#define SLIM 500

/**
 * VouchSideBox:
 *
 * Something thin beside the content, which goes away where there is no room for both. It grows with
 * the size of the text, so that it goes earlier where that is large.
 */
struct _VouchSideBox {
  GtkWidget parent_instance;

  GtkWidget *side;
  GtkWidget *content;
  gboolean narrow;
  gboolean slim;
  guint telling;
};

enum {
  PROP_SIDE = 1,
  PROP_CONTENT,
  PROP_NARROW,
  PROP_SLIM,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (VouchSideBox, vouch_side_box, GTK_TYPE_WIDGET)

static int
side_width (VouchSideBox *self)
{
  int minimum = 0, natural = 0;

  if (self->side != NULL)
    gtk_widget_measure (self->side, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, natural);
}

static void
vouch_side_box_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  VouchSideBox *self = VOUCH_SIDE_BOX (widget);

  gtk_widget_measure (self->content, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural += side_width (self);
}

static gboolean
tell_cb (gpointer data)
{
  VouchSideBox *self = data;

  self->telling = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SLIM]);
  return G_SOURCE_REMOVE;
}

static void
vouch_side_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VouchSideBox *self = VOUCH_SIDE_BOX (widget);
  int side = side_width (self);
  gboolean narrow = width < side * (1 + SHARE);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { mirrored ? width - side : 0, 0, side, height };
  GtkAllocation rest = { mirrored ? 0 : side, 0, width - side, height };

  if (narrow)
    rest = (GtkAllocation){ 0, 0, width, height };
  gtk_widget_set_child_visible (self->side, !narrow);
  if (!narrow)
    gtk_widget_size_allocate (self->side, &place, -1);
  gtk_widget_size_allocate (self->content, &rest, -1);
  if (narrow == self->narrow && (width < SLIM) == self->slim)
    return;
  /* Others change their looks with it, which nobody may during an allocation. */
  self->narrow = narrow;
  self->slim = width < SLIM;
  if (self->telling == 0)
    self->telling = g_idle_add (tell_cb, self);
}

static void
set_child (VouchSideBox *self, GtkWidget **child, GtkWidget *value)
{
  g_clear_pointer (child, gtk_widget_unparent);
  *child = value;
  if (value != NULL)
    gtk_widget_set_parent (value, GTK_WIDGET (self));
}

static void
vouch_side_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VouchSideBox *self = VOUCH_SIDE_BOX (object);

  switch (id) {
  case PROP_SIDE: g_value_set_object (value, self->side); break;
  case PROP_CONTENT: g_value_set_object (value, self->content); break;
  case PROP_NARROW: g_value_set_boolean (value, self->narrow); break;
  case PROP_SLIM: g_value_set_boolean (value, self->slim); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
vouch_side_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VouchSideBox *self = VOUCH_SIDE_BOX (object);

  switch (id) {
  case PROP_SIDE: set_child (self, &self->side, g_value_get_object (value)); break;
  case PROP_CONTENT: set_child (self, &self->content, g_value_get_object (value)); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
vouch_side_box_dispose (GObject *object)
{
  VouchSideBox *self = VOUCH_SIDE_BOX (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (vouch_side_box_parent_class)->dispose (object);
}

static void
vouch_side_box_class_init (VouchSideBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_side_box_dispose;
  object_class->get_property = vouch_side_box_get_property;
  object_class->set_property = vouch_side_box_set_property;
  widget_class->measure = vouch_side_box_measure;
  widget_class->size_allocate = vouch_side_box_size_allocate;

  props[PROP_SIDE] = g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SLIM] =
      g_param_spec_boolean ("slim", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
vouch_side_box_init (VouchSideBox *self)
{
}

/**
 * vouch_side_box_get_narrow:
 * @self: a side box.
 *
 * Returns: whether there is no room for what stands beside the content.
 */
gboolean
vouch_side_box_get_narrow (VouchSideBox *self)
{
  g_return_val_if_fail (VOUCH_IS_SIDE_BOX (self), FALSE);

  return self->narrow;
}
