/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-citation.h"
#include "vouch-day.h"
#include "vouch-manifest-file.h"
#include "vouch-media.h"
#include "vouch-moment.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_MANIFEST_ITEM (vouch_manifest_item_get_type ())
G_DECLARE_FINAL_TYPE (VouchManifestItem, vouch_manifest_item, VOUCH, MANIFEST_ITEM, GObject)

VouchManifestItem *vouch_manifest_item_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Unique in the manifest. */
const char *vouch_manifest_item_get_id (VouchManifestItem *self);
void vouch_manifest_item_set_id (VouchManifestItem *self, const char *value);

/* Id of the requirement it answers. */
const char *vouch_manifest_item_get_requirement (VouchManifestItem *self);
void vouch_manifest_item_set_requirement (VouchManifestItem *self, const char *value);

/* What it is. */
VouchMedia vouch_manifest_item_get_media (VouchManifestItem *self);
void vouch_manifest_item_set_media (VouchManifestItem *self, VouchMedia value);

/* Title; NULL when none. */
const char *vouch_manifest_item_get_title (VouchManifestItem *self);
void vouch_manifest_item_set_title (VouchManifestItem *self, const char *value);

/* The answer; NULL when it is a file. */
const char *vouch_manifest_item_get_text (VouchManifestItem *self);
void vouch_manifest_item_set_text (VouchManifestItem *self, const char *value);

/* The file; NULL when it is a text. */
VouchManifestFile *vouch_manifest_item_get_file (VouchManifestItem *self);
void vouch_manifest_item_set_file (VouchManifestItem *self, VouchManifestFile *value);

/* Ids of the criteria it speaks to. */
const char *const *vouch_manifest_item_get_criteria (VouchManifestItem *self);
void vouch_manifest_item_set_criteria (VouchManifestItem *self, const char *const *value);

/* Annotations, in the time of the file as sent. */
GPtrArray *vouch_manifest_item_get_moments (VouchManifestItem *self);
void vouch_manifest_item_add_moment (VouchManifestItem *self, VouchMoment *value);

/* What it refers to. */
GPtrArray *vouch_manifest_item_get_citations (VouchManifestItem *self);
void vouch_manifest_item_add_citation (VouchManifestItem *self, VouchCitation *value);

/* Whether everyone recorded has given permission; read with the date. */
gboolean vouch_manifest_item_get_consent_covered (VouchManifestItem *self);
void vouch_manifest_item_set_consent_covered (VouchManifestItem *self, gboolean value);

/* Since when; VOUCH_DAY_NONE means no record. */
VouchDay vouch_manifest_item_get_consent_date (VouchManifestItem *self);
void vouch_manifest_item_set_consent_date (VouchManifestItem *self, VouchDay value);

/* Item attributes of the definition format. */
const char *vouch_manifest_item_get_attribute (VouchManifestItem *self, const char *name);
void
vouch_manifest_item_set_attribute (VouchManifestItem *self, const char *name, const char *value);
GList *vouch_manifest_item_list_attributes (VouchManifestItem *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
