/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-portfolios.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-id.h"
#include "vouch-store-access.h"
#include "vouch-store-words.h"

#define NO_PORTFOLIO _ ("There is no such portfolio")

/**
 * vouch_store_add_portfolio:
 * @self: a library that may be written.
 * @portfolio: a portfolio with a title and a definition that is in the library; gets an id and
 *   its times if it has none. What it holds is added by other calls.
 * @error: %VOUCH_ERROR_NOT_FOUND when the definition is not in the library,
 *   %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Begins a portfolio, pinned to the bytes of the definition.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_add_portfolio (VouchStore *self, VouchPortfolio *portfolio, GError **error)
{
  VouchDefinition *definition;
  const char *title;
  gint64 now;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_PORTFOLIO (portfolio), FALSE);
  definition = vouch_portfolio_get_definition (portfolio);
  g_return_val_if_fail (definition != NULL && vouch_definition_get_digest (definition) != NULL,
                        FALSE);

  now = _vouch_store_now_ms (self);
  if (vouch_portfolio_get_id (portfolio) == NULL) {
    g_autofree char *id = vouch_id_new (now);

    vouch_portfolio_set_id (portfolio, id);
  }
  if (vouch_portfolio_get_created_ms (portfolio) == 0)
    vouch_portfolio_set_created_ms (portfolio, now);
  vouch_portfolio_set_changed_ms (portfolio, now);
  title = vouch_portfolio_get_title (portfolio);
  return vouch_store_write_one (
      self, "", error, "INSERT INTO portfolio VALUES (?, ?, ?, ?, ?, NULL)", "tttII",
      vouch_portfolio_get_id (portfolio), title != NULL ? title : "",
      vouch_definition_get_digest (definition), vouch_portfolio_get_created_ms (portfolio), now);
}

/**
 * vouch_store_list_portfolios:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type utf8): the ids of all portfolios that are not in the
 *   bin, the last changed first; or %NULL.
 */
GPtrArray *
vouch_store_list_portfolios (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT id FROM portfolio WHERE removed_ms IS NULL "
                         "ORDER BY changed_ms DESC, rowid DESC",
                         "");
  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (ids, g_strdup (vouch_sql_text (row, 0)));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&ids);
}

/**
 * vouch_store_list_removed_portfolios:
 * @self: a library.
 * @take: gets each portfolio in the bin, the last one removed first.
 * @data: its data.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether all were read.
 */
gboolean
vouch_store_list_removed_portfolios (VouchStore *self,
                                     VouchStoreTakeRemoved take,
                                     gpointer data,
                                     GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && take != NULL, FALSE);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return FALSE;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT id, title, removed_ms FROM portfolio WHERE removed_ms IS NOT NULL "
                         "ORDER BY removed_ms DESC, rowid DESC",
                         "");
  while (row != NULL && vouch_sql_next (row, &local))
    take (vouch_sql_text (row, 0), vouch_sql_text (row, 1), vouch_sql_int (row, 2), data);
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/**
 * vouch_store_rename_portfolio:
 * @self: a library that may be written.
 * @id: a portfolio's id.
 * @title: its new title.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_rename_portfolio (VouchStore *self, const char *id, const char *title, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL && title != NULL, FALSE);

  return vouch_store_write_one (self, NO_PORTFOLIO, error,
                                "UPDATE portfolio SET title = ?, changed_ms = ? WHERE id = ?",
                                "tIt", title, _vouch_store_now_ms (self), id);
}

/**
 * vouch_store_remove_portfolio:
 * @self: a library that may be written.
 * @id: a portfolio's id.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Puts a portfolio into the bin.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_remove_portfolio (VouchStore *self, const char *id, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, FALSE);

  return vouch_store_write_one (
      self, NO_PORTFOLIO, error,
      "UPDATE portfolio SET removed_ms = ? WHERE id = ? AND removed_ms IS NULL", "It",
      _vouch_store_now_ms (self), id);
}

/**
 * vouch_store_restore_portfolio:
 * @self: a library that may be written.
 * @id: a portfolio's id.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Takes a portfolio out of the bin.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_restore_portfolio (VouchStore *self, const char *id, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, FALSE);

  return vouch_store_write_one (self, NO_PORTFOLIO, error,
                                "UPDATE portfolio SET removed_ms = NULL WHERE id = ?", "t", id);
}

/**
 * vouch_store_set_chosen:
 * @self: a library that may be written.
 * @portfolio: a portfolio's id.
 * @options: (array zero-terminated=1): the ids of all chosen options, of every choice.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether the choice is on the disk.
 */
