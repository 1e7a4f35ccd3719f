/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-said.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-access.h"
#include "vouch-store-evidence-private.h"
#include "vouch-store-words.h"

/*
 * What is said of a file at all its places: one VouchItem for the evidence itself, without an id,
 * and one for each place that is not in the bin.  Each holds title, attributes and people, and
 * nothing else.
 */

#define ROWS                                                                                       \
  "SELECT NULL, e.title, e.appearance, e.attributes, e.media, e.file_name FROM evidence e "        \
  "WHERE e.artifact = ?1 UNION ALL "                                                               \
  "SELECT i.id, i.title, i.appearance, (SELECT group_concat (a.name || char (31) || a.value, "     \
  "char (31)) FROM attribute a WHERE a.item = i.id), i.media, i.file_name FROM item i "            \
  "JOIN portfolio p ON p.id = i.portfolio WHERE i.artifact = ?1 AND i.removed_ms IS NULL "         \
  "AND p.removed_ms IS NULL"

#define PERSONS                                                                                    \
  "SELECT NULL AS item, masked, position, person FROM evidence_person WHERE artifact = ?1 "        \
  "UNION ALL SELECT x.item, x.masked, x.position, x.person FROM appearing x "                      \
  "JOIN item i ON i.id = x.item WHERE i.artifact = ?1 ORDER BY masked, position"

static VouchItem *
take_said (const char *artifact, VouchSqlStatement *row)
{
  VouchItem *said = vouch_item_new ();
  g_auto (GStrv) attributes = vouch_store_split_words (vouch_sql_text (row, 3));
  VouchAppearanceState state = VOUCH_APPEARANCE_STATE_UNKNOWN;
  VouchMedia media = VOUCH_MEDIA_NONE;

  vouch_item_set_artifact (said, artifact);
  vouch_item_set_id (said, vouch_sql_text (row, 0));
  vouch_item_set_title (said, vouch_sql_text (row, 1));
  vouch_appearance_state_from_string (vouch_sql_text (row, 2), &state);
  vouch_appearance_set_state (vouch_item_get_appearance (said), state);
  for (guint i = 0; attributes[i] != NULL && attributes[i + 1] != NULL; i += 2)
    if (vouch_attribute_is_known (attributes[i]))
      vouch_item_set_attribute (said, attributes[i], attributes[i + 1]);
  vouch_media_from_string (vouch_sql_text (row, 4), &media);
  vouch_item_set_media (said, media);
  vouch_item_set_file_name (said, vouch_sql_text (row, 5));
  return said;
}

static void
add_person (VouchAppearance *appearance, gboolean masked, const char *person)
{
  const char *const *before =
      masked ? vouch_appearance_get_masked (appearance) : vouch_appearance_get_people (appearance);
  g_autoptr (GStrvBuilder) people = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_addv (people, (const char **) before);
  g_strv_builder_add (people, person);
  all = g_strv_builder_end (people);
  if (masked)
    vouch_appearance_set_masked (appearance, (const char *const *) all);
  else
    vouch_appearance_set_people (appearance, (const char *const *) all);
}

static gboolean
load_persons (VouchSql *sql, GPtrArray *said, const char *artifact, GError **error)
{
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (sql, error, PERSONS, "t", artifact);
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local))
    for (guint i = 0; i < said->len; i++)
      if (g_strcmp0 (vouch_item_get_id (g_ptr_array_index (said, i)), vouch_sql_text (row, 0)) == 0)
        add_person (vouch_item_get_appearance (g_ptr_array_index (said, i)),
                    vouch_sql_int (row, 1) != 0, vouch_sql_text (row, 3));
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/**
 * vouch_store_load_said:
 * @self: a library.
 * @artifact: lower-case hex.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Loads title, attributes and people of a file as they were said last, and as they are at each of
 * its places.
 *
 * Returns: (transfer full) (element-type VouchItem): the evidence itself, without an id, and then
 *   its places; or %NULL.
 */
GPtrArray *
vouch_store_load_said (VouchStore *self, const char *artifact, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && artifact != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, ROWS, "t", artifact);
  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (said, take_said (artifact, row));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error) ||
      !load_persons (_vouch_store_reading_get_sql (reading), said, artifact, error))
    return NULL;
  if (said->len > 0 && vouch_item_get_id (g_ptr_array_index (said, 0)) == NULL)
    return g_steal_pointer (&said);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no file %.8s"), artifact);
  return NULL;
}

/**
 * vouch_store_write_said:
 * @self: a library that may be written.
 * @said: one of what vouch_store_load_said() gave, changed or not.
 * @error: %VOUCH_ERROR_NOT_FOUND when a person is not in the library, %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Writes what is said of a file, at that one place.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_write_said (VouchStore *self, VouchItem *said, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_ITEM (said), FALSE);
  g_return_val_if_fail (vouch_item_get_artifact (said) != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL &&
         (vouch_item_get_id (said) == NULL ? vouch_store_write_evidence_said (self, said, error)
                                           : vouch_store_write_item_said (self, said, error)) &&
         vouch_store_change_commit (change, error);
}
