/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "vouch-caption-edits.h"

static void
add (GPtrArray *captions, gint64 start_ms, gint64 end_ms, const char *speaker, const char *text)
{
  VouchCaption *caption = vouch_caption_new ();

  vouch_caption_set_start_ms (caption, start_ms);
  vouch_caption_set_end_ms (caption, end_ms);
  vouch_caption_set_speaker (caption, speaker);
  vouch_caption_set_text (caption, text);
  g_ptr_array_add (captions, caption);
}

static GPtrArray *
sample (void)
{
  GPtrArray *captions = g_ptr_array_new_with_free_func (g_object_unref);

  add (captions, 1000, 5000, "Teacher", "What do you notice about the halves?");
  add (captions, 5500, 7000, "Teacher", "Anyone?");
  add (captions, 9000, 11000, "S1", "They are the same.");
  return captions;
}

static void
check (GPtrArray *captions, guint i, gint64 start_ms, gint64 end_ms, const char *text)
{
  VouchCaption *caption = g_ptr_array_index (captions, i);

  g_assert_cmpint (vouch_caption_get_start_ms (caption), ==, start_ms);
  g_assert_cmpint (vouch_caption_get_end_ms (caption), ==, end_ms);
  g_assert_cmpstr (vouch_caption_get_text (caption), ==, text);
}

static void
test_split (void)
{
  g_autoptr (GPtrArray) captions = sample ();
  g_autoptr (GPtrArray) early = vouch_caption_edits_split (captions, 0, 2000);
  g_autoptr (GPtrArray) outside = vouch_caption_edits_split (captions, 0, 90000);

  g_assert_cmpuint (early->len, ==, 4);
  check (early, 0, 1000, 2000, "What do");
  check (early, 1, 2000, 5000, "you notice about the halves?");
  check (outside, 0, 1000, 3000, "What do you notice");
  g_assert_cmpstr (vouch_caption_get_speaker (g_ptr_array_index (early, 1)), ==, "Teacher");
  check (captions, 0, 1000, 5000, "What do you notice about the halves?");
}

/* A single word, or what nobody could read in two parts, stays whole. */
static void
test_not_split (void)
{
  g_autoptr (GPtrArray) captions = sample ();
  g_autoptr (GPtrArray) word = vouch_caption_edits_split (captions, 1, 6000);
  g_autoptr (GPtrArray) brief = NULL;

  g_assert_null (word);
  vouch_caption_set_end_ms (g_ptr_array_index (captions, 0), 1300);
  brief = vouch_caption_edits_split (captions, 0, 1150);
  g_assert_null (brief);
}

static void
test_join (void)
{
  g_autoptr (GPtrArray) captions = sample ();
  g_autoptr (GPtrArray) same = vouch_caption_edits_join (captions, 0);
  g_autoptr (GPtrArray) other = vouch_caption_edits_join (captions, 1);
  g_autoptr (GPtrArray) last = vouch_caption_edits_join (captions, 2);

  g_assert_cmpuint (same->len, ==, 2);
  check (same, 0, 1000, 7000, "What do you notice about the halves? Anyone?");
  check (other, 1, 5500, 11000, "Anyone?\nThey are the same.");
  g_assert_null (last);
}

static void
test_shift (void)
{
  g_autoptr (GPtrArray) captions = sample ();
  g_autoptr (GPtrArray) later = vouch_caption_edits_shift (captions, 1, 500);
  g_autoptr (GPtrArray) before = vouch_caption_edits_shift (captions, 0, -4000);

  check (later, 0, 1000, 5000, "What do you notice about the halves?");
  check (later, 1, 6000, 7500, "Anyone?");
  check (later, 2, 9500, 11500, "They are the same.");
  check (before, 0, 0, 4000, "What do you notice about the halves?");
  check (before, 2, 8000, 10000, "They are the same.");
}

static void
test_end (void)
{
  g_autoptr (GPtrArray) captions = sample ();

  g_assert_cmpint (vouch_caption_edits_end_for (captions, 7500, 60000), ==, 9000);
  g_assert_cmpint (vouch_caption_edits_end_for (captions, 12000, 60000), ==, 15000);
  g_assert_cmpint (vouch_caption_edits_end_for (captions, 12000, 13000), ==, 13000);
  g_assert_cmpint (vouch_caption_edits_end_for (captions, 8950, 60000), ==, 9150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/caption-edits/split", test_split);
  g_test_add_func ("/caption-edits/not-split", test_not_split);
  g_test_add_func ("/caption-edits/join", test_join);
  g_test_add_func ("/caption-edits/shift", test_shift);
  g_test_add_func ("/caption-edits/end", test_end);
  return g_test_run ();
}
