/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

typedef struct _VouchCredential VouchCredential;

GPtrArray *vouch_credentials_list (VouchWorkspace *workspace,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchCredential *vouch_credentials_load (VouchWorkspace *workspace,
                                         const char *id,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
