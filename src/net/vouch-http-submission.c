/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-http-submission"

#include "config.h"
#include "vouch-http-submission.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-manifest-json.h"
#include "vouch-receipt-json.h"
#include "vouch-submission-json.h"
#include "vouch-wire-form.h"

#include "vouch-http-problem.h"
#include "vouch-origin.h"
#include "vouch-receipt-check.h"

/*
 * A submission over HTTP (docs/issuer-api.md, section 4). Every request here may be asked twice:
 * reading, PUT and DELETE by nature, POST by its idempotency key.
 */
#define JSON "application/json"
#define SEAL_SILENCE_S 180

static GUri *
locate (const VouchHttpSubmissions *self, const char *submission, const char *what, GError **error)
{
  g_autofree char *base = g_uri_to_string (self->endpoint);
  g_autofree char *path = NULL;

  if (!vouch_wire_form_is_id (submission)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("This is not the name of a submission."));
    return NULL;
  }
  path = what != NULL ? g_strconcat (base, "/", submission, "/", what, NULL)
                      : g_strconcat (base, "/", submission, NULL);
  return vouch_origin_resolve (self->endpoint, path, error);
}

static VouchHttpReply *
get (const VouchHttpSubmissions *self,
     GUri *url,
     const char *etag,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (VouchHttpRequest) request = vouch_http_request_new ("GET", url);

  vouch_http_request_add (request, "If-None-Match", etag);
  return vouch_http_send (self->http, request, cancellable, error);
}

static VouchSubmissionStatus *
read_status (VouchHttpReply *reply, GError **error)
{
  VouchSubmissionStatus *status;
  GError *reason = NULL;

  if (!vouch_http_problem_check (reply, JSON, error))
    return NULL;
  status = vouch_submission_json_read (vouch_http_reply_get_body (reply), &reason);
  if (status == NULL)
    vouch_http_problem_take_unreadable (error, reason);
  return status;
}

static gboolean
is_what_was_asked (VouchSubmissionStatus *status, const VouchIssuerOpening *opening)
{
  return vouch_submission_status_get_attempt (status) == opening->attempt &&
         g_strcmp0 (vouch_submission_status_get_subject (status), opening->subject) == 0 &&
         g_strcmp0 (vouch_submission_status_get_previous (status), opening->previous) == 0 &&
         g_strcmp0 (vouch_submission_status_get_definition_digest (status),
                    opening->definition_sha256) == 0;
}

static char *
take_opened (VouchHttpReply *reply, const VouchIssuerOpening *opening, GError **error)
{
  g_autoptr (VouchSubmissionStatus) status = read_status (reply, error);

  if (status == NULL)
    return NULL;
  if (!is_what_was_asked (status, opening)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("The issuer has another submission in the place of this one. Nothing "
                            "was sent. Look at your submissions there, or tell the issuer."));
    return NULL;
  }
  return g_strdup (vouch_submission_status_get_id (status));
}

static GBytes *
write_opening (const VouchIssuerOpening *opening)
{
  g_autoptr (VouchSubmissionStatus) wanted = vouch_submission_status_new ();

  vouch_submission_status_set_definition (wanted, opening->definition_id);
  vouch_submission_status_set_definition_version (wanted, opening->definition_version);
  vouch_submission_status_set_definition_digest (wanted, opening->definition_sha256);
  vouch_submission_status_set_attempt (wanted, opening->attempt);
  vouch_submission_status_set_previous (wanted, opening->previous);
  vouch_submission_status_set_subject (wanted, opening->subject);
  return vouch_open_request_json_write (wanted);
}

/**
 * vouch_http_submission_open:
 * @self: the submissions of an issuer.
 * @opening: what is answered, and by whom.
 * @cancellable: (nullable): ends it.
 * @error: as for vouch_issuer_open_submission().
 *
 * Opens a submission, or finds the one that exists for the same attempt.
 *
 * Returns: (transfer full) (nullable): the issuer's id.
 */
