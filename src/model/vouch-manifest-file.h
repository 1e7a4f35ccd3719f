/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_MANIFEST_FILE (vouch_manifest_file_get_type ())
G_DECLARE_FINAL_TYPE (VouchManifestFile, vouch_manifest_file, VOUCH, MANIFEST_FILE, GObject)

VouchManifestFile *vouch_manifest_file_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Neutral name on the wire, as recording-1.m4a. */
const char *vouch_manifest_file_get_name (VouchManifestFile *self);
void vouch_manifest_file_set_name (VouchManifestFile *self, const char *value);

/* Media type without parameters, lower case. */
const char *vouch_manifest_file_get_media_type (VouchManifestFile *self);
void vouch_manifest_file_set_media_type (VouchManifestFile *self, const char *value);

/* Its length. */
gint64 vouch_manifest_file_get_bytes (VouchManifestFile *self);
void vouch_manifest_file_set_bytes (VouchManifestFile *self, gint64 value);

/* Of its bytes, hex. */
const char *vouch_manifest_file_get_sha256 (VouchManifestFile *self);
void vouch_manifest_file_set_sha256 (VouchManifestFile *self, const char *value);

/* Playing time; -1 when it has none. */
gint64 vouch_manifest_file_get_duration_ms (VouchManifestFile *self);
void vouch_manifest_file_set_duration_ms (VouchManifestFile *self, gint64 value);

/* Pages; 0 when it has none. */
guint vouch_manifest_file_get_pages (VouchManifestFile *self);
void vouch_manifest_file_set_pages (VouchManifestFile *self, guint value);

G_END_DECLS
