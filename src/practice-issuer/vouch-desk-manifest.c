/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk-manifest"

#include "config.h"
#include "vouch-desk-manifest.h"

#include <glib/gi18n-lib.h>

#include "vouch-desk-seal.h"
#include "vouch-desk-submissions.h"
#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-jws.h"
#include "vouch-manifest-json.h"
#include "vouch-problem-place.h"
#include "vouch-public-key.h"
#include "vouch-refusal.h"
#include "vouch-sql-statement.h"
#include "vouch-sql-transaction.h"
#include "vouch-submission-json.h"
#include "vouch-wire-form.h"

/*
 * The manifest of a submission (docs/issuer-api.md, §4.4). It is kept as the bytes that were
 * signed. Everything wrong with it is told at once.
 */

G_GNUC_PRINTF (5, 6)
static void
note (GPtrArray *places,
      const char *slot,
      const char *code,
      const char *message,
      const char *format,
      ...)
{
  VouchProblemPlace *place = vouch_problem_place_new ();
  g_autofree char *pointer = NULL;
  va_list args;

  va_start (args, format);
  pointer = g_strdup_vprintf (format, args);
  va_end (args);
  vouch_problem_place_set_pointer (place, pointer);
  vouch_problem_place_set_code (place, code);
  vouch_problem_place_set_slot (place, slot);
  vouch_problem_place_set_message (place, message);
  g_ptr_array_add (places, place);
}

static void
check_equal (GPtrArray *places, const char *a, const char *b, const char *pointer)
{
  if (g_strcmp0 (a, b) != 0)
    note (places, NULL, "differs", _ ("This is not what the submission was opened with."), "%s",
          pointer);
}

static void
check_head (VouchDesk *desk,
            VouchSubmissionStatus *status,
            VouchManifest *manifest,
            GPtrArray *places)
{
  check_equal (places, vouch_manifest_get_issuer (manifest),
               vouch_signing_key_get_did (vouch_desk_get_key (desk)), "/issuer");
  check_equal (places, vouch_manifest_get_definition (manifest),
               vouch_submission_status_get_definition (status), "/definition/id");
  check_equal (places, vouch_manifest_get_definition_version (manifest),
               vouch_submission_status_get_definition_version (status), "/definition/version");
  check_equal (places, vouch_manifest_get_definition_digest (manifest),
               vouch_submission_status_get_definition_digest (status), "/definition/sha256");
  check_equal (places, vouch_manifest_get_previous (manifest),
               vouch_submission_status_get_previous (status), "/previous");
  check_equal (places, vouch_manifest_get_subject (manifest),
               vouch_submission_status_get_subject (status), "/subject");
  if (vouch_manifest_get_attempt (manifest) != vouch_submission_status_get_attempt (status))
    note (places, NULL, "differs", _ ("This is another attempt."), "/attempt");
}

static gboolean
knows_option (VouchDefinition *definition, const char *choice, const char *option)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);

  for (guint i = 0; i < parts->len; i++) {
    GPtrArray *choices = vouch_part_get_choices (parts->pdata[i]);

    for (guint k = 0; k < choices->len; k++) {
      GPtrArray *options = vouch_choice_get_options (choices->pdata[k]);

      if (g_strcmp0 (vouch_choice_get_id (choices->pdata[k]), choice) != 0)
        continue;
      for (guint m = 0; m < options->len; m++)
        if (g_strcmp0 (vouch_choice_option_get_id (options->pdata[m]), option) == 0)
          return TRUE;
    }
  }
  return FALSE;
}

static void
check_choices (VouchDefinition *definition, VouchManifest *manifest, GPtrArray *places)
{
  GPtrArray *choices = vouch_manifest_get_choices (manifest);

  for (guint i = 0; i < choices->len; i++) {
    const char *const *options = vouch_chosen_get_options (choices->pdata[i]);

    for (guint k = 0; options[k] != NULL; k++)
      if (!knows_option (definition, vouch_chosen_get_choice (choices->pdata[i]), options[k]))
        note (places, NULL, "unknown-id", _ ("The definition has no such option."),
              "/choices/%u/options/%u", i, k);
  }
}

