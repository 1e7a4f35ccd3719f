/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-judge.h"

#include <glib/gi18n-lib.h>

#include "vouch-assess.h"
#include "vouch-choose.h"
#include "vouch-goals.h"
#include "vouch-text.h"

#include "ctl-parse.h"

static gboolean
choose (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *portfolio = ctl_parse_portfolio (context, words[0], error);

  if (portfolio == NULL || !vouch_choose_options (ctl_context_get_workspace (context), portfolio,
                                                  words[1], words + 2, NULL, error))
    return FALSE;
  ctl_context_print_done (context, portfolio);
  return TRUE;
}

static gboolean
confirm (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *portfolio = ctl_parse_portfolio (context, words[0], error);

  if (portfolio == NULL ||
      !vouch_choose_confirm (ctl_context_get_workspace (context), portfolio, words[1], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[1]);
  return TRUE;
}

static gboolean
assess (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  const char *reason = ctl_context_get (context, "reason");
  g_autofree char *portfolio = NULL;
  g_autofree char *id = NULL;

  if (vouch_text_is_blank (reason))
    return ctl_context_refuse (error, _ ("Say why with --reason."));
  portfolio = ctl_parse_portfolio (context, words[0], error);
  id = portfolio != NULL ? vouch_assess_criterion (ctl_context_get_workspace (context), portfolio,
                                                   words[1], words[2], reason, NULL, error)
                         : NULL;
  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

static gboolean
add_goal (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  const char *text = ctl_context_get (context, "due");
  VouchDay due = VOUCH_DAY_NONE;
  g_autofree char *portfolio = NULL;
  g_autofree char *id = NULL;

  if (text != NULL && !ctl_parse_day (text, &due, error))
    return FALSE;
  portfolio = ctl_parse_portfolio (context, words[0], error);
  id = portfolio != NULL
           ? vouch_goals_add (ctl_context_get_workspace (context), portfolio, words[1], words[2],
                              due, ctl_context_get_all (context, "activity"), NULL, error)
           : NULL;
  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

static void
show_goal (CtlContext *context, CtlJson *json, VouchGoal *goal)
{
  const char *state = vouch_goal_state_to_string (vouch_goal_get_state (goal));
  VouchDay due = vouch_goal_get_due (goal);
  g_autofree char *day = due != VOUCH_DAY_NONE ? vouch_day_format (due) : g_strdup ("-");

  ctl_context_print_row (context, vouch_goal_get_id (goal), state, day,
                         vouch_goal_get_statement (goal), NULL);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "id", vouch_goal_get_id (goal));
  ctl_json_string (json, "criterion", vouch_goal_get_criterion (goal));
  ctl_json_string (json, "text", vouch_goal_get_statement (goal));
  ctl_json_day (json, "due", due);
  ctl_json_begin_array (json, "activities");
  for (guint i = 0; i < vouch_goal_get_activities (goal)->len; i++)
    ctl_json_string (json, NULL,
                     vouch_activity_get_title (vouch_goal_get_activities (goal)->pdata[i]));
  ctl_json_end (json);
  ctl_json_string (json, "state", state);
  ctl_json_end (json);
}

static gboolean
list_goals (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) goals =
      vouch_goals_list (ctl_context_get_workspace (context), NULL, NULL, error);

  if (goals == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "goals");
  for (guint i = 0; i < goals->len; i++)
    show_goal (context, json, g_ptr_array_index (goals, i));
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
close_goal (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_goals_close (ctl_context_get_workspace (context), words[0], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

const CtlCommand ctl_judge_commands[] = {
  { "choose", "P PART OPTION…", 3, -1, "", CTL_ACCESS_WRITE, choose,
    N_ ("Choose between alternatives") },
  { "confirm", "P FINDING", 2, 2, "", CTL_ACCESS_WRITE, confirm,
    N_ ("Confirm what only you can know") },
  { "assess", "P CRITERION LEVEL", 3, 3, "reason=T", CTL_ACCESS_WRITE, assess,
    N_ ("Say where you see yourself, and why") },
  { "goal add", "P CRITERION [TEXT]", 2, 3, "due=DATE activity=TEXT", CTL_ACCESS_WRITE, add_goal,
    N_ ("Set a goal") },
  { "goal list", "", 0, 0, "", CTL_ACCESS_READ, list_goals, N_ ("List the goals") },
  { "goal close", "G", 1, 1, "", CTL_ACCESS_WRITE, close_goal, N_ ("Close a goal") },
  { 0 },
};
