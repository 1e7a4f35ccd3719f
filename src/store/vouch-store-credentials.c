/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-credentials.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-id.h"
#include "vouch-store-access.h"

#define COLUMNS                                                                                    \
  "SELECT c.id, c.submission, s.portfolio, c.media_type, c.document, c.name, c.verification, "     \
  "c.received_ms FROM credential c LEFT JOIN submission s ON s.id = c.submission "

static VouchStoredCredential *
take_credential (VouchSqlStatement *row)
{
  VouchStoredCredential *credential = vouch_stored_credential_new ();

  credential->id = g_strdup (vouch_sql_text (row, 0));
  credential->submission = g_strdup (vouch_sql_text (row, 1));
  credential->portfolio = g_strdup (vouch_sql_text (row, 2));
  credential->media_type = g_strdup (vouch_sql_text (row, 3));
  credential->document = vouch_sql_bytes (row, 4);
  credential->name = g_strdup (vouch_sql_text (row, 5));
  credential->verification = g_strdup (vouch_sql_text (row, 6));
  credential->received_ms = vouch_sql_int (row, 7);
  return credential;
}

/**
 * vouch_stored_credential_new:
 *
 * Returns: (transfer full): an empty one, to be filled.
 */
VouchStoredCredential *
vouch_stored_credential_new (void)
{
  return g_new0 (VouchStoredCredential, 1);
}

/**
 * vouch_stored_credential_free:
 * @self: (transfer full) (nullable): a credential.
 *
 * Frees it.
 */
void
vouch_stored_credential_free (VouchStoredCredential *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->submission);
  g_free (self->portfolio);
  g_free (self->media_type);
  g_clear_pointer (&self->document, g_bytes_unref);
  g_free (self->name);
  g_free (self->verification);
  g_free (self);
}

/**
 * vouch_store_add_credential:
 * @self: a library that may be written.
 * @credential: a badge; gets an id and its time if it has none.
 * @error: %VOUCH_ERROR_NOT_FOUND when the submission is not in the library,
 *   %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps a badge as it came.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_add_credential (VouchStore *self, VouchStoredCredential *credential, GError **error)
{
  gint64 now;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && credential != NULL, FALSE);
  g_return_val_if_fail (credential->document != NULL && credential->media_type != NULL, FALSE);

  now = _vouch_store_now_ms (self);
  if (credential->id == NULL)
    credential->id = vouch_id_new (now);
  if (credential->received_ms == 0)
    credential->received_ms = now;
  return vouch_store_write_one (
      self, "", error, "INSERT INTO credential VALUES (?, ?, ?, ?, ?, ?, ?)", "tttbttI",
      credential->id, credential->submission, credential->media_type, credential->document,
      credential->name, credential->verification, credential->received_ms);
}

/**
 * vouch_store_set_credential_verification:
 * @self: a library that may be written.
 * @id: a credential's id.
 * @verification: (nullable): what was found, as JSON.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_set_credential_verification (VouchStore *self,
                                         const char *id,
                                         const char *verification,
                                         GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, FALSE);

  return vouch_store_write_one (self, _ ("There is no such credential"), error,
                                "UPDATE credential SET verification = ? WHERE id = ?", "tt",
                                verification, id);
}

/**
 * vouch_store_list_credentials:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchStoredCredential): the badges, the latest first; or
 *   %NULL.
 */
GPtrArray *
vouch_store_list_credentials (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) credentials =
      g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_stored_credential_free);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         COLUMNS "ORDER BY c.received_ms DESC, c.rowid DESC", "");
  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (credentials, take_credential (row));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&credentials);
}

/**
 * vouch_store_load_credential:
 * @self: a library.
 * @id: a credential's id.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): the badge, or %NULL.
 */
VouchStoredCredential *
vouch_store_load_credential (VouchStore *self, const char *id, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, COLUMNS "WHERE c.id = ?",
                         "t", id);
  if (row == NULL)
    return NULL;
  if (vouch_sql_next (row, &local))
    return take_credential (row);
  if (local == NULL)
    g_set_error (&local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no credential %s"), id);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
