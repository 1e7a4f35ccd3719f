/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-traffic"

#include "config.h"
#include "vouch-traffic.h"

/**
 * VouchTraffic:
 *
 * What is going on just now: which submissions are being sealed, and which uploads are being
 * written, for whom. It lives in memory only; after a crash nothing is going on.
 */
struct _VouchTraffic {
  GObject parent_instance;

  GHashTable *seals;  /* submission */
  GHashTable *writes; /* upload → Write */
};

typedef struct {
  char *submission;
  gint64 account;
  GObject *writer;
} Write;

G_DEFINE_FINAL_TYPE (VouchTraffic, vouch_traffic, G_TYPE_OBJECT)

static void
write_free (gpointer data)
{
  Write *write = data;

  g_free (write->submission);
  g_object_unref (write->writer);
  g_free (write);
}

static void
vouch_traffic_finalize (GObject *object)
{
  VouchTraffic *self = VOUCH_TRAFFIC (object);

  g_hash_table_unref (self->seals);
  g_hash_table_unref (self->writes);

  G_OBJECT_CLASS (vouch_traffic_parent_class)->finalize (object);
}

static void
vouch_traffic_class_init (VouchTrafficClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_traffic_finalize;
}

static void
vouch_traffic_init (VouchTraffic *self)
{
  self->seals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->writes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, write_free);
}

/**
 * vouch_traffic_new:
 *
 * Returns: (transfer full): no traffic.
 */
VouchTraffic *
vouch_traffic_new (void)
{
  return g_object_new (VOUCH_TYPE_TRAFFIC, NULL);
}

/**
 * vouch_traffic_begin_seal:
 * @self: the traffic.
 * @submission: its id.
 *
 * Returns: whether it is now being sealed and was not before.
 */
gboolean
vouch_traffic_begin_seal (VouchTraffic *self, const char *submission)
{
  return g_hash_table_add (self->seals, g_strdup (submission));
}

/**
 * vouch_traffic_end_seal:
 * @self: the traffic.
 * @submission: its id.
 *
 * It is no longer being sealed.
 */
void
vouch_traffic_end_seal (VouchTraffic *self, const char *submission)
{
  g_hash_table_remove (self->seals, submission);
}

/**
 * vouch_traffic_is_sealing:
 * @self: the traffic.
 * @submission: its id.
 *
 * Returns: whether it is being sealed.
 */
gboolean
vouch_traffic_is_sealing (VouchTraffic *self, const char *submission)
{
  return g_hash_table_contains (self->seals, submission);
}

/**
 * vouch_traffic_is_quiet:
 * @self: the traffic.
 *
 * Returns: whether nothing is being sealed or written.
 */
gboolean
vouch_traffic_is_quiet (VouchTraffic *self)
{
  return g_hash_table_size (self->seals) == 0 && g_hash_table_size (self->writes) == 0;
}

/**
 * vouch_traffic_begin_write:
 * @self: the traffic.
 * @upload: an upload that nobody writes to.
 * @submission: whose it is.
 * @account: whose that is.
 * @writer: who writes.
 *
 * Notes who writes to an upload, and keeps the writer alive.
 */
void
vouch_traffic_begin_write (VouchTraffic *self,
                           const char *upload,
                           const char *submission,
                           gint64 account,
                           GObject *writer)
{
  Write *write = g_new0 (Write, 1);

  write->submission = g_strdup (submission);
  write->account = account;
  write->writer = g_object_ref (writer);
  g_hash_table_insert (self->writes, g_strdup (upload), write);
}

/**
 * vouch_traffic_end_write:
 * @self: the traffic.
 * @upload: an upload.
 *
 * Nobody writes to it any more.
 */
void
vouch_traffic_end_write (VouchTraffic *self, const char *upload)
{
  g_hash_table_remove (self->writes, upload);
}

/**
 * vouch_traffic_find_writer:
 * @self: the traffic.
 * @upload: an upload.
 *
 * Returns: (transfer none) (nullable): who writes to it.
 */
GObject *
vouch_traffic_find_writer (VouchTraffic *self, const char *upload)
{
  Write *write = g_hash_table_lookup (self->writes, upload);

  return write != NULL ? write->writer : NULL;
}

/**
 * vouch_traffic_is_writing:
 * @self: the traffic.
 * @submission: its id.
 *
 * Returns: whether somebody writes to one of its uploads.
 */
gboolean
vouch_traffic_is_writing (VouchTraffic *self, const char *submission)
{
  GHashTableIter iter;
  gpointer write;

  g_hash_table_iter_init (&iter, self->writes);
  while (g_hash_table_iter_next (&iter, NULL, &write))
    if (g_str_equal (((Write *) write)->submission, submission))
      return TRUE;
  return FALSE;
}

/**
 * vouch_traffic_count_writers:
 * @self: the traffic.
 * @account: an account.
 *
 * Returns: how many uploads are being written for it.
 */
guint
vouch_traffic_count_writers (VouchTraffic *self, gint64 account)
{
  GHashTableIter iter;
  gpointer write;
  guint count = 0;

  g_hash_table_iter_init (&iter, self->writes);
  while (g_hash_table_iter_next (&iter, NULL, &write))
    count += ((Write *) write)->account == account;
  return count;
}
