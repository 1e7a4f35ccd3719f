/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-tus-upload"

#include "config.h"
#include "vouch-tus-upload.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <sys/stat.h>

#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-tus.h"

#include "vouch-http-problem.h"
#include "vouch-origin.h"
#include "vouch-tus-sum.h"

/*
 * A resumable upload, tus 1.0.0 (docs/issuer-api.md, section 5.3).
 *
 * The server alone knows how much has arrived: the offset is taken from its answers, never from
 * our count. The loop has three places: without an address it finds or creates the upload; when it
 * does not know the offset it asks; else it sends a piece. After each it knows where to go on.
 *
 * Invariants
 * - The address is in the journal, durably, before the first byte is sent.
 * - A piece is sent from an offset that the server has named and that is not beyond what could
 *   have arrived.
 * - The file is the same (device, inode, size, modification time) before every piece and at the
 *   end, and when an upload of an earlier run goes on, its digest is checked before: bytes of two
 *   files never mix.
 * - A piece is judged and synced as a whole while nothing is sent. So on a quick line pieces become
 *   larger, up to 256 MiB; on a slow one they stay small and tell more often how far it has come.
 * - Everything that could go round for ever is counted: waits without progress, conflicts in a
 *   row, damaged pieces in a row, lost bytes, uploads given up.
 */
#define FIRST_PIECE (8 * 1024 * 1024)
#define SMALLEST_PIECE (1024 * 1024)
#define LARGEST_PIECE (256 * 1024 * 1024)
#define QUICK_US (4 * G_USEC_PER_SEC)
#define SLOW_US (12 * G_USEC_PER_SEC)
#define MAX_CONFLICTS 2
#define MAX_DAMAGED 3
#define MAX_LOSSES 3
#define MAX_GENERATIONS 3

typedef struct {
  const VouchTusServer *server;
  const VouchIssuerUpload *upload;
  VouchUploadJournal *journal;
  VouchIssuerProgress progress;
  gpointer user_data;
  VouchPatience *patience;
  VouchTusSum *sum;
  struct stat before;
  GUri *location;
  gint64 offset;    /* confirmed; -1 when the server is to be asked */
  gint64 confirmed; /* the last one known */
  gint64 reach;     /* no byte beyond this can have arrived; -1 when an earlier run sent some */
  gint64 piece;
  gint64 next_piece; /* what will be sent after this one, if it arrives */
  gboolean is_quick; /* the last one arrived within QUICK_US */
  gboolean is_slow;  /* it took longer than SLOW_US: smaller ones tell more often how far it is */
  guint conflicts;
  guint damaged;
  guint losses;
  guint generation;
} Work;

static gboolean
is_unchanged (Work *work)
{
  struct stat now;

  return fstat (work->upload->fd, &now) == 0 && now.st_size == work->before.st_size &&
         now.st_ino == work->before.st_ino && now.st_dev == work->before.st_dev &&
         now.st_mtim.tv_sec == work->before.st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == work->before.st_mtim.tv_nsec;
}

static gboolean
forget (Work *work, GError **error)
{
  g_clear_pointer (&work->location, g_uri_unref);
  work->offset = -1;
  work->confirmed = 0;
  return vouch_upload_journal_forget (work->journal, work->upload->submission, work->upload->sha256,
                                      error);
}

static gboolean
stop_changed (Work *work, GCancellable *cancellable, GError **error)
{
  if (work->location != NULL)
    vouch_tus_server_discard (work->server, work->location, cancellable);
  if (forget (work, error))
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("The file was changed while it was sent. What had arrived is deleted "
                            "again at the issuer; nothing was submitted. Attach the file as it is "
                            "now."));
  return FALSE;
}

static gboolean
give_up_upload (Work *work, VouchHttpReply *reply, GError **error)
{
  if (++work->generation < MAX_GENERATIONS)
    return forget (work, error);
  if (reply != NULL)
    vouch_http_problem_set (error, reply);
  else
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("The issuer says again and again that something else has arrived than "
                            "was sent. Nothing was submitted. Tell the issuer."));
  return FALSE;
}

static gboolean
wait_or_stop (Work *work,
              VouchHttpReply *reply,
              GError *reason,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GError) owned = reason;
  guint asked = reply != NULL ? vouch_http_reply_get_retry_after (reply) : 0;

  work->offset = -1;
  if (vouch_patience_wait (work->patience, asked, cancellable))
    return TRUE;
  if (g_cancellable_is_cancelled (cancellable))
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED,
                         _ ("Stopped. What has arrived so far is kept."));
  else if (owned != NULL)
    g_propagate_error (error, g_steal_pointer (&owned));
  else
    vouch_http_problem_set (error, reply);
  return FALSE;
}

static void
confirm (Work *work, gint64 offset)
{
  if (offset > work->confirmed)
    vouch_patience_renew (work->patience);
  work->offset = work->confirmed = offset;
  if (work->progress != NULL)
    work->progress (offset, work->upload->bytes, work->user_data);
}

