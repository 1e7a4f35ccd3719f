/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is sent of a recording, in words: from when to when, and whether that is as long as is asked for.
 */
#define G_LOG_DOMAIN "vouch-range-words"

#include "config.h"
#include "vouch-range-words.h"

#include <glib/gi18n.h>

#include "vouch-text.h"

static char *
describe_length (gint64 length_ms, gint64 duration_ms, const VouchRange *length)
{
  int where = vouch_range_compare (length, length_ms);
  gint64 bound_ms = where > 0 ? length->max : length->min;
  gint64 seconds = (ABS (length_ms - bound_ms) + 999) / 1000;
  g_autofree char *has = where == 0 ? vouch_text_format_duration (length_ms)
                                    : vouch_range_describe_duration (length_ms, bound_ms);
  g_autofree char *by = vouch_text_format_duration (seconds * 1000);
  g_autofree char *bound = vouch_text_format_duration_exactly (bound_ms);

  if (where > 0)
    return g_strdup_printf (
        /* Translators: lengths of a recording, as in 15:40, 0:40 and 15:00. */
        _ ("%s is %s too long: at most %s is asked for. Choose an earlier end."), has, by, bound);
  if (where < 0 && duration_ms < length->min)
    return g_strdup_printf (
        /* Translators: lengths of a recording, as in 8:40, 1:20 and 10:00. */
        _ ("%s is %s too short: at least %s is asked for, and the whole recording is no longer."),
        has, by, bound);
  if (where < 0)
    return g_strdup_printf (
        /* Translators: lengths of a recording, as in 8:40, 1:20 and 10:00. */
        _ ("%s is %s too short: at least %s is asked for. Choose more of it."), has, by, bound);
  /* Translators: the length of a part of a recording, as in 12:10. */
  return g_strdup_printf (_ ("%s is as long as is asked for."), has);
}

/**
 * vouch_range_words_describe:
 * @start_ms: begin of what is sent; -1 for that of the recording.
 * @end_ms: its end; -1 for that of the recording.
 * @duration_ms: how long the recording is; 0 while that is not known.
 * @length: (nullable): how long the part may be, in milliseconds.
 *
 * Returns: (transfer full): which part is sent, and how that fits what is asked for; empty when all is
 *   sent and nothing is asked for.
 */
char *
vouch_range_words_describe (gint64 start_ms,
                            gint64 end_ms,
                            gint64 duration_ms,
                            const VouchRange *length)
{
  gint64 first = CLAMP (start_ms, 0, duration_ms);
  gint64 last = end_ms >= 0 ? MIN (end_ms, duration_ms) : duration_ms;
  g_autofree char *start = vouch_text_format_duration (first);
  g_autofree char *end = vouch_text_format_duration (last);
  g_autofree char *part = NULL;
  g_autofree char *fits = NULL;

  if (duration_ms <= 0)
    return g_strdup ("");
  if (start_ms >= 0 || end_ms >= 0)
    /* Translators: the begin and the end of the part of a recording that was chosen, as in 1:10–8:40. */
    part = g_strdup_printf (_ ("The original stays; %s–%s is sent."), start, end);
  if (length != NULL && (length->min > 0 || length->max >= 0))
    fits = describe_length (last - first, duration_ms, length);
  return g_strconcat (part != NULL ? part : "", part != NULL && fits != NULL ? " " : "",
                      fits != NULL ? fits : "", NULL);
}
