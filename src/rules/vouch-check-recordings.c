/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check-recordings"

#include "config.h"
#include "vouch-check-recordings.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "vouch-range.h"
#include "vouch-text.h"

#define MS_PER_SECOND 1000

static void
say_too_long (VouchProbe *probe, VouchItem *item, const char *name, gint64 ms, gint64 limit)
{
  g_autofree char *has = vouch_range_describe_duration (ms, limit);
  g_autofree char *bound = vouch_text_format_duration_exactly (limit);
  guint seconds = (guint) ((ms - limit + MS_PER_SECOND - 1) / MS_PER_SECOND);

  if (item == NULL)
    vouch_probe_say (
        probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_RANGE,
        ngettext ("The recordings run %s together; the limit is %s. Choose ranges that are %u "
                  "second shorter.",
                  "The recordings run %s together; the limit is %s. Choose ranges that are %u "
                  "seconds shorter.",
                  seconds),
        has, bound, seconds);
  else
    vouch_probe_say (
        probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_RANGE,
        ngettext ("%s runs %s; the limit is %s. Choose an end point %u second earlier.",
                  "%s runs %s; the limit is %s. Choose an end point %u seconds earlier.", seconds),
        name, has, bound, seconds);
}

static void
say_too_short (VouchProbe *probe, VouchItem *item, const char *name, gint64 ms, gint64 least)
{
  g_autofree char *has = vouch_range_describe_duration (ms, least);
  g_autofree char *bound = vouch_text_format_duration_exactly (least);
  gint64 seconds = (least - ms + MS_PER_SECOND - 1) / MS_PER_SECOND;
  g_autofree char *lacks = vouch_text_format_duration (seconds * MS_PER_SECOND);
  gint64 whole = item != NULL ? vouch_facts_get_duration_ms (vouch_item_get_facts (item)) : -1;

  if (item == NULL)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_ATTACH,
                     _ ("The recordings run %s together; at least %s is asked for. Add %s more."),
                     has, bound, lacks);
  else if (whole >= least)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_RANGE,
                     _ ("%s runs %s; at least %s is asked for. Choose a range that is %s longer."),
                     name, has, bound, lacks);
  else
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                     _ ("%s runs %s; at least %s is asked for. Attach a recording that is %s "
                        "longer."),
                     name, has, bound, lacks);
}

static void
judge_duration (VouchProbe *probe, VouchItem *item, const char *name, gint64 ms)
{
  VouchRange range =
      vouch_range_from_constraint (probe->constraint, "minSeconds", "maxSeconds", MS_PER_SECOND);
  int where = vouch_range_compare (&range, ms);
  g_autofree char *text = vouch_text_format_duration (ms);

  if (item == NULL && probe->items->len > 1)
    /* Translators: a playing time, as in “11:40 in total”. */
    vouch_probe_label (probe, _ ("%s in total"), text);
  else if (probe->items->len == 1)
    vouch_probe_label (probe, "%s", text);
  if (where > 0)
    say_too_long (probe, item, name, ms, range.max);
  else if (where < 0)
    say_too_short (probe, item, name, ms, range.min);
  else
    vouch_probe_pass (probe, item);
}

/* The playing time of a recording, or -1 after saying why it is not known. */
static gint64
playing_time (VouchProbe *probe, VouchItem *item)
{
  VouchFacts *facts = vouch_probe_facts (probe, item);
  g_autofree char *name = NULL;

  if (facts == NULL)
    return -1;
  if (vouch_facts_get_duration_ms (facts) >= 0)
    return vouch_item_get_duration_ms (item);
  name = vouch_probe_name (probe, item);
  vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                   _ ("The length of %s cannot be measured. Save it anew and attach that."), name);
  return -1;
}

/* All together. What is not known yet can only make the sum longer. */
static void
judge_total (VouchProbe *probe, gint64 sum, guint known, guint unknown)
{
  VouchRange range =
      vouch_range_from_constraint (probe->constraint, "minSeconds", "maxSeconds", MS_PER_SECOND);
  VouchItem *only = probe->items->len == 1 ? probe->items->pdata[0] : NULL;
  g_autofree char *name = NULL;

  if (known == 0 || (unknown > 0 && vouch_range_compare (&range, sum) <= 0))
    return;
  name = only != NULL ? vouch_probe_name (probe, only) : g_strdup ("");
  judge_duration (probe, only, name, sum);
}

/**
 * vouch_check_duration:
 * @probe: a question about `duration`.
 *
 * Met when the playing time of the chosen range is in range, both ends included, for each recording
 * or for all together.
 */
void
vouch_check_duration (VouchProbe *probe)
{
  gboolean total = vouch_constraint_get_scope (probe->constraint) == VOUCH_SCOPE_TOTAL;
  guint known = 0, unknown = 0;
  gint64 sum = 0;

  vouch_probe_label (probe, "%s", C_ ("recording", "length"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);
    gint64 ms;

    if (!vouch_item_is_recording (item))
      continue;
    ms = playing_time (probe, item);
    if (ms < 0) {
      unknown++;
      continue;
    }
    known++;
    sum += ms;
    if (!total)
      judge_duration (probe, item, name, ms);
  }
  if (total)
    judge_total (probe, sum, known, unknown);
}

