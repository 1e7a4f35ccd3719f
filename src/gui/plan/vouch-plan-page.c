/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-plan-page"

#include "config.h"
#include "vouch-plan-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-goals.h"
#include "vouch-plan-paper.h"
#include "vouch-plans.h"
#include "vouch-upcoming.h"

#include "vouch-field-row.h"
#include "vouch-plan-state.h"
#include "vouch-print.h"
#include "vouch-rows.h"
#include "vouch-speech.h"
#include "vouch-target-row.h"

/* More than these do not help anybody to see what is next. */
#define MOST_DAYS 120

/* Of the line of the year, in pixels, with letters of the usual size. */
#define CHART_HEIGHT 92

/* Each takes some milliseconds, and nobody plans more at a time. */
#define STEP_TARGETS 8

/**
 * VouchPlanPage:
 *
 * A school year: as a line with everything on it, as a list that says the same, its goals, and the
 * days by which portfolios shall be sent.
 */
struct _VouchPlanPage {
  VouchPage parent_instance;

  VouchPlan *plan;
  VouchYearChart *year_chart;
  GtkWidget *days[4]; /* first, last, middle, end */
  GPtrArray *target_rows;
  guint most_targets; /* so many that have no day yet */
  GtkWidget *more_targets;

  GtkStack *stack;
  GtkDrawingArea *chart;
  GtkListBox *goals;
  AdwEntryRow *new_goal;
  AdwPreferencesGroup *calendar_group;
  GtkListBox *calendar;
  AdwPreferencesGroup *targets;
  AdwPreferencesGroup *year;
};

G_DEFINE_FINAL_TYPE (VouchPlanPage, vouch_plan_page, VOUCH_TYPE_PAGE)

static void
set_colour (double *into, const GdkRGBA *colour)
{
  into[0] = colour->red;
  into[1] = colour->green;
  into[2] = colour->blue;
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  VouchPlanPage *self = data;
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (area));
  VouchYearInk ink = { .rtl = gtk_widget_get_direction (GTK_WIDGET (area)) == GTK_TEXT_DIR_RTL };
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (area));
  PangoFontDescription *font = pango_context_get_font_description (context);
  GdkRGBA colour;

  if (self->year_chart == NULL)
    return;
  gtk_style_context_get_color (style, &colour);
  set_colour (ink.text, &colour);
  if (!gtk_style_context_lookup_color (style, "accent_color", &colour))
    gtk_style_context_get_color (style, &colour);
  set_colour (ink.accent, &colour);
  ink.points = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  if (!pango_font_description_get_size_is_absolute (font))
    ink.points *= pango_cairo_context_get_resolution (context) / 72;
  ink.points = CLAMP (ink.points * 0.9, 8, height / 6.0);
  vouch_year_chart_draw (self->year_chart, cr, width, height, &ink);
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static char *
sum_up_goal (VouchGoal *goal)
{
  GPtrArray *activities = vouch_goal_get_activities (goal);
  VouchDay due = vouch_goal_get_due (goal);
  g_autoptr (GString) text = g_string_new (NULL);
  guint done = 0;

  if (vouch_goal_get_state (goal) == VOUCH_GOAL_STATE_CLOSED)
    return g_strdup (_ ("✓ reached"));
  if (vouch_goal_get_state (goal) == VOUCH_GOAL_STATE_DROPPED)
    return g_strdup (_ ("set aside"));
  if (due != VOUCH_DAY_NONE) {
    g_autofree char *day = vouch_day_format_for_people (due);

    /* Translators: the last day for something. */
    g_string_append_printf (text, C_ ("last day", "by %s"), day);
  }
  for (guint i = 0; i < activities->len; i++)
    done += vouch_activity_get_done_ms (activities->pdata[i]) != 0;
  if (activities->len > 0) {
    g_string_append (text, text->len > 0 ? " · " : "");
    g_string_append_printf (
        text, ngettext ("%u of %u activity done", "%u of %u activities done", activities->len),
        done, activities->len);
  }
  return g_strdup (text->len > 0 ? text->str : _ ("open"));
}

