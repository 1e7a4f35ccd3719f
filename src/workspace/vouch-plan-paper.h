/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-document.h"
#include "vouch-workspace.h"
#include "vouch-year-chart.h"

G_BEGIN_DECLS

VouchYearChart *vouch_plan_chart (VouchWorkspace *workspace,
                                  GPtrArray *upcoming,
                                  VouchDay first,
                                  VouchDay last) G_GNUC_WARN_UNUSED_RESULT;
VouchDocument *vouch_plan_paper (VouchWorkspace *workspace,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchDocument *vouch_plan_letter (VouchWorkspace *workspace,
                                  const char *goal,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_plan_calendar (VouchWorkspace *workspace,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_plan_save_calendar (VouchWorkspace *workspace,
                                   const char *path,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
