/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-record-errand.h"
#include "vouch-record-session.h"

G_BEGIN_DECLS

void vouch_record_ending_watch (VouchRecordSession *session);
void vouch_record_ending_close (VouchRecordErrand *errand, VouchWorker *worker);

G_END_DECLS
