/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-webvtt"

#include "config.h"
#include "vouch-webvtt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"

/*
 * WebVTT (W3C), as far as words at times go:
 *
 *   WEBVTT
 *
 *   optional name of the cue
 *   00:01.000 --> 00:04.250 align:start
 *   <v Speaker>One or several lines
 *
 * Blocks are separated by empty lines. Notes, styles and regions are passed over; of the marks inside a
 * text only who speaks is kept, the others (italics, classes, times of single words) leave their words.
 * What is written holds all that a VouchCaption holds, and reading it again gives the same captions.
 */

/* With marks and names of letters a text is longer than its words. */
#define MAX_MARKED (VOUCH_WEBVTT_MAX_TEXT * 6)
#define MAX_MS (G_GINT64_CONSTANT (1000) * 3600 * 1000)

typedef struct {
  char **lines;
  guint at; /* the line that is looked at, from 0 */
  GPtrArray *captions;
} Reading;

static gboolean
refuse (Reading *reading, GError **error, const char *reason)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: %1$u is the number of a line in a file, %2$s a sentence. */
               _ ("Line %1$u of the captions: %2$s Nothing was changed."), reading->at + 1, reason);
  return FALSE;
}

static const char *
line_at (Reading *reading)
{
  return reading->lines[reading->at];
}

static gboolean
is_empty (const char *line)
{
  return line[strspn (line, " \t")] == '\0';
}

/* Two digits, or more where @more says so. */
static gboolean
take_number (const char **at, gboolean more, guint digits, gint64 *value)
{
  guint n = 0;

  for (*value = 0; g_ascii_isdigit (**at) && n < 6; (*at)++, n++)
    *value = *value * 10 + (**at - '0');
  return n == digits || (more && n > digits);
}

/* [hours:]minutes:seconds.thousandths */
static gboolean
take_time (const char **at, gint64 *ms)
{
  gint64 hours = 0, minutes, seconds, rest;
  const char *start = *at;

  if (!take_number (at, TRUE, 2, &minutes) || **at != ':')
    return FALSE;
  (*at)++;
  if (!take_number (at, FALSE, 2, &seconds))
    return FALSE;
  if (**at == ':') {
    (*at)++;
    hours = minutes;
    minutes = seconds;
    if (!take_number (at, FALSE, 2, &seconds))
      return FALSE;
  } else if (start[2] != ':') {
    return FALSE; /* Only hours may have more than two digits. */
  }
  if (**at != '.' || minutes > 59 || seconds > 59)
    return FALSE;
  (*at)++;
  if (!take_number (at, FALSE, 3, &rest))
    return FALSE;
  *ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest;
  return *ms <= MAX_MS;
}

static gboolean
take_timing (Reading *reading, VouchCaption *caption, GError **error)
{
  const char *at = line_at (reading);
  g_autofree char *settings = NULL;
  gint64 start, end;

  at += strspn (at, " \t");
  if (!take_time (&at, &start))
    return refuse (reading, error, _ ("a time is written like 00:01:02.500."));
  at += strspn (at, " \t");
  if (!g_str_has_prefix (at, "-->"))
    return refuse (reading, error, _ ("an arrow stands between two times, like -->."));
  at += strlen ("-->");
  at += strspn (at, " \t");
  if (!take_time (&at, &end) || (*at != '\0' && *at != ' ' && *at != '\t'))
    return refuse (reading, error, _ ("a time is written like 00:01:02.500."));
  if (end <= start)
    return refuse (reading, error, _ ("a caption ends after it begins."));
  settings = g_strstrip (g_strdup (at));
  if (strlen (settings) > VOUCH_WEBVTT_MAX_SETTINGS || strstr (settings, "-->") != NULL)
    return refuse (reading, error, _ ("there is too much behind the times."));
  vouch_caption_set_start_ms (caption, start);
  vouch_caption_set_end_ms (caption, end);
  vouch_caption_set_settings (caption, *settings != '\0' ? settings : NULL);
  return TRUE;
}

/* Takes one of the few names of letters that WebVTT knows. */
static gboolean
take_reference (const char **at, GString *words)
{
  static const struct {
    const char *name;
    const char *letter;
  } known[] = {
    { "&amp;", "&" },       { "&lt;", "<" },       { "&gt;", ">" },
    { "&nbsp;", "\u00a0" }, { "&lrm;", "\u200e" }, { "&rlm;", "\u200f" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (*at, known[i].name)) {
      g_string_append (words, known[i].letter);
      *at += strlen (known[i].name);
      return TRUE;
    }
  return FALSE;
}

static char *
plain_words (const char *marked, gsize length)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *copy = g_strndup (marked, length);
  const char *at = copy;

  while (*at != '\0')
    if (*at != '&' || !take_reference (&at, words))
      g_string_append_c (words, *at++);
  g_strstrip (words->str);
  return g_strdup (words->str);
}

