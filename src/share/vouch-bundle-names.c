/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bundle-names"

#include "config.h"
#include "vouch-bundle-names.h"

#include <string.h>

#define MOST_STEM 80
#define MOST_ENDING 12

static gboolean
is_odd (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_SURROGATE ||
         type == G_UNICODE_UNASSIGNED || (c < 128 && strchr ("/\\:*?\"<>|", (int) c) != NULL);
}

/* The first bytes of a text, without cutting a character in two. */
static void
shorten (GString *text, gsize most)
{
  if (text->len <= most)
    return;
  while (most > 0 && (text->str[most] & 0xc0) == 0x80)
    most--;
  g_string_truncate (text, most);
}

static GString *
make_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *plain = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    g_string_append_unichar (plain, is_odd (c) ? '-' : c);
  }
  return plain;
}

/**
 * vouch_bundle_make_name:
 * @folder: a folder of the bundle.
 * @number: what tells the file from others of the same name.
 * @file_name: (nullable): the name that it came with.
 *
 * Makes a name that every file system takes and that sorts by number.
 *
 * Returns: (transfer full): the name within the bundle.
 */
char *
vouch_bundle_make_name (const char *folder, guint number, const char *file_name)
{
  g_autofree char *base = g_path_get_basename (file_name != NULL ? file_name : "file");
  const char *dot = strrchr (base, '.');
  g_autoptr (GString) stem = NULL;
  g_autoptr (GString) ending = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  if (dot == base || (dot != NULL && (strlen (dot) > MOST_ENDING || dot[1] == '\0')))
    dot = NULL;
  ending = make_plain (dot != NULL ? dot : "");
  if (dot != NULL)
    base[dot - base] = '\0';
  stem = make_plain (base);
  shorten (stem, MOST_STEM);
  return g_strdup_printf ("%s/%02u-%s%s", folder, number, stem->str, ending->str);
}
