/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-http-issuer"

#include "config.h"
#include "vouch-http-issuer.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "vouch-decision-json.h"
#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-issuer-info-json.h"
#include "vouch-wire-form.h"

#include "vouch-http-problem.h"
#include "vouch-http-submission.h"
#include "vouch-origin.h"
#include "vouch-tus-upload.h"

#define JSON "application/json"
#define CREDENTIAL_TYPE "application/vc+jwt"
#define MAX_DEFINITION (16 * 1024 * 1024)

/**
 * VouchHttpIssuer:
 *
 * An issuer that speaks the Vouch issuer API, version 1 (docs/issuer-api.md). Before anything else
 * is asked it presents itself; when that is not with the pinned key, nothing is sent and nothing
 * is taken.
 */
struct _VouchHttpIssuer {
  GObject parent_instance;

  VouchHttp *http;
  char *pinned;
  GMutex mutex;
  VouchIssuerInfo *info; /* (guarded by mutex) (nullable): who it is, once that was checked */
};

static void vouch_http_issuer_issuer_init (VouchIssuerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchHttpIssuer,
                               vouch_http_issuer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VOUCH_TYPE_ISSUER,
                                                      vouch_http_issuer_issuer_init))

static void
vouch_http_issuer_finalize (GObject *object)
{
  VouchHttpIssuer *self = VOUCH_HTTP_ISSUER (object);

  g_clear_object (&self->http);
  g_clear_object (&self->info);
  g_free (self->pinned);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (vouch_http_issuer_parent_class)->finalize (object);
}

static void
vouch_http_issuer_class_init (VouchHttpIssuerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_http_issuer_finalize;
}

static void
vouch_http_issuer_init (VouchHttpIssuer *self)
{
  g_mutex_init (&self->mutex);
}

static GUri *
discovery_url (VouchHttpIssuer *self, GError **error)
{
  return vouch_origin_resolve (vouch_http_get_origin (self->http), VOUCH_ISSUER_WELL_KNOWN, error);
}

/* What everybody may read is asked for without the token: until the key that answers was compared
 * with the pinned one, it is not known who hears it. */
static VouchHttpReply *
get (VouchHttpIssuer *self,
     GUri *url,
     const char *media_type,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (VouchHttpRequest) request = vouch_http_request_new ("GET", url);
  g_autoptr (VouchHttpReply) reply = NULL;

  request->reply_limit = MAX_DEFINITION;
  request->anonymous = TRUE;
  reply = vouch_http_send (self->http, request, cancellable, error);
  if (reply == NULL || !vouch_http_problem_check (reply, media_type, error))
    return NULL;
  return g_steal_pointer (&reply);
}

static gboolean
speaks_our_version (VouchIssuerInfo *info, GError **error)
{
  const char *version = vouch_issuer_info_get_protocol_version (info);

  if (version != NULL && g_str_has_prefix (version, "1."))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW,
               _ ("The issuer speaks version %s of the protocol, which this Vouch does not know. "
                  "Nothing was sent. Update Vouch."),
               version != NULL ? version : "?");
  return FALSE;
}

/* An issuer that would have anything sent elsewhere is refused before it is added, not only when
 * something is to be sent. */
static gboolean
stays_at_home (VouchIssuerInfo *info, GUri *home, GError **error)
{
  const char *const references[] = { vouch_issuer_info_get_definitions_url (info),
                                     vouch_issuer_info_get_submissions_url (info),
                                     vouch_issuer_info_get_files_url (info),
                                     vouch_issuer_info_get_uploads_url (info) };

  for (gsize i = 0; i < G_N_ELEMENTS (references); i++) {
    g_autoptr (GUri) url = NULL;

    if (references[i] == NULL)
      continue;
    url = vouch_origin_resolve (home, references[i], error);
    if (url == NULL)
      return FALSE;
  }
  return TRUE;
}

static VouchIssuerInfo *
vouch_http_issuer_describe (VouchIssuer *issuer, GCancellable *cancellable, GError **error)
{
  VouchHttpIssuer *self = VOUCH_HTTP_ISSUER (issuer);
  g_autoptr (GUri) url = discovery_url (self, error);
  g_autoptr (VouchHttpReply) reply = NULL;
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_autoptr (GError) reason = NULL;

  if (url == NULL)
    return NULL;
  reply = get (self, url, JSON, cancellable, error);
  if (reply == NULL)
    return NULL;
  info = vouch_issuer_info_json_read (vouch_http_reply_get_body (reply), &reason);
  if (info == NULL) {
    vouch_http_problem_take_unreadable (error, g_steal_pointer (&reason));
    return NULL;
  }
  if (!speaks_our_version (info, error) || !stays_at_home (info, url, error))
    return NULL;
  vouch_issuer_info_set_server_ms (info, vouch_http_reply_get_date_ms (reply));
  return g_steal_pointer (&info);
}

