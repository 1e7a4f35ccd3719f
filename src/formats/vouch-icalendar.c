/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-icalendar"

#include "config.h"
#include "vouch-icalendar.h"

#include <string.h>

/*
 * iCalendar, RFC 5545.  Every line ends in CRLF and is folded so that no line is longer than 75
 * octets, never within a character (3.1).  Text escapes backslash, comma, semicolon and line break
 * (3.3.11).  An event of a whole day has a date as its start, and the day after as its end (3.6.1).
 * Its UID stays the same, so that a calendar that reads the file again changes its entry instead of
 * adding one; DTSTAMP says when this file was written.
 */

#define LONGEST_LINE 75

struct _VouchICalendar {
  GString *text;
  char *stamp;
};

/* A line from its name and value; a folded line goes on after CRLF and one space. */
static void
add_line (VouchICalendar *self, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  gsize room = LONGEST_LINE;

  for (const char *at = line; *at != '\0';) {
    gsize size = (gsize) (g_utf8_next_char (at) - at);

    if (size > room) {
      g_string_append (self->text, "\r\n ");
      room = LONGEST_LINE - 1;
    }
    g_string_append_len (self->text, at, (gssize) size);
    room -= size;
    at += size;
  }
  g_string_append (self->text, "\r\n");
}

static void
add_text (VouchICalendar *self, const char *name, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at++) {
    if (*at == '\n')
      g_string_append (escaped, "\\n");
    else if (strchr ("\\,;", *at) != NULL)
      g_string_append_printf (escaped, "\\%c", *at);
    else if ((guchar) *at >= 0x20 || *at == '\t')
      g_string_append_c (escaped, *at);
  }
  add_line (self, name, escaped->str);
}

static void
add_date (VouchICalendar *self, const char *name, VouchDay day)
{
  g_autofree char *text = vouch_day_format (day);
  g_autofree char *bare = g_strdup_printf ("%.4s%.2s%.2s", text, text + 5, text + 8);

  add_line (self, name, bare);
}

/**
 * vouch_icalendar_new:
 * @now_ms: the time; milliseconds since 1970.
 *
 * Returns: (transfer full): a calendar without events.
 */
VouchICalendar *
vouch_icalendar_new (gint64 now_ms)
{
  VouchICalendar *self = g_new0 (VouchICalendar, 1);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_ms / 1000);

  self->text = g_string_new (NULL);
  self->stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  add_line (self, "BEGIN", "VCALENDAR");
  add_line (self, "VERSION", "2.0");
  add_line (self, "PRODID", "-//Vouch//Growth plan//EN");
  add_line (self, "CALSCALE", "GREGORIAN");
  return self;
}

/**
 * vouch_icalendar_add_day:
 * @self: a calendar.
 * @key: what the event is known by, the same each time.
 * @day: its day.
 * @summary: what it is.
 * @description: (nullable): more about it.
 *
 * Adds an event that takes a whole day and leaves the time free.
 */
void
vouch_icalendar_add_day (VouchICalendar *self,
                         const char *key,
                         VouchDay day,
                         const char *summary,
                         const char *description)
{
  g_autofree char *uid = NULL;

  g_return_if_fail (self != NULL && key != NULL && day != VOUCH_DAY_NONE && summary != NULL);

  uid = g_strconcat (key, "@vouch", NULL);
  add_line (self, "BEGIN", "VEVENT");
  add_text (self, "UID", uid);
  add_line (self, "DTSTAMP", self->stamp);
  add_date (self, "DTSTART;VALUE=DATE", day);
  add_date (self, "DTEND;VALUE=DATE", day + 1);
  add_text (self, "SUMMARY", summary);
  if (description != NULL && description[0] != '\0')
    add_text (self, "DESCRIPTION", description);
  add_line (self, "TRANSP", "TRANSPARENT");
  add_line (self, "END", "VEVENT");
}

/**
 * vouch_icalendar_finish:
 * @self: (transfer full): a calendar.
 *
 * Returns: (transfer full): the file's text.
 */
char *
vouch_icalendar_finish (VouchICalendar *self)
{
  char *text;

  g_return_val_if_fail (self != NULL, NULL);

  add_line (self, "END", "VCALENDAR");
  text = g_string_free (self->text, FALSE);
  g_free (self->stamp);
  g_free (self);
  return text;
}
