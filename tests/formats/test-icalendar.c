/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "vouch-icalendar.h"

#define NOW_MS G_GINT64_CONSTANT (1798761600000) /* 1 January 2027, 0:00 UTC */

static char *
write_one (const char *summary, const char *description)
{
  VouchICalendar *calendar = vouch_icalendar_new (NOW_MS);

  vouch_icalendar_add_day (calendar, "plan-1", vouch_day_from_ymd (2027, 1, 31), summary,
                           description);
  return vouch_icalendar_finish (calendar);
}

static void
test_whole_day (void)
{
  g_autofree char *text = write_one ("First round", NULL);

  g_assert_cmpstr (text, ==,
                   "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Vouch//Growth plan//EN\r\n"
                   "CALSCALE:GREGORIAN\r\nBEGIN:VEVENT\r\nUID:plan-1@vouch\r\n"
                   "DTSTAMP:20270101T000000Z\r\nDTSTART;VALUE=DATE:20270131\r\n"
                   "DTEND;VALUE=DATE:20270201\r\nSUMMARY:First round\r\nTRANSP:TRANSPARENT\r\n"
                   "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

static void
test_escapes (void)
{
  g_autofree char *text = write_one ("a\\b; c, d", "one\r\ntwo\x01");

  g_assert_nonnull (strstr (text, "\r\nSUMMARY:a\\\\b\\; c\\, d\r\n"));
  g_assert_nonnull (strstr (text, "\r\nDESCRIPTION:one\\ntwo\r\n"));
}

static char *
unfold (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "\r\n ", -1);

  return g_strjoinv ("", pieces);
}

/* No line is longer than 75 octets, none is cut within a character, and nothing is lost. */
static void
test_folds (void)
{
  for (guint shift = 0; shift < 6; shift++) {
    g_autoptr (GString) summary = g_string_new (NULL);
    g_autofree char *text = NULL;
    g_autofree char *whole = NULL;
    g_autofree char *line = NULL;
    g_auto (GStrv) lines = NULL;

    for (guint i = 0; i < shift; i++)
      g_string_append_c (summary, 'x');
    for (guint i = 0; i < 60; i++)
      g_string_append (summary, "é語𝄞z");
    text = write_one (summary->str, summary->str);
    lines = g_strsplit (text, "\r\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
    whole = unfold (text);
    line = g_strdup_printf ("\r\nSUMMARY:%s\r\n", summary->str);
    g_assert_nonnull (strstr (whole, line));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/icalendar/whole-day", test_whole_day);
  g_test_add_func ("/icalendar/escapes", test_escapes);
  g_test_add_func ("/icalendar/folds", test_folds);
  return g_test_run ();
}
