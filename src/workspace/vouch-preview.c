/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-preview"

#include "config.h"
#include "vouch-preview.h"

#include "vouch-attempt.h"
#include "vouch-freeze.h"
#include "vouch-issuer-account.h"
#include "vouch-issuers.h"
#include "vouch-store-issuers.h"
#include "vouch-store-load.h"

#include "vouch-workspace-private.h"

/* The issuer that was named, else the one that was added first, else none: what is in the portfolio is
 * the same for all. */
static VouchIssuerAccount *
find_issuer (VouchWorkspace *workspace,
             const char *issuer,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) all = NULL;

  if (issuer != NULL)
    return vouch_store_load_issuer (vouch_workspace_get_store (workspace), issuer, error);
  all = vouch_issuers_list (workspace, cancellable, error);
  if (all == NULL)
    return NULL;
  return all->len > 0 ? g_object_ref (all->pdata[0]) : vouch_issuer_account_new ();
}

static VouchAttempt *
plan_attempt (VouchWorkspace *workspace,
              const char *portfolio,
              VouchIssuerAccount *account,
              GError **error)
{
  VouchAttempt *first;

  if (vouch_issuer_account_get_name (account) != NULL)
    return vouch_attempt_plan (workspace, portfolio, vouch_issuer_account_get_name (account),
                               error);
  first = g_new0 (VouchAttempt, 1);
  first->number = 1;
  return first;
}

/**
 * vouch_preview_make:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @issuer: (nullable): the earner's name for the issuer; %NULL for the one that was added first.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_READY while a copy that would be sent is not made
 *   (see vouch_prepare_job_new()), %VOUCH_ERROR_NOT_FOUND.
 *
 * Freezes the portfolio as sending would, without sending or keeping anything. What only sending adds
 * is left out: the earner's signature, the statements she confirms and the note on what changed.
 *
 * Returns: (transfer full) (nullable): what would be received.
 */
VouchPreview *
vouch_preview_make (VouchWorkspace *workspace,
                    const char *portfolio,
                    const char *issuer,
                    GCancellable *cancellable,
                    GError **error)
{
  static const char *const none[] = { NULL };
  g_autoptr (VouchPreview) self = g_new0 (VouchPreview, 1);
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchAttempt) attempt = NULL;
  g_autoptr (GHashTable) sent = NULL;
  VouchFreezing what;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && portfolio != NULL, NULL);

  self->portfolio =
      vouch_store_load_portfolio (vouch_workspace_get_store (workspace), portfolio, error);
  account = self->portfolio != NULL ? find_issuer (workspace, issuer, cancellable, error) : NULL;
  attempt = account != NULL ? plan_attempt (workspace, portfolio, account, error) : NULL;
  if (attempt == NULL)
    return NULL;
  sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  what = (VouchFreezing){ self->portfolio, account, attempt, NULL, none, NULL };
  self->manifest = vouch_freeze_manifest (workspace, &what, sent, error);
  if (self->manifest == NULL)
    return NULL;
  self->issuer_name = g_strdup (vouch_issuer_account_get_display_name (account));
  return g_steal_pointer (&self);
}

/**
 * vouch_preview_free:
 * @self: (nullable): a preview.
 *
 * Frees it.
 */
void
vouch_preview_free (VouchPreview *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->portfolio);
  g_clear_object (&self->manifest);
  g_free (self->issuer_name);
  g_free (self);
}
