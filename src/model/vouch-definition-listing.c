/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-listing"

#include "config.h"
#include "vouch-definition-listing.h"

#include "vouch-accessors.h"

/**
 * VouchDefinitionListing:
 *
 * One line of an issuer's list of definitions.
 */
struct _VouchDefinitionListing {
  GObject parent_instance;

  char *id;
  char *version;
  char *sha256;
  gint64 bytes;
  char *name;
  gboolean retired;
  char *url;
};

G_DEFINE_FINAL_TYPE (VouchDefinitionListing, vouch_definition_listing, G_TYPE_OBJECT)

static void
vouch_definition_listing_finalize (GObject *object)
{
  VouchDefinitionListing *self = VOUCH_DEFINITION_LISTING (object);

  g_free (self->id);
  g_free (self->version);
  g_free (self->sha256);
  g_free (self->name);
  g_free (self->url);

  G_OBJECT_CLASS (vouch_definition_listing_parent_class)->finalize (object);
}

static void
vouch_definition_listing_class_init (VouchDefinitionListingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_definition_listing_finalize;
}

static void
vouch_definition_listing_init (VouchDefinitionListing *self)
{
}

/**
 * vouch_definition_listing_new:
 *
 * Returns: (transfer full): an empty definition listing, to be filled by its setters.
 */
VouchDefinitionListing *
vouch_definition_listing_new (void)
{
  return g_object_new (VOUCH_TYPE_DEFINITION_LISTING, NULL);
}

VOUCH_DEFINE_STRING (VouchDefinitionListing, vouch_definition_listing, id)
VOUCH_DEFINE_STRING (VouchDefinitionListing, vouch_definition_listing, version)
VOUCH_DEFINE_STRING (VouchDefinitionListing, vouch_definition_listing, sha256)
VOUCH_DEFINE_VALUE (VouchDefinitionListing, vouch_definition_listing, gint64, bytes)
VOUCH_DEFINE_STRING (VouchDefinitionListing, vouch_definition_listing, name)
VOUCH_DEFINE_VALUE (VouchDefinitionListing, vouch_definition_listing, gboolean, retired)
VOUCH_DEFINE_STRING (VouchDefinitionListing, vouch_definition_listing, url)
