/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-exchange"

#include "config.h"
#include "vouch-exchange.h"

#include <string.h>

#include "vouch-problem-json.h"
#include "vouch-refusal.h"
#include "vouch-trace.h"
#include "vouch-turn-away.h"

/* Up to this much of a body that nobody wants is read and thrown away, to keep the connection. */
#define SMALL_BODY 65536

/**
 * VouchExchange:
 *
 * One request and its answer. It is answered once. A request that is refused while its body is
 * still to come is answered at once: with `Expect: 100-continue` instead of the invitation to
 * send, and otherwise by taking the connection away from the server, saying no, and hanging up.
 */
struct _VouchExchange {
  GObject parent_instance;

  VouchDesk *desk;
  VouchTraffic *traffic;
  SoupServerMessage *message;
  char *trace;
  char *param;
  gint64 account;
  GBytes *request_body;
  GBytes *answer_body;
  gboolean has_body; /* the request's body has arrived */
  gboolean is_answered;
  gboolean is_gone; /* the connection was taken away */
};

G_DEFINE_FINAL_TYPE (VouchExchange, vouch_exchange, G_TYPE_OBJECT)

static void
vouch_exchange_finalize (GObject *object)
{
  VouchExchange *self = VOUCH_EXCHANGE (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->traffic);
  g_clear_object (&self->message);
  g_free (self->trace);
  g_free (self->param);
  g_clear_pointer (&self->request_body, g_bytes_unref);
  g_clear_pointer (&self->answer_body, g_bytes_unref);

  G_OBJECT_CLASS (vouch_exchange_parent_class)->finalize (object);
}

static void
vouch_exchange_class_init (VouchExchangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_exchange_finalize;
}

static void
vouch_exchange_init (VouchExchange *self)
{
}

/**
 * vouch_exchange_new:
 * @desk: the desk.
 * @traffic: what is going on.
 * @message: a request whose headers have come.
 * @trace: (nullable) (type filename): where exchanges are recorded.
 *
 * Returns: (transfer full): the exchange.
 */
VouchExchange *
vouch_exchange_new (VouchDesk *desk,
                    VouchTraffic *traffic,
                    SoupServerMessage *message,
                    const char *trace)
{
  VouchExchange *self = g_object_new (VOUCH_TYPE_EXCHANGE, NULL);

  self->desk = g_object_ref (desk);
  self->traffic = g_object_ref (traffic);
  self->message = g_object_ref (message);
  self->trace = g_strdup (trace);
  self->account = -1;
  return self;
}

/**
 * vouch_exchange_get_desk:
 * @self: an exchange.
 *
 * Returns: (transfer none): the desk.
 */
VouchDesk *
vouch_exchange_get_desk (VouchExchange *self)
{
  return self->desk;
}

/**
 * vouch_exchange_get_traffic:
 * @self: an exchange.
 *
 * Returns: (transfer none): what is going on.
 */
VouchTraffic *
vouch_exchange_get_traffic (VouchExchange *self)
{
  return self->traffic;
}

/**
 * vouch_exchange_get_message:
 * @self: an exchange.
 *
 * Returns: (transfer none): the message.
 */
SoupServerMessage *
vouch_exchange_get_message (VouchExchange *self)
{
  return self->message;
}

/**
 * vouch_exchange_get_account:
 * @self: an exchange.
 *
 * Returns: who asks; -1 for nobody in particular.
 */
gint64
vouch_exchange_get_account (VouchExchange *self)
{
  return self->account;
}

/**
 * vouch_exchange_set_account:
 * @self: an exchange.
 * @account: who asks.
 *
 * Says who asks.
 */
void
vouch_exchange_set_account (VouchExchange *self, gint64 account)
{
  self->account = account;
}

/**
 * vouch_exchange_get_param:
 * @self: an exchange.
 *
 * Returns: (nullable): the variable part of the path.
 */
const char *
vouch_exchange_get_param (VouchExchange *self)
{
  return self->param;
}

