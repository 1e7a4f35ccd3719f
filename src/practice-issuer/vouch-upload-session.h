/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk-uploads.h"
#include "vouch-exchange.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_UPLOAD_SESSION (vouch_upload_session_get_type ())
G_DECLARE_FINAL_TYPE (VouchUploadSession, vouch_upload_session, VOUCH, UPLOAD_SESSION, GObject)

gboolean vouch_upload_session_begin (VouchExchange *exchange,
                                     VouchDeskUpload *upload,
                                     const VouchTusChecksum *checksum,
                                     GError **error);
void vouch_upload_session_yield (VouchUploadSession *self);

G_END_DECLS
