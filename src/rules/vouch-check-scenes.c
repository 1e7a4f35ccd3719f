/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check-scenes"

#include "config.h"
#include "vouch-check-scenes.h"

#include <glib/gi18n-lib.h>

#include "vouch-check-texts.h"
#include "vouch-range.h"

static gboolean
has_picture (VouchItem *item)
{
  VouchMedia media = vouch_item_get_media (item);

  return media == VOUCH_MEDIA_VIDEO || media == VOUCH_MEDIA_IMAGE;
}

/**
 * vouch_check_picture:
 * @probe: a question about `picture`.
 *
 * Met when the picture of every video and image is at least as wide and as high as asked.
 */
void
vouch_check_picture (VouchProbe *probe)
{
  double min_width = 0, min_height = 0;

  vouch_probe_number (probe, "minWidth", &min_width);
  vouch_probe_number (probe, "minHeight", &min_height);
  vouch_probe_label (probe, "%s", _ ("picture size"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);
    VouchFacts *facts;
    int width, height;

    if (!has_picture (item) || (facts = vouch_probe_sent_facts (probe, item)) == NULL)
      continue;
    width = MAX (vouch_facts_get_width (facts), 0);
    height = MAX (vouch_facts_get_height (facts), 0);
    if (probe->items->len == 1)
      vouch_probe_label (probe, "%d × %d", width, height);
    if (width >= min_width && height >= min_height)
      vouch_probe_pass (probe, item);
    else
      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                       _ ("The picture of %s is %d × %d; at least %g × %g is asked for. Attach the "
                          "original, or record again with a larger picture."),
                       name, width, height, min_width, min_height);
  }
}

/**
 * vouch_check_on_screen:
 * @probe: a question about `onScreen`.
 *
 * Only the earner can say who is seen.
 */
void
vouch_check_on_screen (VouchProbe *probe)
{
  gboolean earner =
      g_strcmp0 (vouch_constraint_get_text (probe->constraint, "subject"), "earner") == 0;
  double people = 1, times = 1;

  vouch_probe_number (probe, "minPeople", &people);
  vouch_probe_number (probe, "minOccurrences", &times);
  vouch_probe_label (probe, "%s", earner ? _ ("you are seen") : _ ("students are seen"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);

    if (!has_picture (item))
      continue;
    if (earner)
      vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                       ngettext ("Confirm that you can be seen in %s at least %g time.",
                                 "Confirm that you can be seen in %s at least %g times.",
                                 (gulong) times),
                       name, times);
    else
      vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                       ngettext ("Confirm that students can be seen in %s: at least %g of them, at "
                                 "least %g time.",
                                 "Confirm that students can be seen in %s: at least %g of them, at "
                                 "least %g times.",
                                 (gulong) times),
                       name, people, times);
  }
}

static void
check_participants_of (VouchProbe *probe, VouchItem *item)
{
  const char *const *groupings = vouch_constraint_get_list (probe->constraint, "grouping");
  const char *grouping = vouch_item_get_attribute (item, "grouping");
  VouchRange range =
      vouch_range_from_constraint (probe->constraint, "minStudents", "maxStudents", 1);
  gboolean counted = range.min >= 0 || range.max >= 0;
  g_autofree char *name = vouch_probe_name (probe, item);
  g_autofree char *bounds = vouch_range_describe (&range);
  g_autofree char *kinds = g_strjoinv (", ", (char **) groupings);

  if (groupings[0] != NULL && grouping != NULL && !g_strv_contains (groupings, grouping))
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_ATTRIBUTE,
                     _ ("%s is recorded as %s; asked for is: %s. Attach a recording of such a "
                        "class, or correct the grouping."),
                     name, grouping, kinds);
  else if (counted)
    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                     _ ("Confirm that the class in %s fits. Number of students: %s."), name,
                     bounds);
  else if (groupings[0] != NULL && grouping == NULL)
    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                     _ ("Confirm that the class in %s fits: %s."), name, kinds);
  else
    vouch_probe_pass (probe, item);
  if (probe->result == VOUCH_RESULT_NOT_MET)
    probe->attribute = "grouping";
}

/**
 * vouch_check_participants:
 * @probe: a question about `participants`.
 *
 * The grouping is judged by the attribute of that name where it is recorded; the number of students
 * and an unrecorded grouping are for the earner to confirm.
 */
void
vouch_check_participants (VouchProbe *probe)
{
  vouch_probe_label (probe, "%s", _ ("who takes part"));
  for (guint i = 0; i < probe->items->len; i++)
    if (vouch_item_is_recording (probe->items->pdata[i]) || has_picture (probe->items->pdata[i]))
      check_participants_of (probe, probe->items->pdata[i]);
}

static VouchItem *
find_transcript (GPtrArray *transcripts, VouchItem *recording)
{
  for (guint i = 0; i < transcripts->len; i++)
    if (g_strcmp0 (vouch_item_get_transcript_of (transcripts->pdata[i]),
                   vouch_item_get_id (recording)) == 0)
      return transcripts->pdata[i];
  return NULL;
}

/* A transcript is there: it has to be short enough. */
static void
check_transcript_pages (VouchProbe *probe, VouchItem *item, VouchItem *transcript)
{
  VouchRange range = vouch_range_from_constraint (probe->constraint, "minPages", "maxPages", 1);
  g_autofree char *name = vouch_probe_name (probe, item);
  VouchFacts *facts = NULL;
  gint64 pages;

  if (!vouch_item_is_typed (transcript) && (facts = vouch_probe_facts (probe, transcript)) == NULL)
    return;
  pages = range.max >= 0 ? vouch_check_pages_of (probe, transcript, facts) : 0;
  if (pages == VOUCH_PAGES_UNKNOWN)
    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                     _ ("Confirm that the transcript of %s has at most %d pages, or attach it as a "
                        "PDF."),
                     name, (int) range.max);
  else if (vouch_range_compare (&range, pages) > 0)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                     _ ("The transcript of %s has %d pages; the limit is %d. Shorten it to the "
                        "unclear passages."),
                     name, (int) pages, (int) range.max);
  else
    vouch_probe_pass (probe, item);
}

/**
 * vouch_check_transcript:
 * @probe: a question about `transcript`.
 *
 * Whether the condition holds is for the earner to say: by attaching a transcript, or by confirming
 * that none is needed. With `always` there is nothing to ask.
 */
void
vouch_check_transcript (VouchProbe *probe)
{
  const char *when = vouch_constraint_get_text (probe->constraint, "when");
  g_autoptr (GPtrArray) transcripts =
      vouch_check_transcripts (probe->check, vouch_requirement_get_id (probe->requirement));

  vouch_probe_label (probe, "%s", _ ("transcript"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    VouchItem *transcript = find_transcript (transcripts, item);
    g_autofree char *name = vouch_probe_name (probe, item);

    if (!vouch_item_is_recording (item))
      continue;
    if (transcript != NULL)
      check_transcript_pages (probe, item, transcript);
    else if (g_strcmp0 (when, "always") == 0)
      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_ATTACH,
                       _ ("%s has no transcript. Attach one."), name);
    else if (g_strcmp0 (when, "otherLanguage") == 0)
      vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                       _ ("Confirm that nothing in %s is said in another language, or attach a "
                          "transcript."),
                       name);
    else
      vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                       _ ("Confirm that everything in %s can be heard, or attach a transcript."),
                       name);
  }
  /* What she confirms rests on the transcripts too. */
  g_ptr_array_extend (probe->items, transcripts, NULL, NULL);
}