char *
vouch_http_submission_open (const VouchHttpSubmissions *self,
                            const VouchIssuerOpening *opening,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (VouchHttpRequest) request = vouch_http_request_new ("POST", self->endpoint);
  g_autoptr (VouchHttpReply) reply = NULL;
  g_autoptr (VouchHttpReply) existing = NULL;
  g_autoptr (GBytes) body = write_opening (opening);
  g_autoptr (GUri) url = NULL;

  vouch_http_request_add (request, "Idempotency-Key", opening->key);
  vouch_http_request_set_bytes (request, JSON, body);
  reply = vouch_http_send (self->http, request, cancellable, error);
  if (reply == NULL)
    return NULL;
  if (!vouch_http_problem_is (reply, "attempt-exists"))
    return take_opened (reply, opening, error);

  url = vouch_origin_resolve (vouch_http_reply_get_url (reply),
                              vouch_http_reply_get_header (reply, "Location"), error);
  if (url == NULL)
    return NULL;
  existing = get (self, url, NULL, cancellable, error);
  return existing != NULL ? take_opened (existing, opening, error) : NULL;
}

/**
 * vouch_http_submission_put_manifest:
 * @self: the submissions of an issuer.
 * @submission: the issuer's id.
 * @manifest: the frozen manifest.
 * @signature: the earner's detached signature.
 * @cancellable: (nullable): ends it.
 * @error: as for vouch_issuer_put_manifest().
 *
 * Hands over the manifest; the issuer must name the same digest for it.
 *
 * Returns: (transfer full) (element-type VouchUploadStatus) (nullable): what remains to be sent.
 */
GPtrArray *
vouch_http_submission_put_manifest (const VouchHttpSubmissions *self,
                                    const char *submission,
                                    GBytes *manifest,
                                    const char *signature,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_autoptr (GUri) url = locate (self, submission, "manifest", error);
  g_autoptr (VouchHttpRequest) request = NULL;
  g_autoptr (VouchHttpReply) reply = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *held = NULL;
  g_autofree char *ours = NULL;

  if (url == NULL)
    return NULL;
  request = vouch_http_request_new ("PUT", url);
  vouch_http_request_add (request, "Vouch-Signature", signature);
  vouch_http_request_set_bytes (request, VOUCH_MANIFEST_MEDIA_TYPE, manifest);
  reply = vouch_http_send (self->http, request, cancellable, error);
  if (reply == NULL || !vouch_http_problem_check (reply, JSON, error))
    return NULL;
  missing = vouch_manifest_held_json_read (vouch_http_reply_get_body (reply), &held, &reason);
  if (missing == NULL) {
    vouch_http_problem_take_unreadable (error, g_steal_pointer (&reason));
    return NULL;
  }

  ours = vouch_hash_of_bytes (g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest));
  if (g_strcmp0 (held, ours) != 0) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                         _ ("The list of files did not arrive as it was sent. Nothing is lost. "
                            "Send again."));
    return NULL;
  }
  return g_steal_pointer (&missing);
}

/**
 * vouch_http_submission_seal:
 * @self: the submissions of an issuer.
 * @submission: the issuer's id.
 * @sealing: what the receipt must say.
 * @jws: (out) (transfer full): the receipt as it was signed.
 * @cancellable: (nullable): ends it.
 * @error: as for vouch_issuer_seal().
 *
 * Seals, and judges the receipt.
 *
 * Returns: (transfer full) (nullable): a receipt that holds.
 */
VouchReceipt *
vouch_http_submission_seal (const VouchHttpSubmissions *self,
                            const char *submission,
                            const VouchIssuerSealing *sealing,
                            char **jws,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GUri) url = locate (self, submission, "seal", error);
  g_autoptr (VouchHttpRequest) request = NULL;
  g_autoptr (VouchHttpReply) reply = NULL;
  g_autoptr (GBytes) body = vouch_seal_request_json_write (sealing->manifest_sha256);
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;
  VouchReceipt *receipt;

  if (url == NULL)
    return NULL;
  request = vouch_http_request_new ("POST", url);
  request->silence_s = SEAL_SILENCE_S;
  vouch_http_request_add (request, "Idempotency-Key", sealing->key);
  vouch_http_request_set_bytes (request, JSON, body);
  reply = vouch_http_send (self->http, request, cancellable, error);
  if (reply == NULL || !vouch_http_problem_check (reply, JSON, error))
    return NULL;
  text = vouch_seal_answer_json_read (vouch_http_reply_get_body (reply), &reason);
  if (text == NULL) {
    vouch_http_problem_take_unreadable (error, g_steal_pointer (&reason));
    return NULL;
  }
  receipt = vouch_receipt_check (text, self->issuer, submission, sealing, error);
  if (receipt != NULL)
    *jws = g_steal_pointer (&text);
  return receipt;
}

