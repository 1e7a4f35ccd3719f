/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuers"

#include "config.h"
#include "vouch-issuers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-definition-listing.h"
#include "vouch-definitions.h"
#include "vouch-error.h"
#include "vouch-issuer-info.h"
#include "vouch-store-issuers.h"
#include "vouch-store-definitions.h"
#include "vouch-store-submissions.h"
#include "vouch-text.h"

#include "vouch-waiting.h"
#include "vouch-workspace-private.h"

/* Time zones and a flat battery aside, clocks that differ by a day are not the same clock. */
#define CLOCKS_DIFFER_MS ((gint64) 24 * 60 * 60 * 1000)

#define MULTIBASE_OF_DID_KEY(did) ((did) + strlen ("did:key:"))

static VouchIssuerAccount *
find_account (VouchStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) all = vouch_store_list_issuers (store, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (g_strcmp0 (vouch_issuer_account_get_name (g_ptr_array_index (all, i)), name) == 0)
      return g_object_ref (g_ptr_array_index (all, i));
  return NULL;
}

static VouchIssuerAccount *
make_account (VouchWorkspace *workspace, const char *name, const char *url, VouchIssuerInfo *info)
{
  VouchIssuerAccount *account = vouch_issuer_account_new ();
  VouchIssuerLimits *limits = vouch_issuer_info_get_limits (info);
  const char *id = vouch_issuer_info_get_id (info);

  vouch_issuer_account_set_name (account, name);
  vouch_issuer_account_set_url (account, url);
  vouch_issuer_account_set_issuer_id (account, id);
  vouch_issuer_account_set_key (
      account, g_str_has_prefix (id, "did:key:") ? MULTIBASE_OF_DID_KEY (id) : NULL);
  vouch_issuer_account_set_display_name (account, vouch_issuer_info_get_name (info));
  vouch_issuer_account_set_time_zone (account, vouch_issuer_info_get_time_zone (info));
  if (limits != NULL) {
    vouch_issuer_account_set_max_file_bytes (account,
                                             vouch_issuer_limits_get_max_file_bytes (limits));
    vouch_issuer_account_set_max_submission_bytes (
        account, vouch_issuer_limits_get_max_submission_bytes (limits));
  }
  vouch_issuer_account_set_added_ms (account,
                                     vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  return account;
}

static gboolean
is_same_issuer (VouchIssuerAccount *pinned, const char *id, GError **error)
{
  if (g_strcmp0 (vouch_issuer_account_get_issuer_id (pinned), id) == 0)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
               vouch_issuer_account_get_unconfirmed (pinned)
                   ? _ ("“%s” shows another key than the export says. Nothing was sent. Add the "
                        "issuer under another name, if you trust who answers there.")
                   : _ ("“%s” shows another key than when you added it. Nothing was sent. Ask the "
                        "issuer whether that is right before you add it anew."),
               vouch_issuer_account_get_name (pinned));
  return FALSE;
}

static gboolean
keep_token (VouchWorkspace *workspace,
            VouchIssuerAccount *account,
            const char *token,
            GCancellable *cancellable,
            GError **error)
{
  VouchKeyring *keyring;

  if (token == NULL)
    return TRUE;
  keyring = vouch_workspace_get_keyring (workspace, cancellable, error);
  return keyring != NULL && vouch_keyring_store (keyring, VOUCH_KEYRING_KIND_TOKEN,
                                                 vouch_issuer_account_get_issuer_id (account),
                                                 token, cancellable, error);
}

static gboolean
check_name (const char *name, GError **error)
{
  if (!vouch_text_is_blank (name))
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("An issuer needs a name."));
  return FALSE;
}

static gboolean
is_who_was_seen (VouchIssuerInfo *info, const char *id, GError **error)
{
  if (id == NULL || g_strcmp0 (vouch_issuer_info_get_id (info), id) == 0)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                       _ ("Somebody else answers at this address now than a moment ago. Your token "
                          "was not sent, and nothing is kept. Look again, on another network."));
  return FALSE;
}

