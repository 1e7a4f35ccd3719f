/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-job-words"

#include "config.h"
#include "vouch-job-words.h"

#include <glib/gi18n.h>

/* What a job is at, as a line for people: first what it waits for, then bytes, then time, and the time
 * only when it is known. */

/**
 * vouch_job_words_left:
 * @milliseconds: how long something will still take.
 *
 * Returns: (transfer full): that in the words that are as exact as such a thing can be.
 */
char *
vouch_job_words_left (gint64 milliseconds)
{
  guint minutes = (guint) ((milliseconds + 30 * 1000) / (60 * 1000));

  if (minutes == 0)
    return g_strdup (_ ("less than a minute left"));
  if (minutes < 90)
    return g_strdup_printf (ngettext ("%u min left", "%u min left", minutes), minutes);
  /* Translators: hours, rounded. */
  return g_strdup_printf (ngettext ("about %u h left", "about %u h left", (minutes + 30) / 60),
                          (minutes + 30) / 60);
}

static char *
describe_hold (VouchJob *job)
{
  switch (vouch_job_get_hold (job)) {
  case VOUCH_JOB_HOLD_PAUSED: return g_strdup (_ ("Paused. What has arrived is kept."));
  case VOUCH_JOB_HOLD_METERED: return g_strdup (_ ("Waiting for a network that is not metered"));
  case VOUCH_JOB_HOLD_OFFLINE:
    return g_strdup (_ ("Waiting for the other side to answer; it goes on by itself"));
  case VOUCH_JOB_HOLD_NONE:
  default: return g_strdup (_ ("Waiting"));
  }
}

static char *
describe_bytes (VouchJob *job)
{
  gint64 left_ms = vouch_job_get_left_ms (job);
  g_autofree char *done = g_format_size ((guint64) MAX (vouch_job_get_done (job), 0));
  g_autofree char *total = g_format_size ((guint64) vouch_job_get_total (job));
  g_autofree char *left = NULL;
  int percent = (int) (vouch_job_get_fraction (job) * 100);

  if (left_ms < 0)
    /* Translators: how many per cent are done, then how much of how much, as in
     * "41 % · 128 MB of 312 MB". */
    return g_strdup_printf (_ ("%d %% · %s of %s"), percent, done, total);
  left = vouch_job_words_left (left_ms);
  /* Translators: the same with the time that is left, as in "41 % · 128 MB of 312 MB · 3 min left". */
  return g_strdup_printf (_ ("%d %% · %s of %s · %s"), percent, done, total, left);
}

/**
 * vouch_job_words_detail:
 * @job: a job.
 *
 * Returns: (transfer full): what it is at, or what it waits for.
 */
char *
vouch_job_words_detail (VouchJob *job)
{
  g_return_val_if_fail (VOUCH_IS_JOB (job), NULL);

  switch (vouch_job_get_state (job)) {
  case VOUCH_JOB_HELD: return describe_hold (job);
  case VOUCH_JOB_WAITING: return g_strdup (_ ("Waits for its turn"));
  case VOUCH_JOB_RUNNING:
    if (vouch_job_get_total (job) > 0)
      return describe_bytes (job);
    return g_strdup (vouch_job_get_step (job) != NULL ? vouch_job_get_step (job) : _ ("Preparing"));
  case VOUCH_JOB_DONE: return g_strdup (_ ("Done"));
  case VOUCH_JOB_STOPPED:
  case VOUCH_JOB_INTERRUPTED:
  default: return g_strdup (_ ("Stopped"));
  }
}
