/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer-results"

#include "config.h"
#include "vouch-issuer-results.h"

/**
 * vouch_issuer_description_free:
 * @self: (nullable) (transfer full): a description.
 *
 * Frees it.
 */
void
vouch_issuer_description_free (VouchIssuerDescription *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->key);
  g_free (self->time_zone);
  g_strfreev (self->media_types);
  g_free (self);
}

/**
 * vouch_issuer_listing_free:
 * @self: (nullable) (transfer full): a listing.
 *
 * Frees it.
 */
void
vouch_issuer_listing_free (VouchIssuerListing *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->version);
  g_free (self->sha256);
  g_free (self->name);
  g_free (self);
}

/**
 * vouch_issuer_file_new:
 * @sha256: hex digest of the whole file.
 * @bytes: its length.
 * @slot: (nullable): id of the requirement.
 *
 * Returns: (transfer full): a file by its content.
 */
VouchIssuerFile *
vouch_issuer_file_new (const char *sha256, gint64 bytes, const char *slot)
{
  VouchIssuerFile *self = g_new0 (VouchIssuerFile, 1);

  self->sha256 = g_strdup (sha256);
  self->bytes = bytes;
  self->slot = g_strdup (slot);
  return self;
}

/**
 * vouch_issuer_file_free:
 * @self: (nullable) (transfer full): a file.
 *
 * Frees it.
 */
void
vouch_issuer_file_free (VouchIssuerFile *self)
{
  if (self == NULL)
    return;
  g_free (self->sha256);
  g_free (self->slot);
  g_free (self);
}
