/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-http"

#include "config.h"
#include "vouch-http.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "vouch-error.h"

#include "vouch-http-exchange.h"
#include "vouch-origin.h"

#define DEFAULT_CONTINUE_MS 2000
#define DEFAULT_TRIES 5
#define MAX_REDIRECTS 5
/* RFC 6585, section 4; libsoup has no name for it. */
#define TOO_MANY_REQUESTS 429

/**
 * VouchHttp:
 *
 * Speaks HTTP with one server, from any thread. It sends to one origin only, has no cookies, no
 * cache, no passwords and no compression, tells nothing about the computer or the person, and
 * takes no answer from somebody whose certificate does not hold. Plain http never leaves this
 * computer and never goes through a proxy.
 */
struct _VouchHttp {
  GObject parent_instance;

  VouchHttpLine line;
  guint tries;
  VouchSleepFunc sleep;
  gpointer sleep_data;
};

G_DEFINE_FINAL_TYPE (VouchHttp, vouch_http, G_TYPE_OBJECT)

static void
vouch_http_finalize (GObject *object)
{
  VouchHttp *self = VOUCH_HTTP (object);

  if (self->line.session != NULL)
    soup_session_abort (self->line.session);
  g_clear_object (&self->line.session);
  g_clear_pointer (&self->line.origin, g_uri_unref);
  if (self->line.token != NULL)
    explicit_bzero (self->line.token, strlen (self->line.token));
  g_free (self->line.token);

  G_OBJECT_CLASS (vouch_http_parent_class)->finalize (object);
}

static void
vouch_http_class_init (VouchHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_http_finalize;
}

static void
vouch_http_init (VouchHttp *self)
{
}

static gboolean
trust_only (SoupSession *session, const char *ca_file, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (ca_file, &reason);

  if (database == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("The certificates in %s cannot be read: %s"), ca_file, reason->message);
    return FALSE;
  }
  soup_session_set_tls_database (session, database);
  return TRUE;
}

static SoupSession *
open_session (GUri *origin, const VouchHttpOptions *options, GError **error)
{
  g_autoptr (SoupSession) session = NULL;

  session = soup_session_new_with_options ("user-agent", "Vouch/" VOUCH_VERSION, "timeout", 0u,
                                           "idle-timeout", 60u, NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  if (vouch_origin_is_loopback (origin))
    soup_session_set_proxy_resolver (session, NULL);
  if (options->ca_file != NULL && !trust_only (session, options->ca_file, error))
    return NULL;
  return g_steal_pointer (&session);
}

/**
 * vouch_http_new:
 * @url: an address of the server; its origin is the only one that is spoken with.
 * @token: (nullable): a bearer token for it (RFC 6750).
 * @options: (nullable): what differs from the ordinary; only read now.
 * @error: %VOUCH_ERROR_INVALID when the address is neither https nor on this computer, the token
 *   has other characters than a token may have, or the certificates cannot be read.
 *
 * Prepares to speak with a server. Nothing is sent.
 *
 * Returns: (transfer full) (nullable): the means to do it.
 */
VouchHttp *
vouch_http_new (const char *url, const char *token, const VouchHttpOptions *options, GError **error)
{
  static const VouchHttpOptions ordinary = { 0 };
  g_autoptr (VouchHttp) self = g_object_new (VOUCH_TYPE_HTTP, NULL);

  g_return_val_if_fail (url != NULL, NULL);

  if (options == NULL)
    options = &ordinary;
  if (token != NULL && !g_regex_match_simple ("^[A-Za-z0-9._~+/-]+=*$", token, 0, 0)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("This is not a token of an issuer. Copy it again, without spaces."));
    return NULL;
  }
  self->line.origin = vouch_origin_parse (url, error);
  if (self->line.origin == NULL)
    return NULL;
  self->line.session = open_session (self->line.origin, options, error);
  if (self->line.session == NULL)
    return NULL;
  self->line.token = g_strdup (token);
  self->line.continue_ms = options->continue_ms > 0 ? options->continue_ms : DEFAULT_CONTINUE_MS;
  self->line.expects = TRUE;
  self->line.silence_s = options->silence_s;
  self->tries = options->tries > 0 ? options->tries : DEFAULT_TRIES;
  self->sleep = options->sleep;
  self->sleep_data = options->sleep_data;
  return g_steal_pointer (&self);
}

/**
 * vouch_http_get_origin:
 * @self: an HTTP client.
 *
 * Returns: (transfer none): the address it was made with.
 */
GUri *
vouch_http_get_origin (VouchHttp *self)
{
  g_return_val_if_fail (VOUCH_IS_HTTP (self), NULL);
  return self->line.origin;
}

/**
 * vouch_http_new_patience:
 * @self: an HTTP client.
 *
 * Returns: (transfer full): patience for a piece of work that tries again by itself.
 */