static void
check_criterion (VouchRubric *rubric,
                 const char *criterion,
                 const char *slot,
                 guint item,
                 GPtrArray *places)
{
  if (criterion != NULL && vouch_rubric_find_criterion (rubric, criterion) == NULL)
    note (places, slot, "unknown-id", _ ("The rubric has no such criterion."), "/items/%u/criteria",
          item);
}

static void
check_item (VouchDefinition *definition, VouchManifestItem *item, guint index, GPtrArray *places)
{
  VouchRubric *rubric = vouch_definition_get_rubric (definition);
  const char *slot = vouch_manifest_item_get_requirement (item);
  const char *const *criteria = vouch_manifest_item_get_criteria (item);
  GPtrArray *moments = vouch_manifest_item_get_moments (item);

  if (slot != NULL && vouch_definition_find_requirement (definition, slot) == NULL)
    note (places, slot, "unknown-id", _ ("The definition asks for no such thing."),
          "/items/%u/requirement", index);
  for (guint i = 0; criteria[i] != NULL; i++)
    check_criterion (rubric, criteria[i], slot, index, places);
  for (guint i = 0; i < moments->len; i++)
    check_criterion (rubric, vouch_moment_get_criterion (moments->pdata[i]), slot, index, places);
}

/* What is too large, or of a type that is not taken. */
static VouchProblem *
check_sizes (VouchDesk *desk, VouchManifest *manifest)
{
  VouchIssuerLimits *limits = vouch_desk_get_limits (desk);
  GPtrArray *items = vouch_manifest_get_items (manifest);
  g_autoptr (GPtrArray) large = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) foreign = g_ptr_array_new_with_free_func (g_object_unref);
  double total = 0;

  for (guint i = 0; i < items->len; i++) {
    VouchManifestFile *file = vouch_manifest_item_get_file (items->pdata[i]);
    const char *slot = vouch_manifest_item_get_requirement (items->pdata[i]);
    const char *type = file != NULL ? vouch_manifest_file_get_media_type (file) : NULL;

    if (file == NULL)
      continue;
    total += (double) vouch_manifest_file_get_bytes (file);
    if (vouch_manifest_file_get_bytes (file) > vouch_issuer_limits_get_max_file_bytes (limits))
      note (large, slot, "too-large", _ ("The file is larger than this issuer takes."),
            "/items/%u/file", i);
    if (type != NULL &&
        !vouch_wire_form_media_type_allowed (vouch_issuer_limits_get_media_types (limits), type))
      note (foreign, slot, "media-type", _ ("Files of this type are not taken here."),
            "/items/%u/file", i);
  }
  if (large->len > 0)
    return vouch_refusal_with_places (413, "too-large", large);
  if (total > (double) vouch_issuer_limits_get_max_submission_bytes (limits) ||
      items->len > vouch_issuer_limits_get_max_items (limits))
    return vouch_refusal (413, "submission-too-large", NULL);
  if (foreign->len > 0)
    return vouch_refusal_with_places (415, "media-type", foreign);
  return NULL;
}

static VouchProblem *
check_signature (VouchSubmissionStatus *status, GBytes *bytes, const char *signature)
{
  const char *subject = vouch_submission_status_get_subject (status);
  g_autoptr (VouchPublicKey) key = vouch_public_key_new_from_did (subject);
  g_autofree char *method = vouch_did_key_get_method (subject);
  g_autoptr (VouchJws) jws = NULL;
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);

  if (signature != NULL)
    jws = vouch_jws_parse_detached (signature, -1, data, length, NULL);
  if (jws != NULL && key != NULL && method != NULL &&
      g_strcmp0 (vouch_jws_get_key_id (jws), method) == 0 && vouch_jws_verify (jws, key))
    return NULL;
  return vouch_refusal (422, "signature", NULL);
}

