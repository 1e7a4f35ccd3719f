/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-decision.h"

G_BEGIN_DECLS

GBytes *vouch_decision_json_write (VouchDecision *decision) G_GNUC_WARN_UNUSED_RESULT;
VouchDecision *vouch_decision_json_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
