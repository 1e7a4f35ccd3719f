/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-home.h"

#include "vouch-store-access.h"
#include "vouch-store-backup.h"

/* What the first page tells; each is one statement, whatever the library holds. */

/* A decision that was followed by another on the same submission is no news any more. */
#define NEWS                                                                                       \
  "SELECT 'decision:' || d.rowid, s.portfolio, NULL, p.title, "                                    \
  "CASE WHEN json_valid (CAST (d.document AS TEXT)) THEN "                                         \
  "json_extract (CAST (d.document AS TEXT), '$.outcome') = 'earned' ELSE 0 END, d.received_ms "    \
  "FROM decision d JOIN submission s ON s.id = d.submission "                                      \
  "JOIN portfolio p ON p.id = s.portfolio AND p.removed_ms IS NULL "                               \
  "WHERE d.rowid = (SELECT max (rowid) FROM decision WHERE submission = d.submission) "            \
  "UNION ALL SELECT 'credential:' || c.id, NULL, c.id, coalesce (c.name, ''), 1, c.received_ms "   \
  "FROM credential c ORDER BY 6 DESC LIMIT ?"

/**
 * vouch_store_news_free:
 * @self: (transfer full) (nullable): something that came in.
 *
 * Frees it.
 */
void
vouch_store_news_free (VouchStoreNews *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->portfolio);
  g_free (self->credential);
  g_free (self->title);
  g_free (self);
}

/**
 * vouch_store_list_news:
 * @self: a library.
 * @most: how many at most.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchStoreNews): decisions and badges that came in, the
 *   latest first; or %NULL.
 */
GPtrArray *
vouch_store_list_news (VouchStore *self, guint most, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) news =
      g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_store_news_free);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, NEWS, "i", (int) most);
  while (row != NULL && vouch_sql_next (row, &local)) {
    VouchStoreNews *one = g_new0 (VouchStoreNews, 1);

    one->key = g_strdup (vouch_sql_text (row, 0));
    one->portfolio = g_strdup (vouch_sql_text (row, 1));
    one->credential = g_strdup (vouch_sql_text (row, 2));
    one->title = g_strdup (vouch_sql_text (row, 3));
    one->is_earned = vouch_sql_int (row, 4) != 0;
    one->when_ms = vouch_sql_int (row, 5);
    g_ptr_array_add (news, one);
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&news);
}

/**
 * vouch_store_take_pulse:
 * @self: a library.
 * @pulse: (out): how it is.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Says when it was last written, when the last snapshot was taken, and what was found damaged.
 *
 * Returns: whether that could be read.
 */
gboolean
vouch_store_take_pulse (VouchStore *self, VouchStorePulse *pulse, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && pulse != NULL, FALSE);

  *pulse = (VouchStorePulse){ 0 };
  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return FALSE;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT (SELECT coalesce (max (changed_ms), 0) FROM portfolio), "
                         "(SELECT count (*) FROM object WHERE integrity <> 'intact'), "
                         "(SELECT count (*) FROM portfolio WHERE removed_ms IS NULL)",
                         "");
  if (row == NULL || !vouch_sql_next (row, &local))
    return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
  pulse->changed_ms = vouch_sql_int (row, 0);
  pulse->damaged = (guint) vouch_sql_int (row, 1);
  pulse->portfolios = (guint) vouch_sql_int (row, 2);
  pulse->backup_ms = vouch_store_get_last_backup_ms (vouch_store_get_folder (self));
  return TRUE;
}

/**
 * vouch_store_due_free:
 * @self: (transfer full) (nullable): something with a day.
 *
 * Frees it.
 */
void
vouch_store_due_free (VouchStoreDue *self)
{
  if (self == NULL)
    return;
  g_free (self->portfolio);
  g_free (self->portfolio_title);
  g_free (self->definition);
  g_free (self);
}

/* One portfolio of each definition that is not in the bin. */
#define DUE                                                                                        \
  "SELECT id, title, definition FROM portfolio WHERE removed_ms IS NULL "                          \
  "GROUP BY definition ORDER BY max (changed_ms) DESC LIMIT ?"

/**
 * vouch_store_list_due:
 * @self: a library.
 * @most: how many at most.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchStoreDue): one portfolio of each definition, whose
 *   windows for sending may be coming up; or %NULL.
 */
GPtrArray *
vouch_store_list_due (VouchStore *self, guint most, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) due =
      g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_store_due_free);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, DUE, "i", (int) most);
  while (row != NULL && vouch_sql_next (row, &local)) {
    VouchStoreDue *one = g_new0 (VouchStoreDue, 1);

    one->portfolio = g_strdup (vouch_sql_text (row, 0));
    one->portfolio_title = g_strdup (vouch_sql_text (row, 1));
    one->definition = g_strdup (vouch_sql_text (row, 2));
    g_ptr_array_add (due, one);
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&due);
}

/**
 * vouch_store_begun_free:
 * @self: (transfer full) (nullable): something begun.
 *
 * Frees it.
 */
void
vouch_store_begun_free (VouchStoreBegun *self)
{
  if (self == NULL)
    return;
  g_free (self->definition);
  g_free (self);
}

#define BEGUN                                                                                      \
  "SELECT f.id, max (EXISTS (SELECT 1 FROM submission s JOIN decision d ON d.submission = s.id "   \
  "WHERE s.portfolio = p.id AND CASE WHEN json_valid (CAST (d.document AS TEXT)) THEN "            \
  "json_extract (CAST (d.document AS TEXT), '$.outcome') = 'earned' END)) "                        \
  "FROM portfolio p JOIN definition f ON f.sha256 = p.definition "                                 \
  "WHERE p.removed_ms IS NULL GROUP BY f.id"

/**
 * vouch_store_list_begun:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchStoreBegun): each definition that a portfolio was begun
 *   on and whether it is earned; or %NULL.
 */
GPtrArray *
vouch_store_list_begun (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) begun =
      g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_store_begun_free);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, BEGUN, "");
  while (row != NULL && vouch_sql_next (row, &local)) {
    VouchStoreBegun *one = g_new0 (VouchStoreBegun, 1);

    one->definition = g_strdup (vouch_sql_text (row, 0));
    one->is_earned = vouch_sql_int (row, 1) != 0;
    g_ptr_array_add (begun, one);
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&begun);
}
