/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer-status"

#include "config.h"
#include "vouch-issuer-status.h"

/**
 * vouch_issuer_status_free:
 * @self: (nullable) (transfer full): a status.
 *
 * Frees it.
 */
void
vouch_issuer_status_free (VouchIssuerStatus *self)
{
  if (self == NULL)
    return;
  g_free (self->etag);
  g_free (self->manifest_sha256);
  g_free (self);
}

/**
 * vouch_issuer_receipt_free:
 * @self: (nullable) (transfer full): a receipt.
 *
 * Frees it.
 */
void
vouch_issuer_receipt_free (VouchIssuerReceipt *self)
{
  if (self == NULL)
    return;
  g_free (self->manifest_sha256);
  g_free (self->jws);
  g_free (self);
}
