/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-wait-view"

#include "config.h"
#include "vouch-wait-view.h"

#include <glib/gi18n.h>

#include "vouch-moment.h"
#include "vouch-text.h"
#include "vouch-wait-chart.h"

#include "vouch-rows.h"
#include "vouch-text-size.h"

#define CHART_HEIGHT 200
/* A list of real rows stays quick up to here; a lesson has a few dozen questions. */
#define MOST_ROWS 190

/**
 * VouchWaitView:
 *
 * The waits after what the teacher marked: a plot against three seconds, what they come to, and a row
 * each. `moment` carries the wait that is to become a moment, `play` one that is to be heard; both are
 * numbers in the list.
 */
struct _VouchWaitView {
  GtkWidget parent_instance;

  GArray *waits;      /* (element-type VouchWait) */
  GPtrArray *moments; /* (element-type VouchMoment): what is marked already */
  gint64 duration_ms;
  GPtrArray *signs; /* (element-type GtkLabel), of the rows: whether each is marked */

  GtkDrawingArea *chart;
  GtkLabel *questions;
  GtkLabel *answers;
  GtkListBox *list;
  GtkLabel *more;
};

enum {
  SIGNAL_MOMENT,
  SIGNAL_PLAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchWaitView, vouch_wait_view, GTK_TYPE_WIDGET)

static void
draw_chart (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  static const VouchChartInk dark = { 0.1, 0.1, 0.12 }, light = { 0.95, 0.95, 0.95 };
  VouchWaitView *self = data;
  double scale = vouch_text_size_of (GTK_WIDGET (area));

  cairo_scale (cr, scale, scale);
  vouch_wait_chart_draw (cr, width / scale, height / scale, self->waits, self->duration_ms,
                         adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &light
                                                                                       : &dark);
}

static gboolean
is_marked (const VouchWait *wait, GPtrArray *moments)
{
  for (guint i = 0; i < moments->len; i++)
    if (vouch_moment_get_start_ms (g_ptr_array_index (moments, i)) == wait->turn_ms &&
        vouch_moment_get_end_ms (g_ptr_array_index (moments, i)) == wait->end_ms)
      return TRUE;
  return FALSE;
}

/* What is a moment already is gone to. */
static void
activated_cb (VouchWaitView *self, GtkListBoxRow *row)
{
  const guint i = (guint) gtk_list_box_row_get_index (row);
  const VouchWait *wait = &g_array_index (self->waits, VouchWait, i);

  g_signal_emit (self, signals[is_marked (wait, self->moments) ? SIGNAL_PLAY : SIGNAL_MOMENT], 0,
                 i);
}

static void
play_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_PLAY], 0, g_variant_get_uint32 (parameter));
}

static void
vouch_wait_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_wait_view_parent_class)->dispose (object);
}

static void
vouch_wait_view_finalize (GObject *object)
{
  g_array_unref (VOUCH_WAIT_VIEW (object)->waits);
  g_ptr_array_unref (VOUCH_WAIT_VIEW (object)->moments);
  g_ptr_array_unref (VOUCH_WAIT_VIEW (object)->signs);

  G_OBJECT_CLASS (vouch_wait_view_parent_class)->finalize (object);
}

static void
vouch_wait_view_class_init (VouchWaitViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_wait_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_wait_view_finalize;

  signals[SIGNAL_MOMENT] = g_signal_new ("moment", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_PLAY] = g_signal_new ("play", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "wait.play", "u", play_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/item/vouch-wait-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchWaitView, chart);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitView, questions);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitView, answers);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitView, list);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitView, more);
}

