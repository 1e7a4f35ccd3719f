/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "test-journal.h"

#include <glib/gstdio.h>

/* A journal in a file of its own, replaced as a whole and synced. */
struct _TestJournal {
  GObject parent_instance;

  char *path;
};

static char *
test_journal_lookup (VouchUploadJournal *journal,
                     const char *submission,
                     const char *sha256,
                     GError **error)
{
  TestJournal *self = TEST_JOURNAL (journal);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  return g_key_file_get_string (file, submission, sha256, NULL);
}

static gboolean
save (TestJournal *self, GKeyFile *file, GError **error)
{
  g_autofree char *data = g_key_file_to_data (file, NULL, NULL);

  return g_file_set_contents_full (self->path, data, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
test_journal_remember (VouchUploadJournal *journal,
                       const char *submission,
                       const char *sha256,
                       const char *url,
                       GError **error)
{
  TestJournal *self = TEST_JOURNAL (journal);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  g_key_file_set_string (file, submission, sha256, url);
  return save (self, file, error);
}

static gboolean
test_journal_forget (VouchUploadJournal *journal,
                     const char *submission,
                     const char *sha256,
                     GError **error)
{
  TestJournal *self = TEST_JOURNAL (journal);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  g_key_file_remove_key (file, submission, sha256, NULL);
  return save (self, file, error);
}

static void
test_journal_journal_init (VouchUploadJournalInterface *iface)
{
  iface->lookup = test_journal_lookup;
  iface->remember = test_journal_remember;
  iface->forget = test_journal_forget;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestJournal,
                               test_journal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VOUCH_TYPE_UPLOAD_JOURNAL,
                                                      test_journal_journal_init))

static void
test_journal_finalize (GObject *object)
{
  g_free (TEST_JOURNAL (object)->path);
  G_OBJECT_CLASS (test_journal_parent_class)->finalize (object);
}

static void
test_journal_class_init (TestJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_journal_finalize;
}

static void
test_journal_init (TestJournal *self)
{
}

VouchUploadJournal *
test_journal_new (const char *path)
{
  TestJournal *self = g_object_new (TEST_TYPE_JOURNAL, NULL);

  self->path = g_strdup (path);
  return VOUCH_UPLOAD_JOURNAL (self);
}