static VouchIssuerAccount *
add (VouchWorkspace *workspace,
     const char *name,
     const char *url,
     const char *token,
     const char *id,
     GCancellable *cancellable,
     GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_autoptr (VouchIssuerAccount) before = NULL;
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchWaiting) waiting = vouch_waiting_begin (workspace);

  if (store == NULL || !check_name (name, error))
    return NULL;
  issuer = vouch_workspace_make_issuer (workspace, url, token, NULL, error);
  info = issuer != NULL ? vouch_issuer_describe (issuer, cancellable, error) : NULL;
  if (info == NULL || !is_who_was_seen (info, id, error))
    return NULL;
  before = find_account (store, name, error);
  if (before != NULL && !is_same_issuer (before, vouch_issuer_info_get_id (info), error))
    return NULL;
  account = make_account (workspace, name, url, info);
  if (before != NULL)
    vouch_issuer_account_set_added_ms (account, vouch_issuer_account_get_added_ms (before));
  if (!keep_token (workspace, account, token, cancellable, error) ||
      !vouch_store_save_issuer (store, account, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  return g_steal_pointer (&account);
}

/**
 * vouch_issuers_add:
 * @workspace: a workspace.
 * @name: the earner's name for it.
 * @url: where it is.
 * @token: (nullable): the person's token there; it goes to the keyring.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_OFFLINE, %VOUCH_ERROR_INVALID when what answers is no issuer,
 *   %VOUCH_ERROR_CONFLICT when the name is taken by another; nothing is kept then.
 *
 * Adds an issuer and pins its key. Adding the same one again renews the token.
 *
 * Returns: (transfer full) (nullable): what was kept.
 */
VouchIssuerAccount *
vouch_issuers_add (VouchWorkspace *workspace,
                   const char *name,
                   const char *url,
                   const char *token,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (name != NULL && url != NULL, NULL);

  return add (workspace, name, url, token, NULL, cancellable, error);
}

/**
 * vouch_issuers_look:
 * @workspace: a workspace.
 * @url: an address.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_OFFLINE, %VOUCH_ERROR_INVALID when what answers is no issuer.
 *
 * Looks who answers at an address, before a token is trusted to it. Nothing is kept.
 *
 * Returns: (transfer full) (nullable): who it is, with the key that would be pinned.
 */
VouchIssuerInfo *
vouch_issuers_look (VouchWorkspace *workspace,
                    const char *url,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (VouchIssuer) issuer = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  issuer = vouch_workspace_make_issuer (workspace, url, NULL, NULL, error);
  return issuer != NULL ? vouch_issuer_describe (issuer, cancellable, error) : NULL;
}

/**
 * vouch_issuers_add_seen:
 * @workspace: a workspace.
 * @name: the earner's name for it.
 * @url: where it is.
 * @token: (nullable): the person's token there; it goes to the keyring.
 * @id: the did:key that was seen there.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_issuers_add(); %VOUCH_ERROR_REJECTED when another one answers now.
 *
 * Adds an issuer that was looked at, and pins the key that was seen.
 *
 * Returns: (transfer full) (nullable): what was kept.
 */
VouchIssuerAccount *
vouch_issuers_add_seen (VouchWorkspace *workspace,
                        const char *name,
                        const char *url,
                        const char *token,
                        const char *id,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (name != NULL && url != NULL && id != NULL, NULL);

  return add (workspace, name, url, token, id, cancellable, error);
}

/**
 * vouch_issuers_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchIssuerAccount) (nullable): the issuers that were
 *   added.
 */
GPtrArray *
vouch_issuers_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_store_list_issuers (vouch_workspace_get_store (workspace), error);
}

static char *
look_up_token (VouchWorkspace *workspace,
               VouchIssuerAccount *account,
               GCancellable *cancellable,
               GError **error)
{
  VouchKeyring *keyring = vouch_workspace_get_keyring (workspace, cancellable, error);
  g_autoptr (GError) local = NULL;
  char *token;

  if (keyring == NULL)
    return NULL;
  token = vouch_keyring_lookup (keyring, VOUCH_KEYRING_KIND_TOKEN,
                                vouch_issuer_account_get_issuer_id (account), cancellable, &local);
  if (token != NULL)
    return token;
  if (!g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
               _ ("There is no token for “%s” on this computer. Ask the issuer for one and add the "
                  "issuer again with it."),
               vouch_issuer_account_get_name (account));
  return NULL;
}

