/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer"

#include "config.h"
#include "vouch-issuer.h"

/*
 * The way of a submission: open, put the manifest, upload what it says is missing, seal. Every
 * step may be repeated after a crash, a cut or a cancellation and finds what the one before left.
 *
 * Errors that every function may give: %VOUCH_ERROR_OFFLINE when no answer came that can be
 * trusted (later may help), %VOUCH_ERROR_BUSY when the issuer asks to come back later,
 * %VOUCH_ERROR_REJECTED when it said no (a token that is not or no longer valid is among these),
 * %VOUCH_ERROR_INVALID when its answer could not be understood, %VOUCH_ERROR_TOO_NEW when it
 * speaks a newer protocol, %VOUCH_ERROR_CONFLICT when it does not present itself with the key
 * that was pinned, %VOUCH_ERROR_CANCELLED. Only what a function adds is said there.
 */

G_DEFINE_INTERFACE (VouchIssuer, vouch_issuer, G_TYPE_OBJECT)

static void
vouch_issuer_default_init (VouchIssuerInterface *iface)
{
}

/**
 * vouch_issuer_describe:
 * @self: an issuer.
 * @cancellable: (nullable): stops the wait.
 * @error: as for every function; but another key than the pinned one is no error here.
 *
 * Asks the issuer who it is and what it takes. Needs no token.
 *
 * Returns: (transfer full) (nullable): what it says about itself.
 */
VouchIssuerInfo *
vouch_issuer_describe (VouchIssuer *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), NULL);
  return VOUCH_ISSUER_GET_IFACE (self)->describe (self, cancellable, error);
}

/**
 * vouch_issuer_list_definitions:
 * @self: an issuer.
 * @cancellable: (nullable): stops the wait.
 * @error: as for every function.
 *
 * Returns: (transfer full) (element-type VouchDefinitionListing) (nullable): what it offers.
 */
GPtrArray *
vouch_issuer_list_definitions (VouchIssuer *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), NULL);
  return VOUCH_ISSUER_GET_IFACE (self)->list_definitions (self, cancellable, error);
}

/**
 * vouch_issuer_fetch_definition:
 * @self: an issuer.
 * @sha256: hex digest of the definition's bytes.
 * @cancellable: (nullable): stops the wait.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_CORRUPT when other bytes came than asked for.
 *
 * Returns: (transfer full) (nullable): the exact bytes, whose digest is @sha256.
 */
GBytes *
vouch_issuer_fetch_definition (VouchIssuer *self,
                               const char *sha256,
                               GCancellable *cancellable,
                               GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);
  return VOUCH_ISSUER_GET_IFACE (self)->fetch_definition (self, sha256, cancellable, error);
}

/**
 * vouch_issuer_open_submission:
 * @self: an issuer.
 * @opening: what is to be answered, and by whom.
 * @cancellable: (nullable): stops the wait.
 * @error: %VOUCH_ERROR_REJECTED when no attempt may be made (now).
 *
 * Opens a submission, or finds the one that was opened with the same key or for the same attempt.
 *
 * Returns: (transfer full) (nullable): the issuer's id of the submission; to be stored before
 *   going on.
 */
char *
vouch_issuer_open_submission (VouchIssuer *self,
                              const VouchIssuerOpening *opening,
                              GCancellable *cancellable,
                              GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), NULL);
  g_return_val_if_fail (opening != NULL && opening->key != NULL, NULL);
  g_return_val_if_fail (opening->attempt > 0, NULL);
  return VOUCH_ISSUER_GET_IFACE (self)->open_submission (self, opening, cancellable, error);
}

/**
 * vouch_issuer_put_manifest:
 * @self: an issuer.
 * @submission: the issuer's id of the submission.
 * @manifest: the frozen manifest, canonical JSON.
 * @signature: the earner's signature, a compact JWS with detached content.
 * @cancellable: (nullable): stops the wait.
 * @error: %VOUCH_ERROR_INVALID with the place when the manifest breaks a rule.
 *
 * Hands over the manifest.
 *
 * Returns: (transfer full) (element-type VouchUploadStatus) (nullable): the files that remain to be
 *   sent; none when all are held already.
 */
GPtrArray *
vouch_issuer_put_manifest (VouchIssuer *self,
                           const char *submission,
                           GBytes *manifest,
                           const char *signature,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), NULL);
  g_return_val_if_fail (submission != NULL && manifest != NULL && signature != NULL, NULL);
  return VOUCH_ISSUER_GET_IFACE (self)->put_manifest (self, submission, manifest, signature,
                                                      cancellable, error);
}

/**
 * vouch_issuer_has_file:
 * @self: an issuer.
 * @sha256: hex digest of a file.
 * @bytes: its length.
 * @held: (out): whether the issuer holds it from an earlier submission of this earner.
 * @cancellable: (nullable): stops the wait.
 * @error: as for every function.
 *
 * Returns: whether the question was answered.
 */
gboolean
vouch_issuer_has_file (VouchIssuer *self,
                       const char *sha256,
                       gint64 bytes,
                       gboolean *held,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), FALSE);
  g_return_val_if_fail (sha256 != NULL && held != NULL, FALSE);
  return VOUCH_ISSUER_GET_IFACE (self)->has_file (self, sha256, bytes, held, cancellable, error);
}

