/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-manifest.h"
#include "vouch-portfolio.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchPreview:
 * @portfolio: the portfolio as it stands.
 * @manifest: what would be sent of it, as it would be frozen.
 * @issuer_name: (nullable): the issuer it is made out for, %NULL while none is known.
 *
 * What an assessor would receive if the portfolio were sent now.
 */
typedef struct {
  VouchPortfolio *portfolio;
  VouchManifest *manifest;
  char *issuer_name;
} VouchPreview;

VouchPreview *vouch_preview_make (VouchWorkspace *workspace,
                                  const char *portfolio,
                                  const char *issuer,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_preview_free (VouchPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPreview, vouch_preview_free)

G_END_DECLS
