/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential-jwt"

#include "config.h"
#include "vouch-credential-jwt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-credential-json.h"
#include "vouch-credential-writer.h"
#include "vouch-error.h"
#include "vouch-jws.h"

/*
 * Credentials as VC-JWT (Open Badges 3.0 section 8.2): signing them, and deciding whether one is to
 * be believed.
 *
 * A good signature proves only that *some key* signed. Anybody can make a key, write a badge in
 * any issuer's name and sign it, with the key in the header or spelt by a did:key. Therefore a
 * credential is accepted only if it was signed by a key that was pinned when the person added the
 * issuer, and names that very issuer. A signature by any other key is reported as what it is:
 * the text is unchanged, but who signed it is not established.
 */

#define MEDIA_TYPE "JWT"

/* An issuer's clock may be ahead of ours. */
#define CLOCK_TOLERANCE_MS (5 * 60 * 1000)

typedef struct {
  VouchJws *jws;
  VouchCredential *credential;
  const VouchCredentialExpectations *expectations;
  VouchCredentialNotes notes;
} Check;

/**
 * vouch_credential_sign_jwt:
 * @credential: the credential; its issuer is the did:key of @key.
 * @key: the issuer's key.
 * @error: %VOUCH_ERROR_INVALID when the credential lacks something or names another issuer.
 *
 * Returns: (transfer full) (nullable): the signed credential as compact JWS, or %NULL on error.
 */
char *
vouch_credential_sign_jwt (VouchCredential *credential, VouchSigningKey *key, GError **error)
{
  g_autofree char *payload = NULL;

  g_return_val_if_fail (VOUCH_IS_CREDENTIAL (credential), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (g_strcmp0 (vouch_credential_get_issuer_id (credential), vouch_signing_key_get_did (key)) !=
      0) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("The credential was not made: its issuer is not the holder of the "
                            "signing key."));
    return NULL;
  }
  payload = vouch_credential_to_json (credential, error);
  if (payload == NULL)
    return NULL;
  return vouch_jws_sign (payload, strlen (payload), MEDIA_TYPE, key);
}

static void
add_step (Check *check,
          VouchCredentialStepKind kind,
          VouchCredentialOutcome outcome,
          const char *message)
{
  g_autoptr (VouchCredentialStep) step = vouch_credential_step_new ();

  vouch_credential_step_set_kind (step, kind);
  vouch_credential_step_set_outcome (step, outcome);
  vouch_credential_step_set_message (step, message);
  vouch_credential_add_step (check->credential, step);
}

/* Notes one of three answers: nothing to compare with, the same, or not the same. */
static void
add_comparison (Check *check,
                VouchCredentialStepKind kind,
                const char *expected,
                const char *found,
                const char *const messages[3])
{
  VouchCredentialOutcome outcome = expected == NULL ? VOUCH_CREDENTIAL_OUTCOME_OPEN
                                   : g_strcmp0 (expected, found) == 0
                                       ? VOUCH_CREDENTIAL_OUTCOME_HOLDS
                                       : VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD;

  add_step (check, kind, outcome, _ (messages[outcome]));
}

