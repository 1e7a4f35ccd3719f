/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-upload-routes"

#include "config.h"
#include "vouch-upload-routes.h"

#include "vouch-desk-submissions.h"
#include "vouch-desk-uploads.h"
#include "vouch-refusal.h"
#include "vouch-upload-session.h"
#include "vouch-wire-form.h"

/* The tus 1.0.0 endpoint: docs/issuer-api.md, §5.2. */

/* An HTTP date (RFC 9110, section 5.6.7). */
static void
set_expiry (VouchExchange *exchange, VouchDeskUpload *upload)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (upload->expires_ms / 1000);
  g_autofree char *text = soup_date_time_to_string (when, SOUP_DATE_HTTP);

  if (upload->offset < upload->length)
    vouch_exchange_set_header (exchange, "Upload-Expires", text);
}

static VouchDeskUpload *
find (VouchExchange *exchange)
{
  VouchProblem *problem = NULL;
  VouchDeskUpload *upload = vouch_desk_find_upload (vouch_exchange_get_desk (exchange),
                                                    vouch_exchange_get_account (exchange),
                                                    vouch_exchange_get_param (exchange), &problem);

  if (upload == NULL)
    vouch_exchange_refuse (exchange, problem);
  return upload;
}

/**
 * vouch_route_upload_options:
 * @exchange: `OPTIONS /v1/uploads`.
 *
 * Says what this tus server can do.
 */
void
vouch_route_upload_options (VouchExchange *exchange)
{
  VouchIssuerLimits *limits = vouch_desk_get_limits (vouch_exchange_get_desk (exchange));

  vouch_exchange_set_header (exchange, "Tus-Version", VOUCH_TUS_VERSION);
  vouch_exchange_set_header (exchange, "Tus-Extension", "creation,checksum,expiration,termination");
  vouch_exchange_set_header (exchange, "Tus-Checksum-Algorithm", "sha256,sha1");
  vouch_exchange_set_number (exchange, "Tus-Max-Size",
                             vouch_issuer_limits_get_max_file_bytes (limits));
  vouch_exchange_answer (exchange, 204, NULL, NULL);
}

static VouchProblem *
read_creation (VouchExchange *exchange,
               VouchTusMetadata **metadata,
               gint64 *length,
               const char **key)
{
  g_autoptr (GError) error = NULL;

  *key = vouch_exchange_get_header (exchange, "Idempotency-Key");
  if (*key != NULL && !vouch_wire_form_is_key (*key))
    return vouch_refusal (400, "malformed", NULL);
  if (!vouch_tus_offset_read (vouch_exchange_get_header (exchange, "Upload-Length"), length) ||
      vouch_exchange_get_body_length (exchange) != 0)
    return vouch_refusal (400, "malformed", NULL);
  *metadata =
      vouch_tus_metadata_read (vouch_exchange_get_header (exchange, "Upload-Metadata"), &error);
  return *metadata != NULL ? NULL : vouch_refusal (400, "malformed", "%s", error->message);
}

/**
 * vouch_route_upload_create:
 * @exchange: `POST /v1/uploads`.
 *
 * Makes room for a file.
 */
void
vouch_route_upload_create (VouchExchange *exchange)
{
  g_autoptr (VouchTusMetadata) metadata = NULL;
  g_autoptr (VouchDeskUpload) upload = NULL;
  g_autofree char *location = NULL;
  const char *key = NULL;
  gint64 length = 0;
  VouchProblem *problem = read_creation (exchange, &metadata, &length, &key);

  if (problem == NULL && vouch_traffic_is_sealing (vouch_exchange_get_traffic (exchange),
                                                   vouch_tus_metadata_get_submission (metadata)))
    problem = vouch_refusal (409, "sealed", NULL);
  if (problem == NULL)
    upload = vouch_desk_create_upload (vouch_exchange_get_desk (exchange),
                                       vouch_exchange_get_account (exchange), metadata, length, key,
                                       &problem);
  if (upload == NULL) {
    vouch_exchange_refuse (exchange, problem);
    return;
  }
  location = g_strconcat ("/v1/uploads/", upload->id, NULL);
  vouch_exchange_set_header (exchange, "Location", location);
  vouch_exchange_set_number (exchange, "Upload-Offset", upload->offset);
  set_expiry (exchange, upload);
  vouch_exchange_answer (exchange, 201, NULL, NULL);
}

/**
 * vouch_route_upload_offset:
 * @exchange: `HEAD /v1/uploads/{upload}`.
 *
 * Says how far an upload got.
 */
