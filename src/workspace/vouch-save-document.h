/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-document.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

gboolean vouch_save_document (VouchWorkspace *workspace,
                              VouchDocument *document,
                              const char *path,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
