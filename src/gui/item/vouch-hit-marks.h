/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-report.h"

#include "vouch-writing-view.h"

G_BEGIN_DECLS

guint vouch_hit_marks_show (VouchWritingView *view, VouchReport *report, const char *item);

G_END_DECLS
