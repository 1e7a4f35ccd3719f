/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchIssuerDescription:
 * @id: its did:key; what is pinned when the issuer is added.
 * @name: what it calls itself; text of a stranger.
 * @key: its Ed25519 key as multibase, the last part of @id.
 * @time_zone: IANA name of the zone its deadlines are in.
 * @max_file_bytes: largest file it takes.
 * @max_submission_bytes: largest submission it takes.
 * @max_items: most items of one submission.
 * @media_types: what it takes: types such as `image/png`, or a kind such as `image` with `/` and a star.
 *
 * How an issuer presents itself. Limits that were not given are 0.
 */
typedef struct {
  char *id;
  char *name;
  char *key;
  char *time_zone;
  gint64 max_file_bytes;
  gint64 max_submission_bytes;
  gint64 max_items;
  char **media_types;
} VouchIssuerDescription;

/**
 * VouchIssuerListing:
 * @id: URI of the definition.
 * @version: its version.
 * @sha256: hex digest of its exact bytes.
 * @name: what it is called; text of a stranger.
 * @bytes: its length.
 * @retired: taken only from those who have begun it.
 *
 * A definition that an issuer offers.
 */
typedef struct {
  char *id;
  char *version;
  char *sha256;
  char *name;
  gint64 bytes;
  gboolean retired;
} VouchIssuerListing;

/**
 * VouchIssuerFile:
 * @sha256: hex digest of the whole file.
 * @bytes: its length.
 * @slot: (nullable): id of the requirement it belongs to, where the issuer says so.
 *
 * A file by its content.
 */
typedef struct {
  char *sha256;
  gint64 bytes;
  char *slot;
} VouchIssuerFile;

void vouch_issuer_description_free (VouchIssuerDescription *self);
void vouch_issuer_listing_free (VouchIssuerListing *self);
VouchIssuerFile *vouch_issuer_file_new (const char *sha256,
                                        gint64 bytes,
                                        const char *slot) G_GNUC_WARN_UNUSED_RESULT;
void vouch_issuer_file_free (VouchIssuerFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchIssuerDescription, vouch_issuer_description_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchIssuerListing, vouch_issuer_listing_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchIssuerFile, vouch_issuer_file_free)

G_END_DECLS
