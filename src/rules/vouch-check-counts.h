/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-probe.h"

G_BEGIN_DECLS

void vouch_check_quantity (VouchProbe *probe, gboolean needed);
guint vouch_check_count_accepted (VouchProbe *probe);
VouchFinding *vouch_check_choice (VouchCheck *check,
                                  VouchPart *part,
                                  VouchChoice *choice,
                                  gboolean needed) G_GNUC_WARN_UNUSED_RESULT;
VouchFinding *
vouch_check_rubric_row (VouchCheck *check, VouchCriterion *criterion) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
