/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "vouch-capture-journal.h"
#include "vouch-crc32c.h"

static void
check_same (const VouchCaptureEvent *one, const VouchCaptureEvent *other)
{
  g_assert_cmpint (one->kind, ==, other->kind);
  g_assert_cmpint (one->fault, ==, other->fault);
  g_assert_cmpint (one->at_ms, ==, other->at_ms);
  g_assert_cmpint (one->length_ms, ==, other->length_ms);
  g_assert_cmpint (one->wall_ms, ==, other->wall_ms);
  g_assert_cmpstr (one->text, ==, other->text);
}

/* Whatever is asked of a record can be answered, whatever order its events came in. */
static void
ask (VouchCaptureRecord *record)
{
  guint n_parts = vouch_capture_record_get_n_parts (record);

  vouch_capture_record_is_ended (record);
  for (guint i = 0; i <= MIN (n_parts, 9); i++) {
    g_autoptr (VouchCaptureRecord) part = vouch_capture_record_take_part (record, i);
    g_autoptr (VouchContinuity) whole = vouch_capture_record_get_continuity (part, -1, -1);
    g_autoptr (VouchContinuity) some = vouch_capture_record_get_continuity (part, 1000, 2000);

    g_assert_cmpuint (vouch_continuity_get_gaps (some), <=, vouch_continuity_get_gaps (whole));
    vouch_capture_record_get_file (part);
  }
}

static void
check (const char *data, gsize size)
{
  g_autoptr (VouchCaptureRecord) record = vouch_capture_journal_read (data, size);
  g_autoptr (VouchCaptureRecord) again = NULL;
  g_autofree char *text = vouch_capture_journal_write (record);
  guint n = vouch_capture_record_get_n_events (record);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  again = vouch_capture_journal_read (text, strlen (text));
  g_assert_cmpuint (vouch_capture_record_get_n_events (again), ==, n);
  for (guint i = 0; i < n; i++)
    check_same (vouch_capture_record_get_event (record, i),
                vouch_capture_record_get_event (again, i));
  ask (record);
}

/* Each line with a sum that is right: otherwise nothing behind the sum is ever reached. */
static char *
seal_lines (const char *data, gsize size)
{
  g_autofree char *text = g_strndup (data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *sealed = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++) {
    const char *body = strlen (lines[i]) > 9 && lines[i][8] == '\t' ? lines[i] + 9 : lines[i];

    g_string_append_printf (sealed, "%08x\t%s\n", vouch_crc32c_update (0, body, strlen (body)),
                            body);
  }
  return g_string_free (sealed, FALSE);
}

/* A journal comes back from a disk that was cut off, or with a stranger's export. What counts of it is the
 * same after it was written and read again. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *sealed = seal_lines ((const char *) data, size);

  check ((const char *) data, size);
  check (sealed, strlen (sealed));
  return 0;
}
