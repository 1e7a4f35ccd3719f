/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-goal-scene"

#include "config.h"
#include "vouch-goal-scene.h"

#include "vouch-credentials.h"
#include "vouch-goals.h"
#include "vouch-portfolios.h"

/**
 * vouch_goal_scene_load:
 * @workspace: the workspace.
 * @id: id of a goal.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (nullable): what its page shows; a `VouchWorkspaceFunc`.
 */
gpointer
vouch_goal_scene_load (VouchWorkspace *workspace,
                       gpointer id,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (VouchGoalScene) self = g_new0 (VouchGoalScene, 1);

  self->goal = vouch_goals_find (workspace, id, error);
  if (self->goal == NULL)
    return NULL;
  if (vouch_goal_get_portfolio (self->goal) != NULL) {
    self->portfolio = vouch_portfolios_load (workspace, vouch_goal_get_portfolio (self->goal),
                                             cancellable, error);
    if (self->portfolio == NULL)
      return NULL;
  }
  self->credentials = vouch_credentials_list (workspace, cancellable, error);
  return self->credentials != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * vouch_goal_scene_free:
 * @self: (transfer full) (nullable): a state.
 *
 * Frees it.
 */
void
vouch_goal_scene_free (VouchGoalScene *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->goal);
  g_clear_object (&self->portfolio);
  g_clear_pointer (&self->credentials, g_ptr_array_unref);
  g_free (self);
}
