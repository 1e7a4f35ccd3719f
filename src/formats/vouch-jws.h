/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-public-key.h"
#include "vouch-signing-key.h"

G_BEGIN_DECLS

/** VOUCH_JWS_MAX_LENGTH: the longest text that is looked at, in characters. */
#define VOUCH_JWS_MAX_LENGTH (4 * 1024 * 1024)

/**
 * VouchJwsAlgorithm:
 * @VOUCH_JWS_ALGORITHM_EDDSA: Ed25519 (RFC 8037).
 * @VOUCH_JWS_ALGORITHM_RS256: RSA, PKCS #1 v1.5, SHA-256 (RFC 7518 section 3.3).
 * @VOUCH_JWS_ALGORITHM_ES256: ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4).
 *
 * All algorithms that are accepted.
 */
typedef enum {
  VOUCH_JWS_ALGORITHM_EDDSA,
  VOUCH_JWS_ALGORITHM_RS256,
  VOUCH_JWS_ALGORITHM_ES256,
} VouchJwsAlgorithm;

/**
 * VouchJws:
 *
 * A signed text that was taken apart; whether its signature holds is another question.
 */
typedef struct _VouchJws VouchJws;

VouchJws *
vouch_jws_parse (const char *text, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchJws *vouch_jws_parse_detached (const char *text,
                                    gssize length,
                                    const void *payload,
                                    gsize payload_length,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_jws_free (VouchJws *self);

VouchJwsAlgorithm vouch_jws_get_algorithm (VouchJws *self);
const char *vouch_jws_get_key_id (VouchJws *self);
const char *vouch_jws_get_media_type (VouchJws *self);
VouchPublicKey *vouch_jws_get_embedded_key (VouchJws *self);
const char *vouch_jws_get_payload (VouchJws *self, gsize *length);
gboolean vouch_jws_verify (VouchJws *self, VouchPublicKey *key);

char *vouch_jws_sign (const void *payload,
                      gsize length,
                      const char *media_type,
                      VouchSigningKey *key) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_jws_sign_detached (const void *payload,
                               gsize length,
                               const char *media_type,
                               VouchSigningKey *key) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchJws, vouch_jws_free)

G_END_DECLS
