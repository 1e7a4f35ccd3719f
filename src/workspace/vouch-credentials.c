/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credentials"

#include "config.h"
#include "vouch-credentials.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-credential-jwt.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-manifest-json.h"
#include "vouch-public-key.h"
#include "vouch-store-issuers.h"
#include "vouch-store-credentials.h"
#include "vouch-store-submissions.h"

#include "vouch-overview.h"
#include "vouch-workspace-private.h"

#define MEDIA_TYPE "application/vc+jwt"

/* A badge is some kilobytes; one that carries a picture, some hundred. */
#define MAX_FILE_BYTES (4 * 1024 * 1024)

/* An issuer that came with an export counts only if the earner added the same one herself, under
 * whatever name: the export may have been made to let its own badge look right. */
static gboolean
find_confirmed (VouchStore *store, const char *name, VouchIssuerAccount **confirmed, GError **error)
{
  g_autoptr (VouchIssuerAccount) account = vouch_store_load_issuer (store, name, error);
  g_autoptr (GPtrArray) all = account != NULL ? vouch_store_list_issuers (store, error) : NULL;

  for (guint i = 0; all != NULL && *confirmed == NULL && i < all->len; i++) {
    VouchIssuerAccount *one = g_ptr_array_index (all, i);

    if (!vouch_issuer_account_get_unconfirmed (one) &&
        g_strcmp0 (vouch_issuer_account_get_issuer_id (one),
                   vouch_issuer_account_get_issuer_id (account)) == 0)
      *confirmed = g_object_ref (one);
  }
  return all != NULL;
}

static VouchCredentialExpectations *
expect_issuer (VouchWorkspace *workspace, VouchIssuerAccount *account)
{
  gint64 now = vouch_clock_now_ms (vouch_workspace_get_clock (workspace));
  const char *id = account != NULL ? vouch_issuer_account_get_issuer_id (account) : NULL;
  VouchCredentialExpectations *expectations = vouch_credential_expectations_new (id, now);
  g_autoptr (VouchPublicKey) key = id != NULL ? vouch_public_key_new_from_did (id) : NULL;

  if (key != NULL)
    vouch_credential_expectations_add_key (expectations, key);
  return expectations;
}

static void
expect_files (VouchCredentialExpectations *expectations, VouchManifest *manifest)
{
  GPtrArray *items = vouch_manifest_get_items (manifest);

  for (guint i = 0; i < items->len; i++) {
    VouchManifestFile *file = vouch_manifest_item_get_file (g_ptr_array_index (items, i));

    if (file != NULL)
      vouch_credential_expectations_add_evidence (expectations,
                                                  vouch_manifest_file_get_sha256 (file));
  }
}

/* A badge may speak of files of an earlier attempt, whose earned parts were kept. */
static gboolean
expect_earlier_files (VouchStore *store,
                      VouchCredentialExpectations *expectations,
                      VouchSubmission *submission,
                      GError **error)
{
  g_autoptr (GPtrArray) all =
      vouch_store_list_submissions (store, vouch_submission_get_portfolio (submission), error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const char *text = vouch_submission_get_manifest (g_ptr_array_index (all, i));
    g_autoptr (GBytes) bytes = g_bytes_new (text, text != NULL ? strlen (text) : 0);
    g_autoptr (VouchManifest) manifest = vouch_manifest_json_read (bytes, NULL, error);

    if (manifest == NULL)
      return FALSE;
    expect_files (expectations, manifest);
  }
  return TRUE;
}

static VouchCredential *
judge_for_submission (VouchWorkspace *workspace,
                      VouchSubmission *submission,
                      const char *jws,
                      GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  const char *text = vouch_submission_get_manifest (submission);
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (VouchManifest) manifest = vouch_manifest_json_read (bytes, NULL, error);
  g_autoptr (VouchCredentialExpectations) expectations = NULL;

  if (manifest == NULL ||
      !find_confirmed (store, vouch_submission_get_issuer (submission), &account, error))
    return NULL;
  expectations = expect_issuer (workspace, account);
  vouch_credential_expectations_set_achievement (expectations,
                                                 vouch_manifest_get_definition (manifest));
  vouch_credential_expectations_set_subject (expectations, vouch_manifest_get_subject (manifest));
  if (!expect_earlier_files (store, expectations, submission, error))
    return NULL;
  return vouch_credential_verify_jwt (jws, expectations, error);
}

static gboolean
is_kept (VouchStore *store, VouchSubmission *submission, char **id, GError **error)
{
  g_autoptr (GPtrArray) all = vouch_store_list_credentials (store, error);

  for (guint i = 0; all != NULL && i < all->len; i++) {
    const VouchStoredCredential *one = g_ptr_array_index (all, i);

    if (g_strcmp0 (one->submission, vouch_submission_get_id (submission)) == 0)
      *id = g_strdup (one->id);
  }
  return all != NULL;
}

