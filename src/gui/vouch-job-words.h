/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"

G_BEGIN_DECLS

char *vouch_job_words_detail (VouchJob *job) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_job_words_left (gint64 milliseconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