static gboolean
is_the_pinned_one (VouchHttpIssuer *self, VouchIssuerInfo *info, GError **error)
{
  if (self->pinned == NULL || g_strcmp0 (self->pinned, vouch_issuer_info_get_id (info)) == 0)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                       _ ("The issuer presents itself with another key than when it was added. "
                          "Nothing was sent. Ask the issuer, by another way than the network, "
                          "whether it has a new key; then add it again."));
  return FALSE;
}

/* Who the issuer is, asked once and checked against the pin. */
static VouchIssuerInfo *
know (VouchHttpIssuer *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (VouchIssuerInfo) info = NULL;

  if (self->info != NULL)
    return g_object_ref (self->info);
  info = vouch_http_issuer_describe (VOUCH_ISSUER (self), cancellable, error);
  if (info == NULL || !is_the_pinned_one (self, info, error))
    return NULL;
  g_set_object (&self->info, info);
  return g_steal_pointer (&info);
}

static GUri *
endpoint (VouchHttpIssuer *self, const char *reference, const char *below, GError **error)
{
  g_autoptr (GUri) base = discovery_url (self, error);
  g_autoptr (GUri) url = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;

  if (base == NULL)
    return NULL;
  url = vouch_origin_resolve (base, reference, error);
  if (url == NULL || below == NULL)
    return g_steal_pointer (&url);
  text = g_uri_to_string (url);
  path = g_strconcat (text, "/", below, NULL);
  return vouch_origin_resolve (url, path, error);
}

static GPtrArray *
vouch_http_issuer_list_definitions (VouchIssuer *issuer, GCancellable *cancellable, GError **error)
{
  VouchHttpIssuer *self = VOUCH_HTTP_ISSUER (issuer);
  g_autoptr (VouchIssuerInfo) info = know (self, cancellable, error);
  g_autoptr (GUri) url = NULL;
  g_autoptr (VouchHttpReply) reply = NULL;
  g_autoptr (GError) reason = NULL;
  GPtrArray *list;

  if (info == NULL)
    return NULL;
  url = endpoint (self, vouch_issuer_info_get_definitions_url (info), NULL, error);
  if (url == NULL)
    return NULL;
  reply = get (self, url, JSON, cancellable, error);
  if (reply == NULL)
    return NULL;
  list = vouch_definition_list_json_read (vouch_http_reply_get_body (reply), &reason);
  if (list == NULL)
    vouch_http_problem_take_unreadable (error, g_steal_pointer (&reason));
  return list;
}

static gboolean
is_digest (const char *sha256, GError **error)
{
  if (vouch_wire_form_is_sha256 (sha256))
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                       _ ("This is not a SHA-256 in hexadecimal."));
  return FALSE;
}

static GBytes *
vouch_http_issuer_fetch_definition (VouchIssuer *issuer,
                                    const char *sha256,
                                    GCancellable *cancellable,
                                    GError **error)
{
  VouchHttpIssuer *self = VOUCH_HTTP_ISSUER (issuer);
  g_autoptr (VouchIssuerInfo) info = know (self, cancellable, error);
  g_autoptr (GUri) url = NULL;
  g_autoptr (VouchHttpReply) reply = NULL;
  g_autofree char *found = NULL;
  GBytes *body;

  if (info == NULL || !is_digest (sha256, error))
    return NULL;
  url = endpoint (self, vouch_issuer_info_get_definitions_url (info), sha256, error);
  if (url == NULL)
    return NULL;
  reply = get (self, url, JSON, cancellable, error);
  if (reply == NULL)
    return NULL;

  body = vouch_http_reply_get_body (reply);
  found = vouch_hash_of_bytes (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (!g_str_equal (found, sha256)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                         _ ("The issuer sent another definition than the one asked for. It was "
                            "not taken. Tell the issuer."));
    return NULL;
  }
  return g_bytes_ref (body);
}

