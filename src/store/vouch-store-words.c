/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-words.h"

#define SEPARATOR "\x1f"

/**
 * vouch_store_join_words:
 * @words: (array zero-terminated=1): a list of texts.
 *
 * Makes one column of a list. The separator, a control character that no text for people has, is
 * replaced by a space inside a word.
 *
 * Returns: (transfer full) (nullable): the list as one text; %NULL for an empty one.
 */
char *
vouch_store_join_words (const char *const *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (words == NULL || words[0] == NULL)
    return NULL;
  for (guint i = 0; words[i] != NULL; i++) {
    g_autofree char *word = g_strdelimit (g_strdup (words[i]), SEPARATOR, ' ');

    g_string_append_printf (text, "%s%s", i > 0 ? SEPARATOR : "", word);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * vouch_store_split_words:
 * @text: (nullable): what vouch_store_join_words() made.
 *
 * Returns: (transfer full): the list.
 */
GStrv
vouch_store_split_words (const char *text)
{
  if (text == NULL)
    return g_new0 (char *, 1);
  /* GLib makes an empty list of an empty text; here it is a list of one empty word. */
  if (*text == '\0') {
    const char *const one_empty[] = { "", NULL };

    return g_strdupv ((char **) one_empty);
  }
  return g_strsplit (text, SEPARATOR, -1);
}
