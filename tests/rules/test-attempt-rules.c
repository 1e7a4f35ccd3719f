/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-attempt-changes.h"
#include "vouch-decision-due.h"
#include "vouch-definition-reader.h"
#include "vouch-window-times.h"

/* Windows count in the issuer's time zone; what is different between two attempts is told. */

static VouchSubmissionPolicy *
add_window (VouchSubmissionPolicy *policy, VouchDay opens, VouchDay closes)
{
  g_autoptr (VouchWindow) window = vouch_window_new ();

  vouch_window_set_opens (window, opens);
  vouch_window_set_closes (window, closes);
  vouch_submission_policy_add_window (policy, window);
  return policy;
}

static gint64
at (const char *iso)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * 1000;
}

static void
test_windows (void)
{
  static const struct {
    const char *now;
    VouchWindowState state;
    const char *until;
  } cases[] = {
    /* 3 March 00:00 in Chicago is 06:00 UTC; on 14 March 2027 the clocks there go forward. */
    { "2027-03-03T05:59:59Z", VOUCH_WINDOW_LATER, "2027-03-03T06:00:00Z" },
    { "2027-03-03T06:00:00Z", VOUCH_WINDOW_OPEN, "2027-04-01T05:00:00Z" },
    { "2027-04-01T04:59:59Z", VOUCH_WINDOW_OPEN, "2027-04-01T05:00:00Z" },
    { "2027-04-01T05:00:00Z", VOUCH_WINDOW_LATER, "2027-10-01T05:00:00Z" },
    { "2027-10-16T05:00:00Z", VOUCH_WINDOW_OVER, NULL },
  };
  g_autoptr (VouchSubmissionPolicy) policy = vouch_submission_policy_new ();
  g_autoptr (GTimeZone) chicago = vouch_window_times_zone ("America/Chicago");

  add_window (policy, vouch_day_from_ymd (2027, 10, 1), vouch_day_from_ymd (2027, 10, 15));
  add_window (policy, vouch_day_from_ymd (2027, 3, 3), vouch_day_from_ymd (2027, 3, 31));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 until;

    g_test_message ("at %s", cases[i].now);
    g_assert_cmpint (vouch_window_times_look (policy, chicago, at (cases[i].now), &until), ==,
                     cases[i].state);
    g_assert_cmpint (until, ==, cases[i].until != NULL ? at (cases[i].until) : 0);
  }
}

static void
test_window_words (void)
{
  g_autoptr (VouchSubmissionPolicy) policy = vouch_submission_policy_new ();
  g_autoptr (VouchSubmissionPolicy) always = vouch_submission_policy_new ();
  g_autoptr (GTimeZone) chicago = vouch_window_times_zone ("America/Chicago");
  g_autoptr (GTimeZone) berlin = vouch_window_times_zone ("Europe/Berlin");
  g_autoptr (GTimeZone) unknown = vouch_window_times_zone ("Nowhere/Atlantis");
  g_autofree char *later = NULL, *same = NULL, *open = NULL, *over = NULL, *never = NULL;

  add_window (policy, vouch_day_from_ymd (2027, 3, 3), vouch_day_from_ymd (2027, 3, 31));
  later = vouch_window_times_explain (policy, chicago, berlin, at ("2027-02-01T12:00:00Z"));
  g_assert_cmpstr (later, ==,
                   "The next window opens on 3 March 2027 at 00:00 in Chicago, which is 3 March "
                   "2027 at 07:00 here. Your work is kept until then.");
  same = vouch_window_times_explain (policy, chicago, chicago, at ("2027-02-01T12:00:00Z"));
  g_assert_cmpstr (same, ==,
                   "The next window opens on 3 March 2027 at 00:00. Your work is kept until then.");
  open = vouch_window_times_explain (policy, chicago, chicago, at ("2027-03-05T12:00:00Z"));
  g_assert_cmpstr (open, ==, "This can be sent until 1 April 2027 at 00:00.");
  over = vouch_window_times_explain (policy, chicago, chicago, at ("2028-03-05T12:00:00Z"));
  g_assert_true (g_str_has_prefix (over, "The time for sending this is over."));
  never = vouch_window_times_explain (always, chicago, chicago, at ("2028-03-05T12:00:00Z"));
  g_assert_null (never);
  g_assert_cmpstr (g_time_zone_get_identifier (unknown), ==, "UTC");
  g_assert_cmpint (vouch_window_times_day (chicago, at ("2027-03-03T05:00:00Z")), ==,
                   vouch_day_from_ymd (2027, 3, 2));
}

static VouchManifestItem *
add_item (VouchManifest *manifest, const char *id, const char *requirement)
{
  g_autoptr (VouchManifestItem) item = vouch_manifest_item_new ();

  vouch_manifest_item_set_id (item, id);
  vouch_manifest_item_set_requirement (item, requirement);
  vouch_manifest_add_item (manifest, item);
  return item;
}

static VouchManifestItem *
add_text (VouchManifest *manifest, const char *id, const char *requirement, const char *text)
{
  VouchManifestItem *item = add_item (manifest, id, requirement);

  vouch_manifest_item_set_text (item, text);
  return item;
}