static gboolean
vouch_http_issuer_has_file (VouchIssuer *issuer,
                            const char *sha256,
                            gint64 bytes,
                            gboolean *held,
                            GCancellable *cancellable,
                            GError **error)
{
  VouchHttpIssuer *self = VOUCH_HTTP_ISSUER (issuer);
  g_autoptr (VouchIssuerInfo) info = know (self, cancellable, error);
  g_autoptr (GUri) url = NULL;
  g_autoptr (VouchHttpRequest) request = NULL;
  g_autoptr (VouchHttpReply) reply = NULL;
  gint64 length = -1;

  if (info == NULL || !is_digest (sha256, error))
    return FALSE;
  url = endpoint (self, vouch_issuer_info_get_files_url (info), sha256, error);
  if (url == NULL)
    return FALSE;
  request = vouch_http_request_new ("HEAD", url);
  reply = vouch_http_send (self->http, request, cancellable, error);
  if (reply == NULL)
    return FALSE;
  *held = FALSE;
  if (vouch_http_reply_get_status (reply) == SOUP_STATUS_NOT_FOUND)
    return TRUE;
  if (!vouch_http_problem_check (reply, NULL, error))
    return FALSE;
  *held = vouch_http_reply_get_number (reply, "Content-Length", &length) && length == bytes;
  return TRUE;
}

/* A quick sum finds what is damaged on the way; the seal compares the SHA-256 of the whole in any case. */
static VouchTusAlgorithm
choose_checksum (const char *const *offered)
{
  if (g_strv_contains (offered, "crc32c"))
    return VOUCH_TUS_ALGORITHM_CRC32C;
  return g_strv_contains (offered, "sha256") ? VOUCH_TUS_ALGORITHM_SHA256
                                             : VOUCH_TUS_ALGORITHM_NONE;
}

static gboolean
vouch_http_issuer_upload_file (VouchIssuer *issuer,
                               const VouchIssuerUpload *upload,
                               VouchUploadJournal *journal,
                               VouchIssuerProgress progress,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error)
{
  VouchHttpIssuer *self = VOUCH_HTTP_ISSUER (issuer);
  g_autoptr (VouchIssuerInfo) info = know (self, cancellable, error);
  g_autoptr (GUri) url = NULL;
  VouchTusServer server = { .http = self->http };

  if (info == NULL)
    return FALSE;
  url = endpoint (self, vouch_issuer_info_get_uploads_url (info), NULL, error);
  if (url == NULL)
    return FALSE;
  server.endpoint = url;
  server.checksum = choose_checksum (vouch_issuer_info_get_checksum_algorithms (info));
  return vouch_tus_upload (&server, upload, journal, progress, user_data, cancellable, error);
}

/* What the functions on submissions need; @info and @url keep it alive. */
static gboolean
enter_submissions (VouchHttpIssuer *self,
                   VouchHttpSubmissions *submissions,
                   VouchIssuerInfo **info,
                   GUri **url,
                   GCancellable *cancellable,
                   GError **error)
{
  *info = know (self, cancellable, error);
  if (*info == NULL)
    return FALSE;
  *url = endpoint (self, vouch_issuer_info_get_submissions_url (*info), NULL, error);
  if (*url == NULL)
    return FALSE;
  submissions->http = self->http;
  submissions->endpoint = *url;
  submissions->issuer = vouch_issuer_info_get_id (*info);
  return TRUE;
}

static char *
vouch_http_issuer_open_submission (VouchIssuer *issuer,
                                   const VouchIssuerOpening *opening,
                                   GCancellable *cancellable,
                                   GError **error)
{
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_autoptr (GUri) url = NULL;
  VouchHttpSubmissions all;

  if (!enter_submissions (VOUCH_HTTP_ISSUER (issuer), &all, &info, &url, cancellable, error))
    return NULL;
  return vouch_http_submission_open (&all, opening, cancellable, error);
}

static GPtrArray *
vouch_http_issuer_put_manifest (VouchIssuer *issuer,
                                const char *submission,
                                GBytes *manifest,
                                const char *signature,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_autoptr (GUri) url = NULL;
  VouchHttpSubmissions all;

  if (!enter_submissions (VOUCH_HTTP_ISSUER (issuer), &all, &info, &url, cancellable, error))
    return NULL;
  return vouch_http_submission_put_manifest (&all, submission, manifest, signature, cancellable,
                                             error);
}

static VouchReceipt *
vouch_http_issuer_seal (VouchIssuer *issuer,
                        const char *submission,
                        const VouchIssuerSealing *sealing,
                        char **jws,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_autoptr (GUri) url = NULL;
  VouchHttpSubmissions all;

  if (!enter_submissions (VOUCH_HTTP_ISSUER (issuer), &all, &info, &url, cancellable, error))
    return NULL;
  return vouch_http_submission_seal (&all, submission, sealing, jws, cancellable, error);
}

