/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-json.h"
#include "vouch-submission-policy.h"
#include "vouch-support-policy.h"

G_BEGIN_DECLS

VouchSubmissionPolicy *
vouch_policy_reader_read_submission (const VouchJsonCursor *root) G_GNUC_WARN_UNUSED_RESULT;
VouchSupportPolicy *
vouch_policy_reader_read_support (const VouchJsonCursor *root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
