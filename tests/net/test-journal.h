/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-upload-journal.h"

G_BEGIN_DECLS

#define TEST_TYPE_JOURNAL (test_journal_get_type ())
G_DECLARE_FINAL_TYPE (TestJournal, test_journal, TEST, JOURNAL, GObject)

VouchUploadJournal *test_journal_new (const char *path);

G_END_DECLS