static gboolean
check_confirmed (VouchIssuerAccount *pinned, GError **error)
{
  if (!vouch_issuer_account_get_unconfirmed (pinned))
    return TRUE;
  g_set_error (
      error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
      _ ("“%s” came with an export, and you have not confirmed yet that it is the real one. "
         "Nothing was sent. Confirm it in Preferences, or add it again by its address."),
      vouch_issuer_account_get_name (pinned));
  return FALSE;
}

/**
 * vouch_issuers_connect:
 * @workspace: a workspace.
 * @name: the earner's name for the issuer.
 * @account: (out) (transfer full): what was pinned.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no such issuer, %VOUCH_ERROR_NOT_READY when it came
 *   with an export and is not confirmed, %VOUCH_ERROR_REJECTED when there is no token or the issuer
 *   shows another key, %VOUCH_ERROR_OFFLINE.
 *
 * Reaches an issuer and makes sure that it is the one that was added, before anything is sent.
 *
 * Returns: (transfer full) (nullable): the way to it.
 */
VouchIssuer *
vouch_issuers_connect (VouchWorkspace *workspace,
                       const char *name,
                       VouchIssuerAccount **account,
                       GCancellable *cancellable,
                       GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchIssuerAccount) pinned = vouch_store_load_issuer (store, name, error);
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autoptr (VouchIssuerInfo) info = NULL;
  char *token;

  if (pinned == NULL || !check_confirmed (pinned, error))
    return NULL;
  token = look_up_token (workspace, pinned, cancellable, error);
  if (token == NULL)
    return NULL;
  issuer = vouch_workspace_make_issuer (workspace, vouch_issuer_account_get_url (pinned), token,
                                        pinned, error);
  vouch_keyring_secret_free (token);
  info = issuer != NULL ? vouch_issuer_describe (issuer, cancellable, error) : NULL;
  if (info == NULL || !is_same_issuer (pinned, vouch_issuer_info_get_id (info), error))
    return NULL;
  *account = g_steal_pointer (&pinned);
  return g_steal_pointer (&issuer);
}

/* Who has no line, or asks an issuer that does not say the time, goes on with her own clock. */
static gint64
ask_time (VouchWorkspace *workspace, VouchIssuerAccount *pinned, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchWaiting) waiting = vouch_waiting_begin (workspace);
  g_autoptr (VouchIssuer) issuer = vouch_workspace_make_issuer (
      workspace, vouch_issuer_account_get_url (pinned), NULL, pinned, &error);
  g_autoptr (VouchIssuerInfo) info =
      issuer != NULL ? vouch_issuer_describe (issuer, cancellable, &error) : NULL;

  if (info == NULL)
    g_debug ("The issuer was not asked for the time: %s", error->message);
  return info != NULL ? vouch_issuer_info_get_server_ms (info) : 0;
}

/**
 * vouch_issuers_check_clock:
 * @workspace: a workspace.
 * @name: the earner's name for the issuer.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_READY with both times when the clocks are a day or more apart.
 *
 * Asks the issuer for the time, before anything is frozen: dates of permissions, of windows and of
 * the attempt itself are judged by the clock of this computer.
 *
 * Returns: whether this computer's clock can be relied on, as far as one can know.
 */
gboolean
vouch_issuers_check_clock (VouchWorkspace *workspace,
                           const char *name,
                           GCancellable *cancellable,
                           GError **error)
{
  gint64 here = vouch_clock_now_ms (vouch_workspace_get_clock (workspace));
  g_autoptr (VouchIssuerAccount) pinned =
      vouch_store_load_issuer (vouch_workspace_get_store (workspace), name, error);
  g_autofree char *our_day = NULL;
  g_autofree char *their_day = NULL;
  gint64 there;

  if (pinned == NULL)
    return FALSE;
  there = ask_time (workspace, pinned, cancellable);
  if (there == 0 || ABS (there - here) < CLOCKS_DIFFER_MS)
    return TRUE;
  our_day = vouch_day_format_for_people (vouch_day_from_time (here));
  their_day = vouch_day_format_for_people (vouch_day_from_time (there));
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
               /* Translators: two dates and the earner's name for an issuer. */
               _ ("Nothing was sent: this computer says that today is %s, and “%s” says that it is "
                  "%s. Nothing is lost. Set this computer's clock, then send again."),
               our_day, name, their_day);
  return FALSE;
}

