/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchStoredCredential:
 * @id: our own id, a UUID.
 * @submission: (nullable): the submission that it was given for.
 * @portfolio: (nullable): the portfolio of that submission.
 * @media_type: the document's media type, such as `application/vc+jwt`.
 * @document: its bytes as they came.
 * @name: what the achievement is called.
 * @verification: (nullable): what was found when its signature was judged, as JSON.
 * @received_ms: when it came.
 *
 * A badge as it is kept.
 */
typedef struct {
  char *id;
  char *submission;
  char *portfolio;
  char *media_type;
  GBytes *document;
  char *name;
  char *verification;
  gint64 received_ms;
} VouchStoredCredential;

VouchStoredCredential *vouch_stored_credential_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_stored_credential_free (VouchStoredCredential *self);

gboolean
vouch_store_add_credential (VouchStore *self, VouchStoredCredential *credential, GError **error);
gboolean vouch_store_set_credential_verification (VouchStore *self,
                                                  const char *id,
                                                  const char *verification,
                                                  GError **error);
GPtrArray *
vouch_store_list_credentials (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchStoredCredential *vouch_store_load_credential (VouchStore *self,
                                                    const char *id,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchStoredCredential, vouch_stored_credential_free)

G_END_DECLS
