/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-public-routes"

#include "config.h"
#include "vouch-public-routes.h"

#include "vouch-desk-definitions.h"
#include "vouch-issuer-info-json.h"
#include "vouch-refusal.h"

/* What anybody may read: docs/issuer-api.md, §2 and §3. */

/**
 * vouch_route_discovery:
 * @exchange: `GET /.well-known/vouch-issuer`.
 *
 * Says what this issuer is and wants.
 */
void
vouch_route_discovery (VouchExchange *exchange)
{
  static const char *const extensions[] = { "creation", "checksum", "expiration", "termination",
                                            NULL };
  static const char *const algorithms[] = { "crc32c", "sha256", "sha1", NULL };
  static const char *const formats[] = { "application/vc+jwt", NULL };
  VouchDesk *desk = vouch_exchange_get_desk (exchange);
  g_autoptr (VouchIssuerInfo) info = vouch_issuer_info_new ();
  g_autoptr (GBytes) body = NULL;

  vouch_issuer_info_set_id (info, vouch_signing_key_get_did (vouch_desk_get_key (desk)));
  vouch_issuer_info_set_name (info, VOUCH_DESK_NAME);
  vouch_issuer_info_set_protocol_version (info, "1.0");
  vouch_issuer_info_set_definitions_url (info, "/v1/definitions");
  vouch_issuer_info_set_submissions_url (info, "/v1/submissions");
  vouch_issuer_info_set_files_url (info, "/v1/files");
  vouch_issuer_info_set_uploads_url (info, "/v1/uploads");
  vouch_issuer_info_set_extensions (info, extensions);
  vouch_issuer_info_set_checksum_algorithms (info, algorithms);
  vouch_issuer_info_set_limits (info, vouch_desk_get_limits (desk));
  vouch_issuer_info_set_time_zone (info, "UTC");
  vouch_issuer_info_set_credential_formats (info, formats);
  body = vouch_issuer_info_json_write (info);
  vouch_exchange_answer_tagged (exchange, "application/json", body, "public, max-age=300");
}

/**
 * vouch_route_definition_list:
 * @exchange: `GET /v1/definitions`.
 *
 * Lists what is offered.
 */
void
vouch_route_definition_list (VouchExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listings =
      vouch_desk_list_definitions (vouch_exchange_get_desk (exchange), &error);
  g_autoptr (GBytes) body = NULL;

  if (listings == NULL) {
    vouch_exchange_refuse (exchange, vouch_refusal_from_error (error));
    return;
  }
  body = vouch_definition_list_json_write (listings);
  vouch_exchange_answer_tagged (exchange, "application/json", body, "public, max-age=60");
}

/**
 * vouch_route_definition:
 * @exchange: `GET /v1/definitions/{sha256}`.
 *
 * Gives a definition, byte for byte.
 */
void
vouch_route_definition (VouchExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = vouch_desk_load_definition (
      vouch_exchange_get_desk (exchange), vouch_exchange_get_param (exchange), &error);

  if (bytes != NULL)
    vouch_exchange_answer_tagged (exchange, "application/json", bytes,
                                  "public, max-age=31536000, immutable");
  else
    vouch_exchange_refuse (exchange, error != NULL ? vouch_refusal_from_error (error)
                                                   : vouch_refusal (404, "not-found", NULL));
}
