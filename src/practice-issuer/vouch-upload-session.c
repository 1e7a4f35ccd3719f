/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-upload-session"

#include "config.h"
#include "vouch-upload-session.h"

#include "vouch-refusal.h"
#include "vouch-upload-writer.h"

/* A writer that has been silent for this long makes way for a new request. */
#define SILENCE_US (5 * G_USEC_PER_SEC)

/**
 * VouchUploadSession:
 *
 * One `PATCH`, from its headers to its answer. The body goes from the network to a writer thread
 * in pieces; the session is in the traffic, which keeps it alive, until the thread is done.
 *
 * The body ends in one of three ways: whole (it is judged, synced and answered), cut (what came is
 * kept and synced, nobody is there to be answered), or too long (what fits is kept, and refused).
 */
struct _VouchUploadSession {
  GObject parent_instance;

  VouchExchange *exchange;
  VouchDeskUpload *upload;
  VouchUploadWriter *writer; /* NULL once it was told to end */
  gint64 room;               /* bytes that may still come */
  gint64 heard_us;           /* when the last ones came */
  gboolean is_whole;
  gboolean is_too_long;
};

G_DEFINE_FINAL_TYPE (VouchUploadSession, vouch_upload_session, G_TYPE_OBJECT)

static void
vouch_upload_session_finalize (GObject *object)
{
  VouchUploadSession *self = VOUCH_UPLOAD_SESSION (object);

  g_clear_object (&self->exchange);
  vouch_desk_upload_free (self->upload);

  G_OBJECT_CLASS (vouch_upload_session_parent_class)->finalize (object);
}

static void
vouch_upload_session_class_init (VouchUploadSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_upload_session_finalize;
}

static void
vouch_upload_session_init (VouchUploadSession *self)
{
}

static void
answer (VouchUploadSession *self, const VouchUploadOutcome *outcome)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (self->upload->expires_ms / 1000);
  g_autofree char *expiry = soup_date_time_to_string (when, SOUP_DATE_HTTP);

  /* What was set with the headers is gone once "100 Continue" has been written. */
  vouch_exchange_set_header (self->exchange, "Tus-Resumable", VOUCH_TUS_VERSION);
  if (outcome->error != NULL) {
    vouch_exchange_refuse (self->exchange, vouch_refusal_from_error (outcome->error));
  } else if (outcome->mismatch) {
    vouch_exchange_refuse (self->exchange, vouch_refusal (VOUCH_TUS_STATUS_CHECKSUM_MISMATCH,
                                                          "checksum-mismatch", NULL));
  } else if (self->is_too_long) {
    vouch_exchange_refuse (self->exchange, vouch_refusal (413, "longer-than-declared", NULL));
  } else {
    vouch_exchange_set_number (self->exchange, "Upload-Offset", outcome->offset);
    if (outcome->offset < self->upload->length)
      vouch_exchange_set_header (self->exchange, "Upload-Expires", expiry);
    vouch_exchange_answer (self->exchange, 204, NULL, NULL);
  }
}

static void
on_ended (const VouchUploadOutcome *outcome, gpointer data)
{
  VouchUploadSession *self = data;
  g_autoptr (GError) error = NULL;

  if (!vouch_desk_touch_upload (vouch_exchange_get_desk (self->exchange), self->upload, &error))
    g_message ("%s", error->message);
  if (!vouch_exchange_is_answered (self->exchange) && self->is_whole) {
    answer (self, outcome);
    vouch_exchange_resume (self->exchange);
  }
  vouch_traffic_end_write (vouch_exchange_get_traffic (self->exchange), self->upload->id);
}

static void
on_drained (gpointer data)
{
  VouchUploadSession *self = data;

  if (self->writer != NULL)
    vouch_exchange_resume (self->exchange);
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, VouchUploadSession *self)
{
  g_autoptr (GBytes) fitting = NULL;
  gint64 length = (gint64) g_bytes_get_size (chunk);

  if (self->writer == NULL)
    return;
  self->heard_us = g_get_monotonic_time ();
  if (length > self->room)
    self->is_too_long = TRUE;
  fitting = g_bytes_new_from_bytes (chunk, 0, (gsize) MIN (length, self->room));
  self->room -= (gint64) g_bytes_get_size (fitting);
  if (!vouch_upload_writer_push (self->writer, fitting))
    vouch_exchange_hold (self->exchange);
}

static void
on_got_body (SoupServerMessage *message, VouchUploadSession *self)
{
  self->is_whole = TRUE;
  vouch_exchange_body_arrived (self->exchange);
  if (self->writer == NULL)
    return;
  vouch_exchange_hold (self->exchange);
  /* What was longer than declared was not written whole, so it is not judged either. */
  vouch_upload_writer_end (g_steal_pointer (&self->writer), !self->is_too_long);
}

static void
on_finished (SoupServerMessage *message, VouchUploadSession *self)
{
  if (self->writer != NULL)
    vouch_upload_writer_end (g_steal_pointer (&self->writer), FALSE);
}

/**
 * vouch_upload_session_begin:
 * @exchange: a `PATCH` whose headers were found good.
 * @upload: (transfer full): what it appends to.
 * @checksum: what the body must sum up to, if anything.
 * @error: of the disk.
 *
 * Takes the body as it comes, and answers at its end.
 *
 * Returns: whether it has begun.
 */
gboolean
vouch_upload_session_begin (VouchExchange *exchange,
                            VouchDeskUpload *upload,
                            const VouchTusChecksum *checksum,
                            GError **error)
{
  g_autoptr (VouchUploadSession) self = g_object_new (VOUCH_TYPE_UPLOAD_SESSION, NULL);
  SoupServerMessage *message = vouch_exchange_get_message (exchange);
  VouchDesk *desk = vouch_exchange_get_desk (exchange);
  g_autofree char *path = vouch_desk_make_upload_path (desk, upload->id);

  self->exchange = g_object_ref (exchange);
  self->upload = upload;
  self->room = upload->length - upload->offset;
  self->heard_us = g_get_monotonic_time ();
  self->writer = vouch_upload_writer_start (path, upload->offset, checksum, on_drained, on_ended,
                                            g_object_ref (self), g_object_unref, error);
  if (self->writer == NULL) {
    g_object_unref (self);
    return FALSE;
  }
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect_object (message, "got-chunk", G_CALLBACK (on_got_chunk), self, 0);
  g_signal_connect_object (message, "got-body", G_CALLBACK (on_got_body), self, 0);
  g_signal_connect_object (message, "finished", G_CALLBACK (on_finished), self, 0);
  vouch_traffic_begin_write (vouch_exchange_get_traffic (exchange), upload->id,
                             vouch_tus_metadata_get_submission (upload->metadata),
                             vouch_exchange_get_account (exchange), G_OBJECT (self));
  return TRUE;
}

/**
 * vouch_upload_session_yield:
 * @self: a session that a newer request stands behind.
 *
 * Gives up when the sender has been silent for long: its line is probably dead.
 */
void
vouch_upload_session_yield (VouchUploadSession *self)
{
  g_return_if_fail (VOUCH_IS_UPLOAD_SESSION (self));

  if (self->writer == NULL || g_get_monotonic_time () - self->heard_us < SILENCE_US)
    return;
  vouch_exchange_drop (self->exchange);
  if (self->writer != NULL)
    vouch_upload_writer_end (g_steal_pointer (&self->writer), FALSE);
}
