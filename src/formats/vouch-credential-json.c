/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential-json"

#include "config.h"
#include "vouch-credential-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "vouch-clock.h"
#include "vouch-credential-writer.h"
#include "vouch-error.h"
#include "vouch-json-member.h"
#include "vouch-json.h"
#include "vouch-multibase.h"

/*
 * Reads the payload of an Open Badges 3.0 credential as VC-JWT. Members that are used:
 *
 *   @context            VC 2.0 (or 1.1) first, an Open Badges 3.0 context among the others
 *   id, type, name, issuer (URI or {id, name}), validFrom, validUntil, awardedDate
 *   credentialSubject   {id or identifier, type, achievement, result[]}
 *     achievement       {id, type, name, version, description, criteria {narrative},
 *                        resultDescription[] {id, name, rubricCriterionLevel[] {id, name}}}
 *     result[]          {resultDescription, achievedLevel, value}
 *   evidence[]          {name, description, genre, digestMultibase}
 *   credentialStatus    only whether it is there
 *   iss sub jti nbf exp the same facts again (section 8.2.4.2); times in whole seconds since 1970
 *
 * In the form of VC 1.1 all members stand in the claim "vc", with issuanceDate and expirationDate.
 * Wherever a list may stand, a single value may stand too. Names of criteria and levels that this
 * program wrote (vouch-credential-writer.c) are turned back; others stay URIs.
 */

#define MAX_BYTES (3 * 1024 * 1024)
#define MAX_DEPTH 32
#define MAX_NODES 100000
#define MAX_LIST 1000 /* of results, their descriptions and levels, which are searched */
#define OB_CONTEXT_PREFIX "https://purl.imsglobal.org/spec/ob/v3p0/context"
#define OB_CONTEXT_DRAFT "https://imsglobal.github.io/openbadges-specification/context.json"
#define VC11_CONTEXT "https://www.w3.org/2018/credentials/v1"

/* How many values a member has: a list's length, or 1 for a single value. */
static guint
count_values (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return 0;
  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 1;
}

static JsonNode *
get_value (JsonObject *object, const char *name, guint index)
{
  JsonNode *node = json_object_get_member (object, name);

  g_assert (index < count_values (object, name));
  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_element (json_node_get_array (node), index)
                                      : node;
}