static gboolean
take_location (Work *work, VouchHttpReply *reply, GError **error)
{
  g_autofree char *url = NULL;
  gint64 offset = 0;

  work->location = vouch_origin_resolve (vouch_http_reply_get_url (reply),
                                         vouch_http_reply_get_header (reply, "Location"), error);
  if (work->location == NULL)
    return FALSE;
  url = g_uri_to_string (work->location);
  if (!vouch_upload_journal_remember (work->journal, work->upload->submission, work->upload->sha256,
                                      url, error))
    return FALSE;

  /* After a lost answer the same upload comes back, perhaps with bytes of an earlier run in it. */
  vouch_http_reply_get_number (reply, "Upload-Offset", &offset);
  work->reach = offset == 0 ? 0 : -1;
  work->offset = offset == 0 ? 0 : -1;
  if (offset == 0)
    confirm (work, 0);
  return TRUE;
}

static gboolean
create (Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchHttpReply) reply =
      vouch_tus_server_create (work->server, work->upload, work->generation, cancellable, error);

  if (reply == NULL)
    return FALSE;
  if (vouch_http_reply_get_status (reply) != SOUP_STATUS_CREATED) {
    vouch_http_problem_set (error, reply);
    return FALSE;
  }
  return take_location (work, reply, error);
}

static gboolean
is_our_content (Work *work, GCancellable *cancellable, GError **error)
{
  g_autofree char *sha256 = vouch_hash_of_fd (work->upload->fd, cancellable, error);

  if (sha256 == NULL)
    return FALSE;
  if (g_str_equal (sha256, work->upload->sha256) && is_unchanged (work))
    return TRUE;
  return stop_changed (work, cancellable, error);
}

/* Goes on with the upload of an earlier run, or makes a new one. */
static gboolean
find_or_create (Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *url = NULL;

  url = vouch_upload_journal_lookup (work->journal, work->upload->submission, work->upload->sha256,
                                     &reason);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (url != NULL)
    work->location = vouch_origin_parse (url, NULL);
  if (work->location != NULL &&
      !vouch_origin_equal (work->location, vouch_http_get_origin (work->server->http)))
    g_clear_pointer (&work->location, g_uri_unref);
  if (work->location == NULL)
    return create (work, cancellable, error);

  work->offset = -1;
  work->reach = -1;
  return is_our_content (work, cancellable, error);
}

static gboolean
take_offset (Work *work, gint64 offset, gint64 length, GCancellable *cancellable, GError **error)
{
  if (length != work->upload->bytes || offset > work->upload->bytes ||
      (work->reach >= 0 && offset > work->reach)) {
    vouch_tus_server_discard (work->server, work->location, cancellable);
    return give_up_upload (work, NULL, error);
  }
  if (offset < work->confirmed && ++work->losses > MAX_LOSSES) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                         _ ("The issuer loses again and again what has arrived. Nothing was "
                            "submitted. Try later, or tell the issuer."));
    return FALSE;
  }
  confirm (work, offset);
  return TRUE;
}

static gboolean
ask (Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchHttpReply) reply = NULL;
  g_autoptr (GError) reason = NULL;
  gint64 offset, length = work->upload->bytes;
  gboolean again;

  reply = vouch_tus_server_ask (work->server, work->location, &again, cancellable, &reason);
  if (reply == NULL && !again) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (reply == NULL || again)
    return wait_or_stop (work, reply, g_steal_pointer (&reason), cancellable, error);

  switch (vouch_http_reply_get_status (reply)) {
  case SOUP_STATUS_OK:
  case SOUP_STATUS_NO_CONTENT:
    if (!vouch_http_reply_get_number (reply, "Upload-Offset", &offset))
      return wait_or_stop (work, reply, NULL, cancellable, error);
    vouch_http_reply_get_number (reply, "Upload-Length", &length);
    return take_offset (work, offset, length, cancellable, error);
  case SOUP_STATUS_NOT_FOUND:
  case SOUP_STATUS_GONE: return give_up_upload (work, reply, error);
  default: vouch_http_problem_set (error, reply); return FALSE;
  }
}

/* Sums up what will come next if this piece arrives, while it is sent. */
static void
look_ahead (Work *work, gint64 offset)
{
  work->next_piece = work->is_quick ? MIN (work->piece * 2, LARGEST_PIECE) : work->piece;
  if (work->server->checksum != VOUCH_TUS_ALGORITHM_NONE)
    vouch_tus_sum_begin (work->sum, offset, MIN (work->next_piece, work->upload->bytes - offset));
}

static void
shrink (Work *work)
{
  work->is_quick = FALSE;
  work->piece = MAX (work->piece / 2, SMALLEST_PIECE);
}

