/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "fuzz-jws"

#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "vouch-jwk.h"
#include "vouch-jws.h"

#define STRANGER "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"

/* The input is a signed text, then the signature of a detached payload, then a key. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (VouchPublicKey) stranger = vouch_public_key_new_from_did (STRANGER);
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (VouchJws) jws = vouch_jws_parse (text, (gssize) size, NULL);
  g_autoptr (VouchJws) detached =
      vouch_jws_parse_detached (text, (gssize) size, "payload", 7, NULL);
  g_autoptr (VouchPublicKey) key = vouch_jwk_parse (text, (gssize) size, NULL);

  if (jws != NULL && vouch_jws_get_embedded_key (jws) != NULL)
    (void) vouch_jws_verify (jws, vouch_jws_get_embedded_key (jws));
  g_assert_false (jws != NULL && vouch_jws_verify (jws, stranger));
  g_assert_false (detached != NULL && vouch_jws_verify (detached, stranger));
  g_assert_false (key != NULL && vouch_public_key_equal (key, stranger));
  return 0;
}