/**
 * vouch_issuers_mark_refusal:
 * @error: (nullable): what came of asking an issuer for something.
 *
 * Whatever an issuer finds wrong with what was frozen and signed here, nobody can put right by
 * another command line: it said no.
 */
void
vouch_issuers_mark_refusal (GError *error)
{
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_INVALID) ||
      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT) ||
      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
    error->code = VOUCH_ERROR_REJECTED;
}

static gboolean
import_listing (VouchWorkspace *workspace,
                VouchIssuer *issuer,
                VouchDefinitionListing *listing,
                GPtrArray *imported,
                GCancellable *cancellable,
                GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  const char *sha256 = vouch_definition_listing_get_sha256 (listing);
  g_autoptr (GBytes) bytes = vouch_store_get_definition_bytes (store, sha256, NULL);
  char *id;

  if (bytes != NULL)
    return TRUE;
  bytes = vouch_issuer_fetch_definition (issuer, sha256, cancellable, error);
  id = bytes != NULL ? vouch_definitions_import_bytes (workspace, bytes, error) : NULL;
  if (id == NULL)
    return FALSE;
  g_ptr_array_add (imported, id);
  return TRUE;
}

/**
 * vouch_issuers_sync:
 * @workspace: a workspace.
 * @name: the earner's name for the issuer.
 * @cancellable: (nullable): to stop it; what was imported stays.
 * @error: as for vouch_issuers_connect(); %VOUCH_ERROR_INVALID when a definition breaks the format.
 *
 * Imports the definitions that an issuer offers and this library does not have yet.
 *
 * Returns: (transfer full) (element-type utf8) (nullable): ids of what was imported.
 */
GPtrArray *
vouch_issuers_sync (VouchWorkspace *workspace,
                    const char *name,
                    GCancellable *cancellable,
                    GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autoptr (GPtrArray) offered = NULL;
  g_autoptr (GPtrArray) imported = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (VouchWaiting) waiting = vouch_waiting_begin (workspace);

  g_return_val_if_fail (name != NULL, NULL);

  if (store == NULL)
    return NULL;
  issuer = vouch_issuers_connect (workspace, name, &account, cancellable, error);
  offered = issuer != NULL ? vouch_issuer_list_definitions (issuer, cancellable, error) : NULL;
  if (offered == NULL)
    return NULL;
  for (guint i = 0; i < offered->len; i++)
    if (!import_listing (workspace, issuer, g_ptr_array_index (offered, i), imported, cancellable,
                         error))
      return NULL;
  return g_steal_pointer (&imported);
}

/**
 * vouch_issuers_test:
 * @workspace: a workspace.
 * @name: the earner's name for the issuer.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_OFFLINE, %VOUCH_ERROR_REJECTED when another key is shown or the token is not
 *   taken.
 *
 * Makes sure that the issuer is there, is the one that was added, and takes the token: it is asked
 * about a submission that nobody has, and must answer that there is none.
 *
 * Returns: whether all of that holds.
 */
gboolean
vouch_issuers_test (VouchWorkspace *workspace,
                    const char *name,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchWaiting) waiting = vouch_waiting_begin (workspace);
  g_autoptr (VouchIssuer) issuer =
      vouch_issuers_connect (workspace, name, &account, cancellable, error);
  g_autofree char *nobodys = vouch_workspace_new_id (workspace);
  g_autoptr (VouchIssuerNews) news = NULL;
  GError *local = NULL;

  if (issuer == NULL)
    return FALSE;
  news = vouch_issuer_ask (issuer, nobodys, NULL, cancellable, &local);
  if (news != NULL || g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND)) {
    g_clear_error (&local);
    return TRUE;
  }
  vouch_issuers_mark_refusal (local);
  g_propagate_error (error, local);
  return FALSE;
}
