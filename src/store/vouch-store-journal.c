/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-journal.h"

#include "vouch-store-access.h"

static char *
lookup (VouchUploadJournal *journal, const char *submission, const char *sha256, GError **error)
{
  return vouch_store_read_text (VOUCH_STORE (journal), error,
                                "SELECT url FROM upload WHERE submission = ? AND sha256 = ?", "tt",
                                submission, sha256);
}

static gboolean
remember (VouchUploadJournal *journal,
          const char *submission,
          const char *sha256,
          const char *url,
          GError **error)
{
  VouchStore *self = VOUCH_STORE (journal);
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (self, error);

  return change != NULL &&
         vouch_store_write (self, error, "INSERT OR REPLACE INTO upload VALUES (?, ?, ?)", "ttt",
                            submission, sha256, url) &&
         vouch_store_change_commit (change, error);
}

static gboolean
forget (VouchUploadJournal *journal, const char *submission, const char *sha256, GError **error)
{
  VouchStore *self = VOUCH_STORE (journal);
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (self, error);

  return change != NULL &&
         vouch_store_write (self, error, "DELETE FROM upload WHERE submission = ? AND sha256 = ?",
                            "tt", submission, sha256) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_journal_iface_init:
 * @iface: the interface's table.
 *
 * Makes the library the journal of its uploads.
 */
void
vouch_store_journal_iface_init (VouchUploadJournalInterface *iface)
{
  iface->lookup = lookup;
  iface->remember = remember;
  iface->forget = forget;
}
