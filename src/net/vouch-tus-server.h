/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-http.h"
#include "vouch-issuer-requests.h"
#include "vouch-tus.h"

G_BEGIN_DECLS

/**
 * VouchTusServer:
 * @http: speaks with the server.
 * @endpoint: where uploads are created.
 * @checksum: what it judges pieces by (`Upload-Checksum`); none when it does not.
 *
 * A tus 1.0 server. All members are lent.
 */
typedef struct {
  VouchHttp *http;
  GUri *endpoint;
  VouchTusAlgorithm checksum;
} VouchTusServer;

VouchHttpReply *vouch_tus_server_create (const VouchTusServer *self,
                                         const VouchIssuerUpload *upload,
                                         guint generation,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchHttpReply *vouch_tus_server_ask (const VouchTusServer *self,
                                      GUri *location,
                                      gboolean *again,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchHttpReply *vouch_tus_server_append (const VouchTusServer *self,
                                         GUri *location,
                                         int fd,
                                         gint64 offset,
                                         gint64 length,
                                         const VouchTusChecksum *checksum,
                                         gboolean *again,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void
vouch_tus_server_discard (const VouchTusServer *self, GUri *location, GCancellable *cancellable);

G_END_DECLS
