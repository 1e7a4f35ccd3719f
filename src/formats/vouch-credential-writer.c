/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential-writer"

#include "config.h"
#include "vouch-credential-writer.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "vouch-clock.h"
#include "vouch-error.h"
#include "vouch-multibase.h"

/*
 * Writes the payload of an Open Badges 3.0 credential as VC-JWT: the members of the
 * OpenBadgeCredential (appendix B) and the registered claims that repeat some of them (section
 * 8.2.4.2). The layout is described in vouch-credential-json.c, which reads it.
 *
 * Open Badges names criteria and levels by URIs. Ours are made from the achievement's:
 *
 *   ACHIEVEMENT#criterion=ID              ACHIEVEMENT#criterion=ID&level=ID
 */

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_strings (JsonBuilder *builder, const char *name, const char *first, const char *second)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, first);
  if (second != NULL)
    json_builder_add_string_value (builder, second);
  json_builder_end_array (builder);
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 unix_ms)
{
  g_autofree char *text = unix_ms != 0 ? vouch_time_format (unix_ms) : NULL;

  add_string (builder, name, text);
}

static char *
criterion_uri (const char *achievement_id, VouchCredentialResult *result)
{
  g_autofree char *id =
      g_uri_escape_string (vouch_credential_result_get_criterion (result), NULL, FALSE);

  return g_strconcat (achievement_id, VOUCH_CREDENTIAL_CRITERION_MARK, id, NULL);
}

static char *
level_uri (const char *criterion, VouchCredentialResult *result)
{
  const char *level = vouch_credential_result_get_level (result);
  g_autofree char *id = level != NULL ? g_uri_escape_string (level, NULL, FALSE) : NULL;

  return id != NULL ? g_strconcat (criterion, VOUCH_CREDENTIAL_LEVEL_MARK, id, NULL) : NULL;
}

static void
add_result_description (JsonBuilder *builder,
                        const char *achievement,
                        VouchCredentialResult *result)
{
  g_autofree char *id = criterion_uri (achievement, result);
  g_autofree char *level = level_uri (id, result);

  json_builder_begin_object (builder);
  add_string (builder, "id", id);
  add_strings (builder, "type", "ResultDescription", NULL);
  add_string (builder, "name", vouch_credential_result_get_criterion_name (result));
  add_string (builder, "resultType", level != NULL ? "RubricCriterionLevel" : "Result");
  if (level != NULL) {
    json_builder_set_member_name (builder, "rubricCriterionLevel");
    json_builder_begin_array (builder);
    json_builder_begin_object (builder);
    add_string (builder, "id", level);
    add_strings (builder, "type", "RubricCriterionLevel", NULL);
    add_string (builder, "name", vouch_credential_result_get_level_name (result));
    json_builder_end_object (builder);
    json_builder_end_array (builder);
  }
  json_builder_end_object (builder);
}

static void
add_result (JsonBuilder *builder, const char *achievement, VouchCredentialResult *result)
{
  g_autofree char *id = criterion_uri (achievement, result);
  g_autofree char *level = level_uri (id, result);

  json_builder_begin_object (builder);
  add_strings (builder, "type", "Result", NULL);
  add_string (builder, "resultDescription", id);
  add_string (builder, "achievedLevel", level);
  add_string (builder, "value", vouch_credential_result_get_value (result));
  json_builder_end_object (builder);
}