gboolean
vouch_store_set_chosen (VouchStore *self,
                        const char *portfolio,
                        const char *const *options,
                        GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && portfolio != NULL && options != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  if (change == NULL || !vouch_store_touch (self, portfolio, error) ||
      !vouch_store_write (self, error, "DELETE FROM chosen WHERE portfolio = ?", "t", portfolio))
    return FALSE;
  for (guint i = 0; options[i] != NULL; i++)
    if (!vouch_store_write (self, error, "INSERT OR IGNORE INTO chosen VALUES (?, ?)", "tt",
                            portfolio, options[i]))
      return FALSE;
  return vouch_store_change_commit (change, error);
}

/**
 * vouch_store_confirm:
 * @self: a library that may be written.
 * @portfolio: a portfolio's id.
 * @confirmation: what the earner confirmed; gets its time if it has none.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps a confirmation in place of an earlier one of the same finding.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_confirm (VouchStore *self,
                     const char *portfolio,
                     VouchConfirmation *confirmation,
                     GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && portfolio != NULL, FALSE);
  g_return_val_if_fail (VOUCH_IS_CONFIRMATION (confirmation), FALSE);

  if (vouch_confirmation_get_created_ms (confirmation) == 0)
    vouch_confirmation_set_created_ms (confirmation, _vouch_store_now_ms (self));
  change = vouch_store_change_begin (self, error);
  return change != NULL && vouch_store_touch (self, portfolio, error) &&
         vouch_store_write (self, error, "INSERT OR REPLACE INTO confirmation VALUES (?, ?, ?, ?)",
                            "tttI", portfolio, vouch_confirmation_get_finding (confirmation),
                            vouch_confirmation_get_basis (confirmation),
                            vouch_confirmation_get_created_ms (confirmation)) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_add_self_assessment:
 * @self: a library that may be written.
 * @portfolio: a portfolio's id.
 * @assessment: a level for a criterion; gets an id and its time if it has none.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Adds to the history; nothing in it is ever replaced.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_add_self_assessment (VouchStore *self,
                                 const char *portfolio,
                                 VouchSelfAssessment *assessment,
                                 GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  gint64 now;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && portfolio != NULL, FALSE);
  g_return_val_if_fail (VOUCH_IS_SELF_ASSESSMENT (assessment), FALSE);

  now = _vouch_store_now_ms (self);
  if (vouch_self_assessment_get_id (assessment) == NULL) {
    g_autofree char *id = vouch_id_new (now);

    vouch_self_assessment_set_id (assessment, id);
  }
  if (vouch_self_assessment_get_created_ms (assessment) == 0)
    vouch_self_assessment_set_created_ms (assessment, now);
  change = vouch_store_change_begin (self, error);
  return change != NULL && vouch_store_touch (self, portfolio, error) &&
         vouch_store_write (self, error, "INSERT INTO self_assessment VALUES (?, ?, ?, ?, ?, ?)",
                            "tttttI", vouch_self_assessment_get_id (assessment), portfolio,
                            vouch_self_assessment_get_criterion (assessment),
                            vouch_self_assessment_get_level (assessment),
                            vouch_self_assessment_get_reason (assessment),
                            vouch_self_assessment_get_created_ms (assessment)) &&
         vouch_store_change_commit (change, error);
}
