/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchBundleFile:
 * @name: its name within the bundle, such as `files/01-lesson.mp4`.
 * @sha256: lower-case hex SHA-256 of its bytes.
 * @size: how many bytes.
 *
 * One file of a bundle.
 */
typedef struct {
  char *name;
  char *sha256;
  guint64 size;
} VouchBundleFile;

#define VOUCH_TYPE_BUNDLE (vouch_bundle_get_type ())
G_DECLARE_FINAL_TYPE (VouchBundle, vouch_bundle, VOUCH, BUNDLE, GObject)

VouchBundle *vouch_bundle_new (gboolean whole_library) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_bundle_get_whole_library (VouchBundle *self);

/* Records: rows of a{sv}, by the name of what they are about. */
void vouch_bundle_add_row (VouchBundle *self, const char *table, GVariant *row);
GPtrArray *vouch_bundle_get_rows (VouchBundle *self, const char *table);
GList *vouch_bundle_list_tables (VouchBundle *self) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_bundle_row_text (GVariant *row, const char *column);

/* Documents that are kept byte for byte, such as definitions and badges. */
char *vouch_bundle_add_document (VouchBundle *self, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void vouch_bundle_put_document (VouchBundle *self, const char *sha256, GBytes *bytes);
GBytes *vouch_bundle_get_document (VouchBundle *self, const char *sha256);
GList *vouch_bundle_list_documents (VouchBundle *self) G_GNUC_WARN_UNUSED_RESULT;

/* Its files. */
void vouch_bundle_add_file (VouchBundle *self, const char *name, const char *sha256, guint64 size);
GPtrArray *vouch_bundle_get_files (VouchBundle *self);
VouchBundleFile *vouch_bundle_find_file (VouchBundle *self, const char *sha256);

G_END_DECLS
