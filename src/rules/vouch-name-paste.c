/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of names as it comes out of a register, a table or a letter: one name a line; a number
 * before it, and what stands in further columns (after a tab or a semicolon), is left out. “Family,
 * First” stays as it is written; whoever looks for names knows that order.
 */
#define G_LOG_DOMAIN "vouch-name-paste"

#include "config.h"
#include "vouch-name-paste.h"

#include <string.h>

#define MAX_NAMES 500
#define MAX_NAME_BYTES 200

/* “12.”, “3)”, “•” and the like before a name. */
static const char *
skip_number (const char *line)
{
  const char *p = line;

  while (*p != '\0' && !g_unichar_isalpha (g_utf8_get_char (p)) && *p != '\t' && *p != ';')
    p = g_utf8_next_char (p);
  return *p == '\t' || *p == ';' ? skip_number (p + 1) : p;
}

static char *
read_line (const char *line)
{
  const char *start = skip_number (line);
  gsize length = strcspn (start, "\t;\r");
  g_autofree char *name = g_strndup (start, length);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (name), " \"", -1);
  g_autoptr (GString) clean = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (clean, "%s%s", clean->len > 0 ? " " : "", words[i]);
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/**
 * vouch_name_paste_read:
 * @text: what was pasted; valid UTF-8.
 *
 * Returns: (transfer full): the names, each once, in the order in which they stand there.
 */
char **
vouch_name_paste_read (const char *text)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && names->len < MAX_NAMES; i++) {
    g_autofree char *name = read_line (lines[i]);

    if (*name != '\0' && strlen (name) <= MAX_NAME_BYTES &&
        !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, g_steal_pointer (&name));
  }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static gboolean
is_used (VouchPeople *people, const char *prefix)
{
  GPtrArray *all = vouch_people_get_people (people);
  gsize length = strlen (prefix);

  for (guint i = 0; i < all->len; i++) {
    const char *key = vouch_person_get_key (g_ptr_array_index (all, i));

    if (g_str_has_prefix (key, prefix) && key[length] == '-')
      return TRUE;
  }
  return FALSE;
}

/**
 * vouch_name_paste_propose_prefix:
 * @people: everybody there is.
 *
 * Returns: (transfer full): the first letter from A on with which no key begins yet; after Z two
 *   letters.
 */
char *
vouch_name_paste_propose_prefix (VouchPeople *people)
{
  for (guint i = 0; i < 26 * 27; i++) {
    char prefix[3] = { 0 };

    if (i < 26)
      prefix[0] = (char) ('A' + i);
    else {
      prefix[0] = (char) ('A' + (i - 26) / 26);
      prefix[1] = (char) ('A' + i % 26);
    }
    if (!is_used (people, prefix))
      return g_strdup (prefix);
  }
  return g_strdup ("X");
}

/**
 * vouch_name_paste_propose_keys:
 * @people: everybody there is.
 * @prefix: what the keys begin with.
 * @n: how many are needed.
 *
 * Returns: (transfer full): that many keys that are free: and so on. They tell nothing of
 *   the names.
 */
char **
vouch_name_paste_propose_keys (VouchPeople *people, const char *prefix, guint n)
{
  char **keys = g_new0 (char *, n + 1);
  guint number = 1;

  g_return_val_if_fail (VOUCH_IS_PEOPLE (people) && prefix != NULL, keys);

  for (guint i = 0; i < n; number++) {
    char *key = g_strdup_printf ("%s-%u", prefix, number);

    if (vouch_people_find (people, key) == NULL)
      keys[i++] = key;
    else
      g_free (key);
  }
  return keys;
}
