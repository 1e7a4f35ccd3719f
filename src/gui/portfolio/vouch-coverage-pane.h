/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-coverage.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_COVERAGE_PANE (vouch_coverage_pane_get_type ())
G_DECLARE_FINAL_TYPE (VouchCoveragePane, vouch_coverage_pane, VOUCH, COVERAGE_PANE, GtkWidget)

void vouch_coverage_pane_update (VouchCoveragePane *self, VouchCoverage *coverage);

G_END_DECLS
