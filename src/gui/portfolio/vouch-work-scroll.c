/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-work-scroll"

#include "config.h"
#include "vouch-work-scroll.h"

#include "vouch-writing-view.h"

/* Cards are built for this long at a time, so that a long portfolio never holds up a frame. */
#define SLICE_US 8000

/* What was gone to stands this far below the upper edge. */
#define MARGIN 12

/**
 * VouchWorkScroll:
 *
 * The parts and cards of a portfolio in one scroll: builds them between frames, finds them, goes to
 * one, and keeps what is looked at in its place while something above it folds or grows.
 */
struct _VouchWorkScroll {
  GObject parent_instance;

  GtkScrolledWindow *scroll; /* (unowned): both outlive this */
  GtkBox *parts;
  VouchPortfolioState *state;
  guint building; /* source that adds cards */
  guint placing;  /* tick that scrolls once everything has its place */
  guint ticks;
  GtkWidget *anchor; /* (nullable) what shall keep its place, or get to the top */
  double anchor_y;   /* where it shall be in what is seen */
  gboolean to_caret; /* whether the caret shall be in sight then */
  char *wanted;      /* (nullable) where to go once the cards are there */
  char *wanted_item; /* (nullable) */
};

enum {
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchWorkScroll, vouch_work_scroll, G_TYPE_OBJECT)

static VouchPartBox *
first_part (VouchWorkScroll *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->parts));

  return first != NULL ? VOUCH_PART_BOX (first) : NULL;
}

static VouchPartBox *
next_part (VouchPartBox *part)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (part));

  return next != NULL ? VOUCH_PART_BOX (next) : NULL;
}

/* Where the work is scrolled to. */

static GtkAdjustment *
get_scroll (VouchWorkScroll *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroll);
}

static double
get_y (VouchWorkScroll *self, GtkWidget *widget)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (widget, GTK_WIDGET (self->scroll), &GRAPHENE_POINT_INIT (0, 0),
                                 &point))
    return 0;
  return point.y;
}

/* The card that is seen first; NULL before there are any. */
static VouchRequirementCard *
find_top_card (VouchWorkScroll *self)
{
  for (VouchPartBox *part = first_part (self); part != NULL; part = next_part (part)) {
    VouchRequirementCard *card;

    for (guint i = 0; (card = vouch_part_box_get_card (part, i)) != NULL; i++)
      if (get_y (self, GTK_WIDGET (card)) + gtk_widget_get_height (GTK_WIDGET (card)) > 48)
        return card;
  }
  return NULL;
}

static void
tell_moved (VouchWorkScroll *self)
{
  VouchRequirementCard *card = find_top_card (self);

  g_signal_emit (self, signals[SIGNAL_MOVED], 0,
                 card != NULL
                     ? vouch_requirement_get_id (vouch_requirement_card_get_requirement (card))
                     : NULL);
}

/* The card stands on top; in a long answer the caret may still be below. */
static void
show_caret (VouchWorkScroll *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->scroll));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (VOUCH_IS_WRITING_VIEW (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->scroll)))
    vouch_writing_view_show_caret (VOUCH_WRITING_VIEW (focus));
}

static gboolean
place_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  VouchWorkScroll *self = data;
  GtkAdjustment *scroll = get_scroll (self);

  /* The first frame gives everything its place. */
  if (self->ticks++ < 1)
    return G_SOURCE_CONTINUE;
  if (self->anchor != NULL)
    gtk_adjustment_set_value (scroll, gtk_adjustment_get_value (scroll) +
                                          get_y (self, self->anchor) - self->anchor_y);
  g_clear_object (&self->anchor);
  tell_moved (self);
  if (self->to_caret)
    show_caret (self);
  self->to_caret = FALSE;
  self->placing = 0;
  return G_SOURCE_REMOVE;
}

/* Scrolls so that a widget stands @y pixels below the upper edge. */
static void
place (VouchWorkScroll *self, GtkWidget *widget, double y)
{
  g_set_object (&self->anchor, widget);
  self->anchor_y = y;
  self->ticks = 0;
  if (self->placing == 0)
    self->placing = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroll), place_cb, self, NULL);
}

