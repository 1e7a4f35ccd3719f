/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-report.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchRetained:
 * @criteria: ids of the criteria that stay earned on a further attempt; often none.
 * @attempt: the attempt that they were earned in.
 * @judged_ms: when that was judged.
 *
 * What was earned before the rest.
 */
typedef struct {
  char **criteria;
  guint attempt;
  gint64 judged_ms;
} VouchRetained;

VouchRetained *vouch_retained_find (VouchWorkspace *workspace,
                                    VouchPortfolio *portfolio,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_retained_free (VouchRetained *self);
gboolean vouch_retained_locks (const VouchRetained *self,
                               VouchPortfolio *portfolio,
                               VouchReport *report,
                               VouchRequirement *requirement);
char *vouch_retained_explain (const VouchRetained *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_retained_allows (VouchWorkspace *workspace,
                                VouchPortfolio *portfolio,
                                const char *requirement,
                                GCancellable *cancellable,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchRetained, vouch_retained_free)

G_END_DECLS
