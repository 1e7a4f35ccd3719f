/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-fit.h"

#include "vouch-store-access.h"

/**
 * vouch_store_fitting_free:
 * @self: an item.
 *
 * Frees it.
 */
void
vouch_store_fitting_free (VouchStoreFitting *self)
{
  g_free (self->item);
  g_free (self->portfolio);
  g_free (self);
}

/**
 * vouch_store_set_fit:
 * @self: a library that may be written.
 * @item: id of an item.
 * @fit: (nullable): what the copy that is sent has to fit; %NULL when it need not.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps how the copy of a recording is made. The copies that were made, and what was sent, stay.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_set_fit (VouchStore *self, const char *item, const VouchFit *fit, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  g_autofree char *word = fit != NULL ? vouch_fit_to_text (fit) : NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && item != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  if (change == NULL ||
      !vouch_store_write (self, error, "DELETE FROM item_fit WHERE item = ?", "t", item))
    return FALSE;
  if (word != NULL && !vouch_store_write (self, error, "INSERT INTO item_fit VALUES (?, ?, ?)",
                                          "ttI", item, word, _vouch_store_now_ms (self)))
    return FALSE;
  return vouch_store_change_commit (change, error);
}

/**
 * vouch_store_list_fittings:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchStoreFitting): the items that are to fit and whose copy is
 *   not made, in the order in which it was wanted; or %NULL.
 */
GPtrArray *
vouch_store_list_fittings (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) fittings = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  fittings = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_store_fitting_free);
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT i.id, i.portfolio FROM item_fit t JOIN item i ON i.id = t.item "
                         "JOIN portfolio p ON p.id = i.portfolio "
                         "WHERE i.removed_ms IS NULL AND p.removed_ms IS NULL AND NOT EXISTS "
                         "(SELECT 1 FROM derived d WHERE d.source = i.artifact AND "
                         "d.derivation = " VOUCH_STORE_DERIVATION ") ORDER BY t.wanted_ms, i.id",
                         "");
  while (row != NULL && vouch_sql_next (row, &local)) {
    VouchStoreFitting *fitting = g_new0 (VouchStoreFitting, 1);

    fitting->item = g_strdup (vouch_sql_text (row, 0));
    fitting->portfolio = g_strdup (vouch_sql_text (row, 1));
    g_ptr_array_add (fittings, fitting);
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&fittings);
}