/* What the app can see for itself against a recording; NULL when it sees nothing. */
static const char *
find_break (VouchProbe *probe, VouchItem *item, gboolean unedited)
{
  VouchContinuity *own = vouch_item_get_continuity (item);
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  gboolean masked = (own != NULL && vouch_continuity_get_masks (own) > 0) ||
                    (appearance != NULL && vouch_appearance_get_masked (appearance)[0] != NULL);

  if (unedited && own != NULL && vouch_continuity_get_gaps (own) > 0)
    return _ ("%s has a gap inside; one recording without a break is asked for. Choose a range "
              "without the gap, or record again.");
  if (unedited && own != NULL && vouch_continuity_get_joins (own) > 0)
    return _ ("%s is joined from several takes; one recording without a break is asked for. Attach "
              "a single take.");
  if (masked && !vouch_constraint_get_flag (probe->constraint, "maskingAllowed", TRUE))
    return _ ("%s has masked faces or names, which is not permitted here. Attach the recording "
              "without masks.");
  if (vouch_item_has_range (item) &&
      !vouch_constraint_get_flag (probe->constraint, "trimEnds", TRUE))
    return _ ("%s is to be sent whole. Set its start and its end back.");
  return NULL;
}

static void
check_continuity_of (VouchProbe *probe, VouchItem *item, gboolean unedited)
{
  g_autofree char *name = vouch_probe_name (probe, item);
  VouchContinuity *own = vouch_item_get_continuity (item);
  const char *broken = find_break (probe, item, unedited);
  gboolean whole =
      own != NULL && vouch_continuity_get_gaps (own) == 0 && vouch_continuity_get_joins (own) == 0;

  if (broken != NULL)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item,
                     vouch_item_has_range (item) ? VOUCH_FIX_RANGE : VOUCH_FIX_REPLACE, broken,
                     name);
  else if (whole)
    vouch_probe_pass (probe, item);
  else if (unedited)
    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                     _ ("Confirm that %s is one recording with nothing cut out, left out or joined "
                        "inside."),
                     name);
  else
    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                     _ ("Confirm that %s is edited only a little, and that no edit changes what "
                        "happened."),
                     name);
}

/**
 * vouch_check_continuity:
 * @probe: a question about `continuity`.
 *
 * Judges recordings made in the app by the recorder's own record, and others by what the earner
 * chose here; for the rest she confirms it.
 */
void
vouch_check_continuity (VouchProbe *probe)
{
  const char *mode = vouch_constraint_get_text (probe->constraint, "mode");

  vouch_probe_label (probe, "%s", _ ("unedited"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);

    if (!vouch_item_is_recording (item))
      continue;
    if (g_strcmp0 (mode, "any") == 0)
      vouch_probe_pass (probe, item);
    else
      check_continuity_of (probe, item, g_strcmp0 (mode, "unedited") == 0);
  }
}

static gint64
speech_in_range (VouchProbe *probe, VouchItem *item, VouchFacts *facts)
{
  gint64 start = MAX (vouch_item_get_start_ms (item), 0);
  gint64 end = vouch_item_get_end_ms (item) >= 0 ? vouch_item_get_end_ms (item) : G_MAXINT64;
  double level = -INFINITY;

  vouch_probe_number (probe, "minLevelDb", &level);
  return vouch_facts_loud_speech_ms_in (facts, start, end, level);
}

static void
check_speech (VouchProbe *probe, VouchItem *item, VouchFacts *facts)
{
  VouchRange range = vouch_range_from_constraint (probe->constraint, "minSpeechSeconds",
                                                  "minSpeechSeconds", MS_PER_SECOND);
  gint64 speech = speech_in_range (probe, item, facts);
  g_autofree char *name = vouch_probe_name (probe, item);
  g_autofree char *has = vouch_range_describe_duration (speech, range.min);
  g_autofree char *bound = vouch_text_format_duration_exactly (MAX (range.min, 0));
  double level;

  if (range.min >= 0 && probe->items->len == 1)
    /* Translators: a length of time, as in “5:20 of speech”. */
    vouch_probe_label (probe, _ ("%s of speech"), has);
  if (range.min < 0 || speech >= range.min)
    vouch_probe_pass (probe, item);
  else if (vouch_probe_number (probe, "minLevelDb", &level))
    vouch_probe_say (
        probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
        _ ("%s has %s of speech that is loud enough (%g dB); at least %s is asked for. "
           "Choose another range, or attach a louder recording."),
        name, has, level, bound);
  else
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_RANGE,
                     _ ("%s has %s of speech; at least %s is asked for. Choose another range, or "
                        "attach a clearer recording."),
                     name, has, bound);
}

/**
 * vouch_check_audio:
 * @probe: a question about `audio`.
 *
 * Met when there is sound, with enough speech at or above the level in the chosen range.
 */
void
vouch_check_audio (VouchProbe *probe)
{
  gboolean required = vouch_constraint_get_flag (probe->constraint, "required", TRUE);

  vouch_probe_label (probe, "%s", _ ("sound"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);
    VouchFacts *facts;

    if (!vouch_item_is_recording (item) || (facts = vouch_probe_facts (probe, item)) == NULL)
      continue;
    if (vouch_facts_get_audio_tracks (facts) > 0)
      check_speech (probe, item, facts);
    else if (required)
      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                       _ ("%s has no sound. Attach a recording with sound."), name);
    else
      vouch_probe_pass (probe, item);
  }
}
