/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-move"

#include "config.h"
#include "vouch-move.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-items.h"

#include "vouch-items.h"
#include "vouch-placement.h"
#include "vouch-prepare.h"
#include "vouch-retained.h"
#include "vouch-workspace-private.h"

static gboolean
choose_media (VouchItem *item, VouchRequirement *requirement, VouchMedia *media, GError **error)
{
  g_autofree char *wanted = NULL;

  if (vouch_item_get_artifact (item) != NULL)
    return vouch_placement_choose_media (requirement, vouch_item_get_facts (item), media, error);
  if (vouch_requirement_get_kind (requirement) == VOUCH_REQUIREMENT_KIND_PROMPT &&
      vouch_media_set_contains (vouch_requirement_get_media (requirement), VOUCH_MEDIA_TEXT)) {
    *media = VOUCH_MEDIA_TEXT;
    return TRUE;
  }
  wanted = vouch_placement_list_media (vouch_requirement_get_media (requirement));
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: the title of a requirement, and what it takes, as "a picture". */
               _ ("“%s” does not take a typed answer; it asks for %s. Nothing was moved."),
               vouch_requirement_get_title (requirement), wanted);
  return FALSE;
}

/**
 * vouch_move_item:
 * @workspace: a workspace.
 * @item: id of an item.
 * @requirement: id of the requirement it shall be placed on, in the same portfolio.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID when something else is asked for there,
 *   %VOUCH_ERROR_CONFLICT when here or there stays as it was earned.
 *
 * Places an item on another requirement, with all that is recorded about it.
 *
 * Returns: (transfer full) (nullable): id of the requirement it was on, for the way back.
 */
char *
vouch_move_item (VouchWorkspace *workspace,
                 const char *item,
                 const char *requirement,
                 GCancellable *cancellable,
                 GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *from = NULL;
  VouchRequirement *asked = NULL;
  VouchMedia media = VOUCH_MEDIA_NONE;
  VouchItem *found;

  g_return_val_if_fail (item != NULL && requirement != NULL, NULL);

  found = store != NULL ? vouch_items_find (workspace, item, &portfolio, error) : NULL;
  if (found != NULL)
    asked = vouch_placement_find_requirement (portfolio, requirement, error);
  if (asked == NULL || !choose_media (found, asked, &media, error))
    return NULL;
  from = g_strdup (vouch_item_get_requirement (found));
  if (!vouch_retained_allows (workspace, portfolio, from, cancellable, error) ||
      !vouch_retained_allows (workspace, portfolio, requirement, cancellable, error))
    return NULL;
  vouch_item_set_requirement (found, requirement);
  vouch_item_set_media (found, media);
  if (!vouch_store_update_item (store, found, error))
    return NULL;
  vouch_prepare_if_size_decides (workspace, vouch_portfolio_get_id (portfolio), requirement,
                                 cancellable);
  vouch_workspace_tell_changed (workspace, vouch_portfolio_get_id (portfolio));
  return g_steal_pointer (&from);
}
