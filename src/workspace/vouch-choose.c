/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-choose"

#include "config.h"
#include "vouch-choose.h"

#include <glib/gi18n-lib.h>

#include "vouch-check.h"
#include "vouch-error.h"
#include "vouch-store-load.h"
#include "vouch-store-portfolios.h"

#include "vouch-workspace-private.h"

static VouchChoiceOption *
find_option (VouchPart *part, const char *option)
{
  GPtrArray *choices = vouch_part_get_choices (part);

  for (guint i = 0; i < choices->len; i++) {
    GPtrArray *options = vouch_choice_get_options (g_ptr_array_index (choices, i));

    for (guint n = 0; n < options->len; n++)
      if (g_strcmp0 (vouch_choice_option_get_id (g_ptr_array_index (options, n)), option) == 0)
        return g_ptr_array_index (options, n);
  }
  return NULL;
}

static gboolean
check_options (VouchPart *part, const char *const *options, GError **error)
{
  for (guint i = 0; options[i] != NULL; i++)
    if (find_option (part, options[i]) == NULL) {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("“%s” has no option “%s”."),
                   vouch_part_get_title (part), options[i]);
      return FALSE;
    }
  return TRUE;
}

/* The options of the other parts stay chosen. */
static GStrv
merge_options (VouchPortfolio *portfolio, VouchPart *part, const char *const *options)
{
  const char *const *before = vouch_portfolio_get_chosen (portfolio);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  for (guint i = 0; before[i] != NULL; i++)
    if (find_option (part, before[i]) == NULL)
      g_strv_builder_add (all, before[i]);
  for (guint i = 0; options[i] != NULL; i++)
    g_strv_builder_add (all, options[i]);
  return g_strv_builder_end (all);
}

/**
 * vouch_choose_options:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @part: id of the part that offers the choice.
 * @options: ids of the options, instead of those of this part that were chosen before.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no such part or option.
 *
 * Chooses between alternatives. Whether the number fits is said by the check.
 *
 * Returns: whether they are chosen.
 */
gboolean
vouch_choose_options (VouchWorkspace *workspace,
                      const char *portfolio,
                      const char *part,
                      const char *const *options,
                      GCancellable *cancellable,
                      GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_auto (GStrv) all = NULL;
  VouchPart *found;

  g_return_val_if_fail (portfolio != NULL && part != NULL && options != NULL, FALSE);

  loaded = store != NULL ? vouch_store_load_portfolio (store, portfolio, error) : NULL;
  if (loaded == NULL)
    return FALSE;
  found = vouch_definition_find_part (vouch_portfolio_get_definition (loaded), part);
  if (found == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no part “%s”."), part);
    return FALSE;
  }
  if (!check_options (found, options, error))
    return FALSE;
  all = merge_options (loaded, found, options);
  if (!vouch_store_set_chosen (store, portfolio, (const char *const *) all, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, portfolio);
  return TRUE;
}

static gboolean
can_be_confirmed (VouchFinding *finding, GError **error)
{
  VouchResult result = vouch_finding_get_result (finding);

  if (vouch_finding_get_basis (finding) != NULL &&
      (result == VOUCH_RESULT_NEEDS_CONFIRMATION || result == VOUCH_RESULT_CONFIRMED))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: the placeholder is the sentence of the finding. */
               _ ("This is not waiting for your word: %s"), vouch_finding_get_message (finding));
  return FALSE;
}

/**
 * vouch_choose_confirm:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @finding: id of a finding that waits for the earner's word.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when there is nothing to confirm.
 *
 * Confirms what only the earner can know. It lapses when what was judged changes.
 *
 * Returns: whether it is confirmed.
 */
gboolean
vouch_choose_confirm (VouchWorkspace *workspace,
                      const char *portfolio,
                      const char *finding,
                      GCancellable *cancellable,
                      GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchReport) report = NULL;
  g_autoptr (VouchConfirmation) confirmation = NULL;
  VouchFinding *found;

  g_return_val_if_fail (portfolio != NULL && finding != NULL, FALSE);

  report = store != NULL
               ? vouch_check_portfolio (workspace, portfolio, VOUCH_DAY_NONE, cancellable, error)
               : NULL;
  if (report == NULL)
    return FALSE;
  found = vouch_report_find (report, finding);
  if (found == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no finding “%s”."),
                 finding);
    return FALSE;
  }
  if (!can_be_confirmed (found, error))
    return FALSE;
  confirmation = vouch_confirmation_new ();
  vouch_confirmation_set_finding (confirmation, finding);
  vouch_confirmation_set_basis (confirmation, vouch_finding_get_basis (found));
  vouch_confirmation_set_created_ms (confirmation,
                                     vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  if (!vouch_store_confirm (store, portfolio, confirmation, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, portfolio);
  return TRUE;
}
