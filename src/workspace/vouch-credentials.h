/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-credential.h"
#include "vouch-submission.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchBadge:
 * @id: our own id.
 * @portfolio: (nullable): id of the portfolio it was given for.
 * @submission: (nullable): id of the attempt it was given for.
 * @received_ms: when it came.
 * @credential: what it says, judged just now.
 *
 * A credential that is kept in the library.
 */
typedef struct {
  char *id;
  char *portfolio;
  char *submission;
  gint64 received_ms;
  VouchCredential *credential;
} VouchBadge;

GPtrArray *vouch_credentials_list (VouchWorkspace *workspace,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchCredential *vouch_credentials_load (VouchWorkspace *workspace,
                                         const char *id,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_credentials_list_badges (VouchWorkspace *workspace,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchBadge *vouch_credentials_load_badge (VouchWorkspace *workspace,
                                          const char *id,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_credentials_export (VouchWorkspace *workspace,
                                   const char *id,
                                   const char *path,
                                   GCancellable *cancellable,
                                   GError **error);
VouchCredential *vouch_credentials_verify_file (VouchWorkspace *workspace,
                                                const char *path,
                                                GCancellable *cancellable,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_credentials_accept (VouchWorkspace *workspace,
                                VouchSubmission *submission,
                                const char *jws,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_badge_free (VouchBadge *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchBadge, vouch_badge_free)

G_END_DECLS
