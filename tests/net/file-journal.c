/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "file-journal.h"

#include <glib/gstdio.h>

/* A journal in a file of its own, replaced as a whole and synced. */
struct _FileJournal {
  GObject parent_instance;

  char *path;
};

static char *
file_journal_lookup (VouchUploadJournal *journal,
                     const char *submission,
                     const char *sha256,
                     GError **error)
{
  FileJournal *self = FILE_JOURNAL (journal);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  return g_key_file_get_string (file, submission, sha256, NULL);
}

static gboolean
save (FileJournal *self, GKeyFile *file, GError **error)
{
  g_autofree char *data = g_key_file_to_data (file, NULL, NULL);

  return g_file_set_contents_full (self->path, data, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
file_journal_remember (VouchUploadJournal *journal,
                       const char *submission,
                       const char *sha256,
                       const char *url,
                       GError **error)
{
  FileJournal *self = FILE_JOURNAL (journal);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  g_key_file_set_string (file, submission, sha256, url);
  return save (self, file, error);
}

static gboolean
file_journal_forget (VouchUploadJournal *journal,
                     const char *submission,
                     const char *sha256,
                     GError **error)
{
  FileJournal *self = FILE_JOURNAL (journal);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  g_key_file_remove_key (file, submission, sha256, NULL);
  return save (self, file, error);
}

static void
file_journal_journal_init (VouchUploadJournalInterface *iface)
{
  iface->lookup = file_journal_lookup;
  iface->remember = file_journal_remember;
  iface->forget = file_journal_forget;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FileJournal,
                               file_journal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VOUCH_TYPE_UPLOAD_JOURNAL,
                                                      file_journal_journal_init))

static void
file_journal_finalize (GObject *object)
{
  g_free (FILE_JOURNAL (object)->path);
  G_OBJECT_CLASS (file_journal_parent_class)->finalize (object);
}

static void
file_journal_class_init (FileJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = file_journal_finalize;
}

static void
file_journal_init (FileJournal *self)
{
}

VouchUploadJournal *
file_journal_new (const char *path)
{
  FileJournal *self = g_object_new (FILE_TYPE_JOURNAL, NULL);

  self->path = g_strdup (path);
  return VOUCH_UPLOAD_JOURNAL (self);
}
