/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-credential.h"

#include <glib/gi18n-lib.h>

#include "vouch-credentials.h"

static void
write_steps (CtlJson *json, GPtrArray *steps)
{
  ctl_json_begin_array (json, "steps");
  for (guint i = 0; i < steps->len; i++) {
    VouchCredentialStep *step = g_ptr_array_index (steps, i);

    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "step",
                     vouch_credential_step_kind_to_string (vouch_credential_step_get_kind (step)));
    ctl_json_string (json, "outcome",
                     vouch_credential_outcome_to_string (vouch_credential_step_get_outcome (step)));
    ctl_json_string (json, "message", vouch_credential_step_get_message (step));
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static const char *
get_name (VouchCredential *credential)
{
  const char *name =
      vouch_credential_achievement_get_name (vouch_credential_get_achievement (credential));

  return name != NULL ? name : vouch_credential_get_name (credential);
}

/* The members of a credential, into the object that is begun. */
static void
write_credential (CtlJson *json, VouchCredential *credential)
{
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (credential);
  VouchVerification verification = vouch_credential_get_verification (credential);

  ctl_json_string (json, "credential", vouch_credential_get_id (credential));
  ctl_json_string (json, "name", get_name (credential));
  ctl_json_string (json, "achievement", vouch_credential_achievement_get_id (achievement));
  ctl_json_string (json, "issuer", vouch_credential_get_issuer_id (credential));
  ctl_json_string (json, "issuerName", vouch_credential_get_issuer_name (credential));
  ctl_json_string (json, "subject", vouch_credential_get_subject_id (credential));
  ctl_json_time (json, "validFrom", vouch_credential_get_valid_from_ms (credential));
  ctl_json_time (json, "validUntil", vouch_credential_get_valid_until_ms (credential));
  ctl_json_boolean (json, "accepted", vouch_credential_is_accepted (credential));
  ctl_json_string (json, "verification", vouch_verification_to_string (verification));
  ctl_json_string (json, "reason", vouch_credential_get_reason (credential));
  write_steps (json, vouch_credential_get_steps (credential));
}

static void
write_evidence (CtlJson *json, VouchCredential *credential)
{
  GPtrArray *evidence = vouch_credential_get_evidence (credential);

  ctl_json_begin_array (json, "evidence");
  for (guint i = 0; i < evidence->len; i++)
    ctl_json_string (json, NULL,
                     vouch_credential_evidence_get_digest (g_ptr_array_index (evidence, i)));
  ctl_json_end (json);
}

static void
print_credential (CtlContext *context, VouchCredential *credential)
{
  GPtrArray *steps = vouch_credential_get_steps (credential);
  const char *issuer = vouch_credential_get_issuer_name (credential);

  ctl_context_print (context, "%s", get_name (credential));
  ctl_context_print (context, "%s",
                     issuer != NULL ? issuer : vouch_credential_get_issuer_id (credential));
  ctl_context_print (context, "%s", vouch_credential_get_reason (credential));
  for (guint i = 0; i < steps->len; i++) {
    VouchCredentialStep *step = g_ptr_array_index (steps, i);

    ctl_context_print_row (
        context, vouch_credential_outcome_to_string (vouch_credential_step_get_outcome (step)),
        vouch_credential_step_get_message (step), NULL);
  }
}

static gboolean
list (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) badges =
      vouch_credentials_list_badges (ctl_context_get_workspace (context), NULL, error);

  if (badges == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "credentials");
  for (guint i = 0; i < badges->len; i++) {
    const VouchBadge *badge = g_ptr_array_index (badges, i);
    VouchVerification verification = vouch_credential_get_verification (badge->credential);

    ctl_context_print_row (context, badge->id, vouch_verification_to_string (verification),
                           get_name (badge->credential), NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "id", badge->id);
    ctl_json_string (json, "portfolio", badge->portfolio);
    ctl_json_string (json, "submission", badge->submission);
    ctl_json_time (json, "receivedAt", badge->received_ms);
    write_credential (json, badge->credential);
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
show (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (VouchBadge) badge =
      vouch_credentials_load_badge (ctl_context_get_workspace (context), words[0], NULL, error);

  if (badge == NULL)
    return FALSE;
  print_credential (context, badge->credential);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "id", badge->id);
  ctl_json_string (json, "portfolio", badge->portfolio);
  ctl_json_string (json, "submission", badge->submission);
  ctl_json_time (json, "receivedAt", badge->received_ms);
  write_credential (json, badge->credential);
  write_evidence (json, badge->credential);
  ctl_json_string (json, "jwt", vouch_credential_get_jws (badge->credential));
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
verify (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (VouchCredential) credential =
      vouch_credentials_verify_file (ctl_context_get_workspace (context), words[0], NULL, error);

  if (credential == NULL)
    return FALSE;
  print_credential (context, credential);
  ctl_json_begin_object (json, NULL);
  write_credential (json, credential);
  write_evidence (json, credential);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  if (!vouch_credential_is_accepted (credential))
    *exit_code = CTL_EXIT_NOT_READY;
  return TRUE;
}

static gboolean export(CtlContext *context,
                       const char *const *words,
                       CtlExit *exit_code,
                       GError **error)
{
  if (!vouch_credentials_export (ctl_context_get_workspace (context), words[0], words[1], NULL,
                                 error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

const CtlCommand ctl_credential_commands[] = {
  { "credential list", "", 0, 0, "", CTL_ACCESS_READ, list, N_ ("List your badges") },
  { "credential show", "ID", 1, 1, "", CTL_ACCESS_READ, show, N_ ("Show a badge") },
  { "credential export", "ID FILE", 2, 2, "", CTL_ACCESS_READ, export,
    N_ ("Write a badge as .jwt or .json") },
  { "credential verify", "FILE", 1, 1, "", CTL_ACCESS_READ, verify,
    N_ ("Judge a badge against the issuers that were added") },
  { 0 },
};
