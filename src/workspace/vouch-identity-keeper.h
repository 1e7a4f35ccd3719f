/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-identity.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchIdentityInfo:
 * @did: the person's own did:key.
 * @created: whether it was made just now.
 * @recovery_code: (nullable): the code to print, only when it was made just now. Nothing keeps it.
 *
 * Who the person is.
 */
typedef struct {
  char *did;
  gboolean created;
  char *recovery_code;
} VouchIdentityInfo;

VouchIdentity *vouch_identity_keeper_open (VouchWorkspace *workspace,
                                           char **recovery_code,
                                           GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchIdentityInfo *vouch_identity_keeper_ensure (VouchWorkspace *workspace,
                                                 GCancellable *cancellable,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_identity_keeper_recover (VouchWorkspace *workspace,
                                        const char *recovery_code,
                                        GCancellable *cancellable,
                                        GError **error);
VouchIdentityInfo *vouch_identity_keeper_renew_code (VouchWorkspace *workspace,
                                                     GCancellable *cancellable,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_identity_keeper_save_code (VouchWorkspace *workspace,
                                          const char *recovery_code,
                                          const char *path,
                                          GCancellable *cancellable,
                                          GError **error);
gboolean vouch_identity_keeper_exists (VouchWorkspace *workspace);
gboolean vouch_identity_keeper_check_code (VouchWorkspace *workspace,
                                           const char *recovery_code,
                                           GError **error);
VouchIdentityCost vouch_identity_keeper_choose_cost (void);
void vouch_identity_info_free (VouchIdentityInfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchIdentityInfo, vouch_identity_info_free)

G_END_DECLS
