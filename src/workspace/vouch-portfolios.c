/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolios"

#include "config.h"
#include "vouch-portfolios.h"

#include <glib/gi18n-lib.h>

#include "vouch-definitions.h"
#include "vouch-error.h"
#include "vouch-store-load.h"
#include "vouch-store-definitions.h"
#include "vouch-store-portfolios.h"

#include "vouch-text.h"
#include "vouch-workspace-private.h"

static VouchDefinition *
pin_definition (VouchWorkspace *workspace, VouchDefinition *definition, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (GBytes) bytes = vouch_definitions_get_bytes (workspace, definition, error);
  g_autofree char *digest = NULL;

  if (bytes == NULL)
    return NULL;
  digest = vouch_store_add_definition (store, definition, bytes, error);
  return digest != NULL ? vouch_store_load_definition (store, digest, error) : NULL;
}

static gboolean
may_begin (VouchDefinition *definition, GError **error)
{
  if (vouch_definition_get_status (definition) != VOUCH_DEFINITION_STATUS_RETIRED)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
               _ ("“%s” is retired: what was begun can be finished, but nothing new can be begun."),
               vouch_definition_get_name (definition));
  return FALSE;
}

/**
 * vouch_portfolios_begin:
 * @workspace: a workspace.
 * @definition_id: the micro-credential to work toward.
 * @title: (nullable): a title; %NULL for the micro-credential's name.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no such definition, %VOUCH_ERROR_CONFLICT when it
 *   is retired.
 *
 * Begins a portfolio and pins the definition it is begun on.
 *
 * Returns: (transfer full) (nullable): the portfolio's id.
 */
char *
vouch_portfolios_begin (VouchWorkspace *workspace,
                        const char *definition_id,
                        const char *title,
                        GCancellable *cancellable,
                        GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchDefinition) newest = NULL;
  g_autoptr (VouchDefinition) pinned = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *id = NULL;
  gint64 now;

  g_return_val_if_fail (definition_id != NULL, NULL);

  if (store == NULL)
    return NULL;
  newest = vouch_definitions_find (workspace, definition_id, cancellable, error);
  if (newest == NULL || !may_begin (newest, error))
    return NULL;
  pinned = pin_definition (workspace, newest, error);
  if (pinned == NULL)
    return NULL;

  now = vouch_clock_now_ms (vouch_workspace_get_clock (workspace));
  portfolio = vouch_portfolio_new ();
  id = vouch_workspace_new_id (workspace);
  vouch_portfolio_set_id (portfolio, id);
  vouch_portfolio_set_title (
      portfolio, vouch_text_is_blank (title) ? vouch_definition_get_name (pinned) : title);
  vouch_portfolio_set_definition (portfolio, pinned);
  vouch_portfolio_set_created_ms (portfolio, now);
  vouch_portfolio_set_changed_ms (portfolio, now);
  if (!vouch_store_add_portfolio (store, portfolio, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, id);
  return g_steal_pointer (&id);
}

/**
 * vouch_portfolios_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchPortfolio): every portfolio that is not in the bin,
 *   wholly loaded, the last changed first.
 */
GPtrArray *
vouch_portfolios_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  VouchStore *store;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) portfolios = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  store = vouch_workspace_get_store (workspace);
  ids = vouch_store_list_portfolios (store, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++) {
    VouchPortfolio *portfolio =
        vouch_store_load_portfolio (store, g_ptr_array_index (ids, i), error);

    if (portfolio == NULL)
      return NULL;
    g_ptr_array_add (portfolios, portfolio);
  }
  return g_steal_pointer (&portfolios);
}

/**
 * vouch_portfolios_load:
 * @workspace: a workspace.
 * @id: id of the portfolio.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (nullable): the portfolio as it is stored just now.
 */
VouchPortfolio *
vouch_portfolios_load (VouchWorkspace *workspace,
                       const char *id,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && id != NULL, NULL);

  return vouch_store_load_portfolio (vouch_workspace_get_store (workspace), id, error);
}

/**
 * vouch_portfolios_rename:
 * @workspace: a workspace.
 * @id: id of the portfolio.
 * @title: its new title.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when the title is blank.
 *
 * Gives a portfolio another title.
 *
 * Returns: whether it has it.
 */
gboolean
vouch_portfolios_rename (VouchWorkspace *workspace,
                         const char *id,
                         const char *title,
                         GCancellable *cancellable,
                         GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  g_return_val_if_fail (id != NULL, FALSE);

  if (store == NULL)
    return FALSE;
  if (vouch_text_is_blank (title)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("A portfolio needs a title."));
    return FALSE;
  }
  if (!vouch_store_rename_portfolio (store, id, title, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, id);
  return TRUE;
}

/**
 * vouch_portfolios_remove:
 * @workspace: a workspace.
 * @id: id of the portfolio.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Puts a portfolio into the bin.
 *
 * Returns: whether it is there.
 */
gboolean
vouch_portfolios_remove (VouchWorkspace *workspace,
                         const char *id,
                         GCancellable *cancellable,
                         GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  g_return_val_if_fail (id != NULL, FALSE);

  if (store == NULL || !vouch_store_remove_portfolio (store, id, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, id);
  return TRUE;
}

/**
 * vouch_portfolios_restore:
 * @workspace: a workspace.
 * @id: id of a portfolio in the bin.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Takes a portfolio out of the bin again.
 *
 * Returns: whether it is back.
 */
gboolean
vouch_portfolios_restore (VouchWorkspace *workspace,
                          const char *id,
                          GCancellable *cancellable,
                          GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  g_return_val_if_fail (id != NULL, FALSE);

  if (store == NULL || !vouch_store_restore_portfolio (store, id, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, id);
  return TRUE;
}
