/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submission-routes"

#include "config.h"
#include "vouch-submission-routes.h"

#include "vouch-desk-manifest.h"
#include "vouch-desk-seal.h"
#include "vouch-desk-submissions.h"
#include "vouch-hash.h"
#include "vouch-refusal.h"
#include "vouch-sql-statement.h"
#include "vouch-submission-json.h"
#include "vouch-wire-form.h"

/* An earner's submissions: docs/issuer-api.md, §4, §5.1 and §6. */

#define JSON "application/json"
#define POLL_SECONDS 5

static VouchSubmissionStatus *
find (VouchExchange *exchange)
{
  VouchProblem *problem = NULL;
  VouchSubmissionStatus *status = vouch_desk_find_submission (
      vouch_exchange_get_desk (exchange), vouch_exchange_get_account (exchange),
      vouch_exchange_get_param (exchange), &problem);

  if (status == NULL)
    vouch_exchange_refuse (exchange, problem);
  return status;
}

/* Fills what identifies a request that may come again; refuses one without a key. */
static gboolean
read_request (VouchExchange *exchange, const char *route, char **digest, VouchDeskRequest *request)
{
  const char *key = vouch_exchange_get_header (exchange, "Idempotency-Key");
  GBytes *body = vouch_exchange_get_body (exchange);

  if (key == NULL || !vouch_wire_form_is_key (key)) {
    vouch_exchange_refuse (exchange, vouch_refusal (428, "idempotency-key-required", NULL));
    return FALSE;
  }
  *digest = vouch_hash_of_bytes (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  *request = (VouchDeskRequest){ vouch_exchange_get_account (exchange), route, key, *digest };
  return TRUE;
}

static void
say (VouchExchange *exchange, const VouchDeskAnswer *answer)
{
  if (answer->location != NULL)
    vouch_exchange_set_header (exchange, "Location", answer->location);
  vouch_exchange_set_header (exchange, "ETag", answer->etag);
  vouch_exchange_answer (exchange, answer->status, JSON, answer->body);
}

/* Whether the request was answered already, with what was said before or with a refusal. */
static gboolean
say_again (VouchExchange *exchange, const VouchDeskRequest *request)
{
  g_autoptr (VouchDeskAnswer) before = NULL;
  VouchProblem *problem = NULL;

  if (!vouch_desk_recall_answer (vouch_exchange_get_desk (exchange), request, &before, &problem)) {
    vouch_exchange_refuse (exchange, problem);
    return TRUE;
  }
  if (before == NULL)
    return FALSE;
  vouch_exchange_set_header (exchange, "Idempotency-Replayed", "true");
  say (exchange, before);
  return TRUE;
}

static VouchSubmissionStatus *
read_wanted (VouchExchange *exchange)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSubmissionStatus) wanted =
      vouch_open_request_json_read (vouch_exchange_get_body (exchange), places, &error);

  if (wanted == NULL)
    vouch_exchange_refuse (exchange, vouch_refusal (400, "malformed", "%s", error->message));
  else if (places->len > 0)
    vouch_exchange_refuse (exchange, vouch_refusal_with_places (422, "invalid", places));
  else
    return g_steal_pointer (&wanted);
  return NULL;
}

/**
 * vouch_route_open:
 * @exchange: `POST /v1/submissions`.
 *
 * Opens an attempt.
 */
void
vouch_route_open (VouchExchange *exchange)
{
  g_autofree char *digest = NULL;
  g_autofree char *existing = NULL;
  g_autoptr (VouchSubmissionStatus) wanted = NULL;
  g_autoptr (VouchDeskAnswer) answer = NULL;
  VouchDeskRequest request;
  VouchProblem *problem;

  if (!read_request (exchange, "POST /v1/submissions", &digest, &request) ||
      say_again (exchange, &request))
    return;
  wanted = read_wanted (exchange);
  if (wanted == NULL)
    return;
  problem = vouch_desk_open_submission (vouch_exchange_get_desk (exchange), &request, wanted,
                                        &answer, &existing);
  if (existing != NULL) {
    g_autofree char *location = g_strconcat ("/v1/submissions/", existing, NULL);

    vouch_exchange_set_header (exchange, "Location", location);
  }
  if (problem != NULL)
    vouch_exchange_refuse (exchange, problem);
  else
    say (exchange, answer);
}

static gboolean
is_settled (VouchSubmissionStatus *status)
{
  VouchReviewState review = vouch_submission_status_get_review (status);

  return vouch_submission_status_get_state (status) == VOUCH_SUBMISSION_STATE_WITHDRAWN ||
         review == VOUCH_REVIEW_STATE_DECIDED || review == VOUCH_REVIEW_STATE_INCOMPLETE;
}

/**
 * vouch_route_state:
 * @exchange: `GET /v1/submissions/{id}`.
 *
 * Says where a submission stands.
 */
