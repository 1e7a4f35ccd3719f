/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ctl-plan"

#include "config.h"
#include "ctl-plan.h"

#include <glib/gi18n.h>

#include "vouch-error.h"
#include "vouch-plan-paper.h"
#include "vouch-plans.h"
#include "vouch-save-document.h"
#include "vouch-upcoming.h"

#include "ctl-json.h"
#include "ctl-parse.h"

static void
show_one (CtlContext *context, CtlJson *json, VouchUpcoming *one)
{
  g_autofree char *day = vouch_day_format (one->day);

  ctl_context_print_row (context, day,
                         one->is_done       ? "done"
                         : one->is_last_day ? "by"
                                            : "on",
                         one->words, one->portfolio_title != NULL ? one->portfolio_title : "-",
                         NULL);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "key", one->key);
  ctl_json_day (json, "day", one->day);
  ctl_json_day (json, "earliest", one->earliest);
  ctl_json_string (json, "text", one->words);
  ctl_json_string (json, "reason", one->reason);
  ctl_json_string (json, "portfolio", one->portfolio);
  ctl_json_string (json, "goal", one->goal);
  ctl_json_boolean (json, "done", one->is_done);
  ctl_json_end (json);
}

static gboolean
show (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (VouchPlan) plan = vouch_plans_current (workspace, NULL, error);
  g_autoptr (GPtrArray) upcoming =
      plan != NULL ? vouch_plan_upcoming (workspace, vouch_plan_get_first (plan),
                                          vouch_plan_get_last (plan), NULL, error)
                   : NULL;

  if (upcoming == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_day (json, "first", vouch_plan_get_first (plan));
  ctl_json_day (json, "last", vouch_plan_get_last (plan));
  ctl_json_begin_array (json, "days");
  for (guint i = 0; i < upcoming->len; i++)
    show_one (context, json, g_ptr_array_index (upcoming, i));
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
set_target (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_autofree char *portfolio = ctl_parse_portfolio (context, words[0], error);
  VouchDay day = VOUCH_DAY_NONE;

  if (portfolio == NULL || (words[1] != NULL && !ctl_parse_day (words[1], &day, error)) ||
      !vouch_plans_set_target (workspace, portfolio, day, NULL, error))
    return FALSE;
  ctl_context_print_done (context, portfolio);
  return TRUE;
}

static void
show_step (CtlContext *context, CtlJson *json, VouchPlanStep *step)
{
  VouchDay latest = vouch_plan_step_get_latest (step);
  g_autofree char *day = latest != VOUCH_DAY_NONE ? vouch_day_format (latest) : g_strdup ("-");
  g_autofree char *text = vouch_plan_step_describe (step);

  ctl_context_print_row (context, day, vouch_plan_step_get_done (step) ? "done" : "by", text, NULL);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "kind", vouch_plan_step_kind_to_string (vouch_plan_step_get_kind (step)));
  ctl_json_string (json, "subject", vouch_plan_step_get_subject (step));
  ctl_json_day (json, "earliest", vouch_plan_step_get_earliest (step));
  ctl_json_day (json, "latest", latest);
  ctl_json_string (json, "text", text);
  ctl_json_string (json, "reason", vouch_plan_step_get_reason (step));
  ctl_json_boolean (json, "done", vouch_plan_step_get_done (step));
  ctl_json_end (json);
}

static gboolean
show_steps (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *portfolio = ctl_parse_portfolio (context, words[0], error);
  g_autoptr (VouchBackwardPlan) plan =
      portfolio != NULL
          ? vouch_plan_backward (ctl_context_get_workspace (context), portfolio, NULL, error)
          : NULL;
  g_autoptr (CtlJson) json = ctl_json_new ();
  GPtrArray *steps;

  if (plan == NULL)
    return FALSE;
  steps = vouch_backward_plan_get_steps (plan);
  ctl_json_begin_object (json, NULL);
  ctl_json_day (json, "target", vouch_backward_plan_get_target (plan));
  ctl_json_day (json, "send", vouch_backward_plan_get_send (plan));
  ctl_json_string (json, "conflict", vouch_backward_plan_get_conflict (plan));
  if (vouch_backward_plan_get_conflict (plan) != NULL)
    ctl_context_print_row (context, vouch_backward_plan_get_conflict (plan), NULL);
  ctl_json_begin_array (json, "steps");
  for (guint i = 0; i < steps->len; i++)
    show_step (context, json, g_ptr_array_index (steps, i));
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean export(CtlContext *context,
                       const char *const *words,
                       CtlExit *exit_code,
                       GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  const char *ics = ctl_context_get (context, "ics");
  const char *pdf = ctl_context_get (context, "pdf");
  g_autoptr (VouchDocument) document = NULL;

  if (ics == NULL && pdf == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("Say with --ics or --pdf into which file the plan goes."));
    return FALSE;
  }
  if (ics != NULL && !vouch_plan_save_calendar (workspace, ics, NULL, error))
    return FALSE;
  if (pdf == NULL)
    return TRUE;
  document = vouch_plan_paper (workspace, NULL, error);
  return document != NULL && vouch_save_document (workspace, document, pdf, NULL, error);
}

static gboolean
write_letter (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_autoptr (VouchDocument) document = vouch_plan_letter (workspace, words[0], NULL, error);

  return document != NULL && vouch_save_document (workspace, document, words[1], NULL, error);
}

const CtlCommand ctl_plan_commands[] = {
  { "plan show", "", 0, 0, "", CTL_ACCESS_READ, show, N_ ("Show this school year, day by day") },
  { "plan steps", "P", 1, 1, "", CTL_ACCESS_READ, show_steps,
    N_ ("Count back from the day of sending") },
  { "plan target", "P [DATE]", 1, 2, "", CTL_ACCESS_WRITE, set_target,
    N_ ("Say by when a portfolio shall be sent") },
  { "plan export", "", 0, 0, "ics=FILE pdf=FILE", CTL_ACCESS_READ, export,
    N_ ("Save the plan as a calendar or a PDF") },
  { "plan letter", "G FILE", 2, 2, "", CTL_ACCESS_READ, write_letter,
    N_ ("Save a goal's plan and rationale as a PDF") },
  { 0 },
};
