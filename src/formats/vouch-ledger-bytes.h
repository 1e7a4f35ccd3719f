/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-ledger.h"

G_BEGIN_DECLS

GBytes *vouch_ledger_to_bytes (VouchLedger *ledger) G_GNUC_WARN_UNUSED_RESULT;
VouchLedger *vouch_ledger_from_bytes (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
