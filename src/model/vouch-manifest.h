/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-affirmation.h"
#include "vouch-chosen.h"
#include "vouch-help.h"
#include "vouch-manifest-item.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_MANIFEST (vouch_manifest_get_type ())
G_DECLARE_FINAL_TYPE (VouchManifest, vouch_manifest, VOUCH, MANIFEST, GObject)

VouchManifest *vouch_manifest_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* DID of the issuer it is meant for. */
const char *vouch_manifest_get_issuer (VouchManifest *self);
void vouch_manifest_set_issuer (VouchManifest *self, const char *value);

/* Id of the definition. */
const char *vouch_manifest_get_definition (VouchManifest *self);
void vouch_manifest_set_definition (VouchManifest *self, const char *value);

/* Its version. */
const char *vouch_manifest_get_definition_version (VouchManifest *self);
void vouch_manifest_set_definition_version (VouchManifest *self, const char *value);

/* SHA-256 of its file, hex. */
const char *vouch_manifest_get_definition_digest (VouchManifest *self);
void vouch_manifest_set_definition_digest (VouchManifest *self, const char *value);

/* From 1. */
guint vouch_manifest_get_attempt (VouchManifest *self);
void vouch_manifest_set_attempt (VouchManifest *self, guint value);

/* Id of the submission before; NULL for the first. */
const char *vouch_manifest_get_previous (VouchManifest *self);
void vouch_manifest_set_previous (VouchManifest *self, const char *value);

/* The earner's did:key for this issuer. */
const char *vouch_manifest_get_subject (VouchManifest *self);
void vouch_manifest_set_subject (VouchManifest *self, const char *value);

/* When it was frozen. */
gint64 vouch_manifest_get_created_ms (VouchManifest *self);
void vouch_manifest_set_created_ms (VouchManifest *self, gint64 value);

/* What changed since the last attempt; NULL when none. */
const char *vouch_manifest_get_change_note (VouchManifest *self);
void vouch_manifest_set_change_note (VouchManifest *self, const char *value);

/* Statements confirmed. */
GPtrArray *vouch_manifest_get_affirmations (VouchManifest *self);
void vouch_manifest_add_affirmation (VouchManifest *self, VouchAffirmation *value);

/* Help disclosed. */
GPtrArray *vouch_manifest_get_help (VouchManifest *self);
void vouch_manifest_add_help (VouchManifest *self, VouchHelp *value);

/* What was chosen. */
GPtrArray *vouch_manifest_get_choices (VouchManifest *self);
void vouch_manifest_add_chosen (VouchManifest *self, VouchChosen *value);

/* Answers and artifacts. */
GPtrArray *vouch_manifest_get_items (VouchManifest *self);
void vouch_manifest_add_item (VouchManifest *self, VouchManifestItem *value);

G_END_DECLS
