/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be done to captions besides typing: parting one in two, joining two, moving many in time.
 * None of it changes the captions that are given; it makes others.
 */
#define G_LOG_DOMAIN "vouch-caption-edits"

#include "config.h"
#include "vouch-caption-edits.h"

#include <string.h>

/* Either part of a caption that is split can still be read. */
#define SHORTEST_MS 200

static GPtrArray *
copy_all (GPtrArray *captions)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < captions->len; i++)
    g_ptr_array_add (copies, vouch_caption_copy (g_ptr_array_index (captions, i)));
  return copies;
}

/* The blank that lies nearest to a share of the text, or NULL. */
static const char *
find_blank (const char *text, double share)
{
  glong wanted = (glong) (share * (double) g_utf8_strlen (text, -1));
  const char *best = NULL;
  glong best_distance = G_MAXLONG, at = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), at++)
    if (g_unichar_isspace (g_utf8_get_char (p)) && p != text && ABS (at - wanted) < best_distance) {
      best = p;
      best_distance = ABS (at - wanted);
    }
  return best != NULL && *g_utf8_next_char (best) != '\0' ? best : NULL;
}

/**
 * vouch_caption_edits_split:
 * @captions: (element-type VouchCaption): captions, by time.
 * @i: which of them.
 * @at_ms: where it is parted; outside of it, in its middle.
 *
 * Parts a caption in two. Its words are parted between two of them, where the time is.
 *
 * Returns: (transfer full) (element-type VouchCaption) (nullable): the captions then; %NULL when it is
 *   a single word, or too short.
 */
GPtrArray *
vouch_caption_edits_split (GPtrArray *captions, guint i, gint64 at_ms)
{
  g_autoptr (GPtrArray) all = NULL;
  VouchCaption *first, *second;
  g_autofree char *head = NULL;
  g_autofree char *tail = NULL;
  const char *blank;
  gint64 start, length;

  g_return_val_if_fail (captions != NULL && i < captions->len, NULL);

  all = copy_all (captions);
  first = g_ptr_array_index (all, i);
  start = vouch_caption_get_start_ms (first);
  length = vouch_caption_get_end_ms (first) - start;
  if (length < 2 * SHORTEST_MS || vouch_caption_get_text (first) == NULL)
    return NULL;
  if (at_ms < start + SHORTEST_MS || at_ms > start + length - SHORTEST_MS)
    at_ms = start + length / 2;
  blank = find_blank (vouch_caption_get_text (first), (double) (at_ms - start) / (double) length);
  if (blank == NULL)
    return NULL;
  head =
      g_strndup (vouch_caption_get_text (first), (gsize) (blank - vouch_caption_get_text (first)));
  tail = g_strdup (g_utf8_next_char (blank));
  second = vouch_caption_copy (first);
  vouch_caption_set_end_ms (first, at_ms);
  vouch_caption_set_start_ms (second, at_ms);
  vouch_caption_set_text (first, g_strstrip (head));
  vouch_caption_set_text (second, g_strstrip (tail));
  g_ptr_array_insert (all, (int) i + 1, second);
  return g_steal_pointer (&all);
}

/**
 * vouch_caption_edits_join:
 * @captions: (element-type VouchCaption): captions, by time.
 * @i: which of them.
 *
 * Joins a caption with the one after it. Words of another speaker begin a line of their own.
 *
 * Returns: (transfer full) (element-type VouchCaption) (nullable): the captions then; %NULL when it is
 *   the last.
 */
GPtrArray *
vouch_caption_edits_join (GPtrArray *captions, guint i)
{
  g_autoptr (GPtrArray) all = NULL;
  VouchCaption *first, *second;
  g_autofree char *text = NULL;
  gboolean same;

  g_return_val_if_fail (captions != NULL && i < captions->len, NULL);

  if (i + 1 == captions->len)
    return NULL;
  all = copy_all (captions);
  first = g_ptr_array_index (all, i);
  second = g_ptr_array_index (all, i + 1);
  same = g_strcmp0 (vouch_caption_get_speaker (first), vouch_caption_get_speaker (second)) == 0;
  text = g_strjoin (same ? " " : "\n", vouch_caption_get_text (first),
                    vouch_caption_get_text (second), NULL);
  vouch_caption_set_text (first, text);
  vouch_caption_set_end_ms (
      first, MAX (vouch_caption_get_end_ms (first), vouch_caption_get_end_ms (second)));
  g_ptr_array_remove_index (all, i + 1);
  return g_steal_pointer (&all);
}

/**
 * vouch_caption_edits_shift:
 * @captions: (element-type VouchCaption): captions, by time.
 * @from: the first that is moved; those after it move along.
 * @by_ms: how far, back when it is negative; never before the beginning.
 *
 * Moves captions in time.
 *
 * Returns: (transfer full) (element-type VouchCaption): the captions then.
 */
GPtrArray *
vouch_caption_edits_shift (GPtrArray *captions, guint from, gint64 by_ms)
{
  GPtrArray *all;

  g_return_val_if_fail (captions != NULL, NULL);

  all = copy_all (captions);
  for (guint i = from; i < all->len; i++)
    by_ms = MAX (by_ms, -vouch_caption_get_start_ms (g_ptr_array_index (all, i)));
  for (guint i = from; i < all->len; i++) {
    VouchCaption *caption = g_ptr_array_index (all, i);

    vouch_caption_set_start_ms (caption, vouch_caption_get_start_ms (caption) + by_ms);
    vouch_caption_set_end_ms (caption, vouch_caption_get_end_ms (caption) + by_ms);
  }
  return all;
}

/**
 * vouch_caption_edits_end_for:
 * @captions: (element-type VouchCaption): captions, by time.
 * @start_ms: where a new one begins.
 * @duration_ms: how long the recording is; 0 when that is not known.
 *
 * Returns: where a new caption ends when nobody says so: after three seconds, or where the next begins
 *   or the recording ends.
 */
gint64
vouch_caption_edits_end_for (GPtrArray *captions, gint64 start_ms, gint64 duration_ms)
{
  gint64 end_ms = start_ms + VOUCH_CAPTION_EDITS_LENGTH_MS;

  g_return_val_if_fail (captions != NULL, end_ms);

  for (guint i = 0; i < captions->len; i++) {
    gint64 next_ms = vouch_caption_get_start_ms (g_ptr_array_index (captions, i));

    if (next_ms > start_ms)
      end_ms = MIN (end_ms, next_ms);
  }
  if (duration_ms > start_ms)
    end_ms = MIN (end_ms, duration_ms);
  return MAX (end_ms, start_ms + SHORTEST_MS);
}
