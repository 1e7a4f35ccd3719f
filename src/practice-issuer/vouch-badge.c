/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-badge"

#include "config.h"
#include "vouch-badge.h"

#include "vouch-credential-jwt.h"
#include "vouch-desk-manifest.h"
#include "vouch-error.h"
#include "vouch-id.h"

/*
 * The badge: an Open Badges 3.0 credential over the definition, with the level of each criterion
 * and, as evidence, the digest of each file that was assessed — never its name or its place.
 */

static VouchCredentialAchievement *
make_achievement (VouchDefinition *definition)
{
  VouchCredentialAchievement *achievement = vouch_credential_achievement_new ();
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);

  vouch_credential_achievement_set_id (achievement, vouch_definition_get_id (definition));
  vouch_credential_achievement_set_name (achievement, vouch_definition_get_name (definition));
  vouch_credential_achievement_set_version (achievement, vouch_definition_get_version (definition));
  vouch_credential_achievement_set_description (achievement,
                                                vouch_definition_info_get_description (info));
  vouch_credential_achievement_set_criteria (achievement,
                                             vouch_definition_info_get_criteria_narrative (info));
  return achievement;
}

static void
add_evidence (VouchCredential *credential, VouchManifest *manifest)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *items = vouch_manifest_get_items (manifest);

  for (guint i = 0; i < items->len; i++) {
    VouchManifestFile *file = vouch_manifest_item_get_file (items->pdata[i]);
    g_autoptr (VouchCredentialEvidence) evidence = NULL;

    if (file == NULL || !g_hash_table_add (seen, (char *) vouch_manifest_file_get_sha256 (file)))
      continue;
    evidence = vouch_credential_evidence_new ();
    vouch_credential_evidence_set_name (evidence, vouch_manifest_file_get_name (file));
    vouch_credential_evidence_set_digest (evidence, vouch_manifest_file_get_sha256 (file));
    vouch_credential_add_evidence (credential, evidence);
  }
}

static void
add_results (VouchCredential *credential, VouchRubric *rubric, VouchDecision *decision)
{
  GPtrArray *rows = vouch_decision_get_criteria (decision);

  for (guint i = 0; i < rows->len; i++) {
    const char *id = vouch_criterion_decision_get_criterion (rows->pdata[i]);
    const char *level_id = vouch_criterion_decision_get_level (rows->pdata[i]);
    VouchCriterion *criterion = vouch_rubric_find_criterion (rubric, id);
    g_autoptr (VouchCredentialResult) result = NULL;
    VouchLevel *level;

    if (criterion == NULL || level_id == NULL)
      continue;
    level = vouch_scale_find_level (vouch_criterion_get_scale (criterion), level_id);
    result = vouch_credential_result_new ();
    vouch_credential_result_set_criterion (result, id);
    vouch_credential_result_set_criterion_name (result, vouch_criterion_get_title (criterion));
    vouch_credential_result_set_level (result, level_id);
    vouch_credential_result_set_level_name (result,
                                            level != NULL ? vouch_level_get_quality (level) : NULL);
    vouch_credential_add_result (credential, result);
  }
}

/**
 * vouch_badge_sign:
 * @desk: a desk.
 * @status: the submission that earned it.
 * @definition: what was asked for.
 * @decision: the decision.
 * @error: of the database or of the credential.
 *
 * Returns: (transfer full) (nullable): the credential as VC-JWT, signed with the issuer's key.
 */
char *
vouch_badge_sign (VouchDesk *desk,
                  VouchSubmissionStatus *status,
                  VouchDefinition *definition,
                  VouchDecision *decision,
                  GError **error)
{
  g_autoptr (VouchProblem) problem = NULL;
  g_autoptr (VouchManifest) manifest =
      vouch_desk_load_manifest (desk, vouch_submission_status_get_id (status), &problem);
  g_autoptr (VouchCredential) credential = vouch_credential_new ();
  g_autoptr (VouchCredentialAchievement) achievement = make_achievement (definition);
  g_autofree char *uuid = vouch_id_new (vouch_desk_now_ms (desk));
  g_autofree char *id = g_strconcat ("urn:uuid:", uuid, NULL);

  if (manifest == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                         vouch_problem_get_title (problem));
    return NULL;
  }
  vouch_credential_set_id (credential, id);
  vouch_credential_set_name (credential, vouch_definition_get_name (definition));
  vouch_credential_set_issuer_id (credential,
                                  vouch_signing_key_get_did (vouch_desk_get_key (desk)));
  vouch_credential_set_issuer_name (credential, VOUCH_DESK_NAME);
  vouch_credential_set_subject_id (credential, vouch_submission_status_get_subject (status));
  vouch_credential_set_valid_from_ms (credential, vouch_decision_get_decided_ms (decision));
  vouch_credential_set_awarded_ms (credential, vouch_decision_get_decided_ms (decision));
  vouch_credential_set_achievement (credential, achievement);
  add_evidence (credential, manifest);
  add_results (credential, vouch_definition_get_rubric (definition), decision);
  return vouch_credential_sign_jwt (credential, vouch_desk_get_key (desk), error);
}
