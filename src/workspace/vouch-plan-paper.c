/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-plan-paper"

#include "config.h"
#include "vouch-plan-paper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-file.h"
#include "vouch-icalendar.h"
#include "vouch-store-load.h"

#include "vouch-goals.h"
#include "vouch-plans.h"
#include "vouch-settings.h"
#include "vouch-upcoming.h"
#include "vouch-workspace-private.h"

#define CHART_HEIGHT 76

/**
 * vouch_plan_chart:
 * @workspace: a workspace.
 * @upcoming: (element-type VouchUpcoming): what stands in the calendar.
 * @first: first day of the year.
 * @last: its last day.
 *
 * Returns: (transfer full): the year as a line, with everything on it.
 */
VouchYearChart *
vouch_plan_chart (VouchWorkspace *workspace, GPtrArray *upcoming, VouchDay first, VouchDay last)
{
  static const VouchYearMark marks[] = {
    [VOUCH_UPCOMING_STEP] = VOUCH_YEAR_MARK_STEP,
    [VOUCH_UPCOMING_ACTIVITY] = VOUCH_YEAR_MARK_STEP,
    [VOUCH_UPCOMING_GOAL] = VOUCH_YEAR_MARK_GOAL,
    [VOUCH_UPCOMING_CHECK_IN] = VOUCH_YEAR_MARK_CHECK_IN,
  };
  VouchYearChart *chart;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && upcoming != NULL, NULL);

  chart =
      vouch_year_chart_new (first, last, vouch_clock_today (vouch_workspace_get_clock (workspace)));
  for (guint i = 0; i < upcoming->len; i++) {
    VouchUpcoming *one = g_ptr_array_index (upcoming, i);

    vouch_year_chart_add (chart, one->day, marks[one->kind], one->is_done);
  }
  return chart;
}

static void
draw_chart (cairo_t *cr, double width, double height, gpointer chart)
{
  const VouchYearInk ink = { .accent = { 0.1, 0.37, 0.71 }, .points = 9 };

  vouch_year_chart_draw (chart, cr, width, height, &ink);
}

static char *
format_day (VouchDay day)
{
  return day != VOUCH_DAY_NONE ? vouch_day_format_for_people (day) : NULL;
}

static void
add_fact (VouchDocument *document, const char *name, const char *value)
{
  if (value != NULL && value[0] != '\0')
    vouch_document_add_fact (document, name, value);
}

static void
add_day (VouchDocument *document, const char *name, VouchDay day)
{
  g_autofree char *text = format_day (day);

  add_fact (document, name, text);
}

static char *
describe_activity (VouchActivity *activity)
{
  g_autoptr (GString) text = g_string_new (vouch_activity_get_title (activity));
  g_autofree char *day = format_day (vouch_activity_get_day (activity));
  guint minutes = vouch_activity_get_minutes (activity);

  if (minutes > 0) {
    g_string_append (text, " · ");
    g_string_append_printf (text, ngettext ("%u minute", "%u minutes", minutes), minutes);
  }
  if (day != NULL)
    g_string_append_printf (text, " · %s", day);
  if (vouch_activity_get_url (activity) != NULL)
    g_string_append_printf (text, "\n%s", vouch_activity_get_url (activity));
  return g_strdup (text->str);
}

static void
add_activities (VouchDocument *document, VouchGoal *goal)
{
  GPtrArray *activities = vouch_goal_get_activities (goal);

  if (activities->len == 0)
    return;
  vouch_document_add_heading (document, 3, _ ("Activities"));
  for (guint i = 0; i < activities->len; i++) {
    g_autofree char *text = describe_activity (activities->pdata[i]);

    vouch_document_add_tick (document, vouch_activity_get_done_ms (activities->pdata[i]) != 0,
                             text);
  }
}

static void
add_check_ins (VouchDocument *document, VouchGoal *goal)
{
  GPtrArray *check_ins = vouch_goal_get_check_ins (goal);

  if (check_ins->len == 0)
    return;
  vouch_document_add_heading (document, 3, _ ("Check-ins"));
  for (guint i = 0; i < check_ins->len; i++) {
    g_autofree char *day = format_day (vouch_check_in_get_day (check_ins->pdata[i]));

    vouch_document_add_fact (document, day != NULL ? day : "",
                             vouch_check_in_get_text (check_ins->pdata[i]));
  }
}

