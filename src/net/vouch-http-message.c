/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-http-message"

#include "config.h"
#include "vouch-http-message.h"

#include <libsoup/soup.h>
#include <string.h>

#define DEFAULT_REPLY_LIMIT (4 * 1024 * 1024)

struct _VouchHttpReply {
  guint status;
  GUri *url;
  SoupMessageHeaders *headers;
  GBytes *body;
};

/**
 * vouch_http_request_new:
 * @method: (transfer none): a static string such as `GET`.
 * @url: where it goes.
 *
 * Returns: (transfer full): a request without a body.
 */
VouchHttpRequest *
vouch_http_request_new (const char *method, GUri *url)
{
  VouchHttpRequest *self = g_new0 (VouchHttpRequest, 1);

  self->method = method;
  self->url = g_uri_ref (url);
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->fd = -1;
  self->reply_limit = DEFAULT_REPLY_LIMIT;
  return self;
}

/**
 * vouch_http_request_free:
 * @self: (nullable) (transfer full): a request.
 *
 * Frees it.
 */
void
vouch_http_request_free (VouchHttpRequest *self)
{
  if (self == NULL)
    return;
  g_uri_unref (self->url);
  g_ptr_array_unref (self->headers);
  g_free (self->body_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * vouch_http_request_add:
 * @self: a request.
 * @name: name of a header.
 * @value: (nullable): its value; %NULL adds nothing.
 *
 * Adds a header.
 */
void
vouch_http_request_add (VouchHttpRequest *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL && name != NULL);

  if (value == NULL)
    return;
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

/**
 * vouch_http_request_set_bytes:
 * @self: a request.
 * @media_type: type of the body.
 * @body: the body.
 *
 * Gives the request a body from memory.
 */
void
vouch_http_request_set_bytes (VouchHttpRequest *self, const char *media_type, GBytes *body)
{
  g_return_if_fail (self != NULL && self->body_type == NULL && media_type != NULL && body != NULL);

  self->body_type = g_strdup (media_type);
  self->body = g_bytes_ref (body);
}

/**
 * vouch_http_request_set_slice:
 * @self: a request.
 * @media_type: type of the body.
 * @fd: a regular file that stays open as long as the request.
 * @offset: where the body begins in it.
 * @length: how long it is.
 *
 * Gives the request a body that is read from a file while it is sent.
 */
void
vouch_http_request_set_slice (VouchHttpRequest *self,
                              const char *media_type,
                              int fd,
                              gint64 offset,
                              gint64 length)
{
  g_return_if_fail (self != NULL && self->body_type == NULL && media_type != NULL && fd >= 0);

  self->body_type = g_strdup (media_type);
  self->fd = fd;
  self->offset = offset;
  self->length = length;
}

/**
 * vouch_http_request_get_body_length:
 * @self: a request.
 *
 * Returns: how many bytes its body has.
 */
gint64
vouch_http_request_get_body_length (const VouchHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->fd >= 0)
    return self->length;
  return self->body != NULL ? (gint64) g_bytes_get_size (self->body) : 0;
}

/**
 * vouch_http_reply_new:
 * @status: the status code.
 * @url: what answered.
 *
 * Returns: (transfer full): a reply without headers and body.
 */
VouchHttpReply *
vouch_http_reply_new (guint status, GUri *url)
{
  VouchHttpReply *self = g_new0 (VouchHttpReply, 1);

  self->status = status;
  self->url = g_uri_ref (url);
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  self->body = g_bytes_new_static ("", 0);
  return self;
}

/**
 * vouch_http_reply_free:
 * @self: (nullable) (transfer full): a reply.
 *
 * Frees it.
 */
void
vouch_http_reply_free (VouchHttpReply *self)
{
  if (self == NULL)
    return;
  g_uri_unref (self->url);
  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self);
}

/**
 * vouch_http_reply_add:
 * @self: a reply.
 * @name: name of a header.
 * @value: its value.
 *
 * Adds a header.
 */
void
vouch_http_reply_add (VouchHttpReply *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL);
  soup_message_headers_append (self->headers, name, value);
}

/**
 * vouch_http_reply_take_body:
 * @self: a reply.
 * @body: (transfer full): its body.
 *
 * Sets the body.
 */
