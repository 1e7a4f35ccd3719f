/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-assess"

#include "config.h"
#include "vouch-assess.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-load.h"
#include "vouch-store-portfolios.h"

#include "vouch-workspace-private.h"

static gboolean
check_level (VouchPortfolio *portfolio, const char *criterion, const char *level, GError **error)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  VouchCriterion *found =
      vouch_rubric_find_criterion (vouch_definition_get_rubric (definition), criterion);

  if (found == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("The rubric has no criterion “%s”."),
                 criterion);
    return FALSE;
  }
  if (vouch_scale_find_level (vouch_criterion_get_scale (found), level) != NULL)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("“%s” has no level “%s”."),
               vouch_criterion_get_title (found), level);
  return FALSE;
}

/**
 * vouch_assess_criterion:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @criterion: id of the criterion.
 * @level: id of the level on its scale.
 * @reason: (nullable): why.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no such criterion or level.
 *
 * Records where the earner sees herself. What she said before stays in the history.
 *
 * Returns: (transfer full) (nullable): the self-assessment's id.
 */
char *
vouch_assess_criterion (VouchWorkspace *workspace,
                        const char *portfolio,
                        const char *criterion,
                        const char *level,
                        const char *reason,
                        GCancellable *cancellable,
                        GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autoptr (VouchSelfAssessment) assessment = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (portfolio != NULL && criterion != NULL && level != NULL, NULL);

  loaded = store != NULL ? vouch_store_load_portfolio (store, portfolio, error) : NULL;
  if (loaded == NULL || !check_level (loaded, criterion, level, error))
    return NULL;
  id = vouch_workspace_new_id (workspace);
  assessment = vouch_self_assessment_new ();
  vouch_self_assessment_set_id (assessment, id);
  vouch_self_assessment_set_criterion (assessment, criterion);
  vouch_self_assessment_set_level (assessment, level);
  vouch_self_assessment_set_reason (assessment, reason);
  vouch_self_assessment_set_created_ms (assessment,
                                        vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  if (!vouch_store_add_self_assessment (store, portfolio, assessment, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, portfolio);
  return g_steal_pointer (&id);
}