/* Open Badges leaves empty lists out. */
static void
add_results (JsonBuilder *builder,
             const char *name,
             VouchCredential *credential,
             void (*add) (JsonBuilder *, const char *, VouchCredentialResult *))
{
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (credential);
  GPtrArray *results = vouch_credential_get_results (credential);

  if (results->len == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < results->len; i++)
    add (builder, vouch_credential_achievement_get_id (achievement), results->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_achievement (JsonBuilder *builder, VouchCredential *credential)
{
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (credential);

  json_builder_set_member_name (builder, "achievement");
  json_builder_begin_object (builder);
  add_string (builder, "id", vouch_credential_achievement_get_id (achievement));
  add_strings (builder, "type", "Achievement", NULL);
  add_string (builder, "achievementType", "MicroCredential");
  add_string (builder, "name", vouch_credential_achievement_get_name (achievement));
  add_string (builder, "description", vouch_credential_achievement_get_description (achievement));
  add_string (builder, "version", vouch_credential_achievement_get_version (achievement));
  json_builder_set_member_name (builder, "criteria");
  json_builder_begin_object (builder);
  add_string (builder, "narrative", vouch_credential_achievement_get_criteria (achievement));
  json_builder_end_object (builder);
  add_results (builder, "resultDescription", credential, add_result_description);
  json_builder_end_object (builder);
}

static void
add_subject (JsonBuilder *builder, VouchCredential *credential)
{
  json_builder_set_member_name (builder, "credentialSubject");
  json_builder_begin_object (builder);
  add_string (builder, "id", vouch_credential_get_subject_id (credential));
  add_strings (builder, "type", "AchievementSubject", NULL);
  add_achievement (builder, credential);
  add_results (builder, "result", credential, add_result);
  json_builder_end_object (builder);
}

static void
add_evidence (JsonBuilder *builder, VouchCredential *credential)
{
  GPtrArray *list = vouch_credential_get_evidence (credential);

  if (list->len == 0)
    return;
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++) {
    VouchCredentialEvidence *evidence = list->pdata[i];
    const char *digest = vouch_credential_evidence_get_digest (evidence);
    g_autofree char *multibase = digest != NULL ? vouch_digest_multibase_from_hex (digest) : NULL;

    json_builder_begin_object (builder);
    add_strings (builder, "type", "Evidence", NULL);
    add_string (builder, "name", vouch_credential_evidence_get_name (evidence));
    add_string (builder, "description", vouch_credential_evidence_get_description (evidence));
    add_string (builder, "genre", vouch_credential_evidence_get_genre (evidence));
    add_string (builder, "digestMultibase", multibase);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_claims (JsonBuilder *builder, VouchCredential *credential)
{
  gint64 until_ms = vouch_credential_get_valid_until_ms (credential);

  add_string (builder, "iss", vouch_credential_get_issuer_id (credential));
  add_string (builder, "sub", vouch_credential_get_subject_id (credential));
  add_string (builder, "jti", vouch_credential_get_id (credential));
  json_builder_set_member_name (builder, "nbf");
  json_builder_add_int_value (builder, vouch_credential_get_valid_from_ms (credential) / 1000);
  if (until_ms != 0) {
    json_builder_set_member_name (builder, "exp");
    json_builder_add_int_value (builder, until_ms / 1000);
  }
}

static gboolean
is_uri (const char *text)
{
  return text != NULL && g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL);
}

/* The first member that is missing or of a wrong form; NULL when all is there. */
static const char *
find_gap (VouchCredential *credential)
{
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (credential);
  GPtrArray *evidence = vouch_credential_get_evidence (credential);
  GPtrArray *results = vouch_credential_get_results (credential);
  const char *achievement_id = vouch_credential_achievement_get_id (achievement);

  if (!is_uri (vouch_credential_get_id (credential)))
    return "id";
  if (!is_uri (vouch_credential_get_issuer_id (credential)))
    return "issuer.id";
  if (!is_uri (vouch_credential_get_subject_id (credential)))
    return "credentialSubject.id";
  if (vouch_credential_get_valid_from_ms (credential) <= 0)
    return "validFrom";
  if (!is_uri (achievement_id) || strchr (achievement_id, '#') != NULL)
    return "credentialSubject.achievement.id";
  if (vouch_credential_achievement_get_name (achievement) == NULL)
    return "credentialSubject.achievement.name";
  if (vouch_credential_achievement_get_description (achievement) == NULL)
    return "credentialSubject.achievement.description";
  if (vouch_credential_achievement_get_criteria (achievement) == NULL)
    return "credentialSubject.achievement.criteria";
  for (guint i = 0; i < results->len; i++)
    if (vouch_credential_result_get_criterion (results->pdata[i]) == NULL ||
        vouch_credential_result_get_criterion_name (results->pdata[i]) == NULL ||
        (vouch_credential_result_get_level (results->pdata[i]) != NULL &&
         vouch_credential_result_get_level_name (results->pdata[i]) == NULL))
      return "credentialSubject.result";
  for (guint i = 0; i < evidence->len; i++) {
    const char *digest = vouch_credential_evidence_get_digest (evidence->pdata[i]);
    g_autofree char *multibase = digest != NULL ? vouch_digest_multibase_from_hex (digest) : NULL;

    if (digest != NULL && multibase == NULL)
      return "evidence.digestMultibase";
  }
  return NULL;
}

static void
add_members (JsonBuilder *builder, VouchCredential *credential)
{
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (credential);
  const char *name = vouch_credential_get_name (credential);

  add_strings (builder, "@context", VOUCH_CREDENTIAL_VC_CONTEXT, VOUCH_CREDENTIAL_OB_CONTEXT);
  add_string (builder, "id", vouch_credential_get_id (credential));
  add_strings (builder, "type", "VerifiableCredential", "OpenBadgeCredential");
  add_string (builder, "name",
              name != NULL ? name : vouch_credential_achievement_get_name (achievement));
  json_builder_set_member_name (builder, "issuer");
  json_builder_begin_object (builder);
  add_string (builder, "id", vouch_credential_get_issuer_id (credential));
  add_strings (builder, "type", "Profile", NULL);
  add_string (builder, "name", vouch_credential_get_issuer_name (credential));
  json_builder_end_object (builder);
  add_time (builder, "validFrom", vouch_credential_get_valid_from_ms (credential));
  add_time (builder, "validUntil", vouch_credential_get_valid_until_ms (credential));
  add_time (builder, "awardedDate", vouch_credential_get_awarded_ms (credential));
  add_subject (builder, credential);
  add_evidence (builder, credential);
  add_claims (builder, credential);
}

/**
 * vouch_credential_to_json:
 * @credential: a credential; id, issuer, subject and achievement are URIs, and the achievement has
 *   a name, a description and criteria (Open Badges 3.0 appendix B).
 * @error: %VOUCH_ERROR_INVALID, naming the member that is missing or of a wrong form.
 *
 * Writes the payload of the credential as VC-JWT. What checking it showed is not written.
 *
 * Returns: (transfer full) (nullable): JSON, or %NULL on error.
 */
char *
vouch_credential_to_json (VouchCredential *credential, GError **error)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;
  const char *gap;

  g_return_val_if_fail (VOUCH_IS_CREDENTIAL (credential), NULL);

  gap = find_gap (credential);
  if (gap != NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 /* Translators: %s is the technical name of a member of a credential. */
                 _ ("The credential was not made: its “%s” is missing or not of the right form."),
                 gap);
    return NULL;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_members (builder, credential);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
