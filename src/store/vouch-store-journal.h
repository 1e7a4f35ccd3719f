/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-upload-journal.h"

G_BEGIN_DECLS

void vouch_store_journal_iface_init (VouchUploadJournalInterface *iface);

G_END_DECLS
