/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json-place"

#include "config.h"
#include "vouch-json-place.h"

#include <glib/gi18n-lib.h>

/* How a message about JSON names places and what stands there. */

#define PATH_NAME_MAX 40

/* The name in quotation marks, control characters and quotation marks escaped, a long one cut. */
static char *
quote_name (const char *name)
{
  char high_bytes[0x81];
  g_autofree char *cut = NULL;
  g_autofree char *escaped = NULL;
  gboolean is_long = g_utf8_strlen (name, -1) > PATH_NAME_MAX;

  for (int i = 0; i < 0x80; i++)
    high_bytes[i] = (char) (0x80 + i);
  high_bytes[0x80] = '\0';
  cut = is_long ? g_utf8_substring (name, 0, PATH_NAME_MAX) : g_strdup (name);
  escaped = g_strescape (cut, high_bytes);
  return g_strdup_printf ("\"%s%s\"", escaped, is_long ? "…" : "");
}

/**
 * vouch_json_path_member:
 * @path: the JSON path of an object.
 * @name: the name of a member; valid UTF-8.
 *
 * Returns: (transfer full): the path of the member: `$.parts`, or `$["a b"]` where the name is not
 *   a plain word; a long name is cut.
 */
char *
vouch_json_path_member (const char *path, const char *name)
{
  g_autofree char *quoted = NULL;
  const char *p = name;

  while (g_ascii_isalnum (*p) || *p == '_')
    p++;
  if (*p == '\0' && p != name && p - name <= PATH_NAME_MAX)
    return g_strdup_printf ("%s.%s", path, name);
  quoted = quote_name (name);
  return g_strdup_printf ("%s[%s]", path, quoted);
}

/**
 * vouch_json_path_element:
 * @path: the JSON path of an array.
 * @index: the place of an element, from 0.
 *
 * Returns: (transfer full): the path of the element, `$.parts[2]`.
 */
char *
vouch_json_path_element (const char *path, guint index)
{
  return g_strdup_printf ("%s[%u]", path, index);
}

/**
 * vouch_json_unexpected:
 * @p: where something else was expected; at most @end.
 * @end: the end of the text.
 * @wanted: what was expected, in words.
 *
 * Returns: (transfer full): a reason that says what stands at @p instead.
 */
char *
vouch_json_unexpected (const char *p, const char *end, const char *wanted)
{
  guchar c;

  if (p == end)
    return g_strdup_printf (_ ("the text ends where %s should follow"), wanted);
  c = (guchar) *p;
  if (g_ascii_isgraph (c))
    return g_strdup_printf (_ ("there is “%c” where %s should stand"), c, wanted);
  return g_strdup_printf (_ ("there is the byte 0x%02x where %s should stand"), c, wanted);
}