void
vouch_route_state (VouchExchange *exchange)
{
  g_autoptr (VouchSubmissionStatus) status = find (exchange);
  g_autoptr (GBytes) body = NULL;

  if (status == NULL)
    return;
  body = vouch_submission_json_write (status);
  if (!is_settled (status))
    vouch_exchange_set_number (exchange, "Retry-After", POLL_SECONDS);
  vouch_exchange_answer_tagged (exchange, JSON, body, "private, no-cache");
}

/**
 * vouch_route_withdraw:
 * @exchange: `DELETE /v1/submissions/{id}`.
 *
 * Takes a submission back.
 */
void
vouch_route_withdraw (VouchExchange *exchange)
{
  const char *id = vouch_exchange_get_param (exchange);
  VouchProblem *problem;

  if (vouch_traffic_is_sealing (vouch_exchange_get_traffic (exchange), id))
    problem = vouch_refusal (409, "request-running", NULL);
  else
    problem = vouch_desk_withdraw (vouch_exchange_get_desk (exchange),
                                   vouch_exchange_get_account (exchange), id);
  if (problem != NULL)
    vouch_exchange_refuse (exchange, problem);
  else
    vouch_exchange_answer (exchange, 204, NULL, NULL);
}

/**
 * vouch_route_manifest:
 * @exchange: `PUT /v1/submissions/{id}/manifest`.
 *
 * Takes the signed manifest.
 */
void
vouch_route_manifest (VouchExchange *exchange)
{
  g_autoptr (VouchSubmissionStatus) status = find (exchange);
  g_autoptr (GBytes) answer = NULL;
  VouchProblem *problem;

  if (status == NULL)
    return;
  if (vouch_traffic_is_sealing (vouch_exchange_get_traffic (exchange),
                                vouch_submission_status_get_id (status)))
    problem = vouch_refusal (409, "request-running", NULL);
  else
    problem = vouch_desk_put_manifest (
        vouch_exchange_get_desk (exchange), vouch_exchange_get_account (exchange), status,
        vouch_exchange_get_body (exchange), vouch_exchange_get_header (exchange, "Vouch-Signature"),
        &answer);
  if (problem != NULL)
    vouch_exchange_refuse (exchange, problem);
  else
    vouch_exchange_answer (exchange, 200, JSON, answer);
}

typedef struct {
  VouchExchange *exchange;
  VouchSealWork *work;
  char *submission;
  char *route;
  char *digest;
  VouchDeskRequest request;
} Sealing;

static void
sealing_free (Sealing *self)
{
  vouch_traffic_end_seal (vouch_exchange_get_traffic (self->exchange), self->submission);
  g_clear_object (&self->exchange);
  vouch_seal_work_free (self->work);
  g_free (self->submission);
  g_free (self->route);
  g_free (self->digest);
  g_free (self);
}

static void
on_sealed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sealing *self = user_data;
  g_autoptr (VouchDeskAnswer) answer = NULL;
  VouchProblem *problem = vouch_desk_finish_seal (vouch_exchange_get_desk (self->exchange),
                                                  &self->request, self->work, &answer);

  if (problem != NULL)
    vouch_exchange_refuse (self->exchange, problem);
  else
    say (self->exchange, answer);
  vouch_exchange_resume (self->exchange);
  sealing_free (self);
}

static void
run_seal (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  vouch_seal_work_run (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
start_sealing (VouchExchange *exchange, Sealing *sealing)
{
  g_autoptr (GTask) task = g_task_new (exchange, NULL, on_sealed, sealing);

  vouch_traffic_begin_seal (vouch_exchange_get_traffic (exchange), sealing->submission);
  vouch_exchange_hold (exchange);
  g_task_set_task_data (task, sealing->work, NULL);
  g_task_run_in_thread (task, run_seal);
}

/* A second seal, under whatever key, says what the first one said. */
static gboolean
say_receipt (VouchExchange *exchange, VouchSubmissionStatus *status, const char *manifest_digest)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (VouchDeskAnswer) answer = NULL;

  if (vouch_submission_status_get_state (status) != VOUCH_SUBMISSION_STATE_SEALED ||
      g_strcmp0 (vouch_submission_status_get_manifest_digest (status), manifest_digest) != 0)
    return FALSE;
  body = vouch_desk_load_column (vouch_exchange_get_desk (exchange), "receipt",
                                 vouch_submission_status_get_id (status), NULL);
  if (body == NULL)
    return FALSE;
  answer = vouch_desk_answer_new (200, NULL, body);
  say (exchange, answer);
  return TRUE;
}

static char *
read_manifest_digest (VouchExchange *exchange)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *digest =
      vouch_seal_request_json_read (vouch_exchange_get_body (exchange), places, &error);

  if (error != NULL)
    vouch_exchange_refuse (exchange, vouch_refusal (400, "malformed", "%s", error->message));
  else if (places->len > 0)
    vouch_exchange_refuse (exchange, vouch_refusal_with_places (422, "invalid", places));
  else
    return g_steal_pointer (&digest);
  return NULL;
}

