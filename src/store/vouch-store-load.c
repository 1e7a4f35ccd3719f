/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-load.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-access.h"
#include "vouch-store-definitions.h"
#include "vouch-store-goals.h"
#include "vouch-store-load-items.h"
#include "vouch-store-words.h"

typedef void (*TakeRow) (VouchPortfolio *portfolio, VouchSqlStatement *row);

static void
take_confirmation (VouchPortfolio *portfolio, VouchSqlStatement *row)
{
  g_autoptr (VouchConfirmation) confirmation = vouch_confirmation_new ();

  vouch_confirmation_set_finding (confirmation, vouch_sql_text (row, 0));
  vouch_confirmation_set_basis (confirmation, vouch_sql_text (row, 1));
  vouch_confirmation_set_created_ms (confirmation, vouch_sql_int (row, 2));
  vouch_portfolio_add_confirmation (portfolio, confirmation);
}

static void
take_self_assessment (VouchPortfolio *portfolio, VouchSqlStatement *row)
{
  g_autoptr (VouchSelfAssessment) assessment = vouch_self_assessment_new ();

  vouch_self_assessment_set_id (assessment, vouch_sql_text (row, 0));
  vouch_self_assessment_set_criterion (assessment, vouch_sql_text (row, 1));
  vouch_self_assessment_set_level (assessment, vouch_sql_text (row, 2));
  vouch_self_assessment_set_reason (assessment, vouch_sql_text (row, 3));
  vouch_self_assessment_set_created_ms (assessment, vouch_sql_int (row, 4));
  vouch_portfolio_add_self_assessment (portfolio, assessment);
}

static gboolean
load_rows (VouchSql *sql,
           VouchPortfolio *portfolio,
           const char *query,
           TakeRow take,
           GError **error)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (sql, error, query, "t", vouch_portfolio_get_id (portfolio));
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local))
    take (portfolio, row);
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

static GStrv
load_words (VouchSql *sql, const char *portfolio, const char *query, GError **error)
{
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (sql, error, query, "t", portfolio);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local))
    g_strv_builder_add (words, vouch_sql_text (row, 0));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_strv_builder_end (words);
}

static gboolean
load_plans (VouchSql *sql, VouchPortfolio *portfolio, GError **error)
{
  static const struct {
    const char *query;
    TakeRow take;
  } parts[] = {
    { "SELECT finding, basis, created_ms FROM confirmation WHERE portfolio = ? ORDER BY rowid",
      take_confirmation },
    { "SELECT id, criterion, level, reason, created_ms FROM self_assessment WHERE portfolio = ? "
      "ORDER BY created_ms, rowid",
      take_self_assessment },
  };
  const char *id = vouch_portfolio_get_id (portfolio);
  g_auto (GStrv) chosen = NULL;
  g_auto (GStrv) submitted = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!load_rows (sql, portfolio, parts[i].query, parts[i].take, error))
      return FALSE;
  if (!vouch_store_load_goals_of (sql, portfolio, error))
    return FALSE;
  chosen =
      load_words (sql, id, "SELECT option FROM chosen WHERE portfolio = ? ORDER BY rowid", error);
  if (chosen == NULL)
    return FALSE;
  submitted = load_words (sql, id,
                          "SELECT DISTINCT sent.original FROM sent JOIN submission s "
                          "ON s.id = sent.submission WHERE s.portfolio = ? ORDER BY sent.original",
                          error);
  if (submitted == NULL)
    return FALSE;
  vouch_portfolio_set_chosen (portfolio, (const char *const *) chosen);
  vouch_portfolio_set_submitted (portfolio, (const char *const *) submitted);
  return TRUE;
}

static VouchPortfolio *
load_head (VouchStore *self, VouchSql *sql, const char *id, GError **error)
{
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (
      sql, error, "SELECT title, definition, created_ms, changed_ms FROM portfolio WHERE id = ?",
      "t", id);
  g_autoptr (VouchPortfolio) portfolio = vouch_portfolio_new ();
  g_autoptr (VouchDefinition) definition = NULL;
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  if (!vouch_sql_next (row, &local)) {
    if (local == NULL)
      g_set_error (&local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no portfolio %s"), id);
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  definition = vouch_store_load_definition (self, vouch_sql_text (row, 1), error);
  if (definition == NULL)
    return NULL;
  vouch_portfolio_set_id (portfolio, id);
  vouch_portfolio_set_title (portfolio, vouch_sql_text (row, 0));
  vouch_portfolio_set_definition (portfolio, definition);
  vouch_portfolio_set_created_ms (portfolio, vouch_sql_int (row, 2));
  vouch_portfolio_set_changed_ms (portfolio, vouch_sql_int (row, 3));
  return g_steal_pointer (&portfolio);
}

/**
 * vouch_store_load_portfolio:
 * @self: a library.
 * @id: a portfolio's id; it may be in the bin.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CORRUPT, %VOUCH_ERROR_INVALID or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Loads a portfolio with everything in it, as it was at one moment.
 *
 * Returns: (transfer full): the portfolio, or %NULL.
 */
VouchPortfolio *
vouch_store_load_portfolio (VouchStore *self, const char *id, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchSql *sql;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  sql = _vouch_store_reading_get_sql (reading);
  portfolio = load_head (self, sql, id, error);
  if (portfolio == NULL || !load_plans (sql, portfolio, error) ||
      !vouch_store_load_items (self, sql, portfolio, error))
    return NULL;
  return g_steal_pointer (&portfolio);
}

static void
take_submitted (GPtrArray *portfolios, VouchSqlStatement *row)
{
  VouchPortfolio *last =
      portfolios->len > 0 ? g_ptr_array_index (portfolios, portfolios->len - 1) : NULL;
  const char *id = vouch_sql_text (row, 0);
  g_autoptr (GStrvBuilder) originals = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (last == NULL || g_strcmp0 (vouch_portfolio_get_id (last), id) != 0) {
    last = vouch_portfolio_new ();
    vouch_portfolio_set_id (last, id);
    vouch_portfolio_set_title (last, vouch_sql_text (row, 1));
    g_ptr_array_add (portfolios, last);
  }
  g_strv_builder_addv (originals, (const char **) vouch_portfolio_get_submitted (last));
  g_strv_builder_add (originals, vouch_sql_text (row, 2));
  all = g_strv_builder_end (originals);
  vouch_portfolio_set_submitted (last, (const char *const *) all);
}

/**
 * vouch_store_list_submitted:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Lists the portfolios that are not in the bin and of which something was sent, with no more than
 * id, title and the originals of what was sent: what `originality` compares with.
 *
 * Returns: (transfer full) (element-type VouchPortfolio): the portfolios, or %NULL.
 */
GPtrArray *
vouch_store_list_submitted (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) portfolios = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT DISTINCT p.id, p.title, sent.original FROM sent "
                         "JOIN submission s ON s.id = sent.submission "
                         "JOIN portfolio p ON p.id = s.portfolio WHERE p.removed_ms IS NULL "
                         "ORDER BY p.changed_ms DESC, p.rowid DESC, sent.original",
                         "");
  while (row != NULL && vouch_sql_next (row, &local))
    take_submitted (portfolios, row);
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&portfolios);
}
