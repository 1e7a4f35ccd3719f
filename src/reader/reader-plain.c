/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-plain"

#include "config.h"
#include "reader-plain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reader-report.h"
#include "vouch-text.h"

#define MAX_TEXT_BYTES ((gint64) 64 * 1024 * 1024)

static char *
decode (GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    return g_convert (data, (gssize) size, "UTF-8", "UTF-16", NULL, NULL, NULL);
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return g_utf8_make_valid (data + 3, (gssize) size - 3);
  return g_utf8_make_valid (data, (gssize) size);
}

/**
 * reader_plain_load:
 * @input: a text.
 *
 * Returns: (transfer full) (nullable): all of it in UTF-8, or NULL when it is too long or its encoding
 *   is broken.
 */
char *
reader_plain_load (ReaderInput *input)
{
  g_autoptr (GBytes) bytes = reader_input_load (input, MAX_TEXT_BYTES);

  return bytes != NULL ? decode (bytes) : NULL;
}

/**
 * reader_plain_measure:
 * @input: a text or a table in text form.
 * @facts: receives what was found.
 *
 * Measures plain text.
 */
void
reader_plain_measure (ReaderInput *input, VouchFacts *facts)
{
  g_autoptr (GBytes) bytes = reader_input_load (input, MAX_TEXT_BYTES);
  g_autofree char *text = bytes != NULL ? decode (bytes) : NULL;

  if (bytes == NULL)
    reader_report_unreadable (facts, _ ("This text is too long to be opened."));
  else if (text == NULL)
    reader_report_damage (facts, _ ("This text has characters that cannot be read."));
  else {
    reader_report_text (facts, text);
    vouch_facts_set_empty (facts, vouch_text_is_blank (text));
  }
}