/**
 * vouch_http_submission_ask:
 * @self: the submissions of an issuer.
 * @submission: the issuer's id.
 * @etag: (nullable): version tag of the last answer.
 * @cancellable: (nullable): ends it.
 * @error: as for vouch_issuer_ask().
 *
 * Asks where a submission stands.
 *
 * Returns: (transfer full) (nullable): the news, or that there are none.
 */
VouchIssuerNews *
vouch_http_submission_ask (const VouchHttpSubmissions *self,
                           const char *submission,
                           const char *etag,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GUri) url = locate (self, submission, NULL, error);
  g_autoptr (VouchHttpReply) reply = NULL;
  g_autoptr (VouchSubmissionStatus) status = NULL;
  guint retry_after;

  if (url == NULL)
    return NULL;
  reply = get (self, url, etag, cancellable, error);
  if (reply == NULL)
    return NULL;
  retry_after = vouch_http_reply_get_retry_after (reply);
  if (etag != NULL && vouch_http_reply_get_status (reply) == SOUP_STATUS_NOT_MODIFIED)
    return vouch_issuer_news_new (NULL, etag, retry_after);
  status = read_status (reply, error);
  if (status == NULL)
    return NULL;
  if (g_strcmp0 (vouch_submission_status_get_id (status), submission) != 0) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("The issuer's answer is about another submission. Nothing was "
                            "changed. Tell the issuer."));
    return NULL;
  }
  return vouch_issuer_news_new (status, vouch_http_reply_get_header (reply, "ETag"), retry_after);
}

/**
 * vouch_http_submission_fetch:
 * @self: the submissions of an issuer.
 * @submission: the issuer's id.
 * @what: `decision` or `credential`.
 * @media_type: what it must be.
 * @cancellable: (nullable): ends it.
 * @error: %VOUCH_ERROR_NOT_FOUND when it is not there yet.
 *
 * Fetches what came of a submission.
 *
 * Returns: (transfer full) (nullable): it as it came.
 */
GBytes *
vouch_http_submission_fetch (const VouchHttpSubmissions *self,
                             const char *submission,
                             const char *what,
                             const char *media_type,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GUri) url = locate (self, submission, what, error);
  g_autoptr (VouchHttpReply) reply = NULL;

  if (url == NULL)
    return NULL;
  reply = get (self, url, NULL, cancellable, error);
  if (reply == NULL || !vouch_http_problem_check (reply, media_type, error))
    return NULL;
  return g_bytes_ref (vouch_http_reply_get_body (reply));
}

/**
 * vouch_http_submission_withdraw:
 * @self: the submissions of an issuer.
 * @submission: the issuer's id.
 * @cancellable: (nullable): ends it.
 * @error: as for vouch_issuer_withdraw().
 *
 * Takes a submission back.
 *
 * Returns: whether it is withdrawn.
 */
gboolean
vouch_http_submission_withdraw (const VouchHttpSubmissions *self,
                                const char *submission,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (GUri) url = locate (self, submission, NULL, error);
  g_autoptr (VouchHttpRequest) request = NULL;
  g_autoptr (VouchHttpReply) reply = NULL;

  if (url == NULL)
    return FALSE;
  request = vouch_http_request_new ("DELETE", url);
  reply = vouch_http_send (self->http, request, cancellable, error);
  return reply != NULL && vouch_http_problem_check (reply, NULL, error);
}
