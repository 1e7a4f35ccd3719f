/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-http.h"
#include "vouch-issuer.h"

G_BEGIN_DECLS

/**
 * VouchHttpSubmissions:
 * @http: speaks with the issuer.
 * @endpoint: where submissions are.
 * @issuer: its did:key, as it was pinned.
 *
 * The submissions of an issuer. All members are lent.
 */
typedef struct {
  VouchHttp *http;
  GUri *endpoint;
  const char *issuer;
} VouchHttpSubmissions;

char *vouch_http_submission_open (const VouchHttpSubmissions *self,
                                  const VouchIssuerOpening *opening,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_http_submission_put_manifest (const VouchHttpSubmissions *self,
                                               const char *submission,
                                               GBytes *manifest,
                                               const char *signature,
                                               GCancellable *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchReceipt *vouch_http_submission_seal (const VouchHttpSubmissions *self,
                                          const char *submission,
                                          const VouchIssuerSealing *sealing,
                                          char **jws,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchIssuerNews *vouch_http_submission_ask (const VouchHttpSubmissions *self,
                                            const char *submission,
                                            const char *etag,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_http_submission_fetch (const VouchHttpSubmissions *self,
                                     const char *submission,
                                     const char *what,
                                     const char *media_type,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_http_submission_withdraw (const VouchHttpSubmissions *self,
                                         const char *submission,
                                         GCancellable *cancellable,
                                         GError **error);

G_END_DECLS
