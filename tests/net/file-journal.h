/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-upload-journal.h"

G_BEGIN_DECLS

#define FILE_TYPE_JOURNAL (file_journal_get_type ())
G_DECLARE_FINAL_TYPE (FileJournal, file_journal, FILE, JOURNAL, GObject)

VouchUploadJournal *file_journal_new (const char *path);

G_END_DECLS
