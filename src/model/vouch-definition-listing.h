/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_DEFINITION_LISTING (vouch_definition_listing_get_type ())
G_DECLARE_FINAL_TYPE (VouchDefinitionListing,
                      vouch_definition_listing,
                      VOUCH,
                      DEFINITION_LISTING,
                      GObject)

VouchDefinitionListing *vouch_definition_listing_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the definition. */
const char *vouch_definition_listing_get_id (VouchDefinitionListing *self);
void vouch_definition_listing_set_id (VouchDefinitionListing *self, const char *value);

/* Its version. */
const char *vouch_definition_listing_get_version (VouchDefinitionListing *self);
void vouch_definition_listing_set_version (VouchDefinitionListing *self, const char *value);

/* Of its file, hex. */
const char *vouch_definition_listing_get_sha256 (VouchDefinitionListing *self);
void vouch_definition_listing_set_sha256 (VouchDefinitionListing *self, const char *value);

/* Length of its file. */
gint64 vouch_definition_listing_get_bytes (VouchDefinitionListing *self);
void vouch_definition_listing_set_bytes (VouchDefinitionListing *self, gint64 value);

/* Its name. */
const char *vouch_definition_listing_get_name (VouchDefinitionListing *self);
void vouch_definition_listing_set_name (VouchDefinitionListing *self, const char *value);

/* Whether only those who began it may go on. */
gboolean vouch_definition_listing_get_retired (VouchDefinitionListing *self);
void vouch_definition_listing_set_retired (VouchDefinitionListing *self, gboolean value);

/* URL reference of the file. */
const char *vouch_definition_listing_get_url (VouchDefinitionListing *self);
void vouch_definition_listing_set_url (VouchDefinitionListing *self, const char *value);

G_END_DECLS
