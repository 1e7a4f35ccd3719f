/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-decision.h"
#include "vouch-desk.h"
#include "vouch-submission-status.h"

G_BEGIN_DECLS

char *vouch_badge_sign (VouchDesk *desk,
                        VouchSubmissionStatus *status,
                        VouchDefinition *definition,
                        VouchDecision *decision,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