static void
vouch_wait_view_init (VouchWaitView *self)
{
  self->waits = g_array_new (FALSE, FALSE, sizeof (VouchWait));
  self->moments = g_ptr_array_new_with_free_func (g_object_unref);
  self->signs = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1, CHART_HEIGHT);
  gtk_drawing_area_set_draw_func (self->chart, draw_chart, self, NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self->chart, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_sum (VouchWaitView *self, GtkLabel *label, VouchTurnKind after)
{
  VouchWaitSum sum = { 0 };
  g_autofree char *words = NULL;

  vouch_waits_sum (self->waits, after, &sum);
  words = vouch_waits_describe_sum (&sum, after);
  gtk_label_set_text (label, words);
}

static void
show_sign (VouchWaitView *self, guint i, gboolean marked)
{
  gtk_label_set_text (g_ptr_array_index (self->signs, i), marked ? _ ("✓ marked") : _ ("Mark it"));
}

static void
add_row (VouchWaitView *self, const VouchWait *wait, guint i)
{
  g_autofree char *words = vouch_waits_describe (wait);
  g_autofree char *time = vouch_text_format_duration (wait->turn_ms);
  /* Translators: %s is a time such as 4:12. */
  g_autofree char *hear = g_strdup_printf (_ ("Hear the wait at %s"), time);
  GtkWidget *row = vouch_rows_text (words, time);
  GtkWidget *play = vouch_rows_button ("media-playback-start-symbolic", hear);
  GtkWidget *sign = gtk_label_new (NULL);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (play), "wait.play");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (play), "u", i);
  gtk_widget_add_css_class (sign, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), play);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_ptr_array_add (self->signs, sign);
  gtk_list_box_append (self->list, row);
}

static void
make_rows (VouchWaitView *self)
{
  GtkListBoxRow *row;
  guint n = MIN (self->waits->len, MOST_ROWS);
  g_autofree char *more = NULL;

  g_ptr_array_set_size (self->signs, 0);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    add_row (self, &g_array_index (self->waits, VouchWait, i), i);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  more = g_strdup_printf (ngettext ("%u more wait is in the plot.",
                                    "%u more waits are in the plot.", self->waits->len - n),
                          self->waits->len - n);
  gtk_label_set_text (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), self->waits->len > n);
}

static gboolean
is_same (GArray *one, GArray *other)
{
  for (guint i = 0; one->len == other->len && i < one->len; i++) {
    const VouchWait *a = &g_array_index (one, VouchWait, i);
    const VouchWait *b = &g_array_index (other, VouchWait, i);

    if (a->after != b->after || a->turn_ms != b->turn_ms || a->start_ms != b->start_ms ||
        a->end_ms != b->end_ms || a->open != b->open)
      return FALSE;
  }
  return one->len == other->len;
}

/**
 * vouch_wait_view_new:
 *
 * Returns: (transfer floating): a view of no waits yet.
 */
GtkWidget *
vouch_wait_view_new (void)
{
  return g_object_new (VOUCH_TYPE_WAIT_VIEW, NULL);
}

/**
 * vouch_wait_view_show:
 * @self: a view.
 * @waits: (element-type VouchWait): the waits, by time.
 * @duration_ms: how long the recording is.
 * @moments: (element-type VouchMoment): what is marked already.
 *
 * Shows the waits.
 */
void
vouch_wait_view_show (VouchWaitView *self, GArray *waits, gint64 duration_ms, GPtrArray *moments)
{
  g_autofree char *words = NULL;
  gboolean same;

  g_return_if_fail (VOUCH_IS_WAIT_VIEW (self) && waits != NULL && moments != NULL);

  g_ptr_array_set_size (self->moments, 0);
  for (guint i = 0; i < moments->len; i++)
    g_ptr_array_add (self->moments, g_object_ref (moments->pdata[i]));
  same = is_same (self->waits, waits);
  g_array_ref (waits);
  g_array_unref (self->waits);
  self->waits = waits;
  self->duration_ms = duration_ms;
  show_sum (self, self->questions, VOUCH_TURN_KIND_QUESTION);
  show_sum (self, self->answers, VOUCH_TURN_KIND_ANSWER);
  /* The same rows stay, and with them the focus of who marks one after another. */
  if (!same)
    make_rows (self);
  for (guint i = 0; i < self->signs->len; i++)
    show_sign (self, i, is_marked (&g_array_index (waits, VouchWait, i), moments));
  words = vouch_wait_chart_to_text (waits);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), waits->len > 0);
  gtk_widget_queue_draw (GTK_WIDGET (self->chart));
}
