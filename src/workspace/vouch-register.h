/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-appearance.h"
#include "vouch-people.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

VouchPeople *vouch_register_load (VouchWorkspace *workspace,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_register_is_key (const char *key);
gboolean vouch_register_add_person (VouchWorkspace *workspace,
                                    const char *key,
                                    VouchPersonRole role,
                                    GCancellable *cancellable,
                                    GError **error);
char *vouch_register_add_permission (VouchWorkspace *workspace,
                                     VouchPermission *permission,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **vouch_register_add_permissions (VouchWorkspace *workspace,
                                       VouchPermission *permission,
                                       const char *const *people,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_register_remove_permissions (VouchWorkspace *workspace,
                                            const char *const *permissions,
                                            GCancellable *cancellable,
                                            GError **error);
gboolean vouch_register_withdraw_permission (VouchWorkspace *workspace,
                                             const char *permission,
                                             GCancellable *cancellable,
                                             GError **error);
gboolean vouch_register_set_appearance (VouchWorkspace *workspace,
                                        const char *item,
                                        VouchAppearance *appearance,
                                        GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
