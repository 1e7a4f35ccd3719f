/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_JOBS_BAR (vouch_jobs_bar_get_type ())
G_DECLARE_FINAL_TYPE (VouchJobsBar, vouch_jobs_bar, VOUCH, JOBS_BAR, GtkWidget)

void vouch_jobs_bar_set_jobs (VouchJobsBar *self, GListModel *jobs);

G_END_DECLS
