/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-timeline"

#include "config.h"
#include "vouch-timeline.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-moment.h"
#include "vouch-text.h"

#include "vouch-flag.h"
#include "vouch-focus.h"
#include "vouch-range-handle.h"
#include "vouch-range-words.h"
#include "vouch-ruler.h"
#include "vouch-waveform.h"

/* Half a handle, so that it stays inside at either end. */
#define MARGIN 12
#define MAX_ROWS 3
#define GAP 3
#define MIN_WAVE 48
/* A part of a recording that is sent is at least this long. */
#define SHORTEST_MS 1000

/**
 * VouchTimeline:
 *
 * A recording from its beginning to its end: flags of what is marked, its waveform with the long pauses
 * shaded, handles at both ends of what is sent, and a ruler with the limits of that. `seek` carries a
 * moment that was pressed, `range-changed` the part that was chosen; -1 stands for the recording's own
 * beginning or end.
 */
struct _VouchTimeline {
  GtkWidget parent_instance;

  gint64 duration_ms;
  gint64 start_ms;
  gint64 end_ms;
  VouchRange length;
  gboolean editable;
  GPtrArray *flags; /* (element-type VouchFlag), by time */
  int wave_y;       /* of the last layout */
  int wave_height;

  VouchWaveform *wave;
  GtkWidget *place; /* a scale over the waveform, of which nothing is drawn: for keys and ears */
  GtkAdjustment *seconds; /* of it */
  gboolean showing;       /* the position is shown, not chosen */
  VouchRuler *ruler;
  VouchRangeHandle *first;
  VouchRangeHandle *last;
};

enum {
  SIGNAL_SEEK,
  SIGNAL_RANGE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchTimeline, vouch_timeline, GTK_TYPE_WIDGET)

static gint64
first_ms (VouchTimeline *self)
{
  return CLAMP (self->start_ms, 0, self->duration_ms);
}

static gint64
last_ms (VouchTimeline *self)
{
  return self->end_ms >= 0 ? MIN (self->end_ms, self->duration_ms) : self->duration_ms;
}

static int
x_of (VouchTimeline *self, int width, gint64 time_ms)
{
  if (self->duration_ms <= 0)
    return MARGIN;
  return MARGIN +
         (int) ((width - 2 * MARGIN) * CLAMP (time_ms, 0, self->duration_ms) / self->duration_ms);
}

static int
height_of (GtkWidget *widget, int width)
{
  int height = 0;

  if (!gtk_widget_should_layout (widget))
    return 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static int
row_height (VouchTimeline *self)
{
  return self->flags->len > 0 ? height_of (g_ptr_array_index (self->flags, 0), -1) + GAP : 0;
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  const GtkAllocation box = { x, y, width, height };

  gtk_widget_size_allocate (widget, &box, -1);
}

/* Puts each flag into the first row that has room where it belongs. Returns how many rows there are, or
 * 0 when some flag found no room. */
static int
lay_out_flags (VouchTimeline *self, int width, gboolean allocate)
{
  int ends[MAX_ROWS] = { 0 };
  int height = row_height (self), n_rows = 0;
  gboolean crowded = FALSE;

  for (guint i = 0; i < self->flags->len; i++) {
    VouchFlag *flag = g_ptr_array_index (self->flags, i);
    int natural = 0, row = 0, x;

    gtk_widget_measure (GTK_WIDGET (flag), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                        NULL);
    x = CLAMP (x_of (self, width, vouch_flag_get_time (flag)), 0, MAX (0, width - natural));
    while (row < MAX_ROWS && ends[row] > x)
      row++;
    crowded |= row == MAX_ROWS;
    row = MIN (row, MAX_ROWS - 1);
    n_rows = MAX (n_rows, row + 1);
    ends[row] = x + natural + GAP;
    if (allocate)
      place (GTK_WIDGET (flag), x, row * height, natural, height - GAP);
  }
  return crowded ? 0 : n_rows;
}

static void
shorten_flags (VouchTimeline *self, gboolean is_short)
{
  for (guint i = 0; i < self->flags->len; i++)
    vouch_flag_set_short (g_ptr_array_index (self->flags, i), is_short);
}

static int
flags_height (VouchTimeline *self, int width)
{
  int rows;

  shorten_flags (self, FALSE);
  rows = lay_out_flags (self, width, FALSE);
  if (rows == 0 && self->flags->len > 0) {
    shorten_flags (self, TRUE);
    rows = lay_out_flags (self, width, FALSE);
  }
  /* So many that even their numbers lie on one another; the list below has all of them. */
  return (rows == 0 && self->flags->len > 0 ? MAX_ROWS : rows) * row_height (self);
}

static int
handle_height (VouchTimeline *self)
{
  return height_of (GTK_WIDGET (self->first), -1);
}

static GtkSizeRequestMode
vouch_timeline_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
vouch_timeline_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  VouchTimeline *self = VOUCH_TIMELINE (widget);
  int rest;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = 160;
    *natural = 600;
    return;
  }
  rest = flags_height (self, for_size > 0 ? for_size : 600) + handle_height (self) +
         height_of (GTK_WIDGET (self->ruler), -1);
  *minimum = *natural = rest + MIN_WAVE;
}