void
vouch_http_reply_take_body (VouchHttpReply *self, GBytes *body)
{
  g_return_if_fail (self != NULL && body != NULL);
  g_bytes_unref (self->body);
  self->body = body;
}

/**
 * vouch_http_reply_get_status:
 * @self: a reply.
 *
 * Returns: the status code.
 */
guint
vouch_http_reply_get_status (VouchHttpReply *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->status;
}

/**
 * vouch_http_reply_is_success:
 * @self: a reply.
 *
 * Returns: whether the status is of the 200s.
 */
gboolean
vouch_http_reply_is_success (VouchHttpReply *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->status >= 200 && self->status < 300;
}

/**
 * vouch_http_reply_get_url:
 * @self: a reply.
 *
 * Returns: (transfer none): what answered; references in the reply are relative to it.
 */
GUri *
vouch_http_reply_get_url (VouchHttpReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->url;
}

/**
 * vouch_http_reply_get_header:
 * @self: a reply.
 * @name: name of a header, in any case.
 *
 * Returns: (transfer none) (nullable): its value; the last one when there are several.
 */
const char *
vouch_http_reply_get_header (VouchHttpReply *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  return soup_message_headers_get_one (self->headers, name);
}

/**
 * vouch_http_reply_get_number:
 * @self: a reply.
 * @name: name of a header.
 * @value: (out): what it says.
 *
 * Reads a header that is a whole number of 0 or more, and nothing else.
 *
 * Returns: whether there is such a header.
 */
gboolean
vouch_http_reply_get_number (VouchHttpReply *self, const char *name, gint64 *value)
{
  const char *text = vouch_http_reply_get_header (self, name);
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  *value = (gint64) number;
  return TRUE;
}

static GDateTime *
get_date (VouchHttpReply *self, const char *name)
{
  const char *text = vouch_http_reply_get_header (self, name);

  return text != NULL ? soup_date_time_new_from_http_string (text) : NULL;
}

/**
 * vouch_http_reply_get_date_ms:
 * @self: a reply.
 *
 * Returns: what the server's clock said (`Date`, RFC 9110, section 6.6.1), in milliseconds since
 *   1970; 0 when it did not say.
 */
gint64
vouch_http_reply_get_date_ms (VouchHttpReply *self)
{
  g_autoptr (GDateTime) date = NULL;

  g_return_val_if_fail (self != NULL, 0);

  date = get_date (self, "Date");
  return date != NULL ? g_date_time_to_unix (date) * 1000 : 0;
}

/**
 * vouch_http_reply_get_retry_after:
 * @self: a reply.
 *
 * Reads `Retry-After` (RFC 9110, section 10.2.3). A date is compared with the server's own, since
 * the clock of this computer may be wrong by years.
 *
 * Returns: seconds to wait; 0 when none are named.
 */
guint
vouch_http_reply_get_retry_after (VouchHttpReply *self)
{
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) now = NULL;
  gint64 seconds;

  g_return_val_if_fail (self != NULL, 0);

  if (!vouch_http_reply_get_number (self, "Retry-After", &seconds)) {
    then = get_date (self, "Retry-After");
    now = get_date (self, "Date");
    if (then == NULL || now == NULL)
      return 0;
    seconds = g_date_time_difference (then, now) / G_TIME_SPAN_SECOND;
  }
  return (guint) CLAMP (seconds, 0, G_MAXINT);
}

/**
 * vouch_http_reply_has_type:
 * @self: a reply.
 * @media_type: a media type, lower case.
 *
 * Returns: whether the body is declared to be of this type, whatever the parameters.
 */
gboolean
vouch_http_reply_has_type (VouchHttpReply *self, const char *media_type)
{
  const char *type;

  g_return_val_if_fail (self != NULL, FALSE);

  type = soup_message_headers_get_content_type (self->headers, NULL);
  return type != NULL && g_ascii_strcasecmp (type, media_type) == 0;
}

/**
 * vouch_http_reply_get_body:
 * @self: a reply.
 *
 * Returns: (transfer none): the body, empty when there is none.
 */
GBytes *
vouch_http_reply_get_body (VouchHttpReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->body;
}
