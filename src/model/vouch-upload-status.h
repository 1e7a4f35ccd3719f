/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_UPLOAD_STATUS (vouch_upload_status_get_type ())
G_DECLARE_FINAL_TYPE (VouchUploadStatus, vouch_upload_status, VOUCH, UPLOAD_STATUS, GObject)

VouchUploadStatus *vouch_upload_status_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* URL reference of the upload; NULL when there is none. */
const char *vouch_upload_status_get_url (VouchUploadStatus *self);
void vouch_upload_status_set_url (VouchUploadStatus *self, const char *value);

/* Id of the requirement. */
const char *vouch_upload_status_get_slot (VouchUploadStatus *self);
void vouch_upload_status_set_slot (VouchUploadStatus *self, const char *value);

/* Of the whole file, hex. */
const char *vouch_upload_status_get_sha256 (VouchUploadStatus *self);
void vouch_upload_status_set_sha256 (VouchUploadStatus *self, const char *value);

/* Its length. */
gint64 vouch_upload_status_get_bytes (VouchUploadStatus *self);
void vouch_upload_status_set_bytes (VouchUploadStatus *self, gint64 value);

/* Bytes the issuer holds. */
gint64 vouch_upload_status_get_offset (VouchUploadStatus *self);
void vouch_upload_status_set_offset (VouchUploadStatus *self, gint64 value);

G_END_DECLS
