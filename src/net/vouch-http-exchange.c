/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-http-exchange"

#include "config.h"
#include "vouch-http-exchange.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "vouch-day.h"
#include "vouch-error.h"

#include "vouch-origin.h"
#include "vouch-slice-stream.h"
#include "vouch-watchdog.h"

/*
 * One request and its answer, on the calling thread.
 *
 * Large bodies are announced with `Expect: 100-continue` (RFC 9110, section 10.1.1), so that a
 * server can refuse before it is sent anything. A server that ignores the announcement would
 * make both sides wait for ever; after a short while the connection is given up, nothing of the
 * body having been sent, and the request is made once more without it.
 *
 * The answer is read in pieces up to a limit. Silence ends the exchange at any point; a server
 * that trickles is ended by the limit of LONGEST_READ_FACTOR times the silence allowed.
 */
#define EXPECT_FROM (1024 * 1024)
#define READ_SIZE (64 * 1024)
#define SILENCE_S 30
#define LONGEST_READ_FACTOR 10

typedef struct {
  const VouchHttpRequest *request;
  VouchWatchdog *watchdog;
  gint64 silence_ms;
  guint continue_ms;
  gboolean announced;
  gboolean waits_for_continue;
} Exchange;

static void
on_progress (gpointer data)
{
  Exchange *exchange = data;

  exchange->waits_for_continue = FALSE;
  vouch_watchdog_extend (exchange->watchdog, exchange->silence_ms);
}

static void
set_body (SoupMessage *message, Exchange *exchange)
{
  const VouchHttpRequest *request = exchange->request;
  g_autoptr (GInputStream) stream = NULL;

  if (request->fd >= 0) {
    stream = vouch_slice_stream_new (request->fd, request->offset, request->length, on_progress,
                                     exchange);
    soup_message_set_request_body (message, request->body_type, stream, request->length);
  } else if (request->body != NULL) {
    soup_message_set_request_body_from_bytes (message, request->body_type, request->body);
  }
}

static void
on_restarted (SoupMessage *message, Exchange *exchange)
{
  set_body (message, exchange);
}

static void
on_wrote_headers (SoupMessage *message, Exchange *exchange)
{
  exchange->waits_for_continue = exchange->announced;
  if (exchange->waits_for_continue)
    vouch_watchdog_extend (exchange->watchdog, exchange->continue_ms);
}

static void
on_got_informational (SoupMessage *message, Exchange *exchange)
{
  if (exchange->waits_for_continue)
    on_progress (exchange);
}

static SoupMessage *
build (VouchHttpLine *line, Exchange *exchange, GUri *target)
{
  const VouchHttpRequest *request = exchange->request;
  SoupMessage *message = soup_message_new_from_uri (request->method, target);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  for (guint i = 0; i + 1 < request->headers->len; i += 2)
    soup_message_headers_append (headers, request->headers->pdata[i],
                                 request->headers->pdata[i + 1]);
  if (line->token != NULL && !request->anonymous && vouch_origin_equal (line->origin, target)) {
    g_autofree char *value = g_strconcat ("Bearer ", line->token, NULL);

    soup_message_headers_replace (headers, "Authorization", value);
  }
  if (request->body_type != NULL)
    set_body (message, exchange);
  else if (g_strcmp0 (request->method, "POST") == 0)
    soup_message_headers_set_content_length (headers, 0);
  return message;
}

static GBytes *
read_body (GInputStream *stream,
           gsize limit,
           gint64 milliseconds,
           VouchWatchdog *watchdog,
           GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (READ_SIZE);
  gint64 last = g_get_monotonic_time () + LONGEST_READ_FACTOR * milliseconds * 1000;
  gssize got;

  do {
    got = g_input_stream_read (stream, piece, READ_SIZE, vouch_watchdog_get_cancellable (watchdog),
                               error);
    if (got < 0)
      return NULL;
    g_byte_array_append (body, piece, (guint) got);
    if (body->len > limit || g_get_monotonic_time () > last) {
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                           _ ("The issuer's answer is too long to be one. Nothing was changed. "
                              "Tell the issuer."));
      return NULL;
    }
    vouch_watchdog_extend (watchdog, milliseconds);
  } while (got > 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&body));
}

static VouchHttpReply *
take_reply (SoupMessage *message, GUri *target, GBytes *body)
{
  VouchHttpReply *reply = vouch_http_reply_new (soup_message_get_status (message), target);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    vouch_http_reply_add (reply, name, value);
  vouch_http_reply_take_body (reply, g_bytes_ref (body));
  return reply;
}