/**
 * vouch_issuer_upload_file:
 * @self: an issuer.
 * @upload: the file.
 * @journal: remembers where the issuer keeps the bytes, before the first one is sent; the entry
 *   stays until the caller forgets it, after the seal.
 * @progress: (nullable) (scope call): called whenever the issuer has confirmed bytes.
 * @user_data: for @progress.
 * @cancellable: (nullable): pauses; the next call goes on from what the issuer has confirmed.
 * @error: %VOUCH_ERROR_CONFLICT when the file changed meanwhile, %VOUCH_ERROR_CORRUPT when it
 *   arrives damaged again and again; %VOUCH_ERROR_NO_SPACE when the issuer has no room.
 *
 * Sends a file, or what is left of it, until the issuer has confirmed its whole length. That the
 * content is the right one is confirmed by the seal.
 *
 * Returns: whether all bytes are confirmed.
 */
gboolean
vouch_issuer_upload_file (VouchIssuer *self,
                          const VouchIssuerUpload *upload,
                          VouchUploadJournal *journal,
                          VouchIssuerProgress progress,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), FALSE);
  g_return_val_if_fail (upload != NULL && upload->fd >= 0 && upload->bytes >= 0, FALSE);
  g_return_val_if_fail (VOUCH_IS_UPLOAD_JOURNAL (journal), FALSE);
  return VOUCH_ISSUER_GET_IFACE (self)->upload_file (self, upload, journal, progress, user_data,
                                                     cancellable, error);
}

/**
 * vouch_issuer_seal:
 * @self: an issuer.
 * @submission: the issuer's id of the submission.
 * @sealing: what the receipt must say.
 * @jws: (out) (transfer full): the receipt as it was signed, to be kept.
 * @cancellable: (nullable): stops the wait; the seal may have happened all the same.
 * @error: %VOUCH_ERROR_NOT_READY when files are missing or arrived damaged: put the manifest
 *   again, send what it names, seal again; %VOUCH_ERROR_CORRUPT when a receipt came that does not
 *   hold: it was not submitted as far as anyone can prove.
 *
 * Seals a submission. Only a receipt whose signature is by the pinned key and which names this
 * manifest, this earner and every file with its length is given back; only then may anything be
 * called submitted. Sealing again gives the same receipt.
 *
 * Returns: (transfer full) (nullable): the verified receipt.
 */
VouchReceipt *
vouch_issuer_seal (VouchIssuer *self,
                   const char *submission,
                   const VouchIssuerSealing *sealing,
                   char **jws,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), NULL);
  g_return_val_if_fail (submission != NULL && sealing != NULL, NULL);
  g_return_val_if_fail (sealing->manifest_sha256 != NULL && sealing->files != NULL && jws != NULL,
                        NULL);
  return VOUCH_ISSUER_GET_IFACE (self)->seal (self, submission, sealing, jws, cancellable, error);
}

/**
 * vouch_issuer_ask:
 * @self: an issuer.
 * @submission: the issuer's id of the submission.
 * @etag: (nullable): version tag of the last status.
 * @cancellable: (nullable): stops the wait.
 * @error: %VOUCH_ERROR_NOT_FOUND when the issuer does not have it (any more).
 *
 * Asks where a submission stands.
 *
 * Returns: (transfer full) (nullable): where it stands, or that nothing has changed.
 */
VouchIssuerNews *
vouch_issuer_ask (VouchIssuer *self,
                  const char *submission,
                  const char *etag,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), NULL);
  g_return_val_if_fail (submission != NULL, NULL);
  return VOUCH_ISSUER_GET_IFACE (self)->ask (self, submission, etag, cancellable, error);
}

/**
 * vouch_issuer_fetch_decision:
 * @self: an issuer.
 * @submission: the issuer's id of the submission.
 * @cancellable: (nullable): stops the wait.
 * @error: %VOUCH_ERROR_NOT_FOUND when nothing is decided yet.
 *
 * Returns: (transfer full) (nullable): the decision. Criteria and levels that the definition does not
 *   have are kept; they are shown as they stand.
 */
VouchDecision *
vouch_issuer_fetch_decision (VouchIssuer *self,
                             const char *submission,
                             GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), NULL);
  g_return_val_if_fail (submission != NULL, NULL);
  return VOUCH_ISSUER_GET_IFACE (self)->fetch_decision (self, submission, cancellable, error);
}

/**
 * vouch_issuer_fetch_credential:
 * @self: an issuer.
 * @submission: the issuer's id of the submission.
 * @cancellable: (nullable): stops the wait.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is none.
 *
 * Returns: (transfer full) (nullable): the credential, a compact JWS that is yet to be verified.
 */
char *
vouch_issuer_fetch_credential (VouchIssuer *self,
                               const char *submission,
                               GCancellable *cancellable,
                               GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), NULL);
  g_return_val_if_fail (submission != NULL, NULL);
  return VOUCH_ISSUER_GET_IFACE (self)->fetch_credential (self, submission, cancellable, error);
}

/**
 * vouch_issuer_withdraw:
 * @self: an issuer.
 * @submission: the issuer's id of the submission.
 * @cancellable: (nullable): stops the wait.
 * @error: as for every function.
 *
 * Takes a submission back: its bytes are deleted there. Doing it twice is a success.
 *
 * Returns: whether it is withdrawn.
 */
gboolean
vouch_issuer_withdraw (VouchIssuer *self,
                       const char *submission,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ISSUER (self), FALSE);
  g_return_val_if_fail (submission != NULL, FALSE);
  return VOUCH_ISSUER_GET_IFACE (self)->withdraw (self, submission, cancellable, error);
}
