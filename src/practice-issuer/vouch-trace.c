/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-trace"

#include "config.h"
#include "vouch-trace.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <json-glib/json-glib.h>

#include "vouch-json.h"

/*
 * A record of every exchange, one JSON object a line, for tests that hold the server to its
 * description. Only bodies of text are in it, and never a token. What came in passes the strict scan
 * first, here as elsewhere; what does not pass is recorded as text.
 *
 * {method, path, requestHeaders, requestBody, status, responseHeaders, responseBody}
 */

static void
add_headers (JsonBuilder *builder, SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;

  json_builder_begin_object (builder);
  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value)) {
    gboolean is_secret = g_ascii_strcasecmp (name, "Authorization") == 0;
    g_autofree char *lower = g_ascii_strdown (name, -1);

    json_builder_set_member_name (builder, lower);
    json_builder_add_string_value (builder, is_secret ? "Bearer …" : value);
  }
  json_builder_end_object (builder);
}

static void
add_body (JsonBuilder *builder, SoupMessageHeaders *headers, GBytes *bytes)
{
  const VouchJsonLimits limits = { .max_depth = 32 };
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  g_autofree char *text = data != NULL ? g_strndup (data, length) : NULL;
  g_autoptr (JsonNode) node = NULL;

  if (text != NULL && type != NULL && g_str_has_suffix (type, "json"))
    node = vouch_json_parse (bytes, &limits, NULL);
  if (node != NULL)
    json_builder_add_value (builder, g_steal_pointer (&node));
  else if (text != NULL && text[0] != '\0' && g_utf8_validate (text, -1, NULL))
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
append_line (const char *path, const char *line)
{
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  int fd = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  if (fd < 0 || write (fd, text, strlen (text)) < 0)
    g_message ("The trace “%s” cannot be written.", path);
  if (fd >= 0)
    close (fd);
}

/**
 * vouch_trace_note:
 * @path: (type filename): the record.
 * @message: an exchange that is over.
 * @request: (nullable): the request's body, when it was text.
 * @answer: (nullable): the answer's body.
 *
 * Writes a line.
 */
void
vouch_trace_note (const char *path, SoupServerMessage *message, GBytes *request, GBytes *answer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;
  GUri *uri = soup_server_message_get_uri (message);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "method");
  json_builder_add_string_value (builder, soup_server_message_get_method (message));
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, uri != NULL ? g_uri_get_path (uri) : "");
  json_builder_set_member_name (builder, "requestHeaders");
  add_headers (builder, soup_server_message_get_request_headers (message));
  json_builder_set_member_name (builder, "requestBody");
  add_body (builder, soup_server_message_get_request_headers (message), request);
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, soup_server_message_get_status (message));
  json_builder_set_member_name (builder, "responseHeaders");
  add_headers (builder, soup_server_message_get_response_headers (message));
  json_builder_set_member_name (builder, "responseBody");
  add_body (builder, soup_server_message_get_response_headers (message), answer);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  append_line (path, line);
}
