/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-tus-server.h"
#include "vouch-upload-journal.h"

G_BEGIN_DECLS

gboolean vouch_tus_upload (const VouchTusServer *server,
                           const VouchIssuerUpload *upload,
                           VouchUploadJournal *journal,
                           VouchIssuerProgress progress,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
