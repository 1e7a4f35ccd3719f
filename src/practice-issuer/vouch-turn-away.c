/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-turn-away"

#include "config.h"
#include "vouch-turn-away.h"

/*
 * Saying no to a body that is already on its way. libsoup reads a body to its end before it
 * answers, which for a file of some gigabytes is the very thing that a limit is there to prevent.
 * So the connection is taken away from it, the answer is written by hand, and what still comes in
 * is thrown away for a moment: closing at once would reset the connection and could take the
 * answer with it (RFC 9112, section 9.6).
 *
 * Invariant: at most LINGER_BYTES are read and LINGER_SECONDS waited.
 */

#define LINGER_BYTES ((gsize) 4 * 1024 * 1024)
#define LINGER_SECONDS 2
#define PIECE 65536

typedef struct {
  GIOStream *stream;
  GCancellable *cancellable;
  guint timeout;
  gsize read;
} Linger;

static void
linger_free (Linger *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_io_stream_close (self->stream, NULL, NULL);
  g_object_unref (self->stream);
  g_object_unref (self->cancellable);
  g_free (self);
}

static gboolean
on_timeout (gpointer user_data)
{
  Linger *self = user_data;

  self->timeout = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GInputStream *input = G_INPUT_STREAM (source);
  Linger *self = user_data;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (input, result, NULL);

  if (bytes != NULL)
    self->read += g_bytes_get_size (bytes);
  if (bytes == NULL || g_bytes_get_size (bytes) == 0 || self->read >= LINGER_BYTES) {
    linger_free (self);
    return;
  }
  g_input_stream_read_bytes_async (input, PIECE, G_PRIORITY_LOW, self->cancellable, on_read, self);
}

static char *
make_head (SoupServerMessage *message, gsize length)
{
  GString *head = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  g_string_append_printf (head, "HTTP/1.1 %u %s\r\n", soup_server_message_get_status (message),
                          soup_status_get_phrase (soup_server_message_get_status (message)));
  soup_message_headers_iter_init (&iter, soup_server_message_get_response_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (g_ascii_strcasecmp (name, "Content-Length") != 0)
      g_string_append_printf (head, "%s: %s\r\n", name, value);
  g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", length);
  return g_string_free (head, FALSE);
}

/**
 * vouch_turn_away:
 * @message: a request whose answer is set, and whose body is still to come.
 * @body: (nullable): the answer's body.
 *
 * Answers at once and hangs up. The message is not to be used afterwards.
 */
void
vouch_turn_away (SoupServerMessage *message, GBytes *body)
{
  gsize length = 0;
  const char *data = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  g_autofree char *head = make_head (message, length);
  g_autoptr (GString) text = g_string_new (head);
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  GOutputStream *output;
  Linger *linger;

  if (stream == NULL)
    return;
  if (data != NULL)
    g_string_append_len (text, data, (gssize) length);
  output = g_io_stream_get_output_stream (stream);
  /* A few hundred bytes fit into the socket's buffer; this does not wait for the other side. */
  g_output_stream_write_all (output, text->str, text->len, NULL, NULL, NULL);
  if (G_IS_SOCKET_CONNECTION (stream))
    g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)), FALSE, TRUE,
                       NULL);
  linger = g_new0 (Linger, 1);
  linger->stream = g_steal_pointer (&stream);
  linger->cancellable = g_cancellable_new ();
  linger->timeout = g_timeout_add_seconds (LINGER_SECONDS, on_timeout, linger);
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (linger->stream), PIECE,
                                   G_PRIORITY_LOW, linger->cancellable, on_read, linger);
}
