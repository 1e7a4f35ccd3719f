/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-report"

#include "config.h"
#include "reader-report.h"

#include <stdio.h>
#include <string.h>

#include "vouch-text.h"

#define MAX_VALUE 300
#define MAX_IDENTIFIERS 500
#define MAX_LINKS 2000

/* What the names that metadata formats use are about. The first fragment that a name holds, in
 * lower case, decides; an empty key means that nobody can be told from it. */
static const struct {
  const char *fragment;
  const char *key;
} keys[] = {
  { "gps", "gps" },
  { "geo", "gps" },
  { "location", "location" },
  { "xyz", "gps" },
  { "loci", "gps" },
  { "city", "location" },
  { "country", "location" },
  { "state", "location" },
  { "serial", "serial" },
  { "ownername", "author" },
  { "bodyid", "serial" },
  { "uniqueid", "serial" },
  { "artist", "author" },
  { "author", "author" },
  { "creatortool", "" },
  { "creator", "author" },
  { "by-line", "author" },
  { "byline", "author" },
  { "credit", "author" },
  { "writer", "author" },
  { "composer", "author" },
  { "performer", "author" },
  { "conductor", "author" },
  { "publisher", "author" },
  { "rights", "author" },
  { "copyright", "author" },
  { "person", "author" },
  { "organi", "company" },
  { "company", "company" },
  { "manager", "editor" },
  { "contact", "author" },
  { "email", "author" },
  { "modifiedby", "editor" },
  { "printed-by", "editor" },
  { "title", "title" },
  { "headline", "title" },
  { "subject", "comment" },
  { "album", "title" },
  { "caption", "comment" },
  { "description", "comment" },
  { "comment", "comment" },
  { "keyword", "comment" },
  { "note", "comment" },
  { "make", "device" },
  { "model", "device" },
  { "manufacturer", "device" },
  { "thumbnail", "thumbnail" },
  { "image", "thumbnail" },
};

/**
 * reader_report_damage:
 * @facts: the facts of a file.
 * @problem: a plain sentence on what is wrong with it.
 *
 * Notes that the file cannot be read to its end. The first problem found is the one that is told.
 */
void
reader_report_damage (VouchFacts *facts, const char *problem)
{
  vouch_facts_set_readable_to_end (facts, FALSE);
  if (vouch_facts_get_problem (facts) == NULL)
    vouch_facts_set_problem (facts, problem);
}

/**
 * reader_report_unreadable:
 * @facts: the facts of a file.
 * @problem: a plain sentence on why it cannot be read at all.
 *
 * Notes that nothing can be made of the file.
 */
void
reader_report_unreadable (VouchFacts *facts, const char *problem)
{
  vouch_facts_set_state (facts, VOUCH_FACTS_UNREADABLE);
  vouch_facts_set_readable_to_end (facts, FALSE);
  vouch_facts_set_problem (facts, problem);
}

/**
 * reader_report_identifier:
 * @facts: the facts of a file.
 * @key: what sort of information it is.
 * @value: (nullable): what the file says; blank values are ignored and long ones cut.
 *
 * Notes embedded information that could tell who made the file or who is in it.
 */
void
reader_report_identifier (VouchFacts *facts, const char *key, const char *value)
{
  reader_report_identifier_bytes (facts, key, value, value != NULL ? strlen (value) : 0);
}

/**
 * reader_report_identifier_bytes:
 * @facts: the facts of a file.
 * @key: what sort of information it is.
 * @bytes: (nullable): text of unknown encoding.
 * @length: its length in bytes.
 *
 * As reader_report_identifier(), for text that may be broken or end with NULs.
 */
void
reader_report_identifier_bytes (VouchFacts *facts, const char *key, const void *bytes, gsize length)
{
  g_autofree char *valid = NULL;
  glong characters = 0;

  if (bytes == NULL || vouch_facts_get_n_identifiers (facts) >= MAX_IDENTIFIERS)
    return;
  while (length > 0 && ((const char *) bytes)[length - 1] == '\0')
    length--;
  valid = g_utf8_make_valid (bytes, (gssize) MIN (length, 4 * MAX_VALUE));
  g_strstrip (valid);
  characters = g_utf8_strlen (valid, -1);
  if (characters > MAX_VALUE)
    *g_utf8_offset_to_pointer (valid, MAX_VALUE) = '\0';
  if (!vouch_text_is_blank (valid))
    vouch_facts_add_identifier (facts, key, valid);
}

static void
report_addresses (VouchFacts *facts, const char *text)
{
  static const char pattern[] = "(?:https?://|www\\.)[^\\s<>\"'\\x{201d}\\x{2019})\\]]+";
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  for (guint n = 0; n < MAX_LINKS && g_match_info_matches (match); n++) {
    g_autofree char *address = g_match_info_fetch (match, 0);
    gsize length = strlen (address);

    while (length > 0 && strchr (".,;:!?", address[length - 1]) != NULL)
      address[--length] = '\0';
    vouch_facts_add_link (facts, address);
    if (!g_match_info_next (match, NULL))
      break;
  }
}

/**
 * reader_report_text:
 * @facts: the facts of a document.
 * @text: all of its text, in UTF-8.
 *
 * Sets the text up to its bound, the number of words of the whole, and the addresses written in it.
 */
void
reader_report_text (VouchFacts *facts, const char *text)
{
  g_autofree char *kept = NULL;

  report_addresses (facts, text);
  if (strlen (text) > READER_MAX_TEXT) {
    const char *end = g_utf8_find_prev_char (text, text + READER_MAX_TEXT);

    kept = g_strndup (text, (gsize) (end - text));
  }
  vouch_facts_set_text (facts, kept != NULL ? kept : text, (int) vouch_text_count_words (text));
}

/**
 * reader_report_date:
 * @facts: the facts of a file.
 * @text: (nullable): a date that begins with year, month and day, separated by `-` or `:`.
 *
 * Sets the day on which the file was made, as its own clock told it.
 */
void
reader_report_date (VouchFacts *facts, const char *text)
{
  int year = 0, month = 0, day_of_month = 0;
  VouchDay day = VOUCH_DAY_NONE;

  if (text == NULL || sscanf (text, "%4d%*[-:]%2d%*[-:]%2d", &year, &month, &day_of_month) != 3)
    return;
  /* Cameras whose clock was never set say 1970 or 1904. */
  if (year > 1970)
    day = vouch_day_from_ymd (year, month, day_of_month);
  if (day != VOUCH_DAY_NONE)
    vouch_facts_set_capture_day (facts, day);
}

/**
 * reader_report_key_for:
 * @name: how a metadata format names a field.
 *
 * Returns: (nullable): what sort of information the field holds, NULL where nobody can be told
 *   from it.
 */
const char *
reader_report_key_for (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strstr (lower, keys[i].fragment) != NULL)
      return *keys[i].key != '\0' ? keys[i].key : NULL;
  return NULL;
}
