/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-result-table.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RESULT_SUMMARY (vouch_result_summary_get_type ())
G_DECLARE_FINAL_TYPE (VouchResultSummary, vouch_result_summary, VOUCH, RESULT_SUMMARY, GtkWidget)

void vouch_result_summary_show (VouchResultSummary *self, VouchResultTable *table);

G_END_DECLS