static VouchProblem *
check_quiet (VouchExchange *exchange, VouchSubmissionStatus *status)
{
  VouchTraffic *traffic = vouch_exchange_get_traffic (exchange);
  const char *id = vouch_submission_status_get_id (status);
  VouchProblem *problem = NULL;

  if (vouch_traffic_is_sealing (traffic, id))
    return vouch_refusal (409, "request-running", NULL);
  if (vouch_submission_status_get_state (status) == VOUCH_SUBMISSION_STATE_SEALED)
    return vouch_refusal (409, "manifest-changed", NULL);
  problem = vouch_desk_check_open (status);
  if (problem == NULL && vouch_traffic_is_writing (traffic, id))
    problem = vouch_refusal (409, "uploads-open", NULL);
  return problem;
}

static void
seal (VouchExchange *exchange, VouchSubmissionStatus *status, Sealing *sealing)
{
  g_autofree char *manifest_digest = read_manifest_digest (exchange);
  VouchProblem *problem;

  if (manifest_digest == NULL || say_receipt (exchange, status, manifest_digest))
    return;
  problem = check_quiet (exchange, status);
  if (problem == NULL)
    sealing->work = vouch_desk_begin_seal (vouch_exchange_get_desk (exchange),
                                           vouch_exchange_get_account (exchange), status,
                                           manifest_digest, &problem);
  if (problem != NULL)
    vouch_exchange_refuse (exchange, problem);
}

/**
 * vouch_route_seal:
 * @exchange: `POST /v1/submissions/{id}/seal`.
 *
 * Seals a submission; its files are read by a thread.
 */
void
vouch_route_seal (VouchExchange *exchange)
{
  g_autoptr (VouchSubmissionStatus) status = find (exchange);
  Sealing *sealing;

  if (status == NULL)
    return;
  sealing = g_new0 (Sealing, 1);
  sealing->exchange = g_object_ref (exchange);
  sealing->submission = g_strdup (vouch_submission_status_get_id (status));
  sealing->route = g_strdup_printf ("POST /v1/submissions/%s/seal", sealing->submission);
  if (read_request (exchange, sealing->route, &sealing->digest, &sealing->request) &&
      !say_again (exchange, &sealing->request))
    seal (exchange, status, sealing);
  if (sealing->work != NULL) {
    start_sealing (exchange, sealing);
    return;
  }
  g_object_unref (sealing->exchange);
  g_free (sealing->submission);
  g_free (sealing->route);
  g_free (sealing->digest);
  g_free (sealing);
}

static void
give (VouchExchange *exchange, const char *column, const char *type, const char *absent)
{
  g_autoptr (VouchSubmissionStatus) status = find (exchange);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  if (status == NULL)
    return;
  body = vouch_desk_load_column (vouch_exchange_get_desk (exchange), column,
                                 vouch_submission_status_get_id (status), &error);
  if (body != NULL)
    vouch_exchange_answer_tagged (exchange, type, body, "private, no-cache");
  else
    vouch_exchange_refuse (exchange, error != NULL ? vouch_refusal_from_error (error)
                                                   : vouch_refusal (404, absent, NULL));
}

/**
 * vouch_route_decision:
 * @exchange: `GET /v1/submissions/{id}/decision`.
 *
 * Gives the decision.
 */
void
vouch_route_decision (VouchExchange *exchange)
{
  give (exchange, "decision", JSON, "not-decided");
}

/**
 * vouch_route_credential:
 * @exchange: `GET /v1/submissions/{id}/credential`.
 *
 * Gives the credential.
 */
void
vouch_route_credential (VouchExchange *exchange)
{
  give (exchange, "credential", "application/vc+jwt", "no-credential");
}

/**
 * vouch_route_file:
 * @exchange: `HEAD /v1/files/{sha256}`.
 *
 * Says whether this earner's file is held.
 */
void
vouch_route_file (VouchExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (vouch_exchange_get_desk (exchange)), &error,
                       "SELECT bytes FROM files WHERE account = ? AND sha256 = ?", "It",
                       vouch_exchange_get_account (exchange), vouch_exchange_get_param (exchange));

  if (row != NULL && vouch_sql_next (row, &error)) {
    vouch_exchange_set_number (exchange, "Content-Length", vouch_sql_int (row, 0));
    vouch_exchange_answer (exchange, 200, NULL, NULL);
    return;
  }
  vouch_exchange_refuse (exchange, error != NULL ? vouch_refusal_from_error (error)
                                                 : vouch_refusal (404, "not-found", NULL));
}
