/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-upload-journal"

#include "config.h"
#include "vouch-upload-journal.h"

G_DEFINE_INTERFACE (VouchUploadJournal, vouch_upload_journal, G_TYPE_OBJECT)

static void
vouch_upload_journal_default_init (VouchUploadJournalInterface *iface)
{
}

/**
 * vouch_upload_journal_lookup:
 * @self: a journal.
 * @submission: id of the submission.
 * @sha256: hex digest of the file that goes up.
 * @error: where to put an error.
 *
 * Returns: (transfer full) (nullable): the address of the upload begun earlier; %NULL with no
 *   error set when there is none.
 */
char *
vouch_upload_journal_lookup (VouchUploadJournal *self,
                             const char *submission,
                             const char *sha256,
                             GError **error)
{
  g_return_val_if_fail (VOUCH_IS_UPLOAD_JOURNAL (self), NULL);

  return VOUCH_UPLOAD_JOURNAL_GET_IFACE (self)->lookup (self, submission, sha256, error);
}

/**
 * vouch_upload_journal_remember:
 * @self: a journal.
 * @submission: id of the submission.
 * @sha256: hex digest of the file that goes up.
 * @url: the address the server gave for it.
 * @error: where to put an error.
 *
 * Keeps the address; when this returns %TRUE it survives a power cut.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_upload_journal_remember (VouchUploadJournal *self,
                               const char *submission,
                               const char *sha256,
                               const char *url,
                               GError **error)
{
  g_return_val_if_fail (VOUCH_IS_UPLOAD_JOURNAL (self), FALSE);

  return VOUCH_UPLOAD_JOURNAL_GET_IFACE (self)->remember (self, submission, sha256, url, error);
}

/**
 * vouch_upload_journal_forget:
 * @self: a journal.
 * @submission: id of the submission.
 * @sha256: hex digest of the file.
 * @error: where to put an error.
 *
 * Drops the address: the server no longer has the upload, or the submission is sealed.
 *
 * Returns: whether it is dropped; an address that was never there counts as dropped.
 */
gboolean
vouch_upload_journal_forget (VouchUploadJournal *self,
                             const char *submission,
                             const char *sha256,
                             GError **error)
{
  g_return_val_if_fail (VOUCH_IS_UPLOAD_JOURNAL (self), FALSE);

  return VOUCH_UPLOAD_JOURNAL_GET_IFACE (self)->forget (self, submission, sha256, error);
}