/* Ends that are close stand side by side: the lower one could not be drawn any more. */
static void
place_handles (VouchTimeline *self, int width, int y)
{
  GtkWidget *handle = GTK_WIDGET (self->first);
  int size = 0, height = handle_height (self), first, last;

  if (!gtk_widget_should_layout (handle))
    return;
  gtk_widget_measure (handle, GTK_ORIENTATION_HORIZONTAL, -1, &size, NULL, NULL, NULL);
  first = x_of (self, width, vouch_range_handle_get_time (self->first)) - size / 2;
  last = x_of (self, width, vouch_range_handle_get_time (self->last)) - size / 2;
  if (last - first < size)
    first = CLAMP ((first + last - size) / 2, 0, MAX (0, width - 2 * size));
  last = MAX (last, first + size);
  place (GTK_WIDGET (self->first), first, y, size, height);
  place (GTK_WIDGET (self->last), last, y, size, height);
}

static void
vouch_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VouchTimeline *self = VOUCH_TIMELINE (widget);
  int inner = MAX (1, width - 2 * MARGIN);
  int ruler = height_of (GTK_WIDGET (self->ruler), inner);

  self->wave_y = flags_height (self, width);
  lay_out_flags (self, width, TRUE);
  self->wave_height = MAX (1, height - self->wave_y - handle_height (self) - ruler);
  place (GTK_WIDGET (self->wave), MARGIN, self->wave_y, inner, self->wave_height);
  place (self->place, MARGIN, self->wave_y, inner,
         MAX (self->wave_height, height_of (self->place, inner)));
  place_handles (self, width, self->wave_y + self->wave_height);
  place (GTK_WIDGET (self->ruler), MARGIN, height - ruler, inner, ruler);
}

static void
append_end (VouchTimeline *self, GtkSnapshot *snapshot, gint64 time_ms, const GdkRGBA *color)
{
  int x = x_of (self, gtk_widget_get_width (GTK_WIDGET (self)), time_ms);
  graphene_rect_t line =
      GRAPHENE_RECT_INIT ((float) x - 1, (float) self->wave_y, 2, (float) self->wave_height);

  gtk_snapshot_append_color (snapshot, color, &line);
}

static void
vouch_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VouchTimeline *self = VOUCH_TIMELINE (widget);
  float shade = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 1.f : 0.f;
  GdkRGBA color = { shade, shade, shade, 0.6f };

  GTK_WIDGET_CLASS (vouch_timeline_parent_class)->snapshot (widget, snapshot);
  if (!self->editable || self->duration_ms <= 0)
    return;
  append_end (self, snapshot, first_ms (self), &color);
  append_end (self, snapshot, last_ms (self), &color);
}

static void
show_range (VouchTimeline *self)
{
  gint64 first = first_ms (self), last = last_ms (self);

  vouch_waveform_set_range (self->wave, self->start_ms, self->end_ms);
  vouch_range_handle_set_time (self->first, first, 0, MAX (0, last - SHORTEST_MS));
  vouch_range_handle_set_time (self->last, last, MIN (first + SHORTEST_MS, self->duration_ms),
                               self->duration_ms);
  vouch_ruler_set_limits (self->ruler, first,
                          self->editable ? &self->length : &(VouchRange){ -1, -1 });
  gtk_widget_set_visible (GTK_WIDGET (self->first), self->editable && self->duration_ms > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->last), self->editable && self->duration_ms > 0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* What reaches to an end of the recording is not cut there, whatever its length turns out to be. */
static void
choose (VouchTimeline *self, gint64 first, gint64 last, gint64 look_at_ms)
{
  self->start_ms = first > 0 ? first : -1;
  self->end_ms = last < self->duration_ms ? last : -1;
  show_range (self);
  g_signal_emit (self, signals[SIGNAL_RANGE_CHANGED], 0, self->start_ms, self->end_ms);
  g_signal_emit (self, signals[SIGNAL_SEEK], 0, look_at_ms);
}

static void
first_moved_cb (VouchTimeline *self, gint64 time_ms)
{
  choose (self, time_ms, last_ms (self), time_ms);
}

static void
last_moved_cb (VouchTimeline *self, gint64 time_ms)
{
  choose (self, first_ms (self), time_ms, time_ms);
}

/* The handle moves along under the pointer, so how far it was drawn is counted from where it is now. */
static void
dragged_cb (VouchTimeline *self, double x, VouchRangeHandle *handle)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  gint64 by_ms = width > 0 ? (gint64) (x * (double) self->duration_ms / width) : 0;
  gint64 time_ms = vouch_range_handle_get_time (handle) + by_ms;

  if (by_ms == 0 || self->duration_ms <= 0)
    return;
  if (handle == self->first)
    first_moved_cb (self, CLAMP (time_ms, 0, MAX (0, last_ms (self) - SHORTEST_MS)));
  else
    last_moved_cb (self, CLAMP (time_ms, MIN (first_ms (self) + SHORTEST_MS, self->duration_ms),
                                self->duration_ms));
}