VouchPatience *
vouch_http_new_patience (VouchHttp *self)
{
  g_return_val_if_fail (VOUCH_IS_HTTP (self), NULL);
  return vouch_patience_new (self->tries, self->sleep, self->sleep_data);
}

static gboolean
may_follow (const VouchHttpRequest *request, VouchHttpReply *reply)
{
  gboolean reads = g_str_equal (request->method, "GET") || g_str_equal (request->method, "HEAD");

  if (vouch_http_reply_get_header (reply, "Location") == NULL)
    return FALSE;
  switch (vouch_http_reply_get_status (reply)) {
  case SOUP_STATUS_TEMPORARY_REDIRECT:
  case SOUP_STATUS_PERMANENT_REDIRECT: return TRUE;
  case SOUP_STATUS_MOVED_PERMANENTLY:
  case SOUP_STATUS_FOUND:
  case SOUP_STATUS_SEE_OTHER: return reads;
  default: return FALSE;
  }
}

static gboolean
is_passing (VouchHttpReply *reply)
{
  switch (vouch_http_reply_get_status (reply)) {
  case SOUP_STATUS_REQUEST_TIMEOUT:
  case SOUP_STATUS_LOCKED:
  case TOO_MANY_REQUESTS:
  case SOUP_STATUS_INTERNAL_SERVER_ERROR:
  case SOUP_STATUS_BAD_GATEWAY:
  case SOUP_STATUS_SERVICE_UNAVAILABLE:
  case SOUP_STATUS_GATEWAY_TIMEOUT: return TRUE;
  case SOUP_STATUS_CONFLICT: return vouch_http_reply_get_header (reply, "Retry-After") != NULL;
  default: return FALSE;
  }
}

/**
 * vouch_http_try:
 * @self: an HTTP client.
 * @request: what to ask.
 * @again: (out): whether the same request may do better later.
 * @cancellable: (nullable): ends it.
 * @error: %VOUCH_ERROR_OFFLINE when no answer came that can be trusted; %VOUCH_ERROR_INVALID when
 *   the answer is over-long or leads to another origin; %VOUCH_ERROR_CANCELLED.
 *
 * Asks once. A redirect is followed within the origin only, for reading by any redirect, else only
 * by 307 and 308, which keep method and body (RFC 9110, section 15.4).
 *
 * Returns: (transfer full) (nullable): the answer, of whatever status.
 */
VouchHttpReply *
vouch_http_try (VouchHttp *self,
                const VouchHttpRequest *request,
                gboolean *again,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GUri) target = NULL;

  g_return_val_if_fail (VOUCH_IS_HTTP (self) && request != NULL && again != NULL, NULL);
  g_return_val_if_fail (vouch_origin_equal (self->line.origin, request->url), NULL);

  *again = FALSE;
  target = g_uri_ref (request->url);
  for (guint i = 0; i <= MAX_REDIRECTS; i++) {
    g_autoptr (VouchHttpReply) reply = NULL;
    g_autoptr (GUri) next = NULL;

    reply = vouch_http_exchange (&self->line, request, target, again, cancellable, error);
    if (reply == NULL)
      return NULL;
    if (!may_follow (request, reply)) {
      *again = is_passing (reply);
      return g_steal_pointer (&reply);
    }
    next = vouch_origin_resolve (target, vouch_http_reply_get_header (reply, "Location"), error);
    if (next == NULL)
      return NULL;
    g_uri_unref (target);
    target = g_steal_pointer (&next);
  }
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("%s sends from one address to the next without an end. Nothing was changed. Tell "
                  "the issuer."),
               g_uri_get_host (target));
  return NULL;
}

/**
 * vouch_http_send:
 * @self: an HTTP client.
 * @request: what to ask; it must be safe to ask twice.
 * @cancellable: (nullable): ends it.
 * @error: as for vouch_http_try().
 *
 * Asks until there is an answer that will not change by waiting, or patience is over.
 *
 * Returns: (transfer full) (nullable): the last answer, of whatever status.
 */
VouchHttpReply *
vouch_http_send (VouchHttp *self,
                 const VouchHttpRequest *request,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (VouchPatience) patience = vouch_http_new_patience (self);

  for (;;) {
    g_autoptr (VouchHttpReply) reply = NULL;
    g_autoptr (GError) reason = NULL;
    gboolean again;
    guint asked;

    reply = vouch_http_try (self, request, &again, cancellable, &reason);
    asked = reply != NULL ? vouch_http_reply_get_retry_after (reply) : 0;
    if (again && vouch_patience_wait (patience, asked, cancellable))
      continue;
    if (again && g_cancellable_is_cancelled (cancellable)) {
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED,
                           _ ("Stopped. What has arrived so far is kept."));
      return NULL;
    }
    if (reason != NULL)
      g_propagate_error (error, g_steal_pointer (&reason));
    return g_steal_pointer (&reply);
  }
}