static gboolean
take_piece (Work *work,
            VouchHttpReply *reply,
            gint64 length,
            GCancellable *cancellable,
            GError **error)
{
  gint64 offset;

  if (!vouch_http_reply_get_number (reply, "Upload-Offset", &offset) || offset <= work->offset ||
      offset > work->offset + length)
    return wait_or_stop (work, reply, NULL, cancellable, error);

  work->conflicts = work->damaged = 0;
  work->piece = work->is_slow ? MAX (work->piece / 2, SMALLEST_PIECE) : work->next_piece;
  confirm (work, offset);
  return TRUE;
}

static gboolean
take_refusal (Work *work, VouchHttpReply *reply, GCancellable *cancellable, GError **error)
{
  switch (vouch_http_reply_get_status (reply)) {
  case SOUP_STATUS_CONFLICT:
    work->offset = -1;
    if (++work->conflicts < MAX_CONFLICTS)
      return TRUE;
    break;
  case VOUCH_TUS_STATUS_CHECKSUM_MISMATCH:
    if (++work->damaged < MAX_DAMAGED)
      return TRUE;
    break;
  case SOUP_STATUS_NOT_FOUND:
  case SOUP_STATUS_GONE: return give_up_upload (work, reply, error);
  default: break;
  }
  vouch_http_problem_set (error, reply);
  return FALSE;
}

static gboolean
send_piece (Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchHttpReply) reply = NULL;
  g_autoptr (GError) reason = NULL;
  gint64 length = MIN (work->piece, work->upload->bytes - work->offset);
  VouchTusChecksum checksum = { 0 };
  gint64 begun_us;
  gboolean again;

  if (!is_unchanged (work))
    return stop_changed (work, cancellable, error);
  if (work->server->checksum != VOUCH_TUS_ALGORITHM_NONE &&
      !vouch_tus_sum_take (work->sum, work->offset, length, &checksum, error))
    return FALSE;
  look_ahead (work, work->offset + length);
  if (work->reach >= 0)
    work->reach = MAX (work->reach, work->offset + length);
  begun_us = g_get_monotonic_time ();
  reply = vouch_tus_server_append (work->server, work->location, work->upload->fd, work->offset,
                                   length, &checksum, &again, cancellable, &reason);
  work->is_quick = reply != NULL && vouch_http_reply_is_success (reply) &&
                   g_get_monotonic_time () - begun_us < QUICK_US;
  work->is_slow = g_get_monotonic_time () - begun_us > SLOW_US;
  if (!is_unchanged (work))
    return stop_changed (work, cancellable, error);
  if (reply == NULL && !again) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (reply == NULL)
    shrink (work);
  if (reply == NULL || again)
    return wait_or_stop (work, reply, g_steal_pointer (&reason), cancellable, error);
  if (vouch_http_reply_is_success (reply))
    return take_piece (work, reply, length, cancellable, error);
  return take_refusal (work, reply, cancellable, error);
}

static gboolean
run (Work *work, GCancellable *cancellable, GError **error)
{
  gboolean going = TRUE;

  while (going && work->offset != work->upload->bytes) {
    if (g_cancellable_is_cancelled (cancellable)) {
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED,
                           _ ("Stopped. What has arrived so far is kept."));
      return FALSE;
    }
    if (work->location == NULL)
      going = find_or_create (work, cancellable, error);
    else if (work->offset < 0)
      going = ask (work, cancellable, error);
    else
      going = send_piece (work, cancellable, error);
  }
  return going;
}

/**
 * vouch_tus_upload:
 * @server: where to.
 * @upload: the file.
 * @journal: remembers the address of the upload.
 * @progress: (nullable) (scope call): hears of every confirmed offset.
 * @user_data: for @progress.
 * @cancellable: (nullable): pauses.
 * @error: as for vouch_issuer_upload_file().
 *
 * Sends what the server does not have yet of a file.
 *
 * Returns: whether the server has confirmed the whole length.
 */
gboolean
vouch_tus_upload (const VouchTusServer *server,
                  const VouchIssuerUpload *upload,
                  VouchUploadJournal *journal,
                  VouchIssuerProgress progress,
                  gpointer user_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (VouchPatience) patience = vouch_http_new_patience (server->http);
  g_autoptr (VouchTusSum) sum = vouch_tus_sum_new (upload->fd, server->checksum);
  g_autoptr (GUri) location = NULL;
  Work work = {
    .server = server,
    .upload = upload,
    .journal = journal,
    .progress = progress,
    .user_data = user_data,
    .patience = patience,
    .sum = sum,
    .offset = -1,
    .piece = FIRST_PIECE,
  };
  gboolean complete;

  if (fstat (upload->fd, &work.before) != 0 || work.before.st_size != upload->bytes) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("The file is not the one that was attached. Nothing was sent. Attach "
                            "it again."));
    return FALSE;
  }
  vouch_patience_renew (patience);
  complete = run (&work, cancellable, error);
  location = work.location;
  return complete;
}