static void
chosen_cb (VouchTimeline *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[SIGNAL_SEEK], 0,
                   (gint64) (gtk_adjustment_get_value (self->seconds) * 1000 + 0.5));
}

static void
seek_cb (VouchTimeline *self, gint64 time_ms)
{
  gtk_widget_grab_focus (self->place);
  g_signal_emit (self, signals[SIGNAL_SEEK], 0, time_ms);
}

static void
vouch_timeline_dispose (GObject *object)
{
  VouchTimeline *self = VOUCH_TIMELINE (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->flags, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_timeline_parent_class)->dispose (object);
}

static void
vouch_timeline_finalize (GObject *object)
{
  g_ptr_array_unref (VOUCH_TIMELINE (object)->flags);

  G_OBJECT_CLASS (vouch_timeline_parent_class)->finalize (object);
}

static void
vouch_timeline_class_init (VouchTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_timeline_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_timeline_finalize;
  widget_class->focus = vouch_focus_in_order;
  widget_class->get_request_mode = vouch_timeline_get_request_mode;
  widget_class->measure = vouch_timeline_measure;
  widget_class->size_allocate = vouch_timeline_size_allocate;
  widget_class->snapshot = vouch_timeline_snapshot;

  signals[SIGNAL_SEEK] = g_signal_new ("seek", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_RANGE_CHANGED] =
      g_signal_new ("range-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static VouchRangeHandle *
add_handle (VouchTimeline *self, const char *name, GCallback moved)
{
  GtkWidget *handle = vouch_range_handle_new (name);

  gtk_widget_set_visible (handle, FALSE);
  gtk_widget_set_parent (handle, GTK_WIDGET (self));
  g_signal_connect_object (handle, "moved", moved, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (handle, "dragged", G_CALLBACK (dragged_cb), self, G_CONNECT_SWAPPED);
  return VOUCH_RANGE_HANDLE (handle);
}

static void
add_place (VouchTimeline *self)
{
  self->seconds = gtk_adjustment_new (0, 0, 0, 5, 10, 0);
  self->place = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->seconds);
  gtk_widget_set_can_target (self->place, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->place), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Position in the recording"), -1);
  gtk_widget_set_parent (self->place, GTK_WIDGET (self));
  g_signal_connect_object (self->seconds, "value-changed", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
vouch_timeline_init (VouchTimeline *self)
{
  self->flags = g_ptr_array_new ();
  self->start_ms = self->end_ms = -1;
  self->length = (VouchRange){ -1, -1 };
  /* Time runs from left to right everywhere, as on every player. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  self->wave =
      g_object_new (VOUCH_TYPE_WAVEFORM, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->wave), GTK_WIDGET (self));
  add_place (self);
  g_signal_connect_object (self->wave, "seek", G_CALLBACK (seek_cb), self, G_CONNECT_SWAPPED);
  self->first = add_handle (self, _ ("Beginning of what is sent"), G_CALLBACK (first_moved_cb));
  self->last = add_handle (self, _ ("End of what is sent"), G_CALLBACK (last_moved_cb));
  self->ruler = VOUCH_RULER (vouch_ruler_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->ruler), GTK_WIDGET (self));
}

/**
 * vouch_timeline_set_peaks:
 * @self: a timeline.
 * @peaks: (nullable): how far the sound swings, one byte a part.
 *
 * Shows how loud it is.
 */
void
vouch_timeline_set_peaks (VouchTimeline *self, GBytes *peaks)
{
  g_return_if_fail (VOUCH_IS_TIMELINE (self));

  vouch_waveform_set_peaks (self->wave, peaks);
}

/**
 * vouch_timeline_set_talk:
 * @self: a timeline.
 * @talk: (nullable): who speaks when.
 *
 * Shades the long pauses.
 */
void
vouch_timeline_set_talk (VouchTimeline *self, VouchTalk *talk)
{
  guint n_pauses = 0;
  const VouchPause *pauses = talk != NULL ? vouch_talk_get_pauses (talk, &n_pauses) : NULL;

  g_return_if_fail (VOUCH_IS_TIMELINE (self));

  vouch_waveform_set_pauses (self->wave, pauses, n_pauses);
}

/**
 * vouch_timeline_set_duration:
 * @self: a timeline.
 * @duration_ms: how long the recording is; 0 while that is not known.
 *
 * Says over how long a time it runs.
 */
void
vouch_timeline_set_duration (VouchTimeline *self, gint64 duration_ms)
{
  g_return_if_fail (VOUCH_IS_TIMELINE (self));

  if (self->duration_ms == duration_ms)
    return;
  self->duration_ms = MAX (0, duration_ms);
  vouch_waveform_set_duration (self->wave, self->duration_ms);
  vouch_ruler_set_duration (self->ruler, self->duration_ms);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  show_range (self);
}

/**
 * vouch_timeline_set_position:
 * @self: a timeline.
 * @position_ms: where the recording is.
 *
 * Shows the place that is played.
 */
void
vouch_timeline_set_position (VouchTimeline *self, gint64 position_ms)
{
  g_autofree char *now = NULL;
  g_autofree char *all = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (VOUCH_IS_TIMELINE (self));

  now = vouch_text_format_duration (position_ms);
  all = vouch_text_format_duration (self->duration_ms);
  words = g_strdup_printf ("%s / %s", now, all);
  vouch_waveform_set_position (self->wave, position_ms);
  self->showing = TRUE;
  gtk_adjustment_set_upper (self->seconds, (double) self->duration_ms / 1000);
  gtk_adjustment_set_value (self->seconds, (double) position_ms / 1000);
  self->showing = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->place), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  words, -1);
}

/**
 * vouch_timeline_set_marks:
 * @self: a timeline.
 * @moments: (element-type VouchMoment): what is marked, in the order of their numbers.
 * @rubric: (nullable): the criteria they may name.
 *
 * Shows the moments as flags, unless they are shown.
 */
void
vouch_timeline_set_marks (VouchTimeline *self, GPtrArray *moments, VouchRubric *rubric)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) fresh = NULL;
  int focus;

  g_return_if_fail (VOUCH_IS_TIMELINE (self) && moments != NULL);

  fresh = vouch_flag_list_new (moments, rubric);
  if (vouch_flag_list_equal (self->flags, fresh))
    return;
  focus = vouch_flag_list_find_focus (self->flags);
  for (guint i = 0; i < self->flags->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->flags, i));
  g_ptr_array_set_size (self->flags, 0);
  for (guint i = 0; i < fresh->len; i++) {
    GtkWidget *flag = g_ptr_array_index (fresh, i);
    gint64 time = vouch_flag_get_time (VOUCH_FLAG (flag));

    /* Flags come first for Tab, as they do for the eye. */
    gtk_widget_insert_before (flag, GTK_WIDGET (self), GTK_WIDGET (self->wave));
    g_ptr_array_add (self->flags, flag);
    g_array_append_val (times, time);
  }
  vouch_waveform_set_flags (self->wave, (const gint64 *) times->data, times->len);
  if (focus >= 0 && !vouch_flag_list_grab_focus (self->flags, (guint) focus))
    gtk_widget_grab_focus (self->place);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * vouch_timeline_set_range:
 * @self: a timeline.
 * @start_ms: begin of what is sent; -1 for that of the recording.
 * @end_ms: its end; -1 for that of the recording.
 *
 * Shows which part of the recording is sent.
 */
void
vouch_timeline_set_range (VouchTimeline *self, gint64 start_ms, gint64 end_ms)
{
  g_return_if_fail (VOUCH_IS_TIMELINE (self));

  self->start_ms = start_ms;
  self->end_ms = end_ms;
  show_range (self);
}

/**
 * vouch_timeline_set_limits:
 * @self: a timeline.
 * @length: how long the part may be that is sent, in milliseconds; -1 where there is no bound.
 *
 * Says what is asked for.
 */
void
vouch_timeline_set_limits (VouchTimeline *self, const VouchRange *length)
{
  g_return_if_fail (VOUCH_IS_TIMELINE (self) && length != NULL);

  self->length = *length;
  show_range (self);
}

/**
 * vouch_timeline_set_editable:
 * @self: a timeline.
 * @editable: whether somebody keeps what is chosen.
 *
 * Shows the handles, or leaves them out.
 */
void
vouch_timeline_set_editable (VouchTimeline *self, gboolean editable)
{
  g_return_if_fail (VOUCH_IS_TIMELINE (self));

  self->editable = editable;
  show_range (self);
}

/**
 * vouch_timeline_describe_range:
 * @self: a timeline.
 *
 * Returns: (transfer full): which part is sent, and how that fits what is asked for; empty when all is
 *   sent and nothing is asked for.
 */
char *
vouch_timeline_describe_range (VouchTimeline *self)
{
  g_return_val_if_fail (VOUCH_IS_TIMELINE (self), NULL);

  return vouch_range_words_describe (self->start_ms, self->end_ms, self->duration_ms,
                                     self->editable ? &self->length : NULL);
}
