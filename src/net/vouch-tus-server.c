/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-tus-server"

#include "config.h"
#include "vouch-tus-server.h"

#include <string.h>

#include "vouch-hash.h"
#include "vouch-tus.h"

/*
 * The four requests of tus 1.0.0 (docs/issuer-api.md, section 5.2): POST creates, HEAD asks how
 * much has arrived, PATCH appends, DELETE ends. Only POST is tried again in here, under its
 * idempotency key; what to do after the others depends on what has arrived.
 */

static VouchHttpRequest *
new_request (const char *method, GUri *url)
{
  VouchHttpRequest *request = vouch_http_request_new (method, url);

  vouch_http_request_add (request, "Tus-Resumable", VOUCH_TUS_VERSION);
  return request;
}

static char *
make_key (const VouchIssuerUpload *upload, guint generation)
{
  g_autofree char *text =
      g_strdup_printf ("upload %s %s %u", upload->submission, upload->sha256, generation);

  return vouch_hash_of_bytes (text, strlen (text));
}

/**
 * vouch_tus_server_create:
 * @self: a server.
 * @upload: what is to go up.
 * @generation: grows each time an upload is given up for another one.
 * @cancellable: (nullable): ends it.
 * @error: as for vouch_http_send().
 *
 * Creates an upload. The key is made of what is sent, so that after a lost answer, or a crash
 * before the answer was written down, the same upload is found and none is left behind.
 *
 * Returns: (transfer full) (nullable): the answer; 201 with `Location` when it was created.
 */
VouchHttpReply *
vouch_tus_server_create (const VouchTusServer *self,
                         const VouchIssuerUpload *upload,
                         guint generation,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (VouchHttpRequest) request = new_request ("POST", self->endpoint);
  g_autoptr (VouchTusMetadata) metadata = NULL;
  g_autofree char *header = NULL;
  g_autofree char *key = make_key (upload, generation);
  char length[32];

  metadata =
      vouch_tus_metadata_new (upload->submission, upload->slot, upload->sha256, upload->media_type);
  header = vouch_tus_metadata_write (metadata);
  g_snprintf (length, sizeof length, "%" G_GINT64_FORMAT, upload->bytes);
  vouch_http_request_add (request, "Upload-Length", length);
  vouch_http_request_add (request, "Upload-Metadata", header);
  vouch_http_request_add (request, "Idempotency-Key", key);
  return vouch_http_send (self->http, request, cancellable, error);
}

/**
 * vouch_tus_server_ask:
 * @self: a server.
 * @location: an upload.
 * @again: (out): whether asking again may help.
 * @cancellable: (nullable): ends it.
 * @error: as for vouch_http_try().
 *
 * Asks how much has arrived.
 *
 * Returns: (transfer full) (nullable): the answer, with `Upload-Offset`.
 */
VouchHttpReply *
vouch_tus_server_ask (const VouchTusServer *self,
                      GUri *location,
                      gboolean *again,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (VouchHttpRequest) request = new_request ("HEAD", location);

  vouch_http_request_add (request, "Cache-Control", "no-store");
  return vouch_http_try (self->http, request, again, cancellable, error);
}

/**
 * vouch_tus_server_append:
 * @self: a server.
 * @location: an upload.
 * @fd: the file.
 * @offset: where the piece begins.
 * @length: how long it is.
 * @checksum: what it sums up to; of no algorithm when the server does not judge that.
 * @again: (out): whether asking again may help.
 * @cancellable: (nullable): ends it.
 * @error: as for vouch_http_try().
 *
 * Sends a piece.
 *
 * Returns: (transfer full) (nullable): the answer; 204 with the new `Upload-Offset`.
 */
VouchHttpReply *
vouch_tus_server_append (const VouchTusServer *self,
                         GUri *location,
                         int fd,
                         gint64 offset,
                         gint64 length,
                         const VouchTusChecksum *checksum,
                         gboolean *again,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (VouchHttpRequest) request = new_request ("PATCH", location);
  g_autofree char *sum = NULL;
  char at[32];

  sum = vouch_tus_checksum_write (checksum);
  g_snprintf (at, sizeof at, "%" G_GINT64_FORMAT, offset);
  vouch_http_request_add (request, "Upload-Offset", at);
  vouch_http_request_add (request, "Upload-Checksum", sum);
  vouch_http_request_set_slice (request, VOUCH_TUS_PIECE_TYPE, fd, offset, length);
  return vouch_http_try (self->http, request, again, cancellable, error);
}

/**
 * vouch_tus_server_discard:
 * @self: a server.
 * @location: an upload.
 * @cancellable: (nullable): ends it.
 *
 * Tells the server to delete what has arrived. Whether it heard that changes nothing here: what is
 * not sealed counts for nothing and is deleted by the server when it expires.
 */
void
vouch_tus_server_discard (const VouchTusServer *self, GUri *location, GCancellable *cancellable)
{
  g_autoptr (VouchHttpRequest) request = new_request ("DELETE", location);
  g_autoptr (VouchHttpReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = vouch_http_send (self->http, request, cancellable, &error);
  if (error != NULL)
    g_debug ("An upload was not deleted: %s", error->message);
}