/**
 * vouch_webvtt_tidy:
 * @words: words that somebody typed or a file has.
 *
 * Returns: (transfer full): the same without empty lines and without blanks around lines, which no
 *   caption can have.
 */
char *
vouch_webvtt_tidy (const char *words)
{
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);
  GString *tidy = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip (lines[i]);

    if (*line != '\0')
      g_string_append_printf (tidy, "%s%s", tidy->len > 0 ? "\n" : "", line);
  }
  return g_string_free (tidy, FALSE);
}

/* <v Name> or <v.class Name>: who speaks from here on. The first one of a caption is its speaker, others
 * stand before their words. */
static void
take_voice (VouchCaption *caption, const char *tag, gsize length, GString *words)
{
  const char *space = memchr (tag, ' ', length);
  g_autofree char *name =
      space != NULL ? plain_words (space + 1, length - (gsize) (space + 1 - tag)) : NULL;

  if (name == NULL || *name == '\0')
    return;
  if (words->len == 0 && vouch_caption_get_speaker (caption) == NULL) {
    vouch_caption_set_speaker (caption, name);
    return;
  }
  if (words->len > 0 && words->str[words->len - 1] != '\n')
    g_string_append_c (words, '\n');
  g_string_append_printf (words, "%s: ", name);
}

static gboolean
is_voice (const char *tag, gsize length)
{
  return length >= 2 && tag[0] == 'v' && (tag[1] == ' ' || tag[1] == '.');
}

static void
take_text (VouchCaption *caption, const char *marked)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *tidy = NULL;
  const char *at = marked;

  while (*at != '\0') {
    const char *end = *at == '<' ? strchr (at, '>') : NULL;

    if (end != NULL) {
      if (is_voice (at + 1, (gsize) (end - at - 1)))
        take_voice (caption, at + 1, (gsize) (end - at - 1), words);
      at = end + 1;
    } else if (*at != '&' || !take_reference (&at, words)) {
      g_string_append_c (words, *at++);
    }
  }
  tidy = vouch_webvtt_tidy (words->str);
  vouch_caption_set_text (caption, tidy);
}

static gboolean
is_short (VouchCaption *caption)
{
  const char *speaker = vouch_caption_get_speaker (caption);

  return strlen (vouch_caption_get_text (caption)) <= VOUCH_WEBVTT_MAX_TEXT &&
         (speaker == NULL || strlen (speaker) <= VOUCH_WEBVTT_MAX_SPEAKER);
}

static gboolean
take_cue (Reading *reading, GError **error)
{
  g_autoptr (VouchCaption) caption = vouch_caption_new ();
  g_autoptr (GString) marked = g_string_new (NULL);

  if (reading->captions->len >= VOUCH_WEBVTT_MAX_CUES)
    return refuse (reading, error, _ ("there are more captions than Vouch can take in."));
  if (!take_timing (reading, caption, error))
    return FALSE;
  for (reading->at++; line_at (reading) != NULL && !is_empty (line_at (reading)); reading->at++) {
    if (strstr (line_at (reading), "-->") != NULL)
      return refuse (reading, error, _ ("an empty line is missing before these times."));
    g_string_append_printf (marked, "%s%s", marked->len > 0 ? "\n" : "", line_at (reading));
    if (marked->len > MAX_MARKED)
      return refuse (reading, error, _ ("this caption is longer than Vouch can take in."));
  }
  take_text (caption, marked->str);
  if (!is_short (caption))
    return refuse (reading, error, _ ("this caption is longer than Vouch can take in."));
  /* A caption without words only ends the one before it. */
  if (*vouch_caption_get_text (caption) != '\0')
    g_ptr_array_add (reading->captions, g_steal_pointer (&caption));
  return TRUE;
}

static void
skip_block (Reading *reading)
{
  while (line_at (reading) != NULL && !is_empty (line_at (reading)))
    reading->at++;
}