static void
show_goals (VouchPlanPage *self, GPtrArray *goals)
{
  clear_list (self->goals);
  for (guint i = 0; i < goals->len; i++) {
    VouchGoal *goal = g_ptr_array_index (goals, i);
    g_autofree char *subtitle = sum_up_goal (goal);

    gtk_list_box_append (self->goals, vouch_rows_link (vouch_goal_get_statement (goal), subtitle,
                                                       "win.show-goal", vouch_goal_get_id (goal)));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->goals), goals->len > 0);
}

static GtkWidget *
make_day (VouchUpcoming *one)
{
  g_autofree char *day = vouch_day_format_for_people (one->day);
  g_autofree char *by = NULL;
  g_autofree char *subtitle = NULL;
  gboolean named = one->portfolio_title != NULL && one->kind == VOUCH_UPCOMING_STEP;

  /* Translators: the last day for something. */
  by = one->is_last_day ? g_strdup_printf (C_ ("last day", "by %s"), day) : g_strdup (day);
  subtitle = g_strjoin (" · ", by,
                        one->is_done ? _ ("✓ done")
                        : named      ? one->portfolio_title
                                     : NULL,
                        NULL);
  if (one->goal != NULL)
    return vouch_rows_link (one->words, subtitle, "win.show-goal", one->goal);
  if (one->portfolio != NULL)
    return vouch_rows_link (one->words, subtitle, "win.show-portfolio", one->portfolio);
  return vouch_rows_text (one->words, subtitle);
}

static void
show_calendar (VouchPlanPage *self, GPtrArray *upcoming)
{
  clear_list (self->calendar);
  for (guint i = 0; i < MIN (upcoming->len, MOST_DAYS); i++)
    gtk_list_box_append (self->calendar, make_day (g_ptr_array_index (upcoming, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->calendar_group), upcoming->len > 0);
}

static VouchTargetRow *
find_target_row (VouchPlanPage *self, const char *portfolio)
{
  for (guint i = 0; i < self->target_rows->len; i++)
    if (g_strcmp0 (vouch_target_row_get_portfolio (self->target_rows->pdata[i]), portfolio) == 0)
      return self->target_rows->pdata[i];
  return NULL;
}

static void
remove_gone_targets (VouchPlanPage *self, GPtrArray *portfolios)
{
  for (guint i = self->target_rows->len; i > 0; i--) {
    VouchTargetRow *row = g_ptr_array_index (self->target_rows, i - 1);
    gboolean found = FALSE;

    for (guint k = 0; k < portfolios->len; k++)
      found = found || g_strcmp0 (vouch_portfolio_summary_get_id (portfolios->pdata[k]),
                                  vouch_target_row_get_portfolio (row)) == 0;
    if (found)
      continue;
    adw_preferences_group_remove (self->targets, GTK_WIDGET (row));
    g_ptr_array_remove_index (self->target_rows, i - 1);
  }
}

static void
show_targets (VouchPlanPage *self, VouchPlanState *state)
{
  remove_gone_targets (self, state->portfolios);
  for (guint i = 0; i < state->portfolios->len; i++) {
    VouchPortfolioSummary *one = g_ptr_array_index (state->portfolios, i);
    const char *id = vouch_portfolio_summary_get_id (one);
    VouchTargetRow *row = find_target_row (self, id);

    if (row == NULL) {
      row = VOUCH_TARGET_ROW (vouch_target_row_new (VOUCH_PAGE (self), id));
      g_ptr_array_add (self->target_rows, row);
      adw_preferences_group_add (self->targets, GTK_WIDGET (row));
    }
    vouch_target_row_show (row, one, state);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->targets), state->portfolios->len > 0);
  gtk_widget_set_visible (self->more_targets, state->more);
}