static VouchIssuerNews *
vouch_http_issuer_ask (VouchIssuer *issuer,
                       const char *submission,
                       const char *etag,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_autoptr (GUri) url = NULL;
  VouchHttpSubmissions all;

  if (!enter_submissions (VOUCH_HTTP_ISSUER (issuer), &all, &info, &url, cancellable, error))
    return NULL;
  return vouch_http_submission_ask (&all, submission, etag, cancellable, error);
}

static GBytes *
fetch (VouchIssuer *issuer,
       const char *submission,
       const char *what,
       const char *media_type,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_autoptr (GUri) url = NULL;
  VouchHttpSubmissions all;

  if (!enter_submissions (VOUCH_HTTP_ISSUER (issuer), &all, &info, &url, cancellable, error))
    return NULL;
  return vouch_http_submission_fetch (&all, submission, what, media_type, cancellable, error);
}

static VouchDecision *
vouch_http_issuer_fetch_decision (VouchIssuer *issuer,
                                  const char *submission,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (GBytes) body = fetch (issuer, submission, "decision", JSON, cancellable, error);
  g_autoptr (VouchDecision) decision = NULL;
  g_autoptr (GError) reason = NULL;

  if (body == NULL)
    return NULL;
  decision = vouch_decision_json_read (body, &reason);
  if (decision == NULL) {
    vouch_http_problem_take_unreadable (error, g_steal_pointer (&reason));
    return NULL;
  }
  if (g_strcmp0 (vouch_decision_get_submission (decision), submission) != 0) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("The issuer's decision is about another submission. It was not taken. "
                            "Tell the issuer."));
    return NULL;
  }
  return g_steal_pointer (&decision);
}

static char *
vouch_http_issuer_fetch_credential (VouchIssuer *issuer,
                                    const char *submission,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_autoptr (GBytes) body =
      fetch (issuer, submission, "credential", CREDENTIAL_TYPE, cancellable, error);
  const char *data;
  gsize length = 0;

  if (body == NULL)
    return NULL;
  data = g_bytes_get_data (body, &length);
  if (length == 0 || memchr (data, '\0', length) != NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("The issuer's answer is not a credential. It was not taken. Tell the "
                            "issuer."));
    return NULL;
  }
  return g_strndup (data, length);
}

static gboolean
vouch_http_issuer_withdraw (VouchIssuer *issuer,
                            const char *submission,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_autoptr (GUri) url = NULL;
  VouchHttpSubmissions all;

  if (!enter_submissions (VOUCH_HTTP_ISSUER (issuer), &all, &info, &url, cancellable, error))
    return FALSE;
  return vouch_http_submission_withdraw (&all, submission, cancellable, error);
}

static void
vouch_http_issuer_issuer_init (VouchIssuerInterface *iface)
{
  iface->describe = vouch_http_issuer_describe;
  iface->list_definitions = vouch_http_issuer_list_definitions;
  iface->fetch_definition = vouch_http_issuer_fetch_definition;
  iface->open_submission = vouch_http_issuer_open_submission;
  iface->put_manifest = vouch_http_issuer_put_manifest;
  iface->has_file = vouch_http_issuer_has_file;
  iface->upload_file = vouch_http_issuer_upload_file;
  iface->seal = vouch_http_issuer_seal;
  iface->ask = vouch_http_issuer_ask;
  iface->fetch_decision = vouch_http_issuer_fetch_decision;
  iface->fetch_credential = vouch_http_issuer_fetch_credential;
  iface->withdraw = vouch_http_issuer_withdraw;
}

/**
 * vouch_http_issuer_new:
 * @url: the issuer's address; what it is asked is below the same origin.
 * @token: (nullable): the person's token there; %NULL is enough to describe and to list.
 * @pinned: (nullable): did:key the issuer was added with; %NULL only while it is being added.
 * @options: (nullable): what differs from the ordinary.
 * @error: %VOUCH_ERROR_INVALID when the address or the token cannot be one.
 *
 * Makes the way to an issuer, without going there.
 *
 * Returns: (transfer full) (nullable): the issuer.
 */
VouchIssuer *
vouch_http_issuer_new (const char *url,
                       const char *token,
                       const char *pinned,
                       const VouchHttpOptions *options,
                       GError **error)
{
  g_autoptr (VouchHttp) http = vouch_http_new (url, token, options, error);
  VouchHttpIssuer *self;

  if (http == NULL)
    return NULL;
  self = g_object_new (VOUCH_TYPE_HTTP_ISSUER, NULL);
  self->http = g_steal_pointer (&http);
  self->pinned = g_strdup (pinned);
  return VOUCH_ISSUER (self);
}