static gboolean
is_passed_over (const char *line)
{
  static const char *const names[] = { "NOTE", "STYLE", "REGION" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (line, names[i]) && strchr (" \t", line[strlen (names[i])]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
take_block (Reading *reading, GError **error)
{
  if (strstr (line_at (reading), "-->") != NULL)
    return take_cue (reading, error);
  if (is_passed_over (line_at (reading))) {
    skip_block (reading);
    return TRUE;
  }
  /* The name of a cue. */
  reading->at++;
  if (line_at (reading) != NULL && strstr (line_at (reading), "-->") != NULL)
    return take_cue (reading, error);
  reading->at--;
  return refuse (reading, error, _ ("the times of a caption are missing."));
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  VouchCaption *one = *(VouchCaption *const *) a, *other = *(VouchCaption *const *) b;
  gint64 first = vouch_caption_get_start_ms (one), second = vouch_caption_get_start_ms (other);

  return (first > second) - (first < second);
}

static gboolean
take_all (Reading *reading, GError **error)
{
  const char *head = line_at (reading);

  if (head == NULL || !g_str_has_prefix (head, "WEBVTT") || strchr (" \t", head[6]) == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("This is no file of captions: it does not begin with WEBVTT. Nothing "
                            "was changed."));
    return FALSE;
  }
  skip_block (reading);
  while (line_at (reading) != NULL)
    if (is_empty (line_at (reading)))
      reading->at++;
    else if (!take_block (reading, error))
      return FALSE;
  return TRUE;
}

/* One kind of line end, and no letters that cannot be kept. */
static char *
clean (const char *data, gsize length)
{
  GString *text = g_string_sized_new (length);

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
    data += 3;
    length -= 3;
  }
  for (gsize i = 0; i < length; i++)
    if (data[i] == '\r') {
      if (i + 1 >= length || data[i + 1] != '\n')
        g_string_append_c (text, '\n');
    } else if (data[i] == '\n' || data[i] == '\t' || (guchar) data[i] >= 0x20) {
      g_string_append_c (text, data[i] == 0x7f ? ' ' : data[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * vouch_webvtt_read:
 * @data: (array length=length): a file.
 * @length: how many bytes.
 * @error: %VOUCH_ERROR_INVALID with the line and the reason.
 *
 * Reads captions.
 *
 * Returns: (transfer full) (element-type VouchCaption) (nullable): the captions, by time.
 */
GPtrArray *
vouch_webvtt_read (const char *data, gsize length, GError **error)
{
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Reading reading = { .captions = captions };

  if (length > VOUCH_WEBVTT_MAX_BYTES || !g_utf8_validate_len (data, length, NULL)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("This is no file of captions: it is too long, or not written in "
                            "UTF-8. Nothing was changed."));
    return NULL;
  }
  text = clean (data, length);
  reading.lines = lines = g_strsplit (text, "\n", -1);
  if (!take_all (&reading, error))
    return NULL;
  g_ptr_array_sort (captions, compare_starts);
  return g_steal_pointer (&captions);
}

static void
write_time (GString *text, gint64 ms)
{
  g_string_append_printf (text,
                          "%02" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT
                          ".%03" G_GINT64_FORMAT,
                          ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

static void
write_words (GString *text, const char *words)
{
  for (; *words != '\0'; words++)
    switch (*words) {
    case '&': g_string_append (text, "&amp;"); break;
    case '<': g_string_append (text, "&lt;"); break;
    case '>': g_string_append (text, "&gt;"); break;
    default: g_string_append_c (text, *words);
    }
}

/**
 * vouch_webvtt_write:
 * @captions: (element-type VouchCaption): captions, their words tidy.
 *
 * Returns: (transfer full): a file of them.
 */
char *
vouch_webvtt_write (GPtrArray *captions)
{
  GString *text = g_string_new ("WEBVTT\n");

  for (guint i = 0; i < captions->len; i++) {
    VouchCaption *caption = g_ptr_array_index (captions, i);
    const char *speaker = vouch_caption_get_speaker (caption);
    const char *settings = vouch_caption_get_settings (caption);

    g_string_append_c (text, '\n');
    write_time (text, vouch_caption_get_start_ms (caption));
    g_string_append (text, " --> ");
    write_time (text, vouch_caption_get_end_ms (caption));
    g_string_append_printf (text, "%s%s\n", settings != NULL ? " " : "",
                            settings != NULL ? settings : "");
    if (speaker != NULL) {
      g_string_append (text, "<v ");
      write_words (text, speaker);
      g_string_append_c (text, '>');
    }
    write_words (text, vouch_caption_get_text (caption));
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}
