/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk-answers"

#include "config.h"
#include "vouch-desk-answers.h"

#include "vouch-hash.h"
#include "vouch-refusal.h"
#include "vouch-sql-statement.h"

/*
 * Answers by idempotency key (docs/issuer-api.md, §1). An answer is kept in the same transaction as
 * what it answers for, so a client that lost it hears the same again, whatever stopped in between.
 */

/**
 * vouch_desk_answer_new:
 * @status: HTTP status.
 * @location: (nullable): where what was made is.
 * @body: the body.
 *
 * Returns: (transfer full): an answer.
 */
VouchDeskAnswer *
vouch_desk_answer_new (guint status, const char *location, GBytes *body)
{
  VouchDeskAnswer *self = g_new0 (VouchDeskAnswer, 1);

  self->status = status;
  self->location = g_strdup (location);
  self->etag = vouch_desk_make_etag (body);
  self->body = g_bytes_ref (body);
  return self;
}

/**
 * vouch_desk_answer_free:
 * @self: (transfer full) (nullable): an answer.
 *
 * Frees it.
 */
void
vouch_desk_answer_free (VouchDeskAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->location);
  g_free (self->etag);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * vouch_desk_make_etag:
 * @body: a body.
 *
 * Returns: (transfer full): its strong entity tag (RFC 9110, section 8.8.3).
 */
char *
vouch_desk_make_etag (GBytes *body)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (body, &length);
  g_autofree char *digest = vouch_hash_of_bytes (data, length);

  return g_strdup_printf ("\"%.32s\"", digest);
}

/**
 * vouch_desk_recall_answer:
 * @desk: a desk.
 * @request: a request.
 * @answer: (out) (transfer full) (nullable): what was answered to it before; %NULL when it is new.
 * @problem: (out) (transfer full) (nullable): why it may not be answered.
 *
 * Looks whether the request came before.
 *
 * Returns: whether the key is free or was used for the same request.
 */
gboolean
vouch_desk_recall_answer (VouchDesk *desk,
                          const VouchDeskRequest *request,
                          VouchDeskAnswer **answer,
                          VouchProblem **problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), &error,
                       "SELECT body_digest, status, location, body FROM answers"
                       " WHERE account = ? AND route = ? AND key = ?",
                       "Itt", request->account, request->route, request->key);

  *answer = NULL;
  if (row == NULL || !vouch_sql_next (row, &error)) {
    if (error != NULL)
      *problem = vouch_refusal_from_error (error);
    return error == NULL;
  }
  if (g_strcmp0 (vouch_sql_text (row, 0), request->body_digest) != 0) {
    *problem = vouch_refusal (422, "idempotency-key-reused", NULL);
    return FALSE;
  }
  body = vouch_sql_bytes (row, 3);
  *answer = vouch_desk_answer_new ((guint) vouch_sql_int (row, 1), vouch_sql_text (row, 2), body);
  return TRUE;
}

/**
 * vouch_desk_keep_answer:
 * @desk: a desk, within a transaction.
 * @request: (nullable): a request; without one nothing is kept.
 * @answer: what is answered.
 * @error: of the database.
 *
 * Keeps an answer.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_desk_keep_answer (VouchDesk *desk,
                        const VouchDeskRequest *request,
                        const VouchDeskAnswer *answer,
                        GError **error)
{
  if (request == NULL)
    return TRUE;
  return vouch_sql_run (vouch_desk_get_sql (desk), error,
                        "INSERT OR REPLACE INTO answers"
                        " (account, route, key, body_digest, status, location, etag, body)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        "Itttittb", request->account, request->route, request->key,
                        request->body_digest, (int) answer->status, answer->location, answer->etag,
                        answer->body);
}