static gboolean
is_signed_by_pinned_key (Check *check)
{
  GPtrArray *keys = vouch_credential_expectations_get_keys (check->expectations);

  for (guint i = 0; i < keys->len; i++)
    if (vouch_jws_verify (check->jws, keys->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Whether any key is known that could have signed, and whether one did. These keys prove nothing
 * about who signed; with them one can tell an unchanged text from a changed one. */
static VouchCredentialOutcome
judge_by_stated_keys (Check *check)
{
  const char *issuer = vouch_credential_get_issuer_id (check->credential);
  g_autoptr (VouchPublicKey) key = vouch_public_key_new_from_did (issuer);
  VouchPublicKey *embedded = vouch_jws_get_embedded_key (check->jws);
  gboolean is_pinned_issuer =
      g_strcmp0 (issuer, vouch_credential_expectations_get_issuer (check->expectations)) == 0 &&
      vouch_credential_expectations_get_keys (check->expectations)->len > 0;

  if ((key != NULL && vouch_jws_verify (check->jws, key)) ||
      (embedded != NULL && vouch_jws_verify (check->jws, embedded)))
    return VOUCH_CREDENTIAL_OUTCOME_HOLDS;
  return key != NULL || embedded != NULL || is_pinned_issuer
             ? VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD
             : VOUCH_CREDENTIAL_OUTCOME_OPEN;
}

static void
check_signature (Check *check, gboolean pinned)
{
  static const char *const messages[] = {
    [VOUCH_CREDENTIAL_OUTCOME_HOLDS] = N_ ("The signature holds; the credential is unchanged."),
    [VOUCH_CREDENTIAL_OUTCOME_OPEN] =
        N_ ("The signature could not be checked, because the issuer's key is not known."),
    [VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD] =
        N_ ("The signature does not hold: the credential was changed, or another key signed it."),
  };
  VouchCredentialOutcome outcome =
      pinned ? VOUCH_CREDENTIAL_OUTCOME_HOLDS : judge_by_stated_keys (check);

  add_step (check, VOUCH_CREDENTIAL_STEP_KIND_SIGNATURE, outcome, _ (messages[outcome]));
}

static void
check_key (Check *check, gboolean pinned)
{
  const char *expected = vouch_credential_expectations_get_issuer (check->expectations);
  const char *issuer = vouch_credential_get_issuer_id (check->credential);

  if (pinned && g_strcmp0 (issuer, expected) == 0)
    add_step (check, VOUCH_CREDENTIAL_STEP_KIND_KEY, VOUCH_CREDENTIAL_OUTCOME_HOLDS,
              _ ("It was signed by the key that the issuer had when you added it."));
  else
    add_step (check, VOUCH_CREDENTIAL_STEP_KIND_KEY, VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD,
              _ ("Who signed it is not established: it was not the key of the issuer that you "
                 "added. Anybody can make such a credential."));
}

static void
check_claims (Check *check)
{
  g_autofree char *message = NULL;

  if (check->notes.claim == NULL) {
    add_step (check, VOUCH_CREDENTIAL_STEP_KIND_CLAIMS, VOUCH_CREDENTIAL_OUTCOME_HOLDS,
              _ ("What it says twice agrees."));
    return;
  }
  /* Translators: %s is the technical name of a claim, such as iss. */
  message = g_strdup_printf (
      _ ("It contradicts itself: its claim “%s” differs from what it states."), check->notes.claim);
  add_step (check, VOUCH_CREDENTIAL_STEP_KIND_CLAIMS, VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD,
            message);
}

static void
check_achievement (Check *check)
{
  static const char *const messages[] = {
    [VOUCH_CREDENTIAL_OUTCOME_HOLDS] = N_ ("It is for the micro-credential that was asked for."),
    [VOUCH_CREDENTIAL_OUTCOME_OPEN] = N_ ("It was not compared with a submission."),
    [VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD] = N_ ("It is for another micro-credential."),
  };
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (check->credential);

  add_comparison (check, VOUCH_CREDENTIAL_STEP_KIND_ACHIEVEMENT,
                  vouch_credential_expectations_get_achievement (check->expectations),
                  vouch_credential_achievement_get_id (achievement), messages);
}

static void
check_subject (Check *check)
{
  static const char *const messages[] = {
    [VOUCH_CREDENTIAL_OUTCOME_HOLDS] = N_ ("It is yours."),
    [VOUCH_CREDENTIAL_OUTCOME_OPEN] = N_ ("Whose it is was not compared."),
    [VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD] = N_ ("It belongs to somebody else."),
  };

  add_comparison (check, VOUCH_CREDENTIAL_STEP_KIND_SUBJECT,
                  vouch_credential_expectations_get_subject (check->expectations),
                  vouch_credential_get_subject_id (check->credential), messages);
}

/* Returns: accepted, expired or not yet valid. */
static VouchVerification
check_dates (Check *check)
{
  gint64 now_ms = vouch_credential_expectations_get_now (check->expectations);
  gint64 from_ms = vouch_credential_get_valid_from_ms (check->credential);
  gint64 until_ms = vouch_credential_get_valid_until_ms (check->credential);

  if (now_ms < from_ms - CLOCK_TOLERANCE_MS) {
    add_step (check, VOUCH_CREDENTIAL_STEP_KIND_DATES, VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD,
              _ ("It is not valid yet."));
    return VOUCH_VERIFICATION_NOT_YET_VALID;
  }
  if (until_ms != 0 && now_ms > until_ms) {
    add_step (check, VOUCH_CREDENTIAL_STEP_KIND_DATES, VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD,
              _ ("It has expired."));
    return VOUCH_VERIFICATION_EXPIRED;
  }
  add_step (check, VOUCH_CREDENTIAL_STEP_KIND_DATES, VOUCH_CREDENTIAL_OUTCOME_HOLDS,
            _ ("It is valid today."));
  return VOUCH_VERIFICATION_ACCEPTED;
}

static void
check_evidence (Check *check)
{
  GPtrArray *list = vouch_credential_get_evidence (check->credential);
  guint known = 0;
  guint stated = 0;

  for (guint i = 0; i < list->len; i++) {
    const char *digest = vouch_credential_evidence_get_digest (list->pdata[i]);

    stated += digest != NULL ? 1 : 0;
    known +=
        digest != NULL && vouch_credential_expectations_knows_evidence (check->expectations, digest)
            ? 1
            : 0;
  }
  if (stated == 0 || !vouch_credential_expectations_has_evidence (check->expectations))
    add_step (check, VOUCH_CREDENTIAL_STEP_KIND_EVIDENCE, VOUCH_CREDENTIAL_OUTCOME_OPEN,
              _ ("The files it was awarded for were not compared."));
  else if (known == stated)
    add_step (check, VOUCH_CREDENTIAL_STEP_KIND_EVIDENCE, VOUCH_CREDENTIAL_OUTCOME_HOLDS,
              _ ("It was awarded for files that you submitted."));
  else
    add_step (check, VOUCH_CREDENTIAL_STEP_KIND_EVIDENCE, VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD,
              _ ("It names a file that you did not submit."));
}

static void
check_status (Check *check)
{
  if (check->notes.has_status)
    add_step (check, VOUCH_CREDENTIAL_STEP_KIND_STATUS, VOUCH_CREDENTIAL_OUTCOME_OPEN,
              _ ("Whether its issuer has revoked it since was not asked."));
}

static VouchVerification
verdict_of (VouchCredentialStepKind kind, VouchVerification by_dates)
{
  switch (kind) {
  case VOUCH_CREDENTIAL_STEP_KIND_SIGNATURE: return VOUCH_VERIFICATION_BAD_SIGNATURE;
  case VOUCH_CREDENTIAL_STEP_KIND_KEY: return VOUCH_VERIFICATION_UNTRUSTED;
  case VOUCH_CREDENTIAL_STEP_KIND_DATES: return by_dates;
  default: return VOUCH_VERIFICATION_MISMATCH;
  }
}

/* The first step that does not hold decides; a mismatch of facts weighs more than a date. */
static void
conclude (Check *check, VouchVerification by_dates)
{
  GPtrArray *steps = vouch_credential_get_steps (check->credential);
  VouchCredentialStep *deciding = NULL;
  VouchVerification verdict = VOUCH_VERIFICATION_ACCEPTED;

  for (guint i = 0; i < steps->len; i++) {
    VouchCredentialStep *step = steps->pdata[i];
    gboolean is_dates = vouch_credential_step_get_kind (step) == VOUCH_CREDENTIAL_STEP_KIND_DATES;

    if (vouch_credential_step_get_outcome (step) != VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD)
      continue;
    if (deciding == NULL || (verdict == by_dates && !is_dates)) {
      deciding = step;
      verdict = verdict_of (vouch_credential_step_get_kind (step), by_dates);
    }
  }
  vouch_credential_set_verification (check->credential, verdict);
  vouch_credential_set_reason (
      check->credential, deciding != NULL ? vouch_credential_step_get_message (deciding)
                                          : _ ("It was signed by the issuer that you added."));
  vouch_credential_set_verified_ms (check->credential,
                                    vouch_credential_expectations_get_now (check->expectations));
}

static void
run_steps (Check *check)
{
  gboolean pinned = is_signed_by_pinned_key (check);
  VouchVerification by_dates;

  add_step (check, VOUCH_CREDENTIAL_STEP_KIND_PARSE, VOUCH_CREDENTIAL_OUTCOME_HOLDS,
            _ ("It is an Open Badges 3.0 credential."));
  add_step (check, VOUCH_CREDENTIAL_STEP_KIND_ALGORITHM, VOUCH_CREDENTIAL_OUTCOME_HOLDS,
            _ ("It is signed in a way that Vouch accepts."));
  check_signature (check, pinned);
  check_key (check, pinned);
  check_claims (check);
  check_achievement (check);
  check_subject (check);
  by_dates = check_dates (check);
  check_evidence (check);
  check_status (check);
  conclude (check, by_dates);
}

/**
 * vouch_credential_verify_jwt:
 * @jws: a credential as compact JWS; white space around it is ignored.
 * @expectations: what it is held against.
 * @error: %VOUCH_ERROR_INVALID when there is nothing to judge: it is not a credential, it asks for
 *   an algorithm that is not accepted, or it is protected in a way this version cannot check.
 *
 * Reads a credential and judges it in the steps of Open Badges 3.0 section 9 that need no network,
 * each reported with its outcome. A credential that is returned is not thereby accepted: ask
 * vouch_credential_is_accepted().
 *
 * Returns: (transfer full) (nullable): the credential with its steps, verdict and reason, or %NULL
 *   on error.
 */
VouchCredential *
vouch_credential_verify_jwt (const char *jws,
                             const VouchCredentialExpectations *expectations,
                             GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (VouchJws) parts = NULL;
  g_autoptr (VouchCredential) credential = NULL;
  Check check = { .expectations = expectations };
  const char *payload;
  gsize length;

  g_return_val_if_fail (jws != NULL && expectations != NULL, NULL);

  text = g_strstrip (g_strdup (jws));
  if (*text == '{') {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("This credential cannot be verified by this version of Vouch: it is "
                            "not in signed text form (VC-JWT). Nothing is known about whether it "
                            "is genuine. Ask its issuer for the VC-JWT form."));
    return NULL;
  }
  parts = vouch_jws_parse (text, -1, error);
  if (parts == NULL)
    return NULL;
  payload = vouch_jws_get_payload (parts, &length);
  credential =
      vouch_credential_from_json (payload != NULL ? payload : "", length, &check.notes, error);
  if (credential == NULL)
    return NULL;
  vouch_credential_set_jws (credential, text);
  check.jws = parts;
  check.credential = credential;
  run_steps (&check);
  return g_steal_pointer (&credential);
}
