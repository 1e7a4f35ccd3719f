/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-people.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-id.h"
#include "vouch-store-access.h"
#include "vouch-store-arrivals.h"
#include "vouch-store-words.h"

static gboolean
load_persons (VouchSql *sql, VouchPeople *people, GError **error)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (sql, error, "SELECT key, role FROM person ORDER BY key", "");
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local)) {
    g_autoptr (VouchPerson) person = vouch_person_new ();
    VouchPersonRole role = VOUCH_PERSON_ROLE_STUDENT;

    vouch_person_role_from_string (vouch_sql_text (row, 1), &role);
    vouch_person_set_key (person, vouch_sql_text (row, 0));
    vouch_person_set_role (person, role);
    vouch_people_add_person (people, person);
  }
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

static gboolean
load_permissions (VouchSql *sql, VouchPeople *people, GError **error)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (sql, error,
                       "SELECT id, person, scopes, purposes, form, given, until, withdrawn, scan "
                       "FROM permission ORDER BY id",
                       "");
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local)) {
    g_autoptr (VouchPermission) permission = vouch_permission_new ();
    g_auto (GStrv) purposes = vouch_store_split_words (vouch_sql_text (row, 3));

    vouch_permission_set_id (permission, vouch_sql_text (row, 0));
    vouch_permission_set_person (permission, vouch_sql_text (row, 1));
    vouch_permission_set_scopes (permission, (guint) vouch_sql_int (row, 2));
    vouch_permission_set_purposes (permission, (const char *const *) purposes);
    vouch_permission_set_form (permission, vouch_sql_text (row, 4));
    vouch_permission_set_given (permission, (VouchDay) vouch_sql_int (row, 5));
    vouch_permission_set_until (permission, (VouchDay) vouch_sql_int (row, 6));
    vouch_permission_set_withdrawn (permission, (VouchDay) vouch_sql_int (row, 7));
    vouch_permission_set_scan (permission, vouch_sql_text (row, 8));
    vouch_people_add_permission (people, permission);
  }
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

static char **
list_strings (VouchStore *self,
              const char *person,
              int n_columns,
              const char *query,
              GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && person != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, query, "t", person);
  while (row != NULL && vouch_sql_next (row, &local))
    for (int i = 0; i < n_columns; i++)
      g_strv_builder_add (found, vouch_sql_text (row, i));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_strv_builder_end (found);
}

/**
 * vouch_store_load_people:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): everybody, with all permissions, also those withdrawn; or %NULL.
 */
VouchPeople *
vouch_store_load_people (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchPeople) people = vouch_people_new ();
  VouchSql *sql;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  sql = _vouch_store_reading_get_sql (reading);
  if (!load_persons (sql, people, error) || !load_permissions (sql, people, error))
    return NULL;
  return g_steal_pointer (&people);
}

/**
 * vouch_store_add_person:
 * @self: a library that may be written.
 * @person: somebody with a pseudonym key.
 * @error: %VOUCH_ERROR_CONFLICT when the key is taken, %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether the person is on the disk.
 */
gboolean
vouch_store_add_person (VouchStore *self, VouchPerson *person, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_PERSON (person), FALSE);
  g_return_val_if_fail (vouch_person_get_key (person) != NULL, FALSE);

  return vouch_store_write_one (self, "", error, "INSERT INTO person VALUES (?, ?)", "tt",
                                vouch_person_get_key (person),
                                vouch_person_role_to_string (vouch_person_get_role (person)));
}

/**
 * vouch_store_save_permission:
 * @self: a library that may be written.
 * @permission: a permission of somebody known; gets an id if it has none.
 * @error: %VOUCH_ERROR_NOT_FOUND when the person is unknown, %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Keeps a permission, new or changed.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_save_permission (VouchStore *self, VouchPermission *permission, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  g_autofree char *purposes = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_PERMISSION (permission), FALSE);

  if (vouch_permission_get_id (permission) == NULL) {
    g_autofree char *id = vouch_id_new (_vouch_store_now_ms (self));

    vouch_permission_set_id (permission, id);
  }
  purposes = vouch_store_join_words (vouch_permission_get_purposes (permission));
  change = vouch_store_change_begin (self, error);
  if (change == NULL)
    return FALSE;
  if (vouch_permission_get_scan (permission) != NULL &&
      !vouch_store_keep_object (self, vouch_permission_get_scan (permission), error))
    return FALSE;
  return vouch_store_write (self, error,
                            "INSERT OR REPLACE INTO permission VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            "ttIttIIIt", vouch_permission_get_id (permission),
                            vouch_permission_get_person (permission),
                            (gint64) vouch_permission_get_scopes (permission), purposes,
                            vouch_permission_get_form (permission),
                            (gint64) vouch_permission_get_given (permission),
                            (gint64) vouch_permission_get_until (permission),
                            (gint64) vouch_permission_get_withdrawn (permission),
                            vouch_permission_get_scan (permission)) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_remove_permission:
 * @self: a library that may be written.
 * @id: the permission's id.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Takes out a permission that was recorded by mistake; one that was taken back is withdrawn.
 *
 * Returns: whether it is gone from the disk.
 */
