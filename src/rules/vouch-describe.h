/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-requirement.h"

G_BEGIN_DECLS

char *vouch_describe_constraint (VouchConstraint *constraint) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_describe_quantity (VouchRequirement *requirement) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_describe_media (VouchMediaSet media) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_describe_timing (VouchTiming timing);

G_END_DECLS