static gint64
silence_ms (const VouchHttpLine *line, const VouchHttpRequest *request)
{
  if (line->silence_s > 0)
    return (gint64) line->silence_s * 1000;
  return (request->silence_s > 0 ? (gint64) request->silence_s : SILENCE_S) * 1000;
}

static VouchHttpReply *
run (VouchHttpLine *line, Exchange *exchange, GUri *target, GError **error)
{
  g_autoptr (SoupMessage) message = build (line, exchange, target);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) body = NULL;

  if (exchange->announced)
    soup_message_headers_set_expectations (soup_message_get_request_headers (message),
                                           SOUP_EXPECTATION_CONTINUE);
  g_signal_connect (message, "restarted", G_CALLBACK (on_restarted), exchange);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (on_wrote_headers), exchange);
  g_signal_connect (message, "got-informational", G_CALLBACK (on_got_informational), exchange);
  if (exchange->request->fd < 0)
    g_signal_connect_swapped (message, "wrote-body-data", G_CALLBACK (on_progress), exchange);
  g_signal_connect_swapped (message, "got-headers", G_CALLBACK (on_progress), exchange);

  stream = soup_session_send (line->session, message,
                              vouch_watchdog_get_cancellable (exchange->watchdog), error);
  if (stream != NULL)
    body = read_body (stream, exchange->request->reply_limit, exchange->silence_ms,
                      exchange->watchdog, error);
  if (stream != NULL && body != NULL)
    g_input_stream_close (stream, NULL, NULL);
  g_signal_handlers_disconnect_by_data (message, exchange);
  return body != NULL ? take_reply (message, target, body) : NULL;
}

static void
translate (GError **error, GError *raw, GUri *target, gboolean *again)
{
  g_autoptr (GError) owned = raw;
  const char *host = g_uri_get_host (target);

  *again = FALSE;
  if (owned->domain == VOUCH_ERROR) {
    g_propagate_error (error, g_steal_pointer (&owned));
  } else if (owned->domain == G_TLS_ERROR) {
    g_autofree char *today =
        vouch_day_format_for_people (vouch_day_from_time (g_get_real_time () / 1000));

    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_OFFLINE,
                 /* Translators: a server's name, what is wrong with its certificate, and a date. */
                 _ ("It is not certain that %s is who answers: %s. Nothing was sent. This computer "
                    "says that today is %s; if that is wrong, set it. Else try another network; if "
                    "it stays like this, tell the issuer."),
                 host, owned->message, today);
  } else {
    *again = TRUE;
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_OFFLINE,
                 _ ("%s does not answer (%s). Nothing is lost. Try again when the connection is "
                    "better."),
                 host, owned->message);
  }
}

/**
 * vouch_http_exchange:
 * @line: the connections and the token.
 * @request: what to ask.
 * @target: where; after a redirect another address of the same origin.
 * @again: (out): after an error, whether trying again may help.
 * @cancellable: (nullable): ends it.
 * @error: %VOUCH_ERROR_OFFLINE, %VOUCH_ERROR_INVALID, %VOUCH_ERROR_CANCELLED.
 *
 * Makes one request on the calling thread, following no redirect.
 *
 * Returns: (transfer full) (nullable): the answer, of whatever status.
 */
VouchHttpReply *
vouch_http_exchange (VouchHttpLine *line,
                     const VouchHttpRequest *request,
                     GUri *target,
                     gboolean *again,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (VouchWatchdog) watchdog = NULL;
  g_autoptr (GError) raw = NULL;
  VouchHttpReply *reply;
  Exchange exchange = { 0 };

  *again = FALSE;
  exchange.request = request;
  exchange.silence_ms = silence_ms (line, request);
  watchdog = vouch_watchdog_start (cancellable, exchange.silence_ms);
  exchange.watchdog = watchdog;
  exchange.continue_ms = line->continue_ms;
  exchange.announced = vouch_http_request_get_body_length (request) > EXPECT_FROM &&
                       g_atomic_int_get (&line->expects);

  reply = run (line, &exchange, target, &raw);
  if (reply != NULL)
    return reply;

  if (g_cancellable_is_cancelled (cancellable)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED,
                         _ ("Stopped. What has arrived so far is kept."));
    return NULL;
  }
  if (exchange.waits_for_continue && vouch_watchdog_has_barked (watchdog)) {
    g_atomic_int_set (&line->expects, FALSE);
    return vouch_http_exchange (line, request, target, again, cancellable, error);
  }
  if (vouch_watchdog_has_barked (watchdog) && raw->domain != VOUCH_ERROR) {
    g_clear_error (&raw);
    g_set_error_literal (&raw, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("it has fallen silent"));
  }
  translate (error, g_steal_pointer (&raw), target, again);
  return NULL;
}
