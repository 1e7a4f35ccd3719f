/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-journal"

#include "config.h"
#include "vouch-capture-journal.h"

#include <stdio.h>
#include <string.h>

#include "vouch-crc32c.h"

/*
 * The journal of a recording: one line for each thing that happened, appended when it did.
 *
 *   SUM TAB kind TAB fault TAB at TAB length TAB wall TAB text LF
 *
 * at, length and wall are milliseconds, text is escaped as in C.  SUM is the CRC-32C of what follows
 * it on the line, in eight hex digits.  A program or a computer that stopped in the middle leaves at
 * worst a line that is not whole; that one and whatever follows it do not count.  A kind that is not
 * known here is passed over, so that an older program can read a newer journal.
 */

#define MAX_EVENTS 100000

static guint32
sum_of (const char *text, gsize length)
{
  return vouch_crc32c_update (0, text, length);
}

/**
 * vouch_capture_journal_line:
 * @event: what happened.
 *
 * Returns: (transfer full): its line, ended.
 */
char *
vouch_capture_journal_line (const VouchCaptureEvent *event)
{
  g_autofree char *text = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  text = g_strescape (event->text != NULL ? event->text : "", NULL);
  body = g_strdup_printf ("%s\t%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT
                          "\t%s",
                          vouch_capture_event_kind_to_string (event->kind),
                          vouch_capture_fault_to_string (event->fault), event->at_ms,
                          event->length_ms, event->wall_ms, text);
  return g_strdup_printf ("%08x\t%s\n", sum_of (body, strlen (body)), body);
}

static gboolean
read_number (const char *text, gint64 *number)
{
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, number, NULL);
}

/* An escape with nothing behind it: no line of ours ends like that. */
static gboolean
ends_within_escape (const char *text)
{
  gsize n = 0;

  for (gsize i = strlen (text); i > 0 && text[i - 1] == '\\'; i--)
    n++;
  return n % 2 != 0;
}

static void
read_words (char **words, VouchCaptureRecord *record)
{
  VouchCaptureEvent event = { 0 };
  g_autofree char *text = NULL;

  if (!vouch_capture_event_kind_from_string (words[0], &event.kind) ||
      !vouch_capture_fault_from_string (words[1], &event.fault) ||
      !read_number (words[2], &event.at_ms) || !read_number (words[3], &event.length_ms) ||
      !read_number (words[4], &event.wall_ms) || ends_within_escape (words[5]))
    return;
  text = g_strcompress (words[5]);
  if (!g_utf8_validate (text, -1, NULL))
    return;
  event.text = *text != '\0' ? text : NULL;
  vouch_capture_record_add (record, &event);
}

static gboolean
read_line (const char *line, gsize length, VouchCaptureRecord *record)
{
  g_autofree char *copy = NULL;
  g_auto (GStrv) words = NULL;
  guint64 sum;

  if (length < 10 || memchr (line, '\0', length) != NULL || line[8] != '\t')
    return FALSE;
  copy = g_strndup (line, length);
  copy[8] = '\0';
  if (!g_ascii_string_to_unsigned (copy, 16, 0, G_MAXUINT32, &sum, NULL) ||
      sum != sum_of (copy + 9, length - 9))
    return FALSE;
  words = g_strsplit (copy + 9, "\t", 6);
  if (g_strv_length (words) == 6)
    read_words (words, record);
  return TRUE;
}

/**
 * vouch_capture_journal_read:
 * @data: (array length=length): a journal, or the beginning of one.
 * @length: its bytes.
 *
 * Returns: (transfer full): what happened, as far as it is known for certain.
 */
VouchCaptureRecord *
vouch_capture_journal_read (const char *data, gsize length)
{
  VouchCaptureRecord *record = vouch_capture_record_new ();
  const char *end = data + length;

  for (guint n = 0; n < MAX_EVENTS && data < end; n++) {
    const char *stop = memchr (data, '\n', (gsize) (end - data));

    if (stop == NULL || !read_line (data, (gsize) (stop - data), record))
      break;
    data = stop + 1;
  }
  return record;
}

/**
 * vouch_capture_journal_write:
 * @record: what happened.
 *
 * Returns: (transfer full): the journal of it.
 */
char *
vouch_capture_journal_write (VouchCaptureRecord *record)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < vouch_capture_record_get_n_events (record); i++) {
    g_autofree char *line = vouch_capture_journal_line (vouch_capture_record_get_event (record, i));

    g_string_append (text, line);
  }
  return g_string_free (text, FALSE);
}
