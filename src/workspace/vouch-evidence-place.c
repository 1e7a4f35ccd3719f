/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-place"

#include "config.h"
#include "vouch-evidence-place.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-facts.h"
#include "vouch-store-items.h"
#include "vouch-store-load.h"
#include "vouch-store-uses.h"

#include "vouch-capture-list.h"
#include "vouch-evidence-list.h"
#include "vouch-items.h"
#include "vouch-placement.h"
#include "vouch-prepare.h"
#include "vouch-retained.h"
#include "vouch-workspace-private.h"

/**
 * vouch_evidence_fits:
 * @evidence: a file of the library.
 * @requirement: what a definition asks for.
 *
 * Tells by the kind of a file, without opening anything, what is worth being offered.
 * vouch_evidence_place() has the last word.
 *
 * Returns: whether the requirement could take the file.
 */
gboolean
vouch_evidence_fits (VouchEvidence *evidence, VouchRequirement *requirement)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (VOUCH_IS_EVIDENCE (evidence) && VOUCH_IS_REQUIREMENT (requirement), FALSE);

  name = g_ascii_strdown (vouch_evidence_get_file_name (evidence) != NULL
                              ? vouch_evidence_get_file_name (evidence)
                              : "",
                          -1);
  return vouch_placement_takes_media (requirement, vouch_evidence_get_media (evidence),
                                      g_str_has_suffix (name, ".pdf") ? "pdf" : NULL);
}

/**
 * vouch_evidence_list_targets:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: the reason.
 *
 * Returns: (transfer full) (element-type VouchEvidenceUse) (nullable): the portfolios in which a file
 *   could be used, each with its id, title and definition; the last changed first.
 */
GPtrArray *
vouch_evidence_list_targets (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_store_list_targets (vouch_workspace_get_store (workspace), error);
}

static gboolean
is_placed_there (VouchPortfolio *portfolio, const char *requirement, const char *artifact)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_artifact (items->pdata[i]), artifact) == 0 &&
        g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), requirement) == 0)
      return TRUE;
  return FALSE;
}

/**
 * vouch_evidence_list_fitting:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @requirement: id of the requirement.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (element-type VouchEvidence) (nullable): the files of the library that the
 *   requirement could take and that are not there yet, the last that came in first.
 */
GPtrArray *
vouch_evidence_list_fitting (VouchWorkspace *workspace,
                             const char *portfolio,
                             const char *requirement,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) fitting = g_ptr_array_new_with_free_func (g_object_unref);
  VouchRequirement *asked;

  g_return_val_if_fail (portfolio != NULL && requirement != NULL, NULL);

  loaded = vouch_store_load_portfolio (vouch_workspace_get_store (workspace), portfolio, error);
  asked = loaded != NULL ? vouch_placement_find_requirement (loaded, requirement, error) : NULL;
  all = asked != NULL ? vouch_evidence_list (workspace, cancellable, error) : NULL;
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    if (vouch_evidence_fits (all->pdata[i], asked) &&
        !is_placed_there (loaded, requirement, vouch_evidence_get_artifact (all->pdata[i])))
      g_ptr_array_add (fitting, g_object_ref (all->pdata[i]));
  return g_steal_pointer (&fitting);
}

static gboolean
refuse_twice (VouchPortfolio *portfolio,
              VouchRequirement *requirement,
              const char *artifact,
              GError **error)
{
  if (!is_placed_there (portfolio, vouch_requirement_get_id (requirement), artifact))
    return FALSE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
               _ ("This file is there already, under “%s”. Nothing was changed."),
               vouch_requirement_get_title (requirement));
  return TRUE;
}

/* A moment that was marked with the words of a criterion speaks to it. */
static void
name_criteria (VouchItem *item, VouchPortfolio *portfolio)
{
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio));
  GPtrArray *criteria = rubric != NULL ? vouch_rubric_get_criteria (rubric) : NULL;
  GPtrArray *moments = vouch_item_get_moments (item);

  for (guint i = 0; criteria != NULL && i < moments->len; i++)
    for (guint j = 0; j < criteria->len; j++)
      if (vouch_moment_get_criterion (moments->pdata[i]) == NULL &&
          g_strcmp0 (vouch_moment_get_label (moments->pdata[i]),
                     vouch_criterion_get_title (criteria->pdata[j])) == 0)
        vouch_moment_set_criterion (moments->pdata[i], vouch_criterion_get_id (criteria->pdata[j]));
}

/* The file as it was used last: where it is placed, its moments too; else what was said of it. */
static VouchItem *
load_model (VouchWorkspace *workspace,
            const char *artifact,
            VouchPortfolio **portfolio,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *latest =
      vouch_store_find_latest_place (vouch_workspace_get_store (workspace), artifact, &local);
  VouchItem *found;

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if (latest == NULL)
    return vouch_evidence_load (workspace, artifact, cancellable, error);
  found = vouch_items_find (workspace, latest, portfolio, error);
  return found != NULL ? g_object_ref (found) : NULL;
}

static void
copy_said (VouchItem *from, VouchItem *to)
{
  g_autoptr (GList) names = vouch_item_list_attributes (from);

  vouch_item_set_artifact (to, vouch_item_get_artifact (from));
  vouch_item_set_file_name (to, vouch_item_get_file_name (from));
  vouch_item_set_title (to, vouch_item_get_title (from));
  vouch_item_set_facts (to, vouch_item_get_facts (from));
  vouch_item_set_continuity (to, vouch_item_get_continuity (from));
  vouch_item_set_media (to, vouch_item_get_media (from));
  for (GList *l = names; l != NULL; l = l->next)
    vouch_item_set_attribute (to, l->data, vouch_item_get_attribute (from, l->data));
  vouch_item_set_appearance (to, vouch_item_get_appearance (from));
}

