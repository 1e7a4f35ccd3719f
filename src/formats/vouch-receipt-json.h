/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-receipt.h"

G_BEGIN_DECLS

#define VOUCH_RECEIPT_JWS_TYPE "vouch-receipt+jwt"

GBytes *vouch_receipt_json_write (VouchReceipt *receipt) G_GNUC_WARN_UNUSED_RESULT;
VouchReceipt *vouch_receipt_json_read (GBytes *payload, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *
vouch_seal_answer_json_write (VouchReceipt *receipt, const char *jws) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_seal_answer_json_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
