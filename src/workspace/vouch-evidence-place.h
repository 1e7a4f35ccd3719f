/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-evidence.h"
#include "vouch-requirement.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

gboolean vouch_evidence_fits (VouchEvidence *evidence, VouchRequirement *requirement);
GPtrArray *vouch_evidence_list_targets (VouchWorkspace *workspace,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_evidence_list_fitting (VouchWorkspace *workspace,
                                        const char *portfolio,
                                        const char *requirement,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_evidence_place (VouchWorkspace *workspace,
                            const char *artifact,
                            const char *portfolio,
                            const char *requirement,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