/* What is on top is known once what was scrolled has its place. */
static void
scrolled_cb (VouchWorkScroll *self)
{
  if (self->placing == 0)
    place (self, NULL, 0);
}

/* What is looked at stays where it is while something above it folds or grows. */
static void
keep_place (VouchWorkScroll *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self->scroll)));
  GtkWidget *card =
      focus != NULL ? gtk_widget_get_ancestor (focus, VOUCH_TYPE_REQUIREMENT_CARD) : NULL;

  if (self->placing != 0)
    return;
  if (card == NULL)
    card = (GtkWidget *) find_top_card (self);
  if (card != NULL && gtk_adjustment_get_value (get_scroll (self)) > 0)
    place (self, card, get_y (self, card));
}

static VouchRequirementCard *
find_card (VouchWorkScroll *self, const char *requirement)
{
  for (VouchPartBox *part = first_part (self); part != NULL; part = next_part (part)) {
    VouchRequirementCard *card = vouch_part_box_find_card (part, requirement);

    if (card != NULL)
      return card;
  }
  return NULL;
}

static VouchPartBox *
find_part (VouchWorkScroll *self, const char *id)
{
  for (VouchPartBox *part = first_part (self); part != NULL; part = next_part (part))
    if (g_strcmp0 (vouch_part_get_id (vouch_part_box_get_part (part)), id) == 0)
      return part;
  return NULL;
}

/* Goes there if it is there already. */
static gboolean
go (VouchWorkScroll *self, const char *id, const char *item)
{
  VouchRequirementCard *card = find_card (self, id);
  VouchPartBox *part = find_part (self, id);

  if (card != NULL) {
    vouch_requirement_card_show_item (card, item != NULL && *item != '\0' ? item : NULL);
    place (self, GTK_WIDGET (card), MARGIN);
  } else if (part != NULL) {
    gtk_widget_child_focus (GTK_WIDGET (part), GTK_DIR_TAB_FORWARD);
    place (self, GTK_WIDGET (part), MARGIN);
  }
  return card != NULL || part != NULL;
}

static gboolean
build_cb (gpointer data)
{
  VouchWorkScroll *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;
  g_autofree char *wanted = NULL;
  g_autofree char *item = NULL;

  for (VouchPartBox *part = first_part (self); part != NULL; part = next_part (part))
    while (vouch_part_box_add_card (part, self->state))
      if (g_get_monotonic_time () > end)
        return G_SOURCE_CONTINUE;
  self->building = 0;
  scrolled_cb (self);
  wanted = g_steal_pointer (&self->wanted);
  item = g_steal_pointer (&self->wanted_item);
  if (wanted != NULL)
    go (self, wanted, item);
  return G_SOURCE_REMOVE;
}

static void
vouch_work_scroll_dispose (GObject *object)
{
  VouchWorkScroll *self = VOUCH_WORK_SCROLL (object);

  g_clear_handle_id (&self->building, g_source_remove);
  if (self->placing != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroll), self->placing);
  self->placing = 0;
  g_clear_object (&self->anchor);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (vouch_work_scroll_parent_class)->dispose (object);
}

static void
vouch_work_scroll_finalize (GObject *object)
{
  VouchWorkScroll *self = VOUCH_WORK_SCROLL (object);

  g_free (self->wanted);
  g_free (self->wanted_item);

  G_OBJECT_CLASS (vouch_work_scroll_parent_class)->finalize (object);
}

