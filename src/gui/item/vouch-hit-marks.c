/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names that a check found in a typed answer, underlined where they stand. The check knows the text as
 * it is stored; in the editor a chip stands for what refers to a moment, so that what comes after it
 * is looked for by the words before it. What has changed since the check is left out.
 */
#define G_LOG_DOMAIN "vouch-hit-marks"

#include "config.h"
#include "vouch-hit-marks.h"

#define LEAD 12

/* The last few characters before a hit, as far as they are on one line. */
static const char *
get_lead (VouchHit *hit)
{
  const char *before = vouch_hit_get_before (hit);
  glong length = g_utf8_strlen (before, -1);

  return g_utf8_offset_to_pointer (before, MAX (length - LEAD, 0));
}

/* Where the word that was found stands now. */
static gboolean
get_range (GtkTextBuffer *buffer, VouchHit *hit, GtkTextIter *start, GtkTextIter *end)
{
  const char *lead = get_lead (hit);
  g_autofree char *needle = g_strconcat (lead, vouch_hit_get_found (hit), NULL);
  g_autofree char *there = NULL;
  GtkTextIter from;

  gtk_text_buffer_get_iter_at_offset (buffer, start, (int) vouch_hit_get_start (hit));
  gtk_text_buffer_get_iter_at_offset (buffer, end, (int) vouch_hit_get_end (hit));
  there = gtk_text_buffer_get_text (buffer, start, end, TRUE);
  if (g_strcmp0 (there, vouch_hit_get_found (hit)) == 0)
    return TRUE;
  gtk_text_buffer_get_start_iter (buffer, &from);
  if (*lead == '\0' ||
      !gtk_text_iter_forward_search (&from, needle, GTK_TEXT_SEARCH_TEXT_ONLY, start, end, NULL))
    return FALSE;
  return gtk_text_iter_forward_chars (start, (int) g_utf8_strlen (lead, -1));
}

static GPtrArray *
list_hits (VouchReport *report, const char *item)
{
  GPtrArray *all = g_ptr_array_new ();
  GPtrArray *findings = vouch_report_get_findings (report);

  for (guint f = 0; f < findings->len; f++) {
    GPtrArray *hits = vouch_finding_get_hits (g_ptr_array_index (findings, f));

    for (guint i = 0; i < hits->len; i++) {
      VouchHit *hit = g_ptr_array_index (hits, i);

      if (vouch_hit_get_place (hit) == VOUCH_HIT_PLACE_TEXT &&
          g_strcmp0 (vouch_hit_get_item (hit), item) == 0)
        g_ptr_array_add (all, hit);
    }
  }
  return all;
}

/**
 * vouch_hit_marks_show:
 * @view: shows a typed answer, as it was checked or changed since.
 * @report: what the check said.
 * @item: id of the answer.
 *
 * Marks the names that were found in it, in place of those marked before.
 *
 * Returns: how many are marked.
 */
guint
vouch_hit_marks_show (VouchWritingView *view, VouchReport *report, const char *item)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (VouchWritingMark));
  GtkTextIter start, end;

  g_return_val_if_fail (VOUCH_IS_WRITING_VIEW (view) && VOUCH_IS_REPORT (report), 0);

  hits = list_hits (report, item);
  for (guint i = 0; i < hits->len; i++)
    if (get_range (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), hits->pdata[i], &start, &end)) {
      VouchWritingMark mark = { (guint) gtk_text_iter_get_offset (&start), 0 };

      mark.length = (guint) gtk_text_iter_get_offset (&end) - mark.start;
      g_array_append_val (marks, mark);
    }
  vouch_writing_view_set_marks (view, (const VouchWritingMark *) (gpointer) marks->data,
                                marks->len);
  return marks->len;
}
