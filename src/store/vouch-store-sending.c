/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-sending.h"

#include "vouch-store-access.h"

/**
 * vouch_store_load_sending:
 * @self: a library.
 * @submission: a submission's id.
 * @sending: (out): what is kept; all zero when nothing is.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it could be read.
 */
gboolean
vouch_store_load_sending (VouchStore *self,
                          const char *submission,
                          VouchStoreSending *sending,
                          GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && submission != NULL && sending != NULL, FALSE);

  *sending = (VouchStoreSending){ 0 };
  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return FALSE;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT unmetered, paused, ask_again_ms FROM sending WHERE submission = ?",
                         "t", submission);
  while (row != NULL && vouch_sql_next (row, &local))
    *sending = (VouchStoreSending){ vouch_sql_int (row, 0) != 0, vouch_sql_int (row, 1) != 0,
                                    vouch_sql_int (row, 2) };
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/**
 * vouch_store_save_sending:
 * @self: a library that may be written.
 * @submission: a submission's id.
 * @sending: what to keep.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_save_sending (VouchStore *self,
                          const char *submission,
                          const VouchStoreSending *sending,
                          GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && submission != NULL && sending != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL &&
         vouch_store_write (self, error, "INSERT OR REPLACE INTO sending VALUES (?, ?, ?, ?)",
                            "tiiI", submission, sending->unmetered, sending->paused,
                            sending->ask_again_ms) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_lend:
 * @self: a library that may be written, without an open change.
 *
 * Lets other programs write between the changes of this one, while it waits for another computer.
 * Nothing that is half made may lie in the folder meanwhile.
 */
void
vouch_store_lend (VouchStore *self)
{
  g_return_if_fail (VOUCH_IS_STORE (self));

  if (_vouch_store_get_latch (self) != NULL)
    vouch_store_latch_lend (_vouch_store_get_latch (self));
}

/**
 * vouch_store_is_lent:
 * @self: a library.
 *
 * Returns: whether other programs may write just now.
 */
gboolean
vouch_store_is_lent (VouchStore *self)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self), FALSE);

  return _vouch_store_get_latch (self) != NULL &&
         vouch_store_latch_is_lent (_vouch_store_get_latch (self));
}

/**
 * vouch_store_take_back:
 * @self: a library that was lent.
 * @error: %VOUCH_ERROR_BUSY when another program writes by now; it stays lent then.
 *
 * Returns: whether this program alone may write again.
 */
gboolean
vouch_store_take_back (VouchStore *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self), FALSE);

  return _vouch_store_get_latch (self) == NULL ||
         vouch_store_latch_take_back (_vouch_store_get_latch (self), error);
}