static void
vouch_work_scroll_class_init (VouchWorkScrollClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_work_scroll_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_work_scroll_finalize;

  /**
   * VouchWorkScroll::moved:
   * @self: the scroll.
   * @requirement: (nullable): id of the requirement whose card is seen first.
   *
   * Something else is on top.
   */
  signals[SIGNAL_MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vouch_work_scroll_init (VouchWorkScroll *self)
{
}

/**
 * vouch_work_scroll_new:
 * @scroll: what scrolls; it must outlive this.
 * @parts: an empty box somewhere in it.
 *
 * Returns: (transfer full): a scroll without parts.
 */
VouchWorkScroll *
vouch_work_scroll_new (GtkScrolledWindow *scroll, GtkBox *parts)
{
  VouchWorkScroll *self = g_object_new (VOUCH_TYPE_WORK_SCROLL, NULL);

  self->scroll = scroll;
  self->parts = parts;
  g_signal_connect_object (get_scroll (self), "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
build_parts (VouchWorkScroll *self, VouchWorkspace *workspace)
{
  VouchPortfolio *portfolio = vouch_portfolio_state_get_portfolio (self->state);
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  GPtrArray *parts = vouch_definition_get_parts (definition);

  for (guint i = 0; i < parts->len; i++)
    gtk_box_append (self->parts, vouch_part_box_new (workspace, vouch_portfolio_get_id (portfolio),
                                                     definition, parts->pdata[i]));
  self->building = g_idle_add (build_cb, self);
}

/**
 * vouch_work_scroll_update:
 * @self: a scroll.
 * @workspace: the workspace.
 * @state: the portfolio as it is stored, and what the completeness check says of it.
 *
 * Shows the parts as they stand. The first time the cards come one after the other, between frames.
 */
void
vouch_work_scroll_update (VouchWorkScroll *self,
                          VouchWorkspace *workspace,
                          VouchPortfolioState *state)
{
  g_return_if_fail (VOUCH_IS_WORK_SCROLL (self));

  g_set_object (&self->state, state);
  if (first_part (self) == NULL)
    build_parts (self, workspace);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self->scroll)))
    keep_place (self);
  for (VouchPartBox *part = first_part (self); part != NULL; part = next_part (part))
    vouch_part_box_update (part, state);
}

/**
 * vouch_work_scroll_find_card:
 * @self: a scroll.
 * @requirement: (nullable): id of a requirement.
 *
 * Returns: (transfer none) (nullable): its card, once it is there.
 */
VouchRequirementCard *
vouch_work_scroll_find_card (VouchWorkScroll *self, const char *requirement)
{
  g_return_val_if_fail (VOUCH_IS_WORK_SCROLL (self), NULL);

  return find_card (self, requirement);
}

/**
 * vouch_work_scroll_find_part:
 * @self: a scroll.
 * @part: (nullable): id of a part.
 *
 * Returns: (transfer none) (nullable): the part.
 */
VouchPartBox *
vouch_work_scroll_find_part (VouchWorkScroll *self, const char *part)
{
  g_return_val_if_fail (VOUCH_IS_WORK_SCROLL (self), NULL);

  return find_part (self, part);
}

/**
 * vouch_work_scroll_go:
 * @self: a scroll.
 * @id: id of a part or a requirement.
 * @item: (nullable): id of something on the card of the requirement.
 *
 * Goes to a part or a card, opens it and gives it the focus; once it is there.
 */
void
vouch_work_scroll_go (VouchWorkScroll *self, const char *id, const char *item)
{
  g_return_if_fail (VOUCH_IS_WORK_SCROLL (self));

  if (go (self, id, item))
    return;
  g_free (self->wanted);
  g_free (self->wanted_item);
  self->wanted = g_strdup (id);
  self->wanted_item = g_strdup (item);
}

/**
 * vouch_work_scroll_show_open:
 * @self: a scroll.
 * @way: what is next.
 *
 * Goes to a card, with the focus on what is next there.
 *
 * Returns: whether there is such a card.
 */
gboolean
vouch_work_scroll_show_open (VouchWorkScroll *self, const VouchMend *way)
{
  VouchRequirementCard *card;

  g_return_val_if_fail (VOUCH_IS_WORK_SCROLL (self) && way != NULL, FALSE);

  card = find_card (self, way->requirement);
  if (card == NULL)
    return FALSE;
  vouch_requirement_card_show_open (card, way);
  self->to_caret = TRUE;
  place (self, GTK_WIDGET (card), MARGIN);
  return TRUE;
}

/**
 * vouch_work_scroll_flush:
 * @self: a scroll.
 * @error: where to put an error.
 *
 * Saves at once what is typed on any card.
 *
 * Returns: whether nothing typed is left unsaved.
 */
gboolean
vouch_work_scroll_flush (VouchWorkScroll *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORK_SCROLL (self), FALSE);

  for (VouchPartBox *part = first_part (self); part != NULL; part = next_part (part))
    if (!vouch_part_box_flush (part, error))
      return FALSE;
  return TRUE;
}
