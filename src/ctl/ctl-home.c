/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-home.h"

#include <glib/gi18n-lib.h>

#include "vouch-example.h"
#include "vouch-home.h"
#include "vouch-overview.h"

static void
show_next (CtlContext *context, CtlJson *json, VouchHome *home)
{
  ctl_json_begin_array (json, "next");
  for (guint i = 0; i < home->next->len; i++) {
    VouchPortfolioSummary *one = g_ptr_array_index (home->next, i);
    const char *standing = vouch_standing_to_string (vouch_portfolio_summary_get_standing (one));

    ctl_context_print_row (context, vouch_portfolio_summary_get_id (one),
                           vouch_portfolio_summary_get_title (one), standing,
                           vouch_portfolio_summary_get_next_step (one), NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "portfolio", vouch_portfolio_summary_get_id (one));
    ctl_json_string (json, "title", vouch_portfolio_summary_get_title (one));
    ctl_json_string (json, "standing", standing);
    ctl_json_integer (json, "complete", vouch_portfolio_summary_get_complete (one));
    ctl_json_integer (json, "needed", vouch_portfolio_summary_get_needed (one));
    ctl_json_string (json, "nextStep", vouch_portfolio_summary_get_next_step (one));
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
show_news (CtlContext *context, CtlJson *json, VouchHome *home)
{
  ctl_json_begin_array (json, "news");
  for (guint i = 0; i < home->news->len; i++) {
    const VouchHomeNews *news = g_ptr_array_index (home->news, i);

    if (news->words != NULL)
      ctl_context_print_row (context, news->key, news->words, NULL);
    else
      ctl_context_print_row (context, news->key, news->title,
                             news->is_earned ? C_ ("attempt", "earned") : C_ ("attempt", "not yet"),
                             NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "key", news->key);
    ctl_json_string (json, "title", news->title);
    if (news->words != NULL)
      ctl_json_string (json, "words", news->words);
    ctl_json_boolean (json, "earned", news->is_earned);
    ctl_json_boolean (json, "read", news->is_read);
    ctl_json_time (json, "receivedAt", news->when_ms);
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
show_dates (CtlContext *context, CtlJson *json, VouchHome *home)
{
  ctl_json_begin_array (json, "dates");
  for (guint i = 0; i < home->dates->len; i++) {
    const VouchHomeDate *date = g_ptr_array_index (home->dates, i);
    g_autofree char *day = vouch_day_format (date->day);

    ctl_context_print_row (context, day, date->words, date->portfolio_title, NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "day", day);
    ctl_json_string (json, "words", date->words);
    ctl_json_string (json, "portfolio", date->portfolio);
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
show_safety (CtlJson *json, const VouchHomeSafety *safety)
{
  ctl_json_begin_object (json, "safety");
  if (safety->saved_ms > 0)
    ctl_json_time (json, "savedAt", safety->saved_ms);
  if (safety->backup_ms > 0)
    ctl_json_time (json, "backupAt", safety->backup_ms);
  ctl_json_integer (json, "freeBytes", safety->free_bytes);
  ctl_json_integer (json, "damagedFiles", safety->damaged);
  ctl_json_boolean (json, "nearlyFull", safety->is_nearly_full);
  ctl_json_boolean (json, "backupOld", safety->is_backup_old);
  ctl_json_boolean (json, "clockWrong", safety->is_clock_wrong);
  ctl_json_end (json);
}

static gboolean
show_home (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (VouchHome) home = vouch_home_load (ctl_context_get_workspace (context), NULL, error);

  if (home == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  show_next (context, json, home);
  show_news (context, json, home);
  show_dates (context, json, home);
  show_safety (json, &home->safety);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
make_example (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *id = vouch_example_make (ctl_context_get_workspace (context), NULL, error);

  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

static gboolean
remove_example (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_example_throw_away (ctl_context_get_workspace (context), words[0], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

static gboolean
restore_example (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_example_restore (ctl_context_get_workspace (context), words[0], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

const CtlCommand ctl_home_commands[] = {
  { "home", "", 0, 0, "", CTL_ACCESS_READ, show_home,
    N_ ("Say what to do next, what came in, what is coming up, and what is safe") },
  { "example new", "", 0, 0, "", CTL_ACCESS_CREATE, make_example,
    N_ ("Make a portfolio that only shows how one looks") },
  { "example remove", "P", 1, 1, "", CTL_ACCESS_WRITE, remove_example,
    N_ ("Put an example into the bin, whole") },
  { "example restore", "P", 1, 1, "", CTL_ACCESS_WRITE, restore_example,
    N_ ("Take an example out of the bin, with its files") },
  { 0 },
};
