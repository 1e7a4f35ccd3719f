/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer-memory"

#include "config.h"
#include "vouch-issuer-memory.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-issuers.h"

#include "vouch-issuers.h"
#include "vouch-workspace-private.h"

struct _VouchIssuerMemory {
  VouchIssuerAccount *account;
  char *token; /* (nullable): there was none */
};

static gboolean
take_token (VouchIssuerMemory *self,
            VouchWorkspace *workspace,
            GCancellable *cancellable,
            GError **error)
{
  VouchKeyring *keyring = vouch_workspace_get_keyring (workspace, cancellable, error);
  const char *id = vouch_issuer_account_get_issuer_id (self->account);
  g_autoptr (GError) local = NULL;

  if (keyring == NULL)
    return FALSE;
  self->token = vouch_keyring_lookup (keyring, VOUCH_KEYRING_KIND_TOKEN, id, cancellable, &local);
  if (local == NULL || g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
    return vouch_keyring_clear (keyring, VOUCH_KEYRING_KIND_TOKEN, id, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * vouch_issuer_memory_forget:
 * @workspace: a workspace.
 * @name: the earner's name for the issuer.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_CONFLICT when something was sent to it;
 *   %VOUCH_ERROR_DEVICE when the keyring does not answer: then the issuer is gone and its token stays.
 *
 * Forgets an issuer, its key and its token.
 *
 * Returns: (transfer full) (nullable): what takes it back, as long as somebody holds it.
 */
VouchIssuerMemory *
vouch_issuer_memory_forget (VouchWorkspace *workspace,
                            const char *name,
                            GCancellable *cancellable,
                            GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchIssuerMemory) self = g_new0 (VouchIssuerMemory, 1);

  g_return_val_if_fail (name != NULL, NULL);

  if (store == NULL)
    return NULL;
  self->account = vouch_store_load_issuer (store, name, error);
  if (self->account == NULL || !vouch_store_remove_issuer (store, name, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  if (!take_token (self, workspace, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * vouch_issuer_memory_take_back:
 * @self: an issuer that was forgotten.
 * @workspace: the workspace.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Knows the issuer again, with the key that was pinned and its token.
 *
 * Returns: whether it is as it was.
 */
gboolean
vouch_issuer_memory_take_back (VouchIssuerMemory *self,
                               VouchWorkspace *workspace,
                               GCancellable *cancellable,
                               GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  VouchKeyring *keyring;

  g_return_val_if_fail (self != NULL, FALSE);

  if (store == NULL || !vouch_store_save_issuer (store, self->account, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  if (self->token == NULL)
    return TRUE;
  keyring = vouch_workspace_get_keyring (workspace, cancellable, error);
  return keyring != NULL && vouch_keyring_store (keyring, VOUCH_KEYRING_KIND_TOKEN,
                                                 vouch_issuer_account_get_issuer_id (self->account),
                                                 self->token, cancellable, error);
}

/**
 * vouch_issuer_memory_set_token:
 * @workspace: a workspace.
 * @name: the earner's name for an issuer that was added.
 * @token: the token that the issuer gives out now.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_issuers_add_seen() and vouch_issuers_test().
 *
 * Replaces the token, once the one who was added answers, and tries it.
 *
 * Returns: whether the issuer takes it.
 */
gboolean
vouch_issuer_memory_set_token (VouchWorkspace *workspace,
                               const char *name,
                               const char *token,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (VouchIssuerAccount) pinned = NULL;
  g_autoptr (VouchIssuerAccount) kept = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && name != NULL && token != NULL, FALSE);

  pinned = vouch_store_load_issuer (vouch_workspace_get_store (workspace), name, error);
  if (pinned == NULL)
    return FALSE;
  if (vouch_issuer_account_get_unconfirmed (pinned)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                 _ ("“%s” came with an export. Confirm it first; the token was not sent."), name);
    return FALSE;
  }
  kept = vouch_issuers_add_seen (workspace, name, vouch_issuer_account_get_url (pinned), token,
                                 vouch_issuer_account_get_issuer_id (pinned), cancellable, error);
  return kept != NULL && vouch_issuers_test (workspace, name, cancellable, error);
}

/**
 * vouch_issuer_memory_free:
 * @self: (nullable): an issuer that was forgotten.
 *
 * Forgets it for good.
 */
void
vouch_issuer_memory_free (VouchIssuerMemory *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->account);
  vouch_keyring_secret_free (self->token);
  g_free (self);
}
