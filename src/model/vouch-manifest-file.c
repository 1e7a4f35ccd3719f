/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-manifest-file"

#include "config.h"
#include "vouch-manifest-file.h"

#include "vouch-accessors.h"

/**
 * VouchManifestFile:
 *
 * A file as the manifest names it.
 */
struct _VouchManifestFile {
  GObject parent_instance;

  char *name;
  char *media_type;
  gint64 bytes;
  char *sha256;
  gint64 duration_ms;
  guint pages;
};

G_DEFINE_FINAL_TYPE (VouchManifestFile, vouch_manifest_file, G_TYPE_OBJECT)

static void
vouch_manifest_file_finalize (GObject *object)
{
  VouchManifestFile *self = VOUCH_MANIFEST_FILE (object);

  g_free (self->name);
  g_free (self->media_type);
  g_free (self->sha256);

  G_OBJECT_CLASS (vouch_manifest_file_parent_class)->finalize (object);
}

static void
vouch_manifest_file_class_init (VouchManifestFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_manifest_file_finalize;
}

static void
vouch_manifest_file_init (VouchManifestFile *self)
{
  self->duration_ms = -1;
}

/**
 * vouch_manifest_file_new:
 *
 * Returns: (transfer full): an empty manifest file, to be filled by its setters.
 */
VouchManifestFile *
vouch_manifest_file_new (void)
{
  return g_object_new (VOUCH_TYPE_MANIFEST_FILE, NULL);
}

VOUCH_DEFINE_STRING (VouchManifestFile, vouch_manifest_file, name)
VOUCH_DEFINE_STRING (VouchManifestFile, vouch_manifest_file, media_type)
VOUCH_DEFINE_VALUE (VouchManifestFile, vouch_manifest_file, gint64, bytes)
VOUCH_DEFINE_STRING (VouchManifestFile, vouch_manifest_file, sha256)
VOUCH_DEFINE_VALUE (VouchManifestFile, vouch_manifest_file, gint64, duration_ms)
VOUCH_DEFINE_VALUE (VouchManifestFile, vouch_manifest_file, guint, pages)