/**
 * vouch_exchange_set_param:
 * @self: an exchange.
 * @param: (nullable): the variable part of the path.
 *
 * Sets it.
 */
void
vouch_exchange_set_param (VouchExchange *self, const char *param)
{
  g_free (self->param);
  self->param = g_strdup (param);
}

/**
 * vouch_exchange_get_header:
 * @self: an exchange.
 * @name: a header.
 *
 * Returns: (nullable): its value in the request.
 */
const char *
vouch_exchange_get_header (VouchExchange *self, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (self->message),
                                       name);
}

/**
 * vouch_exchange_set_header:
 * @self: an exchange.
 * @name: a header.
 * @value: its value in the answer.
 *
 * Sets a header.
 */
void
vouch_exchange_set_header (VouchExchange *self, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), name,
                                value);
}

/**
 * vouch_exchange_set_number:
 * @self: an exchange.
 * @name: a header.
 * @value: its value in the answer.
 *
 * Sets a header to a whole number.
 */
void
vouch_exchange_set_number (VouchExchange *self, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  vouch_exchange_set_header (self, name, text);
}

/**
 * vouch_exchange_get_body_length:
 * @self: an exchange.
 *
 * Returns: bytes of the request's body as announced; 0 for none, -1 when it is not said.
 */
gint64
vouch_exchange_get_body_length (VouchExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);

  switch (soup_message_headers_get_encoding (headers)) {
  case SOUP_ENCODING_CHUNKED: return -1;
  case SOUP_ENCODING_CONTENT_LENGTH: return soup_message_headers_get_content_length (headers);
  case SOUP_ENCODING_NONE:
  case SOUP_ENCODING_EOF:
  case SOUP_ENCODING_BYTERANGES:
  case SOUP_ENCODING_UNRECOGNIZED:
  default: return 0;
  }
}

/**
 * vouch_exchange_body_arrived:
 * @self: an exchange whose body has come to its end.
 *
 * Notes that the body is here, as far as it is kept in memory.
 */
void
vouch_exchange_body_arrived (VouchExchange *self)
{
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);

  self->has_body = TRUE;
  if (soup_message_body_get_accumulate (body) && self->request_body == NULL)
    self->request_body = soup_message_body_flatten (body);
}

/**
 * vouch_exchange_get_body:
 * @self: an exchange whose body has arrived.
 *
 * Returns: (transfer none): the request's body.
 */
GBytes *
vouch_exchange_get_body (VouchExchange *self)
{
  if (self->request_body == NULL)
    self->request_body = g_bytes_new (NULL, 0);
  return self->request_body;
}

/**
 * vouch_exchange_is_answered:
 * @self: an exchange.
 *
 * Returns: whether it was answered or dropped.
 */
gboolean
vouch_exchange_is_answered (VouchExchange *self)
{
  return self->is_answered;
}

static gboolean
is_expecting (VouchExchange *self)
{
  return (soup_message_headers_get_expectations (
              soup_server_message_get_request_headers (self->message)) &
          SOUP_EXPECTATION_CONTINUE) != 0;
}

/* What every answer says, so that no browser takes one for a page. */
static void
guard (VouchExchange *self)
{
  vouch_exchange_set_header (self, "X-Content-Type-Options", "nosniff");
  vouch_exchange_set_header (self, "Content-Security-Policy", "default-src 'none'");
  if (soup_message_headers_get_one (soup_server_message_get_response_headers (self->message),
                                    "Cache-Control") == NULL)
    vouch_exchange_set_header (self, "Cache-Control", "no-store");
}

/**
 * vouch_exchange_answer:
 * @self: an exchange that was not answered.
 * @status: HTTP status.
 * @type: (nullable): media type of the body.
 * @body: (nullable): the body.
 *
 * Answers.
 */
