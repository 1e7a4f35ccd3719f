/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-annotate"

#include "config.h"
#include "vouch-annotate.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-items.h"
#include "vouch-text.h"

#include "vouch-items.h"
#include "vouch-retained.h"
#include "vouch-workspace-private.h"

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
check_time (VouchItem *item, VouchMoment *moment, GError **error)
{
  VouchMedia media = vouch_item_get_media (item);
  VouchFacts *facts = vouch_item_get_facts (item);
  gint64 whole = facts != NULL ? vouch_facts_get_duration_ms (facts) : VOUCH_FACTS_UNKNOWN;
  gint64 start = vouch_moment_get_start_ms (moment);
  gint64 end = vouch_moment_get_end_ms (moment);

  if (media != VOUCH_MEDIA_AUDIO && media != VOUCH_MEDIA_VIDEO)
    return refuse (error, _ ("A moment can be marked in a recording only."));
  if (start < 0 || (end >= 0 && end < start))
    return refuse (error, _ ("The end of a moment comes after its start."));
  if (whole == VOUCH_FACTS_UNKNOWN || MAX (start, end) <= whole)
    return TRUE;
  return refuse (error, _ ("The moment lies after the end of the recording."));
}

static gboolean
check_region (VouchItem *item, VouchMoment *moment, GError **error)
{
  VouchMedia media = vouch_item_get_media (item);
  double right = vouch_moment_get_x (moment) + vouch_moment_get_width (moment);
  double bottom = vouch_moment_get_y (moment) + vouch_moment_get_height (moment);

  if (media == VOUCH_MEDIA_AUDIO || media == VOUCH_MEDIA_TEXT)
    return refuse (error, _ ("A region can be marked in a picture or a page only."));
  /* A little more than 1 is what is left of thirds and other fractions that were rounded. */
  if (vouch_moment_get_x (moment) < 0 || vouch_moment_get_y (moment) < 0 ||
      !(vouch_moment_get_width (moment) > 0) || !(vouch_moment_get_height (moment) > 0) ||
      right > 1.0001 || bottom > 1.0001)
    return refuse (error, _ ("A region is given in fractions of the picture, from 0 to 1."));
  return TRUE;
}

static gboolean
check_page (VouchItem *item, VouchMoment *moment, GError **error)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  int pages = facts != NULL ? vouch_facts_get_pages (facts) : VOUCH_FACTS_UNKNOWN;

  if (vouch_item_get_artifact (item) == NULL || vouch_item_get_media (item) == VOUCH_MEDIA_AUDIO ||
      vouch_item_get_media (item) == VOUCH_MEDIA_VIDEO)
    return refuse (error, _ ("Only a document has pages."));
  if (vouch_moment_get_page (moment) == 0)
    return refuse (error, _ ("Pages are counted from 1."));
  if (pages > 0 && vouch_moment_get_page (moment) > (guint) pages)
    return refuse (error, _ ("The document has fewer pages."));
  return TRUE;
}

static gboolean
check_place (VouchItem *item, VouchMoment *moment, GError **error)
{
  switch (vouch_moment_get_form (moment)) {
  case VOUCH_MOMENT_FORM_MOMENT: return check_time (item, moment, error);
  case VOUCH_MOMENT_FORM_REGION: return check_region (item, moment, error);
  case VOUCH_MOMENT_FORM_PAGE: return check_page (item, moment, error);
  case VOUCH_MOMENT_FORM_TEXT: break;
  }
  if (vouch_text_is_blank (vouch_moment_get_quote (moment)))
    return refuse (error, _ ("A passage needs the words it quotes."));
  return TRUE;
}

static gboolean
check_criterion (VouchPortfolio *portfolio, VouchMoment *moment, GError **error)
{
  const char *criterion = vouch_moment_get_criterion (moment);
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio));

  if (criterion == NULL || vouch_rubric_find_criterion (rubric, criterion) != NULL)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("The rubric has no criterion “%s”."),
               criterion);
  return FALSE;
}

/**
 * vouch_annotate_add:
 * @workspace: a workspace.
 * @item: id of the item.
 * @moment: where and what; without an id it is a new one, with one it takes the place of that.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when the item has no such place;
 *   %VOUCH_ERROR_CONFLICT when it stays as it was earned.
 *
 * Marks a place in an item.
 *
 * Returns: (transfer full) (nullable): the annotation's id.
 */
char *
vouch_annotate_add (VouchWorkspace *workspace,
                    const char *item,
                    VouchMoment *moment,
                    GCancellable *cancellable,
                    GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *found;

  g_return_val_if_fail (item != NULL && VOUCH_IS_MOMENT (moment), NULL);

  found = store != NULL ? vouch_items_find (workspace, item, &portfolio, error) : NULL;
  if (found == NULL || !check_place (found, moment, error) ||
      !check_criterion (portfolio, moment, error) ||
      !vouch_retained_allows (workspace, portfolio, vouch_item_get_requirement (found), cancellable,
                              error))
    return NULL;
  if (vouch_moment_get_id (moment) == NULL) {
    g_autofree char *id = vouch_workspace_new_id (workspace);

    vouch_moment_set_id (moment, id);
    vouch_moment_set_created_ms (moment,
                                 vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  }
  if (!vouch_store_save_moment (store, item, moment, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, vouch_portfolio_get_id (portfolio));
  return g_strdup (vouch_moment_get_id (moment));
}

/**
 * vouch_annotate_remove:
 * @workspace: a workspace.
 * @item: id of the item.
 * @moment: id of the annotation.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CONFLICT when the item stays as it was earned.
 *
 * Takes an annotation away.
 *
 * Returns: whether it is gone.
 */
gboolean
vouch_annotate_remove (VouchWorkspace *workspace,
                       const char *item,
                       const char *moment,
                       GCancellable *cancellable,
                       GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *found;

  g_return_val_if_fail (item != NULL && moment != NULL, FALSE);

  found = store != NULL ? vouch_items_find (workspace, item, &portfolio, error) : NULL;
  if (found == NULL ||
      !vouch_retained_allows (workspace, portfolio, vouch_item_get_requirement (found), cancellable,
                              error) ||
      !vouch_store_remove_moment (store, moment, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, vouch_portfolio_get_id (portfolio));
  return TRUE;
}
