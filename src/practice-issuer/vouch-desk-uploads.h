/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk.h"
#include "vouch-problem.h"
#include "vouch-tus.h"

G_BEGIN_DECLS

/**
 * VouchDeskUpload:
 *
 * An upload as the desk knows it; the offset is the length of its file.
 */
typedef struct {
  char *id;
  VouchTusMetadata *metadata;
  gint64 length;
  gint64 offset;
  gint64 expires_ms;
} VouchDeskUpload;

void vouch_desk_upload_free (VouchDeskUpload *self);

VouchDeskUpload *vouch_desk_create_upload (VouchDesk *desk,
                                           gint64 account,
                                           VouchTusMetadata *metadata,
                                           gint64 length,
                                           const char *key,
                                           VouchProblem **problem) G_GNUC_WARN_UNUSED_RESULT;
VouchDeskUpload *vouch_desk_find_upload (VouchDesk *desk,
                                         gint64 account,
                                         const char *id,
                                         VouchProblem **problem) G_GNUC_WARN_UNUSED_RESULT;
VouchProblem *
vouch_desk_terminate_upload (VouchDesk *desk, VouchDeskUpload *upload) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_desk_touch_upload (VouchDesk *desk, VouchDeskUpload *upload, GError **error);
void vouch_desk_list_uploads (VouchDesk *desk, const char *submission, GPtrArray *uploads);
void vouch_desk_delete_upload_bytes (VouchDesk *desk, const char *submission);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchDeskUpload, vouch_desk_upload_free)

G_END_DECLS