static VouchManifestItem *
add_file (VouchManifest *manifest, const char *id, const char *requirement, char digit)
{
  VouchManifestItem *item = add_item (manifest, id, requirement);
  g_autoptr (VouchManifestFile) file = vouch_manifest_file_new ();
  g_autofree char *sha256 = g_strnfill (64, digit);

  vouch_manifest_file_set_sha256 (file, sha256);
  vouch_manifest_item_set_file (item, file);
  return item;
}

static void
assert_change (GPtrArray *changes, guint index, VouchChangeKind kind, const char *id)
{
  VouchAttemptChange *change = g_ptr_array_index (changes, index);

  g_assert_cmpint (change->kind, ==, kind);
  g_assert_cmpstr (
      vouch_manifest_item_get_id (change->after != NULL ? change->after : change->before), ==, id);
}

static void
test_changes (void)
{
  g_autoptr (VouchManifest) before = vouch_manifest_new ();
  g_autoptr (VouchManifest) after = vouch_manifest_new ();
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autoptr (GPtrArray) changes = NULL, none = NULL;

  add_text (before, "same", "activity", "Unchanged words.");
  add_text (before, "words", "effect", "Two words.");
  add_file (before, "gone", "baseline", 'a');
  add_file (before, "old", "recording", 'b');
  add_file (before, "marked", "recording", 'c');
  add_file (before, "cut", "recording", 'd');

  add_text (after, "same", "activity", "Unchanged words.");
  add_text (after, "words", "effect", "Now there are five words.");
  add_file (after, "new", "recording", 'e');
  vouch_manifest_item_add_moment (add_file (after, "marked", "recording", 'c'), moment);
  add_file (after, "cut", "recording", 'f');
  add_text (after, "extra", "activity", "One more.");

  changes = vouch_attempt_changes_find (before, after);
  g_assert_cmpuint (changes->len, ==, 6);
  assert_change (changes, 0, VOUCH_CHANGE_REWORDED, "words");
  assert_change (changes, 1, VOUCH_CHANGE_REPLACED, "new");
  assert_change (changes, 2, VOUCH_CHANGE_MARKED, "marked");
  assert_change (changes, 3, VOUCH_CHANGE_REPLACED, "cut");
  assert_change (changes, 4, VOUCH_CHANGE_ADDED, "extra");
  assert_change (changes, 5, VOUCH_CHANGE_REMOVED, "gone");
  none = vouch_attempt_changes_find (before, before);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_note (void)
{
  g_autofree char *path = g_build_filename (CATALOGUE, "wait-time.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDefinition) definition = vouch_definition_read_file (path, NULL, &error);
  g_autoptr (VouchManifest) before = vouch_manifest_new ();
  g_autoptr (VouchManifest) after = vouch_manifest_new ();
  g_autoptr (GPtrArray) changes = NULL, none = g_ptr_array_new ();
  g_autofree char *note = NULL, *empty = NULL, *expected = NULL;

  g_assert_no_error (error);
  add_text (before, "a", "activity", "Two words.");
  add_text (after, "a", "activity", "Now three words.");
  add_file (after, "b", "no-such-requirement", 'a');
  changes = vouch_attempt_changes_find (before, after);
  note = vouch_attempt_changes_draft_note (changes, definition);
  expected = g_strdup_printf (
      "“%s”: the answer is worded anew, 2 words before, 3 now.\n"
      "“no-such-requirement”: a file was added.",
      vouch_requirement_get_title (vouch_definition_find_requirement (definition, "activity")));
  g_assert_cmpstr (note, ==, expected);
  empty = vouch_attempt_changes_draft_note (none, definition);
  g_assert_cmpstr (empty, ==, "");
}

static void
test_due (void)
{
  static const struct {
    const char *unit;
    guint n;
    int year, month, day;
  } cases[] = {
    /* 27 November 2026 is a Friday. */
    { "businessDays", 1, 2026, 11, 30 },
    { "businessDays", 10, 2026, 12, 11 },
    { "calendarDays", 3, 2026, 11, 30 },
    { "weeks", 2, 2026, 12, 11 },
    { "months", 3, 2027, 2, 27 },
    { "moons", 3, 0, 0, 0 },
    { NULL, 3, 0, 0, 0 },
    { "weeks", 0, 0, 0, 0 },
  };
  g_autoptr (VouchSubmissionPolicy) policy = vouch_submission_policy_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    vouch_submission_policy_set_decision_unit (policy, cases[i].unit);
    vouch_submission_policy_set_decision_time (policy, cases[i].n);
    g_assert_cmpint (vouch_decision_due (policy, vouch_day_from_ymd (2026, 11, 27)), ==,
                     vouch_day_from_ymd (cases[i].year, cases[i].month, cases[i].day));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attempt-rules/windows", test_windows);
  g_test_add_func ("/attempt-rules/window-words", test_window_words);
  g_test_add_func ("/attempt-rules/changes", test_changes);
  g_test_add_func ("/attempt-rules/note", test_note);
  g_test_add_func ("/attempt-rules/due", test_due);
  return g_test_run ();
}