/* The index-th value when it is an object. */
static JsonObject *
get_object (JsonObject *object, const char *name, guint index)
{
  JsonNode *node = index < count_values (object, name) ? get_value (object, name, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_text (JsonObject *object, const char *name, guint index)
{
  JsonNode *node = index < count_values (object, name) ? get_value (object, name, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
has_type (JsonObject *object, const char *type)
{
  for (guint i = 0; i < count_values (object, "type"); i++)
    if (g_strcmp0 (get_text (object, "type", i), type) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
refuse (GError **error, const char *member)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: %s is the technical name of a member of a credential. */
               _ ("This is not a credential that Vouch can read: its “%s” is missing or not as "
                  "Open Badges 3.0 asks."),
               member);
  return FALSE;
}

/* A time that must be there when @required; 0 when it is absent. */
static gboolean
read_time (JsonObject *object, const char *name, gboolean required, gint64 *unix_ms, GError **error)
{
  const char *text = vouch_json_member_string (object, name);

  *unix_ms = 0;
  if (text == NULL && !required && !json_object_has_member (object, name))
    return TRUE;
  if (text != NULL && vouch_time_parse (text, unix_ms))
    return TRUE;
  return refuse (error, name);
}

static gboolean
check_kind (JsonObject *object, gboolean *is_vc11, GError **error)
{
  const char *first = get_text (object, "@context", 0);
  gboolean has_badges = FALSE;

  for (guint i = 1; i < count_values (object, "@context"); i++) {
    const char *context = get_text (object, "@context", i);

    has_badges = has_badges || (context != NULL && g_str_has_prefix (context, OB_CONTEXT_PREFIX)) ||
                 g_strcmp0 (context, OB_CONTEXT_DRAFT) == 0;
  }
  *is_vc11 = g_strcmp0 (first, VC11_CONTEXT) == 0;
  if (!has_badges || (!*is_vc11 && g_strcmp0 (first, VOUCH_CREDENTIAL_VC_CONTEXT) != 0))
    return refuse (error, "@context");
  if (has_type (object, "EndorsementCredential")) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("This is an endorsement of a credential, not a credential."));
    return FALSE;
  }
  if (!has_type (object, "VerifiableCredential") ||
      (!has_type (object, "OpenBadgeCredential") && !has_type (object, "AchievementCredential")))
    return refuse (error, "type");
  return TRUE;
}

static gboolean
read_issuer (JsonObject *object, VouchCredential *credential, GError **error)
{
  JsonObject *profile = get_object (object, "issuer", 0);
  const char *id = profile != NULL ? vouch_json_member_string (profile, "id")
                                   : vouch_json_member_string (object, "issuer");

  if (id == NULL || *id == '\0')
    return refuse (error, "issuer");
  vouch_credential_set_issuer_id (credential, id);
  if (profile != NULL)
    vouch_credential_set_issuer_name (credential, vouch_json_member_string (profile, "name"));
  return TRUE;
}

static gboolean
read_dates (JsonObject *object, gboolean is_vc11, VouchCredential *credential, GError **error)
{
  gint64 from_ms;
  gint64 until_ms;
  gint64 awarded_ms;

  if (!read_time (object, is_vc11 ? "issuanceDate" : "validFrom", TRUE, &from_ms, error) ||
      !read_time (object, is_vc11 ? "expirationDate" : "validUntil", FALSE, &until_ms, error) ||
      !read_time (object, "awardedDate", FALSE, &awarded_ms, error))
    return FALSE;
  vouch_credential_set_valid_from_ms (credential, from_ms);
  vouch_credential_set_valid_until_ms (credential, until_ms);
  vouch_credential_set_awarded_ms (credential, awarded_ms);
  return TRUE;
}

static gboolean
read_achievement (JsonObject *subject, VouchCredential *credential, GError **error)
{
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (credential);
  JsonObject *object = get_object (subject, "achievement", 0);
  JsonObject *criteria = object != NULL ? get_object (object, "criteria", 0) : NULL;

  if (object == NULL || vouch_json_member_string (object, "id") == NULL ||
      vouch_json_member_string (object, "name") == NULL)
    return refuse (error, "credentialSubject.achievement");
  vouch_credential_achievement_set_id (achievement, vouch_json_member_string (object, "id"));
  vouch_credential_achievement_set_name (achievement, vouch_json_member_string (object, "name"));
  vouch_credential_achievement_set_version (achievement,
                                            vouch_json_member_string (object, "version"));
  vouch_credential_achievement_set_description (achievement,
                                                vouch_json_member_string (object, "description"));
  if (criteria != NULL)
    vouch_credential_achievement_set_criteria (achievement,
                                               vouch_json_member_string (criteria, "narrative"));
  return TRUE;
}

/* The object in the list @name of @parent whose "id" is @id. */
static JsonObject *
find_by_id (JsonObject *parent, const char *name, const char *id)
{
  guint count = MIN (count_values (parent, name), MAX_LIST);

  for (guint i = 0; id != NULL && i < count; i++) {
    JsonObject *object = get_object (parent, name, i);

    if (object != NULL && g_strcmp0 (vouch_json_member_string (object, "id"), id) == 0)
      return object;
  }
  return NULL;
}

/* The id in a URI that begins with @base and @mark, as our own writer makes them; else the URI. */
static char *
strip_uri (const char *uri, const char *base, const char *mark)
{
  g_autofree char *prefix = g_strconcat (base, mark, NULL);
  char *id =
      g_str_has_prefix (uri, prefix) ? g_uri_unescape_string (uri + strlen (prefix), NULL) : NULL;

  return id != NULL ? id : g_strdup (uri);
}

static void
read_result (JsonObject *achievement, JsonObject *object, VouchCredential *credential)
{
  g_autoptr (VouchCredentialResult) result = vouch_credential_result_new ();
  const char *uri = vouch_json_member_string (object, "resultDescription");
  const char *level_uri = vouch_json_member_string (object, "achievedLevel");
  JsonObject *description = find_by_id (achievement, "resultDescription", uri);
  JsonObject *level =
      description != NULL ? find_by_id (description, "rubricCriterionLevel", level_uri) : NULL;

  if (uri != NULL) {
    g_autofree char *id = strip_uri (uri, vouch_json_member_string (achievement, "id"),
                                     VOUCH_CREDENTIAL_CRITERION_MARK);

    vouch_credential_result_set_criterion (result, id);
  }
  if (uri != NULL && level_uri != NULL) {
    g_autofree char *id = strip_uri (level_uri, uri, VOUCH_CREDENTIAL_LEVEL_MARK);

    vouch_credential_result_set_level (result, id);
  }
  if (description != NULL)
    vouch_credential_result_set_criterion_name (result,
                                                vouch_json_member_string (description, "name"));
  if (level != NULL)
    vouch_credential_result_set_level_name (result, vouch_json_member_string (level, "name"));
  vouch_credential_result_set_value (result, vouch_json_member_string (object, "value"));
  vouch_credential_add_result (credential, result);
}

static gboolean
read_subject (JsonObject *object, VouchCredential *credential, GError **error)
{
  JsonObject *subject = count_values (object, "credentialSubject") == 1
                            ? get_object (object, "credentialSubject", 0)
                            : NULL;

  if (subject == NULL || !has_type (subject, "AchievementSubject") ||
      (vouch_json_member_string (subject, "id") == NULL &&
       count_values (subject, "identifier") == 0))
    return refuse (error, "credentialSubject");
  vouch_credential_set_subject_id (credential, vouch_json_member_string (subject, "id"));
  if (!read_achievement (subject, credential, error))
    return FALSE;
  if (count_values (subject, "result") > MAX_LIST)
    return refuse (error, "credentialSubject.result");
  for (guint i = 0; i < count_values (subject, "result"); i++) {
    JsonObject *result = get_object (subject, "result", i);

    if (result == NULL || !has_type (result, "Result"))
      return refuse (error, "credentialSubject.result");
    read_result (get_object (subject, "achievement", 0), result, credential);
  }
  return TRUE;
}

static gboolean
read_evidence (JsonObject *object, VouchCredential *credential, GError **error)
{
  for (guint i = 0; i < count_values (object, "evidence"); i++) {
    JsonObject *entry = get_object (object, "evidence", i);
    g_autoptr (VouchCredentialEvidence) evidence = vouch_credential_evidence_new ();
    g_autofree char *digest = NULL;

    if (entry == NULL || !has_type (entry, "Evidence"))
      return refuse (error, "evidence");
    digest = vouch_digest_multibase_to_hex (vouch_json_member_string (entry, "digestMultibase"));
    if (digest == NULL && json_object_has_member (entry, "digestMultibase"))
      return refuse (error, "evidence.digestMultibase");
    vouch_credential_evidence_set_name (evidence, vouch_json_member_string (entry, "name"));
    vouch_credential_evidence_set_description (evidence,
                                               vouch_json_member_string (entry, "description"));
    vouch_credential_evidence_set_genre (evidence, vouch_json_member_string (entry, "genre"));
    vouch_credential_evidence_set_digest (evidence, digest);
    vouch_credential_add_evidence (credential, evidence);
  }
  return TRUE;
}

/* Whether a time claim says the same second as @unix_ms; a time of 0 stands for an absent one. */
static gboolean
is_same_time (JsonObject *claims, const char *name, gint64 unix_ms)
{
  JsonNode *node = json_object_get_member (claims, name);
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                            : G_TYPE_INVALID;

  if (unix_ms == 0)
    return node == NULL;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  /* Some issuers write a fraction, some cut it off: the same second is the same time. */
  return ABS (json_node_get_double (node) - (double) unix_ms / 1000.0) < 1.0;
}

static const char *
compare_claims (JsonObject *claims, VouchCredential *credential)
{
  if (g_strcmp0 (vouch_json_member_string (claims, "iss"),
                 vouch_credential_get_issuer_id (credential)) != 0)
    return "iss";
  if (g_strcmp0 (vouch_json_member_string (claims, "sub"),
                 vouch_credential_get_subject_id (credential)) != 0)
    return "sub";
  if (g_strcmp0 (vouch_json_member_string (claims, "jti"), vouch_credential_get_id (credential)) !=
      0)
    return "jti";
  if (!is_same_time (claims, "nbf", vouch_credential_get_valid_from_ms (credential)))
    return "nbf";
  if (!is_same_time (claims, "exp", vouch_credential_get_valid_until_ms (credential)))
    return "exp";
  return NULL;
}

static gboolean
read_members (JsonObject *object, VouchCredential *credential, GError **error)
{
  const char *id = vouch_json_member_string (object, "id");
  gboolean is_vc11;

  if (!check_kind (object, &is_vc11, error))
    return FALSE;
  if (id == NULL || *id == '\0')
    return refuse (error, "id");
  vouch_credential_set_id (credential, id);
  vouch_credential_set_name (credential, vouch_json_member_string (object, "name"));
  return read_issuer (object, credential, error) &&
         read_dates (object, is_vc11, credential, error) &&
         read_subject (object, credential, error) && read_evidence (object, credential, error);
}

/**
 * vouch_credential_from_json:
 * @json: the payload of a VC-JWT.
 * @length: number of bytes.
 * @notes: (out caller-allocates): what else the text shows.
 * @error: %VOUCH_ERROR_INVALID, naming the member that is missing or of a wrong form.
 *
 * Reads what a credential states. Nothing is checked: that it states something makes nothing true.
 *
 * Returns: (transfer full) (nullable): the credential, not checked, or %NULL on error.
 */
VouchCredential *
vouch_credential_from_json (const char *json,
                            gsize length,
                            VouchCredentialNotes *notes,
                            GError **error)
{
  static const VouchJsonLimits limits = { .max_bytes = MAX_BYTES,
                                          .max_depth = MAX_DEPTH,
                                          .max_nodes = MAX_NODES };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (VouchCredential) credential = NULL;
  JsonObject *claims;
  JsonObject *object;

  g_return_val_if_fail (json != NULL && notes != NULL, NULL);

  bytes = g_bytes_new_static (json, length);
  node = vouch_json_parse (bytes, &limits, error);
  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    refuse (error, "$");
    return NULL;
  }
  claims = json_node_get_object (node);
  object = get_object (claims, "vc", 0);
  if (object == NULL)
    object = claims;
  credential = vouch_credential_new ();
  if (!read_members (object, credential, error))
    return NULL;
  notes->claim = compare_claims (claims, credential);
  notes->has_status = json_object_has_member (object, "credentialStatus");
  return g_steal_pointer (&credential);
}
