/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_UPLOAD_JOURNAL (vouch_upload_journal_get_type ())
G_DECLARE_INTERFACE (VouchUploadJournal, vouch_upload_journal, VOUCH, UPLOAD_JOURNAL, GObject)

/**
 * VouchUploadJournalInterface:
 * @lookup: gives the address of an upload that was begun, or %NULL without an error.
 * @remember: keeps the address durably; called before the first byte is sent.
 * @forget: drops it: the upload is gone or its bytes are sealed.
 *
 * What survives a restart of an upload: where the server keeps the bytes that have arrived.
 */
struct _VouchUploadJournalInterface {
  GTypeInterface parent_iface;

  char *(*lookup) (VouchUploadJournal *self,
                   const char *submission,
                   const char *sha256,
                   GError **error);
  gboolean (*remember) (VouchUploadJournal *self,
                        const char *submission,
                        const char *sha256,
                        const char *url,
                        GError **error);
  gboolean (*forget) (VouchUploadJournal *self,
                      const char *submission,
                      const char *sha256,
                      GError **error);
};

char *vouch_upload_journal_lookup (VouchUploadJournal *self,
                                   const char *submission,
                                   const char *sha256,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_upload_journal_remember (VouchUploadJournal *self,
                                        const char *submission,
                                        const char *sha256,
                                        const char *url,
                                        GError **error);
gboolean vouch_upload_journal_forget (VouchUploadJournal *self,
                                      const char *submission,
                                      const char *sha256,
                                      GError **error);

G_END_DECLS
