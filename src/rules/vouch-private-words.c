/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-private-words"

#include "config.h"
#include "vouch-private-words.h"

struct _VouchPrivateWords {
  GHashTable *words; /* mask → GPtrArray of char *, NULL at its end */
};

/**
 * vouch_private_words_new:
 *
 * Returns: (transfer full): no words at all.
 */
VouchPrivateWords *
vouch_private_words_new (void)
{
  VouchPrivateWords *self = g_new0 (VouchPrivateWords, 1);

  self->words =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/**
 * vouch_private_words_free:
 * @self: (transfer full) (nullable): private words.
 *
 * Frees them.
 */
void
vouch_private_words_free (VouchPrivateWords *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->words);
  g_free (self);
}

/**
 * vouch_private_words_add:
 * @self: private words.
 * @mask: `earnerName`, `school`, `district` or `state`.
 * @word: a word or several, such as `Pine Hollow Elementary`; blank ones are left out.
 *
 * Adds a name that must not be found.
 */
void
vouch_private_words_add (VouchPrivateWords *self, const char *mask, const char *word)
{
  g_autofree char *clean = NULL;
  GPtrArray *list;

  g_return_if_fail (self != NULL);
  g_return_if_fail (mask != NULL);
  g_return_if_fail (word != NULL);

  clean = g_strstrip (g_strdup (word));
  if (*clean == '\0')
    return;
  list = g_hash_table_lookup (self->words, mask);
  if (list == NULL) {
    list = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (list, NULL);
    g_hash_table_insert (self->words, g_strdup (mask), list);
  }
  g_ptr_array_insert (list, (int) list->len - 1, g_steal_pointer (&clean));
}

/**
 * vouch_private_words_get:
 * @self: private words.
 * @mask: `earnerName`, `school`, `district` or `state`.
 *
 * Returns: (transfer none): the words under this mask; an empty list when there are none.
 */
const char *const *
vouch_private_words_get (VouchPrivateWords *self, const char *mask)
{
  static const char *const empty[] = { NULL };
  GPtrArray *list;

  g_return_val_if_fail (self != NULL, empty);

  list = g_hash_table_lookup (self->words, mask);
  return list != NULL ? (const char *const *) list->pdata : empty;
}
