/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is encrypted in the file `ledger`: one GVariant dictionary in little-endian order.
 *
 *   classes     a(sssa(ss))   id, name, school year or "", students as (key, real name)
 *   words       a{sas}        earnerName, school, district, state, colleague → names
 *   dismissed   as            digests of what was found and is not the person
 *
 * An entry that is not known here is ignored. GVariant and not JSON, so that no copy of a name
 * is left in the buffers of a parser.
 */
#define G_LOG_DOMAIN "vouch-ledger-bytes"

#include "config.h"
#include "vouch-ledger-bytes.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"

static GVariant *
to_little_endian (GVariant *value)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
  GVariant *swapped = g_variant_byteswap (value);

  g_variant_unref (value);
  return swapped;
#else
  return value;
#endif
}

static GVariant *
write_class (VouchClassList *list)
{
  GVariantBuilder students;
  const char *year = vouch_class_list_get_year (list);

  g_variant_builder_init (&students, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < vouch_class_list_get_n_students (list); i++) {
    const char *name, *key = vouch_class_list_get_student (list, i, &name);

    g_variant_builder_add (&students, "(ss)", key, name);
  }
  return g_variant_new ("(sssa(ss))", vouch_class_list_get_id (list),
                        vouch_class_list_get_name (list), year != NULL ? year : "", &students);
}

static GVariant *
write_words (VouchLedger *ledger)
{
  static const char *const kinds[] = VOUCH_LEDGER_WORDS;
  GVariantBuilder words;

  g_variant_builder_init (&words, G_VARIANT_TYPE ("a{sas}"));
  for (guint i = 0; kinds[i] != NULL; i++)
    g_variant_builder_add (&words, "{s^as}", kinds[i], vouch_ledger_get_words (ledger, kinds[i]));
  return g_variant_builder_end (&words);
}

/**
 * vouch_ledger_to_bytes:
 * @ledger: a ledger.
 *
 * Returns: (transfer full): what is to be encrypted.
 */
GBytes *
vouch_ledger_to_bytes (VouchLedger *ledger)
{
  GVariantBuilder root, classes;
  g_autoptr (GVariant) value = NULL;
  g_auto (GStrv) dismissed = NULL;
  GPtrArray *all;

  g_return_val_if_fail (VOUCH_IS_LEDGER (ledger), NULL);

  all = vouch_ledger_get_classes (ledger);
  dismissed = vouch_ledger_list_dismissed (ledger);
  g_variant_builder_init (&classes, G_VARIANT_TYPE ("a(sssa(ss))"));
  for (guint i = 0; i < all->len; i++)
    g_variant_builder_add_value (&classes, write_class (g_ptr_array_index (all, i)));
  g_variant_builder_init (&root, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&root, "{sv}", "classes", g_variant_builder_end (&classes));
  g_variant_builder_add (&root, "{sv}", "words", write_words (ledger));
  g_variant_builder_add (&root, "{sv}", "dismissed",
                         g_variant_new_strv ((const char *const *) dismissed, -1));
  value = to_little_endian (g_variant_ref_sink (g_variant_builder_end (&root)));
  return g_variant_get_data_as_bytes (value);
}

static void
read_classes (VouchLedger *ledger, GVariant *classes)
{
  GVariantIter iter;
  GVariantIter *students;
  const char *id, *name, *year, *key;

  g_variant_iter_init (&iter, classes);
  while (g_variant_iter_next (&iter, "(&s&s&sa(ss))", &id, &name, &year, &students)) {
    g_autoptr (VouchClassList) list = vouch_class_list_new ();

    vouch_class_list_set_id (list, id);
    vouch_class_list_set_name (list, name);
    vouch_class_list_set_year (list, *year != '\0' ? year : NULL);
    while (g_variant_iter_next (students, "(&s&s)", &key, &name))
      vouch_class_list_set_student (list, key, name);
    g_variant_iter_free (students);
    vouch_ledger_add_class (ledger, list);
  }
}

static void
read_words (VouchLedger *ledger, GVariant *words)
{
  GVariantIter iter;
  const char *kind;
  char **list;

  g_variant_iter_init (&iter, words);
  while (g_variant_iter_next (&iter, "{&s^as}", &kind, &list)) {
    vouch_ledger_set_words (ledger, kind, (const char *const *) list);
    g_strfreev (list);
  }
}

/**
 * vouch_ledger_from_bytes:
 * @bytes: what was decrypted.
 * @error: %VOUCH_ERROR_CORRUPT.
 *
 * Returns: (transfer full) (nullable): the ledger.
 */
VouchLedger *
vouch_ledger_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (GVariant) root = NULL;
  g_autoptr (GVariant) classes = NULL;
  g_autoptr (GVariant) words = NULL;
  g_autoptr (GVariant) dismissed = NULL;
  VouchLedger *ledger;

  g_return_val_if_fail (bytes != NULL, NULL);

  root = to_little_endian (
      g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, bytes, FALSE)));
  if (!g_variant_is_normal_form (root)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                         _ ("The class lists cannot be read. Your portfolios are not affected. Put "
                            "the file “ledger” back from a backup of the library folder."));
    return NULL;
  }
  ledger = vouch_ledger_new ();
  classes = g_variant_lookup_value (root, "classes", G_VARIANT_TYPE ("a(sssa(ss))"));
  words = g_variant_lookup_value (root, "words", G_VARIANT_TYPE ("a{sas}"));
  dismissed = g_variant_lookup_value (root, "dismissed", G_VARIANT_TYPE_STRING_ARRAY);
  if (classes != NULL)
    read_classes (ledger, classes);
  if (words != NULL)
    read_words (ledger, words);
  for (gsize i = 0; dismissed != NULL && i < g_variant_n_children (dismissed); i++) {
    const char *digest;

    g_variant_get_child (dismissed, i, "&s", &digest);
    vouch_ledger_dismiss (ledger, digest);
  }
  return ledger;
}
