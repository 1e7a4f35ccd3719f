/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-beside"

#include "config.h"
#include "vouch-item-beside.h"

#include "vouch-text-size.h"

/* From this width on two columns are better than one. */
#define WIDE 960
#define MARGIN 18

/**
 * VouchItemBeside:
 *
 * Sections below one another, of which one, the stage, stands beside the others where the window is
 * wide: a recording stays in sight while its marks, turns and captions are scrolled. In a narrow window
 * it is one of them.
 */
struct _VouchItemBeside {
  GtkWidget parent_instance;

  GtkWidget *flow;   /* the sections, in whatever scrolls them */
  GtkWidget *stage;  /* (nullable): what may stand beside them */
  GtkBox *home;      /* (nullable): where the stage belongs in the flow */
  GtkWidget *before; /* (nullable): what comes before it there */
  gboolean may_stand;
  gboolean stands;
  guint moving; /* source that moves the stage once sizes are given out */
};

G_DEFINE_FINAL_TYPE (VouchItemBeside, vouch_item_beside, GTK_TYPE_WIDGET)

/* Before it is shown, its place is as wide as what it lies in. */
static int
width_of (VouchItemBeside *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return width == 0 && parent != NULL ? gtk_widget_get_width (parent) : width;
}

static gboolean
should_stand (VouchItemBeside *self)
{
  return self->stage != NULL && self->may_stand &&
         width_of (self) >= WIDE * vouch_text_size_of (GTK_WIDGET (self));
}

/* Whatever has the focus keeps it. */
static void
move_stage (VouchItemBeside *self, gboolean stands)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (GtkWidget) stage = g_object_ref (self->stage);

  if (focus != NULL && !gtk_widget_is_ancestor (focus, stage))
    focus = NULL;
  if (stands) {
    gtk_box_remove (self->home, stage);
    /* First for Tab, as it is for the eye. */
    gtk_widget_insert_after (stage, GTK_WIDGET (self), NULL);
  } else {
    gtk_widget_unparent (stage);
    gtk_box_insert_child_after (self->home, stage, self->before);
  }
  self->stands = stands;
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static gboolean
move_cb (gpointer data)
{
  VouchItemBeside *self = data;

  self->moving = 0;
  if (should_stand (self) != self->stands)
    move_stage (self, !self->stands);
  return G_SOURCE_REMOVE;
}

static void
move_soon (VouchItemBeside *self)
{
  if (self->moving == 0 && should_stand (self) != self->stands)
    self->moving = g_idle_add (move_cb, self);
}

static GtkSizeRequestMode
vouch_item_beside_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
vouch_item_beside_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gtk_widget_measure (VOUCH_ITEM_BESIDE (widget)->flow, orientation, -1, minimum, natural, NULL,
                      NULL);
}

static int
stage_width (VouchItemBeside *self, int width)
{
  return self->stands ? MIN (MAX (width * 11 / 20, 480), MAX (0, width - 300)) : 0;
}

static void
place_stage (VouchItemBeside *self, int x, int width, int height)
{
  int least_width = 0, least_height = 0;
  GtkAllocation box = { x, MARGIN, width, height - 2 * MARGIN };

  gtk_widget_measure (self->stage, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  box.width = MAX (box.width, least_width);
  gtk_widget_measure (self->stage, GTK_ORIENTATION_VERTICAL, box.width, &least_height, NULL, NULL,
                      NULL);
  box.height = MAX (box.height, least_height);
  gtk_widget_size_allocate (self->stage, &box, -1);
}

static void
vouch_item_beside_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VouchItemBeside *self = VOUCH_ITEM_BESIDE (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int stage = stage_width (self, width);
  GtkAllocation rest = { mirrored ? 0 : stage, 0, width - stage, height };

  gtk_widget_size_allocate (self->flow, &rest, -1);
  if (self->stands)
    place_stage (self, (mirrored ? width - stage : MARGIN), stage - MARGIN, height);
  move_soon (self);
}

static void
vouch_item_beside_dispose (GObject *object)
{
  VouchItemBeside *self = VOUCH_ITEM_BESIDE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->moving, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->stage = self->flow = NULL;

  G_OBJECT_CLASS (vouch_item_beside_parent_class)->dispose (object);
}

static void
vouch_item_beside_class_init (VouchItemBesideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_item_beside_dispose;
  widget_class->get_request_mode = vouch_item_beside_get_request_mode;
  widget_class->measure = vouch_item_beside_measure;
  widget_class->size_allocate = vouch_item_beside_size_allocate;
}

static void
vouch_item_beside_init (VouchItemBeside *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * vouch_item_beside_set_flow:
 * @self: the box.
 * @flow: the sections, in whatever scrolls them.
 *
 * Says what is below one another; once.
 */
void
vouch_item_beside_set_flow (VouchItemBeside *self, GtkWidget *flow)
{
  g_return_if_fail (VOUCH_IS_ITEM_BESIDE (self) && self->flow == NULL);

  self->flow = flow;
  gtk_widget_set_parent (flow, GTK_WIDGET (self));
}

/**
 * vouch_item_beside_set_stage:
 * @self: the box.
 * @stage: one of the sections, always the same.
 * @may_stand: whether it stands beside the others where there is room.
 *
 * Says which section may stand beside the others.
 */
void
vouch_item_beside_set_stage (VouchItemBeside *self, GtkWidget *stage, gboolean may_stand)
{
  g_return_if_fail (VOUCH_IS_ITEM_BESIDE (self) && GTK_IS_WIDGET (stage));

  if (self->stage == NULL) {
    self->stage = stage;
    self->home = GTK_BOX (gtk_widget_get_parent (stage));
    self->before = gtk_widget_get_prev_sibling (stage);
  }
  self->may_stand = may_stand;
  /* It must not be seen to move when it is shown for the first time. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) && should_stand (self) != self->stands)
    move_stage (self, !self->stands);
  move_soon (self);
}

/**
 * vouch_item_beside_get_flow_width:
 * @self: the box.
 * @width: how wide it is, or is going to be.
 *
 * Returns: how much of it is for the sections that are below one another.
 */
int
vouch_item_beside_get_flow_width (VouchItemBeside *self, int width)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_BESIDE (self), 0);

  return width - stage_width (self, width);
}
