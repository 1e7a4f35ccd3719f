/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-decision.h"
#include "vouch-issuer-info.h"
#include "vouch-receipt.h"

#include "vouch-issuer-news.h"
#include "vouch-issuer-requests.h"
#include "vouch-upload-journal.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ISSUER (vouch_issuer_get_type ())
G_DECLARE_INTERFACE (VouchIssuer, vouch_issuer, VOUCH, ISSUER, GObject)

/**
 * VouchIssuerInterface:
 *
 * Whoever awards micro-credentials, over whatever protocol. Each member is the function of the
 * same name. All calls block, may be made from any thread, and may be repeated after any error.
 */
struct _VouchIssuerInterface {
  GTypeInterface parent_iface;

  VouchIssuerInfo *(*describe) (VouchIssuer *, GCancellable *, GError **);
  GPtrArray *(*list_definitions) (VouchIssuer *, GCancellable *, GError **);
  GBytes *(*fetch_definition) (VouchIssuer *, const char *sha256, GCancellable *, GError **);
  char *(*open_submission) (VouchIssuer *, const VouchIssuerOpening *, GCancellable *, GError **);
  GPtrArray *(*put_manifest) (VouchIssuer *,
                              const char *,
                              GBytes *,
                              const char *,
                              GCancellable *,
                              GError **);
  gboolean (*has_file) (VouchIssuer *, const char *, gint64, gboolean *, GCancellable *, GError **);
  gboolean (*upload_file) (VouchIssuer *,
                           const VouchIssuerUpload *,
                           VouchUploadJournal *,
                           VouchIssuerProgress,
                           gpointer user_data,
                           GCancellable *,
                           GError **);
  VouchReceipt *(*seal) (VouchIssuer *,
                         const char *submission,
                         const VouchIssuerSealing *,
                         char **jws,
                         GCancellable *,
                         GError **);
  VouchIssuerNews *(
      *ask) (VouchIssuer *, const char *submission, const char *etag, GCancellable *, GError **);
  VouchDecision *(*fetch_decision) (VouchIssuer *,
                                    const char *submission,
                                    GCancellable *,
                                    GError **);
  char *(*fetch_credential) (VouchIssuer *, const char *submission, GCancellable *, GError **);
  gboolean (*withdraw) (VouchIssuer *, const char *submission, GCancellable *, GError **);
};

VouchIssuerInfo *vouch_issuer_describe (VouchIssuer *self,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_issuer_list_definitions (VouchIssuer *self,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_issuer_fetch_definition (VouchIssuer *self,
                                       const char *sha256,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_issuer_open_submission (VouchIssuer *self,
                                    const VouchIssuerOpening *opening,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_issuer_put_manifest (VouchIssuer *self,
                                      const char *submission,
                                      GBytes *manifest,
                                      const char *signature,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_issuer_has_file (VouchIssuer *self,
                                const char *sha256,
                                gint64 bytes,
                                gboolean *held,
                                GCancellable *cancellable,
                                GError **error);
gboolean vouch_issuer_upload_file (VouchIssuer *self,
                                   const VouchIssuerUpload *upload,
                                   VouchUploadJournal *journal,
                                   VouchIssuerProgress progress,
                                   gpointer user_data,
                                   GCancellable *cancellable,
                                   GError **error);
VouchReceipt *vouch_issuer_seal (VouchIssuer *self,
                                 const char *submission,
                                 const VouchIssuerSealing *sealing,
                                 char **jws,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchIssuerNews *vouch_issuer_ask (VouchIssuer *self,
                                   const char *submission,
                                   const char *etag,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchDecision *vouch_issuer_fetch_decision (VouchIssuer *self,
                                            const char *submission,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_issuer_fetch_credential (VouchIssuer *self,
                                     const char *submission,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_issuer_withdraw (VouchIssuer *self,
                                const char *submission,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