static void
add_standard (VouchDocument *document, VouchGoal *goal)
{
  VouchAlignment *standard = vouch_goal_get_standard (goal);
  g_autoptr (GString) text = g_string_new (NULL);

  if (standard == NULL)
    return;
  if (vouch_alignment_get_target_name (standard) != NULL)
    g_string_append (text, vouch_alignment_get_target_name (standard));
  if (vouch_alignment_get_target_url (standard) != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            vouch_alignment_get_target_url (standard));
  add_fact (document, _ ("Standard"), text->str);
}

static const char *
name_criterion (VouchPortfolio *portfolio, const char *id)
{
  VouchCriterion *criterion =
      portfolio != NULL && id != NULL
          ? vouch_rubric_find_criterion (
                vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio)), id)
          : NULL;

  return criterion != NULL ? vouch_criterion_get_title (criterion) : NULL;
}

static void
add_goal_facts (VouchDocument *document, VouchGoal *goal, VouchPortfolio *portfolio)
{
  add_fact (document, _ ("Why"), vouch_goal_get_why (goal));
  add_fact (document, _ ("Measure"), vouch_goal_get_measure (goal));
  add_fact (document, _ ("Where it stands now"), vouch_goal_get_baseline (goal));
  add_fact (document, _ ("Where it shall be"), vouch_goal_get_target (goal));
  add_day (document, _ ("From"), vouch_goal_get_starts (goal));
  add_day (document, C_ ("last day", "By"), vouch_goal_get_due (goal));
  if (portfolio != NULL)
    add_fact (document, _ ("Micro-credential"), vouch_portfolio_get_title (portfolio));
  add_fact (document, _ ("Criterion"), name_criterion (portfolio, vouch_goal_get_criterion (goal)));
  add_standard (document, goal);
  add_fact (document, _ ("Consulted"), vouch_goal_get_people (goal));
}

static VouchPortfolio *
load_portfolio_of (VouchWorkspace *workspace, VouchGoal *goal)
{
  return vouch_goal_get_portfolio (goal) != NULL
             ? vouch_store_load_portfolio (vouch_workspace_get_store (workspace),
                                           vouch_goal_get_portfolio (goal), NULL)
             : NULL;
}

static void
add_goal (VouchDocument *document, VouchWorkspace *workspace, VouchGoal *goal)
{
  g_autoptr (VouchPortfolio) portfolio = load_portfolio_of (workspace, goal);

  vouch_document_add_heading (document, 2, vouch_goal_get_statement (goal));
  add_goal_facts (document, goal, portfolio);
  add_activities (document, goal);
  add_check_ins (document, goal);
  add_fact (document, _ ("Outcome"), vouch_goal_get_outcome (goal));
  if (vouch_goal_get_state (goal) == VOUCH_GOAL_STATE_CLOSED)
    add_day (document, _ ("Reached"), vouch_day_from_time (vouch_goal_get_closed_ms (goal)));
}

static void
add_calendar (VouchDocument *document, GPtrArray *upcoming)
{
  g_autoptr (VouchPrintTable) table = vouch_print_table_new ();

  if (upcoming->len == 0)
    return;
  vouch_document_add_heading (document, 1, _ ("Calendar"));
  vouch_print_table_add_column (table, _ ("Day"), 2.4, FALSE);
  vouch_print_table_add_column (table, _ ("What"), 5, FALSE);
  vouch_print_table_add_column (table, _ ("For"), 3, FALSE);
  for (guint i = 0; i < upcoming->len; i++) {
    VouchUpcoming *one = g_ptr_array_index (upcoming, i);
    g_autofree char *day = vouch_day_format_for_people (one->day);
    /* Translators: the last day for something. */
    g_autofree char *by =
        one->is_last_day ? g_strdup_printf (C_ ("last day", "by %s"), day) : g_strdup (day);
    g_autofree char *words = g_strconcat (one->is_done ? "✓ " : "", one->words, NULL);

    vouch_print_table_add_row (
        table, (const char *const[]){
                   by, words, one->portfolio_title != NULL ? one->portfolio_title : "", NULL });
  }
  vouch_document_add_table (document, table);
}

static char *
name_year (VouchPlan *plan)
{
  g_autofree char *first = vouch_day_format_for_people (vouch_plan_get_first (plan));
  g_autofree char *last = vouch_day_format_for_people (vouch_plan_get_last (plan));

  return g_strdup_printf ("%s – %s", first, last);
}