void
vouch_route_upload_offset (VouchExchange *exchange)
{
  g_autoptr (VouchDeskUpload) upload = find (exchange);
  g_autofree char *metadata = NULL;

  if (upload == NULL)
    return;
  metadata = vouch_tus_metadata_write (upload->metadata);
  vouch_exchange_set_number (exchange, "Upload-Offset", upload->offset);
  vouch_exchange_set_number (exchange, "Upload-Length", upload->length);
  vouch_exchange_set_header (exchange, "Upload-Metadata", metadata);
  set_expiry (exchange, upload);
  vouch_exchange_answer (exchange, 200, NULL, NULL);
}

static VouchProblem *
check_locks (VouchExchange *exchange, VouchDeskUpload *upload)
{
  VouchTraffic *traffic = vouch_exchange_get_traffic (exchange);
  VouchIssuerLimits *limits = vouch_desk_get_limits (vouch_exchange_get_desk (exchange));
  GObject *writer = vouch_traffic_find_writer (traffic, upload->id);

  if (writer != NULL) {
    vouch_upload_session_yield (VOUCH_UPLOAD_SESSION (writer));
    return vouch_refusal (423, "upload-locked", NULL);
  }
  if (vouch_traffic_is_sealing (traffic, vouch_tus_metadata_get_submission (upload->metadata)))
    return vouch_refusal (423, "upload-locked", NULL);
  if (vouch_traffic_count_writers (traffic, vouch_exchange_get_account (exchange)) >=
      vouch_issuer_limits_get_max_parallel_uploads (limits))
    return vouch_refusal (429, "too-many-requests", NULL);
  return NULL;
}

static VouchProblem *
check_piece (VouchExchange *exchange, VouchDeskUpload *upload, VouchTusChecksum *checksum)
{
  const char *type = vouch_exchange_get_header (exchange, "Content-Type");
  gint64 offset = 0;
  gint64 length = vouch_exchange_get_body_length (exchange);

  if (g_strcmp0 (type, VOUCH_TUS_PIECE_TYPE) != 0)
    return vouch_refusal (415, "media-type", NULL);
  if (!vouch_tus_offset_read (vouch_exchange_get_header (exchange, "Upload-Offset"), &offset) ||
      !vouch_tus_checksum_read (vouch_exchange_get_header (exchange, "Upload-Checksum"), checksum))
    return vouch_refusal (400, "malformed", NULL);
  if (offset != upload->offset) {
    vouch_exchange_set_number (exchange, "Upload-Offset", upload->offset);
    return vouch_refusal (409, "offset-mismatch", NULL);
  }
  if (length > upload->length - upload->offset)
    return vouch_refusal (413, "longer-than-declared", NULL);
  if (!vouch_desk_has_space (vouch_exchange_get_desk (exchange), MAX (length, 0)))
    return vouch_refusal (503, "no-space", NULL);
  return NULL;
}

/**
 * vouch_route_upload_append:
 * @exchange: `PATCH /v1/uploads/{upload}`, of which the headers have come and the body has not.
 *
 * Judges the headers, and begins to take the body.
 */
void
vouch_route_upload_append (VouchExchange *exchange)
{
  g_autoptr (VouchDeskUpload) upload = find (exchange);
  g_autoptr (GError) error = NULL;
  VouchTusChecksum checksum;
  VouchProblem *problem;

  if (upload == NULL)
    return;
  problem = check_locks (exchange, upload);
  if (problem == NULL)
    problem = check_piece (exchange, upload, &checksum);
  if (problem == NULL &&
      !vouch_upload_session_begin (exchange, g_steal_pointer (&upload), &checksum, &error))
    problem = vouch_refusal_from_error (error);
  if (problem != NULL)
    vouch_exchange_refuse (exchange, problem);
}

/**
 * vouch_route_upload_terminate:
 * @exchange: `DELETE /v1/uploads/{upload}`.
 *
 * Deletes an upload.
 */
void
vouch_route_upload_terminate (VouchExchange *exchange)
{
  g_autoptr (VouchDeskUpload) upload = find (exchange);
  VouchProblem *problem;

  if (upload == NULL)
    return;
  problem = check_locks (exchange, upload);
  if (problem == NULL)
    problem = vouch_desk_terminate_upload (vouch_exchange_get_desk (exchange), upload);
  if (problem != NULL)
    vouch_exchange_refuse (exchange, problem);
  else
    vouch_exchange_answer (exchange, 204, NULL, NULL);
}
