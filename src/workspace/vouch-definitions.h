/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

VouchDefinition *vouch_definitions_validate (const char *path,
                                             GCancellable *cancellable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_definitions_import (VouchWorkspace *workspace,
                                const char *path,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_definitions_import_bytes (VouchWorkspace *workspace,
                                      GBytes *bytes,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_definitions_list (VouchWorkspace *workspace,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchDefinition *vouch_definitions_find (VouchWorkspace *workspace,
                                         const char *id,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_definitions_get_bytes (VouchWorkspace *workspace,
                                     VouchDefinition *definition,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
