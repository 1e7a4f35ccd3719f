/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-submission-policy.h"

G_BEGIN_DECLS

VouchDay vouch_decision_due (VouchSubmissionPolicy *policy, VouchDay sent);

G_END_DECLS
