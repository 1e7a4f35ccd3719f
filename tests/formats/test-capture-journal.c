/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-capture-journal.h"

static VouchCaptureRecord *
make_record (void)
{
  static const VouchCaptureEvent events[] = {
    { VOUCH_CAPTURE_EVENT_BEGIN, 0, 0, 0, 1000, (char *) "picture" },
    { VOUCH_CAPTURE_EVENT_PART, 0, 0, 0, 1001, (char *) "part-1.mkv" },
    { VOUCH_CAPTURE_EVENT_MARK, 0, 5000, 0, 6000, (char *) "tab\tline\nquote\" Größe" },
    { VOUCH_CAPTURE_EVENT_PAUSE, 0, 10000, 0, 11000, NULL },
    { VOUCH_CAPTURE_EVENT_RESUME, 0, 10000, 4000, 15000, NULL },
    { VOUCH_CAPTURE_EVENT_GAP, VOUCH_CAPTURE_FAULT_NO_CAMERA, 20000, 0, 25000, NULL },
    { VOUCH_CAPTURE_EVENT_GAP, VOUCH_CAPTURE_FAULT_NO_MICROPHONE, 21000, 0, 26000, NULL },
    { VOUCH_CAPTURE_EVENT_RESUME, VOUCH_CAPTURE_FAULT_NO_CAMERA, 23000, 3000, 28000, NULL },
    { VOUCH_CAPTURE_EVENT_RESUME, VOUCH_CAPTURE_FAULT_NO_MICROPHONE, 30000, 9000, 35000, NULL },
    { VOUCH_CAPTURE_EVENT_PART, 0, 0, 0, 40000, (char *) "part-2.mkv" },
    { VOUCH_CAPTURE_EVENT_MARK, 0, 700, 0, 40700, NULL },
    { VOUCH_CAPTURE_EVENT_PAUSE, 0, 900, 0, 40900, NULL },
    { VOUCH_CAPTURE_EVENT_END, 0, 900, 0, 60000, NULL },
  };
  VouchCaptureRecord *record = vouch_capture_record_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    vouch_capture_record_add (record, &events[i]);
  return record;
}

static void
test_round_trip (void)
{
  g_autoptr (VouchCaptureRecord) record = make_record ();
  g_autofree char *text = vouch_capture_journal_write (record);
  g_autoptr (VouchCaptureRecord) again = vouch_capture_journal_read (text, strlen (text));
  g_autofree char *same = vouch_capture_journal_write (again);

  g_assert_cmpstr (text, ==, same);
  g_assert_cmpuint (vouch_capture_record_get_n_events (again), ==, 13);
  g_assert_cmpstr (vouch_capture_record_get_event (again, 2)->text, ==, "tab\tline\nquote\" Größe");
  g_assert_cmpint (vouch_capture_record_get_kind (again), ==, VOUCH_CAPTURE_KIND_PICTURE);
  g_assert_true (vouch_capture_record_is_ended (again));
}

/* Cut anywhere, it tells a beginning of what happened and nothing else; so it does with a byte that is
 * another one. */
static void
test_torn (void)
{
  g_autoptr (VouchCaptureRecord) record = make_record ();
  g_autofree char *text = vouch_capture_journal_write (record);
  gsize length = strlen (text);

  for (gsize cut = 0; cut <= length; cut++) {
    g_autoptr (VouchCaptureRecord) torn = vouch_capture_journal_read (text, cut);
    g_autofree char *told = vouch_capture_journal_write (torn);

    g_assert_true (g_str_has_prefix (text, told));
    g_assert_cmpuint (strlen (told), <=, cut);
  }
  for (gsize at = 0; at < length; at++) {
    g_autofree char *other = g_strdup (text);
    g_autoptr (VouchCaptureRecord) torn = NULL;
    g_autofree char *told = NULL;

    other[at] = (char) (other[at] ^ 4);
    torn = vouch_capture_journal_read (other, length);
    told = vouch_capture_journal_write (torn);
    g_assert_true (g_str_has_prefix (text, told));
    g_assert_cmpuint (strlen (told), <=, at);
  }
}

static guint
gaps_in (VouchCaptureRecord *record, gint64 start_ms, gint64 end_ms)
{
  g_autoptr (VouchContinuity) continuity =
      vouch_capture_record_get_continuity (record, start_ms, end_ms);

  return vouch_continuity_get_gaps (continuity);
}

static void
test_continuity (void)
{
  g_autoptr (VouchCaptureRecord) record = make_record ();
  g_autoptr (VouchCaptureRecord) first = vouch_capture_record_take_part (record, 0);
  g_autoptr (VouchCaptureRecord) second = vouch_capture_record_take_part (record, 1);

  g_assert_cmpuint (vouch_capture_record_get_n_parts (record), ==, 2);
  g_assert_cmpstr (vouch_capture_record_get_file (second), ==, "part-2.mkv");
  g_assert_cmpint (vouch_capture_record_get_started_ms (second), ==, 40000);
  g_assert_cmpuint (gaps_in (first, -1, -1), ==, 3);
  g_assert_cmpuint (gaps_in (first, -1, 10000), ==, 0);
  g_assert_cmpuint (gaps_in (first, 10000, 20000), ==, 0);
  g_assert_cmpuint (gaps_in (first, 9999, 20000), ==, 1);
  g_assert_cmpuint (gaps_in (first, 10000, 20500), ==, 1);
  g_assert_cmpuint (gaps_in (first, 24000, 25000), ==, 1);
  g_assert_cmpuint (gaps_in (first, 30000, -1), ==, 0);
  /* The end came into the pause: nothing was left out. */
  g_assert_cmpuint (gaps_in (second, -1, -1), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capture-journal/round-trip", test_round_trip);
  g_test_add_func ("/capture-journal/torn", test_torn);
  g_test_add_func ("/capture-journal/continuity", test_continuity);
  return g_test_run ();
}