static VouchProblem *
check (VouchDesk *desk, VouchSubmissionStatus *status, GBytes *bytes, VouchManifest **manifest)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  VouchDefinition *definition = vouch_desk_find_definition (
      desk, vouch_submission_status_get_definition_digest (status), &error);
  GPtrArray *items;

  if (definition == NULL)
    return vouch_refusal_from_error (error);
  *manifest = vouch_manifest_json_read (bytes, places, &error);
  if (*manifest == NULL)
    return vouch_refusal (400, "malformed", "%s", error->message);
  check_head (desk, status, *manifest, places);
  check_choices (definition, *manifest, places);
  items = vouch_manifest_get_items (*manifest);
  for (guint i = 0; i < items->len; i++)
    check_item (definition, items->pdata[i], i, places);
  return places->len > 0 ? vouch_refusal_with_places (422, "invalid", places)
                         : check_sizes (desk, *manifest);
}

static VouchProblem *
keep (VouchDesk *desk, const char *id, GBytes *bytes, const char *digest, const char *signature)
{
  VouchSql *sql = vouch_desk_get_sql (desk);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSqlTransaction) transaction = vouch_sql_transaction_begin (sql, &error);

  if (transaction != NULL &&
      vouch_sql_run (sql, &error,
                     "UPDATE submissions SET manifest = ?, manifest_digest = ?, signature = ?"
                     " WHERE id = ?",
                     "bttt", bytes, digest, signature, id) &&
      vouch_desk_touch_submission (desk, id, &error) &&
      vouch_sql_transaction_commit (transaction, &error))
    return NULL;
  return vouch_refusal_from_error (error);
}

/**
 * vouch_desk_put_manifest:
 * @desk: a desk.
 * @account: whose the submission is.
 * @status: the submission.
 * @bytes: the manifest as it arrived.
 * @signature: (nullable): the detached signature.
 * @answer: (out) (transfer full) (nullable): what is missing.
 *
 * Checks a manifest and keeps it. The same bytes may come any number of times, after the seal too.
 *
 * Returns: (transfer full) (nullable): why not.
 */
VouchProblem *
vouch_desk_put_manifest (VouchDesk *desk,
                         gint64 account,
                         VouchSubmissionStatus *status,
                         GBytes *bytes,
                         const char *signature,
                         GBytes **answer)
{
  const char *id = vouch_submission_status_get_id (status);
  g_autofree char *digest =
      vouch_hash_of_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  gboolean same = g_strcmp0 (digest, vouch_submission_status_get_manifest_digest (status)) == 0;
  g_autoptr (VouchManifest) manifest = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  VouchProblem *problem = vouch_desk_check_open (status);

  if (problem != NULL && !(same && vouch_problem_get_status (problem) == 409))
    return problem;
  g_clear_object (&problem);
  problem = check (desk, status, bytes, &manifest);
  if (problem == NULL)
    problem = check_signature (status, bytes, signature);
  if (problem == NULL && !same)
    problem = keep (desk, id, bytes, digest, signature);
  if (problem != NULL)
    return problem;
  missing = vouch_desk_list_missing (desk, account, id, manifest);
  *answer = vouch_manifest_held_json_write (digest, missing);
  return NULL;
}

/**
 * vouch_desk_load_manifest:
 * @desk: a desk.
 * @submission: its id.
 * @problem: (out) (transfer full) (nullable): why there is none.
 *
 * Returns: (transfer full) (nullable): the manifest that is held.
 */
VouchManifest *
vouch_desk_load_manifest (VouchDesk *desk, const char *submission, VouchProblem **problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = vouch_desk_load_column (desk, "manifest", submission, &error);
  VouchManifest *manifest = bytes != NULL ? vouch_manifest_json_read (bytes, NULL, &error) : NULL;

  if (manifest == NULL)
    *problem =
        error != NULL ? vouch_refusal_from_error (error) : vouch_refusal (409, "no-manifest", NULL);
  return manifest;
}