/* A criterion belongs to its rubric: in another one the same letters may mean something else. */
static const char *
criterion_there (VouchPortfolio *from, VouchPortfolio *to, const char *criterion)
{
  VouchDefinition *before = vouch_portfolio_get_definition (from);
  VouchDefinition *now = vouch_portfolio_get_definition (to);

  if (criterion == NULL ||
      g_strcmp0 (vouch_definition_get_id (before), vouch_definition_get_id (now)) != 0 ||
      vouch_rubric_find_criterion (vouch_definition_get_rubric (now), criterion) == NULL)
    return NULL;
  return criterion;
}

static void
copy_moments (VouchItem *from, VouchPortfolio *owner, VouchItem *to, VouchPortfolio *portfolio)
{
  GPtrArray *moments = vouch_item_get_moments (from);

  for (guint i = 0; i < moments->len; i++) {
    VouchMoment *moment = g_ptr_array_index (moments, i);
    g_autoptr (VouchMoment) copy = vouch_moment_new ();

    vouch_moment_set_form (copy, vouch_moment_get_form (moment));
    vouch_moment_set_start_ms (copy, vouch_moment_get_start_ms (moment));
    vouch_moment_set_end_ms (copy, vouch_moment_get_end_ms (moment));
    vouch_moment_set_x (copy, vouch_moment_get_x (moment));
    vouch_moment_set_y (copy, vouch_moment_get_y (moment));
    vouch_moment_set_width (copy, vouch_moment_get_width (moment));
    vouch_moment_set_height (copy, vouch_moment_get_height (moment));
    vouch_moment_set_page (copy, vouch_moment_get_page (moment));
    vouch_moment_set_quote (copy, vouch_moment_get_quote (moment));
    vouch_moment_set_criterion (
        copy, criterion_there (owner, portfolio, vouch_moment_get_criterion (moment)));
    vouch_moment_set_label (copy, vouch_moment_get_label (moment));
    vouch_moment_set_note (copy, vouch_moment_get_note (moment));
    vouch_item_add_moment (to, copy);
  }
}

static gboolean
choose_media (VouchRequirement *requirement, VouchItem *item, GError **error)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  VouchMedia media;

  if (facts == NULL || vouch_facts_get_state (facts) != VOUCH_FACTS_KNOWN)
    return TRUE;
  if (!vouch_placement_choose_media (requirement, facts, &media, error))
    return FALSE;
  vouch_item_set_media (item, media);
  return TRUE;
}

static VouchItem *
make_item (VouchWorkspace *workspace,
           const char *artifact,
           VouchPortfolio *portfolio,
           VouchRequirement *requirement,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (VouchPortfolio) owner = NULL;
  g_autoptr (VouchItem) model = load_model (workspace, artifact, &owner, cancellable, error);
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autofree char *id = vouch_workspace_new_id (workspace);

  if (model == NULL)
    return NULL;
  vouch_item_set_id (item, id);
  vouch_item_set_requirement (item, vouch_requirement_get_id (requirement));
  copy_said (model, item);
  if (owner != NULL)
    copy_moments (model, owner, item, portfolio);
  /* What our recorder knows; its marks are moments of the first place, and come along to others. */
  if (!vouch_capture_tell_item (workspace, item, owner == NULL, error))
    return NULL;
  name_criteria (item, portfolio);
  return choose_media (requirement, item, error) ? g_steal_pointer (&item) : NULL;
}

/**
 * vouch_evidence_place:
 * @workspace: a workspace.
 * @artifact: SHA-256 of a file of the library in lower-case hex.
 * @portfolio: id of the portfolio.
 * @requirement: id of the requirement.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when the requirement takes something else;
 *   %VOUCH_ERROR_CONFLICT when the file is there already or the requirement stays as it was earned.
 *
 * Uses a file once more. Its title, attributes, people and marked places come along, as they are
 * where it was used last; a chosen part of a recording does not, because other limits hold here.
 *
 * Returns: (transfer full) (nullable): the new item's id.
 */
char *
vouch_evidence_place (VouchWorkspace *workspace,
                      const char *artifact,
                      const char *portfolio,
                      const char *requirement,
                      GCancellable *cancellable,
                      GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autoptr (VouchItem) item = NULL;
  VouchRequirement *asked;

  g_return_val_if_fail (artifact != NULL && portfolio != NULL && requirement != NULL, NULL);

  loaded = store != NULL ? vouch_store_load_portfolio (store, portfolio, error) : NULL;
  asked = loaded != NULL ? vouch_placement_find_requirement (loaded, requirement, error) : NULL;
  if (asked == NULL || refuse_twice (loaded, asked, artifact, error) ||
      !vouch_retained_allows (workspace, loaded, requirement, cancellable, error))
    return NULL;
  item = make_item (workspace, artifact, loaded, asked, cancellable, error);
  if (item == NULL || !vouch_store_add_item (store, portfolio, item, error))
    return NULL;
  vouch_prepare_if_size_decides (workspace, portfolio, requirement, cancellable);
  vouch_workspace_tell_changed (workspace, portfolio);
  return g_strdup (vouch_item_get_id (item));
}