static void
show_year (VouchPlanPage *self, VouchPlan *plan)
{
  const VouchDay days[] = { vouch_plan_get_first (plan), vouch_plan_get_last (plan),
                            vouch_plan_get_mid_check (plan), vouch_plan_get_end_check (plan) };
  g_autofree char *first = vouch_day_format_for_people (days[0]);
  g_autofree char *last = vouch_day_format_for_people (days[1]);
  g_autofree char *subtitle = g_strdup_printf ("%s – %s", first, last);

  g_set_object (&self->plan, plan);
  vouch_page_set_subtitle (VOUCH_PAGE (self), subtitle);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autofree char *text = vouch_day_format (days[i]);

    vouch_field_row_show (VOUCH_FIELD_ROW (self->days[i]), text);
  }
}

/* Where letters are larger, the line of the year is too. */
static void
make_room (GtkDrawingArea *chart)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (chart));
  double scale = pango_cairo_context_get_resolution (context) / 96;

  gtk_drawing_area_set_content_height (chart, (int) (CHART_HEIGHT * CLAMP (scale, 1, 3)));
}

static void
show_state (VouchPage *page, gpointer result)
{
  VouchPlanPage *self = VOUCH_PLAN_PAGE (page);
  VouchPlanState *state = result;

  show_year (self, state->plan);
  g_clear_object (&self->year_chart);
  self->year_chart =
      vouch_plan_chart (vouch_page_get_workspace (page), state->upcoming,
                        vouch_plan_get_first (state->plan), vouch_plan_get_last (state->plan));
  make_room (self->chart);
  gtk_widget_queue_draw (GTK_WIDGET (self->chart));
  show_goals (self, state->goals);
  show_calendar (self, state->upcoming);
  show_targets (self, state);
  gtk_stack_set_visible_child_name (self->stack, "plan");
}

static void
vouch_plan_page_refresh (VouchPage *page)
{
  vouch_page_run (page, vouch_plan_state_load,
                  GUINT_TO_POINTER (VOUCH_PLAN_PAGE (page)->most_targets), NULL,
                  (GDestroyNotify) vouch_plan_state_free, show_state);
}

static void
more_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VOUCH_PLAN_PAGE (widget)->most_targets += STEP_TARGETS;
  vouch_page_refresh (VOUCH_PAGE (widget));
}

static gpointer
save_plan (VouchWorkspace *workspace, gpointer plan, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_plans_save (workspace, plan, cancellable, error));
}

static void
year_edited_cb (VouchPlanPage *self)
{
  g_autoptr (VouchPlan) plan = vouch_plan_new ();
  VouchDay days[4] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autofree char *text = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->days[i]));

    if (!vouch_day_parse (text, &days[i]))
      return;
  }
  vouch_page_clear_problem (VOUCH_PAGE (self));
  vouch_plan_set_id (plan, vouch_plan_get_id (self->plan));
  vouch_plan_set_created_ms (plan, vouch_plan_get_created_ms (self->plan));
  vouch_plan_set_first (plan, days[0]);
  vouch_plan_set_last (plan, days[1]);
  vouch_plan_set_mid_check (plan, days[2]);
  vouch_plan_set_end_check (plan, days[3]);
  vouch_page_run (VOUCH_PAGE (self), save_plan, g_steal_pointer (&plan), g_object_unref, NULL,
                  NULL);
}

static gpointer
add_goal (VouchWorkspace *workspace, gpointer text, GCancellable *cancellable, GError **error)
{
  return vouch_goals_add (workspace, NULL, NULL, text, VOUCH_DAY_NONE, NULL, cancellable, error);
}

static void
show_new_goal (VouchPage *page, gpointer id)
{
  gtk_editable_set_text (GTK_EDITABLE (VOUCH_PLAN_PAGE (page)->new_goal), "");
  gtk_widget_activate_action (GTK_WIDGET (page), "win.show-goal", "s", (const char *) id);
}

