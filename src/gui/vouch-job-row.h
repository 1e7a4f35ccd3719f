/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-job.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_JOB_ROW (vouch_job_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchJobRow, vouch_job_row, VOUCH, JOB_ROW, GtkWidget)

GtkWidget *vouch_job_row_new (VouchJob *job);
VouchJob *vouch_job_row_get_job (VouchJobRow *self);

G_END_DECLS
