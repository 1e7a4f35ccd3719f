/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-evidence-use.h"
#include "vouch-evidence.h"
#include "vouch-item.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

GPtrArray *vouch_evidence_list (VouchWorkspace *workspace,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_evidence_list_uses (VouchWorkspace *workspace,
                                     const char *artifact,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchItem *vouch_evidence_load (VouchWorkspace *workspace,
                                const char *artifact,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_evidence_describe_use (VouchEvidenceUse *use) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
