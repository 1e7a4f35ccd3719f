/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-ledger"

#include "config.h"
#include "vouch-ledger.h"

#include "vouch-accessors.h"

/**
 * VouchLedger:
 *
 * The only place where real names stand: class lists, and the names of school, district and
 * colleagues. It is kept encrypted and never leaves the library.
 */
struct _VouchLedger {
  GObject parent_instance;

  GPtrArray *classes;
  GHashTable *words;     /* kind → strv */
  GHashTable *dismissed; /* set of digests */
};

G_DEFINE_FINAL_TYPE (VouchLedger, vouch_ledger, G_TYPE_OBJECT)

static void
vouch_ledger_finalize (GObject *object)
{
  VouchLedger *self = VOUCH_LEDGER (object);

  g_ptr_array_unref (self->classes);
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->dismissed);

  G_OBJECT_CLASS (vouch_ledger_parent_class)->finalize (object);
}

static void
vouch_ledger_class_init (VouchLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_ledger_finalize;
}

static void
vouch_ledger_init (VouchLedger *self)
{
  self->classes = g_ptr_array_new_with_free_func (g_object_unref);
  self->words =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->dismissed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * vouch_ledger_new:
 *
 * Returns: (transfer full): a ledger without names.
 */
VouchLedger *
vouch_ledger_new (void)
{
  return g_object_new (VOUCH_TYPE_LEDGER, NULL);
}

static VouchClassList *
copy_class (VouchClassList *list)
{
  VouchClassList *copy = vouch_class_list_new ();

  vouch_class_list_set_id (copy, vouch_class_list_get_id (list));
  vouch_class_list_set_name (copy, vouch_class_list_get_name (list));
  vouch_class_list_set_year (copy, vouch_class_list_get_year (list));
  for (guint i = 0; i < vouch_class_list_get_n_students (list); i++) {
    const char *name, *key = vouch_class_list_get_student (list, i, &name);

    vouch_class_list_set_student (copy, key, name);
  }
  return copy;
}

/**
 * vouch_ledger_copy:
 * @self: a ledger.
 *
 * Returns: (transfer full): the same once more, to be changed while others read the first.
 */
VouchLedger *
vouch_ledger_copy (VouchLedger *self)
{
  VouchLedger *copy = vouch_ledger_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (VOUCH_IS_LEDGER (self), copy);

  for (guint i = 0; i < self->classes->len; i++)
    g_ptr_array_add (copy->classes, copy_class (g_ptr_array_index (self->classes, i)));
  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->words, g_strdup (key), g_strdupv (value));
  g_hash_table_iter_init (&iter, self->dismissed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (copy->dismissed, g_strdup (key));
  return copy;
}

VOUCH_DEFINE_ARRAY (VouchLedger, vouch_ledger, VouchClassList, classes, class)

/**
 * vouch_ledger_remove_class:
 * @self: a ledger.
 * @id: id of a class.
 *
 * Returns: whether there was such a class, and is no longer.
 */
gboolean
vouch_ledger_remove_class (VouchLedger *self, const char *id)
{
  VouchClassList *list = vouch_ledger_find_class (self, id);

  return list != NULL && g_ptr_array_remove (self->classes, list);
}

/**
 * vouch_ledger_find_class:
 * @self: a ledger.
 * @id: (nullable): id of a class.
 *
 * Returns: (transfer none) (nullable): the class.
 */
VouchClassList *
vouch_ledger_find_class (VouchLedger *self, const char *id)
{
  g_return_val_if_fail (VOUCH_IS_LEDGER (self), NULL);

  for (guint i = 0; i < self->classes->len; i++)
    if (g_strcmp0 (vouch_class_list_get_id (g_ptr_array_index (self->classes, i)), id) == 0)
      return g_ptr_array_index (self->classes, i);
  return NULL;
}

/**
 * vouch_ledger_find_class_of:
 * @self: a ledger.
 * @key: a pseudonym key.
 *
 * Returns: (transfer none) (nullable): the first class that this person is in.
 */
VouchClassList *
vouch_ledger_find_class_of (VouchLedger *self, const char *key)
{
  g_return_val_if_fail (VOUCH_IS_LEDGER (self) && key != NULL, NULL);

  for (guint i = 0; i < self->classes->len; i++)
    if (vouch_class_list_find_name (g_ptr_array_index (self->classes, i), key) != NULL)
      return g_ptr_array_index (self->classes, i);
  return NULL;
}

/**
 * vouch_ledger_find_name:
 * @self: a ledger.
 * @key: a pseudonym key.
 *
 * Returns: (transfer none) (nullable): the real name behind it.
 */
const char *
vouch_ledger_find_name (VouchLedger *self, const char *key)
{
  VouchClassList *list = vouch_ledger_find_class_of (self, key);

  return list != NULL ? vouch_class_list_find_name (list, key) : NULL;
}

/**
 * vouch_ledger_get_words:
 * @self: a ledger.
 * @kind: one of %VOUCH_LEDGER_WORDS.
 *
 * Returns: (transfer none): the names of this kind; an empty list when there are none.
 */
const char *const *
vouch_ledger_get_words (VouchLedger *self, const char *kind)
{
  static const char *const empty[] = { NULL };
  char **words;

  g_return_val_if_fail (VOUCH_IS_LEDGER (self) && kind != NULL, empty);

  words = g_hash_table_lookup (self->words, kind);
  return words != NULL ? (const char *const *) words : empty;
}

/**
 * vouch_ledger_set_words:
 * @self: a ledger.
 * @kind: one of %VOUCH_LEDGER_WORDS.
 * @words: the names, in place of those before; blank ones are left out.
 *
 * Says what names must not be found.
 */
void
vouch_ledger_set_words (VouchLedger *self, const char *kind, const char *const *words)
{
  g_autoptr (GStrvBuilder) clean = g_strv_builder_new ();

  g_return_if_fail (VOUCH_IS_LEDGER (self) && kind != NULL && words != NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    g_autofree char *word = g_strstrip (g_strdup (words[i]));

    if (*word != '\0')
      g_strv_builder_add (clean, word);
  }
  g_hash_table_insert (self->words, g_strdup (kind), g_strv_builder_end (clean));
}

/**
 * vouch_ledger_list_dismissed:
 * @self: a ledger.
 *
 * Returns: (transfer full): the digests of what was found and is not the person.
 */
char **
vouch_ledger_list_dismissed (VouchLedger *self)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (VOUCH_IS_LEDGER (self), NULL);

  g_hash_table_iter_init (&iter, self->dismissed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_strv_builder_add (all, key);
  return g_strv_builder_end (all);
}

/**
 * vouch_ledger_dismiss:
 * @self: a ledger.
 * @digest: the digest of a word and its place.
 *
 * Notes that what was found there is not the person.
 */
void
vouch_ledger_dismiss (VouchLedger *self, const char *digest)
{
  g_return_if_fail (VOUCH_IS_LEDGER (self) && digest != NULL);

  g_hash_table_add (self->dismissed, g_strdup (digest));
}

/**
 * vouch_ledger_take_back:
 * @self: a ledger.
 * @digest: the digest of a word and its place.
 *
 * Returns: whether it was dismissed, and is no longer.
 */
gboolean
vouch_ledger_take_back (VouchLedger *self, const char *digest)
{
  g_return_val_if_fail (VOUCH_IS_LEDGER (self) && digest != NULL, FALSE);

  return g_hash_table_remove (self->dismissed, digest);
}