static char *
keep (VouchWorkspace *workspace,
      VouchStore *store,
      VouchSubmission *submission,
      VouchCredential *credential,
      const char *jws,
      GError **error)
{
  g_autoptr (VouchStoredCredential) stored = vouch_stored_credential_new ();
  const char *name =
      vouch_credential_achievement_get_name (vouch_credential_get_achievement (credential));

  stored->id = vouch_workspace_new_id (workspace);
  stored->submission = g_strdup (vouch_submission_get_id (submission));
  stored->portfolio = g_strdup (vouch_submission_get_portfolio (submission));
  stored->media_type = g_strdup (MEDIA_TYPE);
  stored->document = g_bytes_new (jws, strlen (jws));
  stored->name = g_strdup (name != NULL ? name : vouch_credential_get_name (credential));
  stored->received_ms = vouch_clock_now_ms (vouch_workspace_get_clock (workspace));
  if (!vouch_store_add_credential (store, stored, error))
    return NULL;
  vouch_overview_tell_sent (workspace, stored->portfolio);
  return g_strdup (stored->id);
}

/**
 * vouch_credentials_accept:
 * @workspace: a workspace.
 * @submission: the attempt that it is given for.
 * @jws: the credential as it came.
 * @error: %VOUCH_ERROR_REJECTED when it does not fit the pinned issuer, the micro-credential, the
 *   person or the dates; then it is not kept.
 *
 * Keeps a credential, if it is to be believed.
 *
 * Returns: (transfer full) (nullable): the badge's id.
 */
char *
vouch_credentials_accept (VouchWorkspace *workspace,
                          VouchSubmission *submission,
                          const char *jws,
                          GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchCredential) credential = NULL;
  char *id = NULL;

  g_return_val_if_fail (VOUCH_IS_SUBMISSION (submission) && jws != NULL, NULL);

  if (store == NULL || !is_kept (store, submission, &id, error) || id != NULL)
    return id;
  credential = judge_for_submission (workspace, submission, jws, error);
  if (credential == NULL)
    return NULL;
  if (!vouch_credential_is_accepted (credential)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                 /* Translators: the placeholder is a sentence that says why. */
                 _ ("The badge that came was not accepted and not kept. %s"),
                 vouch_credential_get_reason (credential));
    return NULL;
  }
  return keep (workspace, store, submission, credential, jws, error);
}

static VouchCredential *
judge_by_issuers (VouchWorkspace *workspace, const char *jws, GError **error)
{
  g_autoptr (GPtrArray) issuers =
      vouch_store_list_issuers (vouch_workspace_get_store (workspace), error);
  g_autoptr (VouchCredential) last = NULL;
  g_autoptr (VouchCredentialExpectations) nobody = NULL;

  if (issuers == NULL)
    return NULL;
  for (guint i = 0; i < issuers->len; i++) {
    g_autoptr (VouchCredentialExpectations) expectations = NULL;
    g_autoptr (VouchCredential) credential = NULL;

    if (vouch_issuer_account_get_unconfirmed (g_ptr_array_index (issuers, i)))
      continue;
    expectations = expect_issuer (workspace, g_ptr_array_index (issuers, i));
    credential = vouch_credential_verify_jwt (jws, expectations, error);
    if (credential == NULL)
      return NULL;
    if (vouch_credential_get_verification (credential) != VOUCH_VERIFICATION_UNTRUSTED &&
        vouch_credential_get_verification (credential) != VOUCH_VERIFICATION_BAD_SIGNATURE)
      return g_steal_pointer (&credential);
    g_set_object (&last, credential);
  }
  if (last != NULL)
    return g_steal_pointer (&last);
  nobody = expect_issuer (workspace, NULL);
  return vouch_credential_verify_jwt (jws, nobody, error);
}

static char *
document_text (const VouchStoredCredential *stored)
{
  gsize length;
  const char *data = g_bytes_get_data (stored->document, &length);

  return g_strndup (data, length);
}

static VouchBadge *
make_badge (VouchWorkspace *workspace, const VouchStoredCredential *stored, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autofree char *jws = document_text (stored);
  g_autoptr (VouchSubmission) submission =
      stored->submission != NULL ? vouch_store_load_submission (store, stored->submission, NULL)
                                 : NULL;
  g_autoptr (VouchCredential) credential =
      submission != NULL ? judge_for_submission (workspace, submission, jws, error)
                         : judge_by_issuers (workspace, jws, error);
  VouchBadge *badge;

  if (credential == NULL)
    return NULL;
  badge = g_new0 (VouchBadge, 1);
  badge->id = g_strdup (stored->id);
  badge->portfolio = g_strdup (stored->portfolio);
  badge->submission = g_strdup (stored->submission);
  badge->received_ms = stored->received_ms;
  badge->credential = g_steal_pointer (&credential);
  return badge;
}