static void
new_goal_cb (VouchPlanPage *self)
{
  vouch_page_run (VOUCH_PAGE (self), add_goal,
                  g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->new_goal))), g_free, g_free,
                  show_new_goal);
}

static gpointer
make_paper (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_plan_paper (workspace, cancellable, error);
}

static void
print_paper (VouchPage *page, gpointer document)
{
  vouch_print_document (page, document);
}

static void
save_paper (VouchPage *page, gpointer document)
{
  vouch_print_save_document (page, document, _ ("Growth plan.pdf"));
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_page_run (VOUCH_PAGE (widget), make_paper, NULL, NULL, g_object_unref,
                  g_str_equal (action, "plan.print") ? print_paper : save_paper);
}

static gpointer
save_calendar (VouchWorkspace *workspace, gpointer path, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_plan_save_calendar (workspace, path, cancellable, error));
}

static void
show_saved (VouchPage *page, gpointer result)
{
  vouch_page_toast (page, _ ("Saved"));
}

static void
calendar_chosen (VouchPage *page, const char *path)
{
  vouch_page_run (page, save_calendar, g_strdup (path), g_free, NULL, show_saved);
}

static void
save_calendar_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_print_choose_file (VOUCH_PAGE (widget), _ ("Save as calendar"), _ ("Growth plan.ics"),
                           calendar_chosen);
}

static void
vouch_plan_page_dispose (GObject *object)
{
  VouchPlanPage *self = VOUCH_PLAN_PAGE (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->year_chart);
  g_clear_pointer (&self->target_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_plan_page_parent_class)->dispose (object);
}

static void
vouch_plan_page_class_init (VouchPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_plan_page_dispose;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_plan_page_refresh;

  gtk_widget_class_install_action (widget_class, "plan.more-portfolios", NULL, more_cb);
  gtk_widget_class_install_action (widget_class, "plan.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "plan.save-pdf", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "plan.save-calendar", NULL, save_calendar_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "plan.print",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/plan/vouch-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPlanPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, VouchPlanPage, calendar_group);
  gtk_widget_class_bind_template_child (widget_class, VouchPlanPage, chart);
  gtk_widget_class_bind_template_child (widget_class, VouchPlanPage, goals);
  gtk_widget_class_bind_template_child (widget_class, VouchPlanPage, more_targets);
  gtk_widget_class_bind_template_child (widget_class, VouchPlanPage, new_goal);
  gtk_widget_class_bind_template_child (widget_class, VouchPlanPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchPlanPage, targets);
  gtk_widget_class_bind_template_child (widget_class, VouchPlanPage, year);
}

static void
vouch_plan_page_init (VouchPlanPage *self)
{
  const char *const titles[] = { _ ("It begins on"), _ ("It ends on"),
                                 _ ("Look at the goals, mid-year"),
                                 _ ("Look at the goals, end of year") };

  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_speech_entry_row (self->new_goal);
  self->target_rows = g_ptr_array_new ();
  self->most_targets = STEP_TARGETS;
  gtk_drawing_area_set_draw_func (self->chart, draw_cb, self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    self->days[i] = vouch_field_row_new_date (titles[i]);
    adw_preferences_group_add (self->year, self->days[i]);
    g_signal_connect_object (self->days[i], "edited", G_CALLBACK (year_edited_cb), self,
                             G_CONNECT_SWAPPED);
  }
  g_signal_connect_object (self->new_goal, "apply", G_CALLBACK (new_goal_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_plan_page_new:
 * @workspace: the workspace.
 *
 * Returns: (transfer floating): the place of the growth plan.
 */
VouchPage *
vouch_plan_page_new (VouchWorkspace *workspace)
{
  return vouch_page_new (VOUCH_TYPE_PLAN_PAGE, workspace, NULL);
}
