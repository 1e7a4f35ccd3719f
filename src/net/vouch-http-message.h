/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchHttpRequest:
 * @method: such as `GET`; lent.
 * @url: where it goes.
 * @headers: names and values in turn.
 * @body_type: (nullable): media type of the body; %NULL for none.
 * @body: (nullable): the body, unless it comes from @fd.
 * @fd: a file the body comes from, or -1; lent.
 * @offset: where the body begins in the file.
 * @length: its length there.
 * @reply_limit: how many bytes of an answer are taken.
 * @silence_s: seconds of silence that are endured; 0 for the ordinary 30.
 * @anonymous: it goes without the token.
 *
 * What is to be asked.
 */
typedef struct {
  const char *method;
  GUri *url;
  GPtrArray *headers;
  char *body_type;
  GBytes *body;
  int fd;
  gint64 offset;
  gint64 length;
  gsize reply_limit;
  guint silence_s;
  gboolean anonymous;
} VouchHttpRequest;

VouchHttpRequest *vouch_http_request_new (const char *method, GUri *url) G_GNUC_WARN_UNUSED_RESULT;
void vouch_http_request_free (VouchHttpRequest *self);
void vouch_http_request_add (VouchHttpRequest *self, const char *name, const char *value);
void vouch_http_request_set_bytes (VouchHttpRequest *self, const char *media_type, GBytes *body);
void vouch_http_request_set_slice (VouchHttpRequest *self,
                                   const char *media_type,
                                   int fd,
                                   gint64 offset,
                                   gint64 length);
gint64 vouch_http_request_get_body_length (const VouchHttpRequest *self);

/**
 * VouchHttpReply:
 *
 * What was answered: a status, headers and a body of bounded length.
 */
typedef struct _VouchHttpReply VouchHttpReply;

VouchHttpReply *vouch_http_reply_new (guint status, GUri *url) G_GNUC_WARN_UNUSED_RESULT;
void vouch_http_reply_free (VouchHttpReply *self);
void vouch_http_reply_add (VouchHttpReply *self, const char *name, const char *value);
void vouch_http_reply_take_body (VouchHttpReply *self, GBytes *body);

guint vouch_http_reply_get_status (VouchHttpReply *self);
gboolean vouch_http_reply_is_success (VouchHttpReply *self);
GUri *vouch_http_reply_get_url (VouchHttpReply *self);
const char *vouch_http_reply_get_header (VouchHttpReply *self, const char *name);
gboolean vouch_http_reply_get_number (VouchHttpReply *self, const char *name, gint64 *value);
guint vouch_http_reply_get_retry_after (VouchHttpReply *self);
gint64 vouch_http_reply_get_date_ms (VouchHttpReply *self);
gboolean vouch_http_reply_has_type (VouchHttpReply *self, const char *media_type);
GBytes *vouch_http_reply_get_body (VouchHttpReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchHttpRequest, vouch_http_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchHttpReply, vouch_http_reply_free)

G_END_DECLS
