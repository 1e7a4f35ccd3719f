/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-upload-status"

#include "config.h"
#include "vouch-upload-status.h"

#include "vouch-accessors.h"

/**
 * VouchUploadStatus:
 *
 * A file on its way to an issuer, as the issuer sees it.
 */
struct _VouchUploadStatus {
  GObject parent_instance;

  char *url;
  char *slot;
  char *sha256;
  gint64 bytes;
  gint64 offset;
};

G_DEFINE_FINAL_TYPE (VouchUploadStatus, vouch_upload_status, G_TYPE_OBJECT)

static void
vouch_upload_status_finalize (GObject *object)
{
  VouchUploadStatus *self = VOUCH_UPLOAD_STATUS (object);

  g_free (self->url);
  g_free (self->slot);
  g_free (self->sha256);

  G_OBJECT_CLASS (vouch_upload_status_parent_class)->finalize (object);
}

static void
vouch_upload_status_class_init (VouchUploadStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_upload_status_finalize;
}

static void
vouch_upload_status_init (VouchUploadStatus *self)
{
}

/**
 * vouch_upload_status_new:
 *
 * Returns: (transfer full): an empty upload status, to be filled by its setters.
 */
VouchUploadStatus *
vouch_upload_status_new (void)
{
  return g_object_new (VOUCH_TYPE_UPLOAD_STATUS, NULL);
}

VOUCH_DEFINE_STRING (VouchUploadStatus, vouch_upload_status, url)
VOUCH_DEFINE_STRING (VouchUploadStatus, vouch_upload_status, slot)
VOUCH_DEFINE_STRING (VouchUploadStatus, vouch_upload_status, sha256)
VOUCH_DEFINE_VALUE (VouchUploadStatus, vouch_upload_status, gint64, bytes)
VOUCH_DEFINE_VALUE (VouchUploadStatus, vouch_upload_status, gint64, offset)