gboolean
vouch_store_remove_permission (VouchStore *self, const char *id, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, FALSE);

  return vouch_store_write_one (self, _ ("There is no such permission"), error,
                                "DELETE FROM permission WHERE id = ?", "t", id);
}

/**
 * vouch_store_is_person_used:
 * @self: a library.
 * @key: a pseudonym key.
 * @used: (out): whether the person appears in something, also in the bin, or permitted something.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether @used was filled in.
 */
gboolean
vouch_store_is_person_used (VouchStore *self, const char *key, gboolean *used, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *found =
      vouch_store_read_text (self, &local,
                             "SELECT person FROM appearing WHERE person = ?1 "
                             "UNION SELECT person FROM evidence_person WHERE person = ?1 "
                             "UNION SELECT person FROM permission WHERE person = ?1 "
                             "UNION SELECT person FROM sent_appearing WHERE person = ?1",
                             "t", key);

  *used = found != NULL;
  return vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/**
 * vouch_store_remove_person:
 * @self: a library that may be written.
 * @key: a pseudonym key.
 * @error: %VOUCH_ERROR_CONFLICT when the person appears in something or permitted something,
 *   %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Takes out a person who was added by mistake.
 *
 * Returns: whether the person is gone from the disk.
 */
gboolean
vouch_store_remove_person (VouchStore *self, const char *key, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && key != NULL, FALSE);

  return vouch_store_write_one (self, _ ("There is no such person"), error,
                                "DELETE FROM person WHERE key = ?", "t", key);
}

/**
 * vouch_store_list_appearing:
 * @self: a library.
 * @person: a pseudonym key.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): ids of the items in which the person appears unmasked, those in the bin
 *   left out; or %NULL.
 */
char **
vouch_store_list_appearing (VouchStore *self, const char *person, GError **error)
{
  return list_strings (self, person, 1,
                       "SELECT a.item FROM appearing a JOIN item i ON i.id = a.item "
                       "JOIN portfolio p ON p.id = i.portfolio "
                       "WHERE a.person = ? AND a.masked = 0 AND i.removed_ms IS NULL "
                       "AND p.removed_ms IS NULL ORDER BY p.title, i.id",
                       error);
}

/**
 * vouch_store_list_evidence_appearing:
 * @self: a library.
 * @person: a pseudonym key.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): the files that stand in no portfolio and in which the person appears
 *   unmasked, each followed by what it is called; or %NULL.
 */
char **
vouch_store_list_evidence_appearing (VouchStore *self, const char *person, GError **error)
{
  return list_strings (self, person, 2,
                       "SELECT e.artifact, coalesce (e.title, e.file_name, '') FROM evidence e "
                       "JOIN evidence_person x ON x.artifact = e.artifact "
                       "WHERE x.person = ? AND x.masked = 0 AND e.removed_ms IS NULL "
                       "AND e.artifact NOT IN (SELECT artifact FROM item "
                       "WHERE artifact IS NOT NULL AND removed_ms IS NULL) ORDER BY e.added_ms",
                       error);
}

/**
 * vouch_store_list_sent_appearing:
 * @self: a library.
 * @person: a pseudonym key.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): ids of the submissions in which the person appeared when they were
 *   frozen; or %NULL.
 */
char **
vouch_store_list_sent_appearing (VouchStore *self, const char *person, GError **error)
{
  return list_strings (self, person, 1,
                       "SELECT DISTINCT s.id FROM sent_appearing a "
                       "JOIN submission s ON s.id = a.submission "
                       "WHERE a.person = ? ORDER BY s.created_ms",
                       error);
}

/**
 * vouch_store_withdraw_permission:
 * @self: a library that may be written.
 * @id: the permission's id.
 * @day: from which day on it no longer holds.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether the withdrawal is on the disk.
 */
gboolean
vouch_store_withdraw_permission (VouchStore *self, const char *id, VouchDay day, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, FALSE);

  return vouch_store_write_one (self, _ ("There is no such permission"), error,
                                "UPDATE permission SET withdrawn = ? WHERE id = ?", "It",
                                (gint64) day, id);
}

/**
 * vouch_store_remove_person_if_unused:
 * @self: a library that may be written.
 * @key: a pseudonym key.
 * @removed: (out): whether there is no such person any more.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Takes out a person who was made up, with what was permitted, unless the person appears in something,
 * also in the bin.
 *
 * Returns: whether that was looked after.
 */
gboolean
vouch_store_remove_person_if_unused (VouchStore *self,
                                     const char *key,
                                     gboolean *removed,
                                     GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *found = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && key != NULL && removed != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  if (change == NULL)
    return FALSE;
  found = vouch_store_read_text (self, &local,
                                 "SELECT person FROM appearing WHERE person = ?1 "
                                 "UNION SELECT person FROM evidence_person WHERE person = ?1 "
                                 "UNION SELECT person FROM sent_appearing WHERE person = ?1",
                                 "t", key);
  if (!vouch_store_rows_ended (g_steal_pointer (&local), error))
    return FALSE;
  *removed = found == NULL;
  if (*removed &&
      (!vouch_store_write (self, error, "DELETE FROM permission WHERE person = ?", "t", key) ||
       !vouch_store_write (self, error, "DELETE FROM person WHERE key = ?", "t", key)))
    return FALSE;
  return vouch_store_change_commit (change, error);
}
