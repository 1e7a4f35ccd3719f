/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-issuers.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-access.h"

#define COLUMNS                                                                                    \
  "SELECT name, url, issuer_id, key, display_name, time_zone, max_file_bytes, "                    \
  "max_submission_bytes, added_ms, name IN (SELECT name FROM issuer_unconfirmed) FROM issuer "

static VouchIssuerAccount *
take_issuer (VouchSqlStatement *row)
{
  VouchIssuerAccount *issuer = vouch_issuer_account_new ();

  vouch_issuer_account_set_name (issuer, vouch_sql_text (row, 0));
  vouch_issuer_account_set_url (issuer, vouch_sql_text (row, 1));
  vouch_issuer_account_set_issuer_id (issuer, vouch_sql_text (row, 2));
  vouch_issuer_account_set_key (issuer, vouch_sql_text (row, 3));
  vouch_issuer_account_set_display_name (issuer, vouch_sql_text (row, 4));
  vouch_issuer_account_set_time_zone (issuer, vouch_sql_text (row, 5));
  vouch_issuer_account_set_max_file_bytes (issuer, vouch_sql_int (row, 6));
  vouch_issuer_account_set_max_submission_bytes (issuer, vouch_sql_int (row, 7));
  vouch_issuer_account_set_added_ms (issuer, vouch_sql_int (row, 8));
  vouch_issuer_account_set_unconfirmed (issuer, vouch_sql_int (row, 9) != 0);
  return issuer;
}

static gboolean
write_issuer (VouchStore *self, VouchIssuerAccount *issuer, GError **error)
{
  return vouch_store_write_one (
      self, "", error,
      "INSERT INTO issuer VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE SET "
      "url = ?2, issuer_id = ?3, key = ?4, display_name = ?5, time_zone = ?6, "
      "max_file_bytes = ?7, max_submission_bytes = ?8, added_ms = ?9",
      "ttttttIII", vouch_issuer_account_get_name (issuer), vouch_issuer_account_get_url (issuer),
      vouch_issuer_account_get_issuer_id (issuer), vouch_issuer_account_get_key (issuer),
      vouch_issuer_account_get_display_name (issuer), vouch_issuer_account_get_time_zone (issuer),
      vouch_issuer_account_get_max_file_bytes (issuer),
      vouch_issuer_account_get_max_submission_bytes (issuer),
      vouch_issuer_account_get_added_ms (issuer));
}

/**
 * vouch_store_save_issuer:
 * @self: a library that may be written.
 * @issuer: an issuer, new or changed; its token is not kept here.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps an issuer under its name.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_save_issuer (VouchStore *self, VouchIssuerAccount *issuer, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  const char *mark;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_ISSUER_ACCOUNT (issuer), FALSE);

  if (vouch_issuer_account_get_added_ms (issuer) == 0)
    vouch_issuer_account_set_added_ms (issuer, _vouch_store_now_ms (self));
  mark = vouch_issuer_account_get_unconfirmed (issuer)
             ? "INSERT OR IGNORE INTO issuer_unconfirmed VALUES (?)"
             : "DELETE FROM issuer_unconfirmed WHERE name = ?";
  change = vouch_store_change_begin (self, error);
  return change != NULL && write_issuer (self, issuer, error) &&
         vouch_store_write (self, error, mark, "t", vouch_issuer_account_get_name (issuer)) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_list_issuers:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchIssuerAccount): the issuers by name; or %NULL.
 */
GPtrArray *
vouch_store_list_issuers (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) issuers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row =
      vouch_sql_query (_vouch_store_reading_get_sql (reading), error, COLUMNS "ORDER BY name", "");
  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (issuers, take_issuer (row));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&issuers);
}

/**
 * vouch_store_load_issuer:
 * @self: a library.
 * @name: the earner's name for it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): the issuer, or %NULL.
 */
VouchIssuerAccount *
vouch_store_load_issuer (VouchStore *self, const char *name, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && name != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, COLUMNS "WHERE name = ?",
                         "t", name);
  if (row == NULL)
    return NULL;
  if (vouch_sql_next (row, &local))
    return take_issuer (row);
  if (local == NULL)
    g_set_error (&local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no issuer called %s"),
                 name);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * vouch_store_remove_issuer:
 * @self: a library that may be written.
 * @name: the earner's name for it.
 * @error: %VOUCH_ERROR_CONFLICT when something was sent to it, %VOUCH_ERROR_NOT_FOUND,
 *   %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Forgets an issuer that nothing refers to.
 *
 * Returns: whether it is gone from the disk.
 */
gboolean
vouch_store_remove_issuer (VouchStore *self, const char *name, GError **error)
{
  g_autofree char *sent = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && name != NULL, FALSE);

  sent = vouch_store_read_text (self, &local, "SELECT id FROM submission WHERE issuer = ? LIMIT 1",
                                "t", name);
  if (sent == NULL && vouch_store_rows_ended (g_steal_pointer (&local), error))
    return vouch_store_write_one (self, _ ("There is no such issuer"), error,
                                  "DELETE FROM issuer WHERE name = ?", "t", name);
  if (sent != NULL)
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                 _ ("“%s” has portfolios that you sent to it, and decisions still come from there. "
                    "It stays, and nothing was changed."),
                 name);
  return FALSE;
}