/* The plan as pages, from what was read. */
static VouchDocument *
write_plan (VouchWorkspace *workspace, VouchPlan *plan, GPtrArray *goals, GPtrArray *upcoming)
{
  VouchDocument *document = vouch_document_new (_ ("Growth plan"));
  g_autofree char *year = name_year (plan);
  g_autofree char *name = vouch_settings_get_your_name (workspace);

  vouch_document_add_title (document, _ ("Growth plan"));
  vouch_document_add_subtitle (document, year);
  if (name != NULL)
    vouch_document_add_note (document, name);
  vouch_document_add_space (document, 8);
  vouch_document_add_drawing (document, CHART_HEIGHT, draw_chart,
                              vouch_plan_chart (workspace, upcoming, vouch_plan_get_first (plan),
                                                vouch_plan_get_last (plan)),
                              g_object_unref);
  vouch_document_add_note (document, _ ("⚑ goal   ◇ check-in   ○ step; filled when done. The "
                                        "dashed line is today."));
  vouch_document_add_heading (document, 1, _ ("Goals"));
  for (guint i = 0; i < goals->len; i++)
    if (vouch_goal_get_state (goals->pdata[i]) != VOUCH_GOAL_STATE_DROPPED)
      add_goal (document, workspace, goals->pdata[i]);
  if (goals->len == 0)
    vouch_document_add_paragraph (document, _ ("No goal yet."));
  add_calendar (document, upcoming);
  return document;
}

/**
 * vouch_plan_paper:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable): the plan of the school year that is now, to be printed.
 */
VouchDocument *
vouch_plan_paper (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchPlan) plan = vouch_plans_current (workspace, cancellable, error);
  g_autoptr (GPtrArray) goals = NULL;
  g_autoptr (GPtrArray) upcoming = NULL;

  goals = plan != NULL ? vouch_goals_list (workspace, vouch_plan_get_id (plan), cancellable, error)
                       : NULL;
  upcoming = goals != NULL ? vouch_plan_upcoming (workspace, vouch_plan_get_first (plan),
                                                  vouch_plan_get_last (plan), cancellable, error)
                           : NULL;
  return upcoming != NULL ? write_plan (workspace, plan, goals, upcoming) : NULL;
}

static void
add_hours (VouchDocument *document, VouchDefinitionInfo *info)
{
  double least = vouch_definition_info_get_min_hours (info);
  double most = vouch_definition_info_get_max_hours (info);
  g_autofree char *text = NULL;

  if (most <= 0)
    return;
  /* Translators: an estimate of hours of work, from the least to the most. */
  text = g_strdup_printf (_ ("%g to %g hours"), least, most);
  add_fact (document, _ ("Time it takes"), text);
}

static void
add_standards (VouchDocument *document, VouchDefinition *definition)
{
  GPtrArray *alignments = vouch_definition_get_alignments (definition);

  if (alignments->len == 0)
    return;
  vouch_document_add_heading (document, 3, _ ("What it counts for"));
  for (guint i = 0; i < alignments->len; i++) {
    VouchAlignment *one = g_ptr_array_index (alignments, i);
    const char *framework = vouch_alignment_get_target_framework (one);
    g_autofree char *text =
        framework != NULL
            ? g_strdup_printf ("%s: %s", framework, vouch_alignment_get_target_name (one))
            : g_strdup (vouch_alignment_get_target_name (one));

    vouch_document_add_bullet (document, text);
  }
}

static void
add_definition (VouchDocument *document, VouchPortfolio *portfolio)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);
  VouchProfile *issuer = vouch_definition_info_get_issuer (info) != NULL
                             ? vouch_definition_info_get_issuer (info)
                             : vouch_definition_info_get_creator (info);
  VouchCompetency *competency = vouch_definition_get_competency (definition);

  vouch_document_add_heading (document, 2, _ ("The micro-credential"));
  add_fact (document, _ ("Name"), vouch_definition_get_name (definition));
  add_fact (document, _ ("Issued by"), issuer != NULL ? vouch_profile_get_name (issuer) : NULL);
  if (competency != NULL)
    add_fact (document, _ ("What it shows"), vouch_competency_get_statement (competency));
  add_fact (document, _ ("Earned for"), vouch_definition_info_get_criteria_narrative (info));
  add_hours (document, info);
  add_standards (document, definition);
}

static gboolean
add_dates (VouchDocument *document,
           VouchWorkspace *workspace,
           const char *portfolio,
           GError **error)
{
  g_autoptr (VouchBackwardPlan) plan = vouch_plan_backward (workspace, portfolio, NULL, error);
  g_autoptr (VouchPrintTable) table = vouch_print_table_new ();
  GPtrArray *steps;

  if (plan == NULL)
    return FALSE;
  vouch_document_add_heading (document, 2, _ ("Dates"));
  if (vouch_backward_plan_get_conflict (plan) != NULL)
    vouch_document_add_paragraph (document, vouch_backward_plan_get_conflict (plan));
  steps = vouch_backward_plan_get_steps (plan);
  vouch_print_table_add_column (table, _ ("What"), 5, FALSE);
  vouch_print_table_add_column (table, C_ ("last day", "By"), 2, FALSE);
  for (guint i = 0; i < steps->len; i++) {
    VouchPlanStep *step = g_ptr_array_index (steps, i);
    g_autofree char *words = vouch_plan_step_describe (step);
    g_autofree char *day = vouch_plan_step_get_done (step)
                               ? g_strdup (_ ("done"))
                               : vouch_day_format_for_people (vouch_plan_step_get_latest (step));

    vouch_print_table_add_row (table, (const char *const[]){ words, day, NULL });
  }
  vouch_document_add_table (document, table);
  return TRUE;
}