/**
 * vouch_credentials_list_badges:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchBadge) (nullable): what is kept, judged just now.
 */
GPtrArray *
vouch_credentials_list_badges (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) badges = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  stored = vouch_store_list_credentials (vouch_workspace_get_store (workspace), error);
  if (stored == NULL)
    return NULL;
  badges = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_badge_free);
  for (guint i = 0; i < stored->len; i++) {
    VouchBadge *badge = make_badge (workspace, g_ptr_array_index (stored, i), error);

    if (badge == NULL)
      return NULL;
    g_ptr_array_add (badges, badge);
  }
  return g_steal_pointer (&badges);
}

/**
 * vouch_credentials_load_badge:
 * @workspace: a workspace.
 * @id: the badge's id, or the URI of its credential.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (nullable): the badge, judged just now.
 */
VouchBadge *
vouch_credentials_load_badge (VouchWorkspace *workspace,
                              const char *id,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GPtrArray) badges = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && id != NULL, NULL);

  badges = vouch_credentials_list_badges (workspace, cancellable, error);
  if (badges == NULL)
    return NULL;
  for (guint i = 0; i < badges->len; i++) {
    const VouchBadge *badge = g_ptr_array_index (badges, i);

    if (g_strcmp0 (badge->id, id) == 0 ||
        g_strcmp0 (vouch_credential_get_id (badge->credential), id) == 0)
      return g_ptr_array_steal_index (badges, i);
  }
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no badge “%s”."), id);
  return NULL;
}

/**
 * vouch_credentials_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchCredential) (nullable): what the badges say, judged
 *   just now.
 */
GPtrArray *
vouch_credentials_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) badges = vouch_credentials_list_badges (workspace, cancellable, error);
  GPtrArray *credentials;

  if (badges == NULL)
    return NULL;
  credentials = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < badges->len; i++) {
    const VouchBadge *badge = g_ptr_array_index (badges, i);

    g_ptr_array_add (credentials, g_object_ref (badge->credential));
  }
  return credentials;
}

/**
 * vouch_credentials_load:
 * @workspace: a workspace.
 * @id: the badge's id, or the URI of its credential.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (nullable): what the badge says, judged just now.
 */
VouchCredential *
vouch_credentials_load (VouchWorkspace *workspace,
                        const char *id,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (VouchBadge) badge = vouch_credentials_load_badge (workspace, id, cancellable, error);

  return badge != NULL ? g_object_ref (badge->credential) : NULL;
}

/**
 * vouch_credentials_export:
 * @workspace: a workspace.
 * @id: the badge's id, or the URI of its credential.
 * @path: (type filename): where to write it; a name that ends in `.json` gets the envelope.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Writes a badge so that others can check it: as the issuer signed it, or the same enveloped in JSON
 * (W3C Verifiable Credentials Data Model 2.0, section 4.13: EnvelopedVerifiableCredential).
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_credentials_export (VouchWorkspace *workspace,
                          const char *id,
                          const char *path,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (VouchCredential) credential = NULL;
  g_autofree char *envelope = NULL;
  const char *jws, *text;

  g_return_val_if_fail (path != NULL, FALSE);

  credential = vouch_credentials_load (workspace, id, cancellable, error);
  if (credential == NULL)
    return FALSE;
  text = jws = vouch_credential_get_jws (credential);
  /* A compact JWS is letters, digits, "-", "_" and ".": nothing in it needs to be escaped. */
  if (g_str_has_suffix (path, ".json"))
    text = envelope = g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                                       "\"id\":\"data:" MEDIA_TYPE ",%s\","
                                       "\"type\":[\"EnvelopedVerifiableCredential\"]}\n",
                                       jws);
  return vouch_file_replace (path, text, strlen (text), 0644, error);
}

/**
 * vouch_credentials_verify_file:
 * @workspace: a workspace.
 * @path: (type filename): a file with a credential as compact JWS.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when it is no credential.
 *
 * Judges a credential against the issuers that were added. Nothing is kept.
 *
 * Returns: (transfer full) (nullable): the credential with what was found.
 */
VouchCredential *
vouch_credentials_verify_file (VouchWorkspace *workspace,
                               const char *path,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && path != NULL, NULL);

  text = vouch_file_load_small (path, MAX_FILE_BYTES, NULL, error);
  return text != NULL ? judge_by_issuers (workspace, text, error) : NULL;
}

/**
 * vouch_badge_free:
 * @self: (nullable): a badge.
 *
 * Frees it.
 */
void
vouch_badge_free (VouchBadge *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->portfolio);
  g_free (self->submission);
  g_clear_object (&self->credential);
  g_free (self);
}