void
vouch_exchange_answer (VouchExchange *self, guint status, const char *type, GBytes *body)
{
  gsize length = 0;
  const char *data = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  gint64 coming = self->has_body ? 0 : vouch_exchange_get_body_length (self);

  g_return_if_fail (!self->is_answered);

  self->is_answered = TRUE;
  guard (self);
  if (body != NULL)
    self->answer_body = g_bytes_ref (body);
  if (type != NULL)
    soup_server_message_set_response (self->message, type, SOUP_MEMORY_COPY, data, length);
  soup_server_message_set_status (self->message, status, NULL);
  if (coming == 0)
    return;
  if (is_expecting (self)) {
    vouch_exchange_set_header (self, "Connection", "close");
  } else if (coming < 0 || coming > SMALL_BODY) {
    vouch_exchange_set_header (self, "Connection", "close");
    vouch_exchange_finished (self);
    self->is_gone = TRUE;
    vouch_turn_away (self->message, body);
  } else {
    soup_message_body_set_accumulate (soup_server_message_get_request_body (self->message), FALSE);
  }
}

/**
 * vouch_exchange_answer_tagged:
 * @self: a GET that was not answered.
 * @type: media type of the body.
 * @body: the body.
 * @cache_control: what caches may do.
 *
 * Answers 200 with an entity tag, or 304 when the client has that body already.
 */
void
vouch_exchange_answer_tagged (VouchExchange *self,
                              const char *type,
                              GBytes *body,
                              const char *cache_control)
{
  g_autofree char *tag = vouch_desk_make_etag (body);
  const char *known = vouch_exchange_get_header (self, "If-None-Match");

  vouch_exchange_set_header (self, "ETag", tag);
  vouch_exchange_set_header (self, "Cache-Control", cache_control);
  if (known != NULL && strstr (known, tag) != NULL)
    vouch_exchange_answer (self, 304, NULL, NULL);
  else
    vouch_exchange_answer (self, 200, type, body);
}

/**
 * vouch_exchange_refuse:
 * @self: an exchange that was not answered.
 * @problem: (transfer full): why.
 *
 * Says no.
 */
void
vouch_exchange_refuse (VouchExchange *self, VouchProblem *problem)
{
  g_autoptr (VouchProblem) owned = problem;
  g_autoptr (GBytes) body = vouch_problem_json_write (problem);
  guint wait = vouch_refusal_get_retry_after (problem);

  if (wait > 0)
    vouch_exchange_set_number (self, "Retry-After", wait);
  vouch_exchange_answer (self, vouch_problem_get_status (problem), VOUCH_PROBLEM_MEDIA_TYPE, body);
}

/**
 * vouch_exchange_hold:
 * @self: an exchange.
 *
 * Stops reading and writing until vouch_exchange_resume().
 */
void
vouch_exchange_hold (VouchExchange *self)
{
  if (!self->is_gone)
    soup_server_message_pause (self->message);
}

/**
 * vouch_exchange_resume:
 * @self: an exchange on hold.
 *
 * Goes on.
 */
void
vouch_exchange_resume (VouchExchange *self)
{
  if (!self->is_gone)
    soup_server_message_unpause (self->message);
}

/**
 * vouch_exchange_drop:
 * @self: an exchange.
 *
 * Hangs up without an answer.
 */
void
vouch_exchange_drop (VouchExchange *self)
{
  g_autoptr (GIOStream) stream = NULL;

  if (self->is_gone)
    return;
  self->is_gone = TRUE;
  self->is_answered = TRUE;
  stream = soup_server_message_steal_connection (self->message);
  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
}

/**
 * vouch_exchange_finished:
 * @self: an exchange that is over.
 *
 * Records it where records are kept, once, when it was answered.
 */
void
vouch_exchange_finished (VouchExchange *self)
{
  if (self->trace != NULL && self->is_answered && !self->is_gone)
    vouch_trace_note (self->trace, self->message, self->request_body, self->answer_body);
  g_clear_pointer (&self->trace, g_free);
}