/**
 * vouch_plan_letter:
 * @workspace: a workspace.
 * @goal: id of a goal.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Writes what has to be approved before: the goal and why, the micro-credential and what it counts
 * for, hours, dates, activities, and lines to sign on. It names the teacher, where that is wished, and
 * nobody else; other names are written by hand.
 *
 * Returns: (transfer full) (nullable): the letter, to be printed.
 */
VouchDocument *
vouch_plan_letter (VouchWorkspace *workspace,
                   const char *goal,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (VouchGoal) found = vouch_goals_find (workspace, goal, error);
  g_autoptr (VouchDocument) document = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *today = NULL;
  g_autofree char *name = vouch_settings_get_your_name (workspace);

  if (found == NULL)
    return NULL;
  portfolio = load_portfolio_of (workspace, found);
  today = vouch_day_format_for_people (vouch_clock_today (vouch_workspace_get_clock (workspace)));
  document = vouch_document_new (_ ("Plan and rationale"));
  vouch_document_add_title (document, _ ("Plan and rationale"));
  vouch_document_add_subtitle (document, _ ("For approval before work begins"));
  vouch_document_add_note (document, today);
  add_fact (document, _ ("Teacher"), name);
  vouch_document_add_heading (document, 2, _ ("The goal"));
  vouch_document_add_paragraph (document, vouch_goal_get_statement (found));
  add_goal_facts (document, found, portfolio);
  if (portfolio != NULL) {
    add_definition (document, portfolio);
    if (!add_dates (document, workspace, vouch_portfolio_get_id (portfolio), error))
      return NULL;
  }
  add_activities (document, found);
  vouch_document_add_heading (document, 2, _ ("Agreed"));
  vouch_document_add_signature (document, _ ("Teacher"), _ ("Date"));
  vouch_document_add_signature (document, _ ("Principal or supervisor"), _ ("Date"));
  vouch_document_add_signature (document, _ ("Coach, where one is asked for"), _ ("Date"));
  return g_steal_pointer (&document);
}

static void
add_event (VouchICalendar *calendar, VouchUpcoming *one)
{
  g_autoptr (GString) more = g_string_new (one->portfolio_title);
  /* Translators: in a calendar, the last day for something. */
  g_autofree char *summary =
      one->is_last_day ? g_strdup_printf (_ ("Last day: %s"), one->words) : g_strdup (one->words);

  if (one->reason != NULL)
    g_string_append_printf (more, "%s%s", more->len > 0 ? "\n" : "", one->reason);
  vouch_icalendar_add_day (calendar, one->key, one->day, summary, more->str);
}

/**
 * vouch_plan_calendar:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable): what stands in the school year's calendar, as iCalendar.
 */
char *
vouch_plan_calendar (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchPlan) plan = vouch_plans_current (workspace, cancellable, error);
  g_autoptr (GPtrArray) upcoming =
      plan != NULL ? vouch_plan_upcoming (workspace, vouch_plan_get_first (plan),
                                          vouch_plan_get_last (plan) + 366, cancellable, error)
                   : NULL;
  VouchICalendar *calendar;

  if (upcoming == NULL)
    return NULL;
  calendar = vouch_icalendar_new (vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  for (guint i = 0; i < upcoming->len; i++)
    add_event (calendar, g_ptr_array_index (upcoming, i));
  return vouch_icalendar_finish (calendar);
}

/**
 * vouch_plan_save_calendar:
 * @workspace: a workspace.
 * @path: where the file goes; one that is there is replaced at once or not at all.
 * @cancellable: (nullable): to stop it.
 * @error: what the disk says.
 *
 * Saves the calendar as an iCalendar file.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_plan_save_calendar (VouchWorkspace *workspace,
                          const char *path,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *text = vouch_plan_calendar (workspace, cancellable, error);

  g_return_val_if_fail (path != NULL, FALSE);

  return text != NULL && vouch_file_replace (path, text, strlen (text), 0644, error);
}
