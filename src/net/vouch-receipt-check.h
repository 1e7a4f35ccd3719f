/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-issuer-requests.h"
#include "vouch-receipt.h"

G_BEGIN_DECLS

VouchReceipt *vouch_receipt_check (const char *jws,
                                   const char *issuer,
                                   const char *submission,
                                   const VouchIssuerSealing *sealing,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
