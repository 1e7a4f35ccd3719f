/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-refusal"

#include "config.h"
#include "vouch-refusal.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-problem-place.h"

/* Every way in which the issuer says no: the codes of docs/issuer-api.md, §1, and their titles. */
static const struct {
  const char *code;
  const char *title;
} titles[] = {
  { "malformed", N_ ("The request is not well formed") },
  { "token-missing", N_ ("A token is needed") },
  { "token-invalid", N_ ("This token is not known") },
  { "no-attempts-left", N_ ("There are no attempts left") },
  { "window-closed", N_ ("Submissions are not taken today") },
  { "deadline-passed", N_ ("The deadline has passed") },
  { "not-allowed", N_ ("This may not be done") },
  { "not-found", N_ ("There is nothing here") },
  { "not-decided", N_ ("There is no decision yet") },
  { "no-credential", N_ ("There is no credential") },
  { "method-not-allowed", N_ ("This cannot be done here") },
  { "request-running", N_ ("The same request is still running") },
  { "attempt-exists", N_ ("This attempt is already open") },
  { "offset-mismatch", N_ ("The piece does not begin where the last one ended") },
  { "sealed", N_ ("The submission is sealed") },
  { "no-manifest", N_ ("There is no manifest yet") },
  { "manifest-changed", N_ ("Another manifest is held") },
  { "uploads-open", N_ ("Bytes are still being written") },
  { "withdrawn", N_ ("The submission was withdrawn") },
  { "expired", N_ ("It was not touched for too long") },
  { "tus-version", N_ ("This version of tus is not known") },
  { "too-large", N_ ("The file is too large") },
  { "submission-too-large", N_ ("The submission is too large") },
  { "json-too-large", N_ ("The text is too large") },
  { "longer-than-declared", N_ ("The file is longer than declared") },
  { "media-type", N_ ("This media type is not taken") },
  { "invalid", N_ ("The request breaks a rule") },
  { "definition-unknown", N_ ("This definition is not offered here") },
  { "signature", N_ ("The signature does not hold") },
  { "missing-file", N_ ("A file is missing") },
  { "digest-mismatch", N_ ("A file did not arrive as it was signed") },
  { "idempotency-key-reused", N_ ("This key was used for another request") },
  { "upload-locked", N_ ("Another request is writing to this upload") },
  { "idempotency-key-required", N_ ("An Idempotency-Key is needed") },
  { "too-many-requests", N_ ("Too much at once") },
  { "too-many-uploads", N_ ("Too many unfinished uploads") },
  { "checksum-mismatch", N_ ("The piece did not arrive as it was sent") },
  { "internal", N_ ("Something went wrong on this side") },
  { "no-space", N_ ("There is no space left") },
  { "busy", N_ ("Not just now") },
};

static VouchProblem *
make (guint status, const char *code)
{
  VouchProblem *problem = vouch_problem_new ();

  vouch_problem_set_status (problem, status);
  vouch_problem_set_code (problem, code);
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].code, code))
      vouch_problem_set_title (problem, _ (titles[i].title));
  g_assert (vouch_problem_get_title (problem) != NULL);
  return problem;
}

/**
 * vouch_refusal:
 * @status: HTTP status.
 * @code: what kind, one of the API's codes.
 * @format: (nullable): this case, for people; %NULL when the title says it all.
 *
 * Returns: (transfer full): a problem.
 */
VouchProblem *
vouch_refusal (guint status, const char *code, const char *format, ...)
{
  VouchProblem *problem = make (status, code);
  g_autofree char *detail = NULL;
  va_list args;

  if (format == NULL)
    return problem;
  va_start (args, format);
  detail = g_strdup_vprintf (format, args);
  va_end (args);
  vouch_problem_set_detail (problem, detail);
  return problem;
}

/**
 * vouch_refusal_with_places:
 * @status: HTTP status.
 * @code: what kind.
 * @places: (element-type VouchProblemPlace): where.
 *
 * Returns: (transfer full): a problem that names its places.
 */
VouchProblem *
vouch_refusal_with_places (guint status, const char *code, GPtrArray *places)
{
  VouchProblem *problem = make (status, code);

  for (guint i = 0; i < places->len; i++)
    vouch_problem_add_place (problem, g_ptr_array_index (places, i));
  return problem;
}

/**
 * vouch_refusal_from_error:
 * @error: what went wrong on this side.
 *
 * Turns an error of the disk or the database into an answer that tells nothing of this machine.
 *
 * Returns: (transfer full): a problem of status 500 or 503.
 */
VouchProblem *
vouch_refusal_from_error (const GError *error)
{
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NO_SPACE))
    return vouch_refusal (503, "no-space", NULL);
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_BUSY))
    return vouch_refusal (503, "busy", NULL);
  g_message ("%s", error->message);
  return vouch_refusal (500, "internal", NULL);
}

/**
 * vouch_refusal_add_place:
 * @problem: a problem.
 * @pointer: JSON pointer.
 * @code: what is wrong there.
 * @slot: (nullable): id of the requirement.
 * @sha256: (nullable): of the file, hex.
 * @message: for people.
 *
 * Names a place.
 */
void
vouch_refusal_add_place (VouchProblem *problem,
                         const char *pointer,
                         const char *code,
                         const char *slot,
                         const char *sha256,
                         const char *message)
{
  g_autoptr (VouchProblemPlace) place = vouch_problem_place_new ();

  vouch_problem_place_set_pointer (place, pointer);
  vouch_problem_place_set_code (place, code);
  vouch_problem_place_set_slot (place, slot);
  vouch_problem_place_set_sha256 (place, sha256);
  vouch_problem_place_set_message (place, message);
  vouch_problem_add_place (problem, place);
}

/**
 * vouch_refusal_get_retry_after:
 * @problem: a problem.
 *
 * Returns: seconds after which the same request may be made again; 0 when waiting does not help.
 */
guint
vouch_refusal_get_retry_after (VouchProblem *problem)
{
  const char *code = vouch_problem_get_code (problem);

  switch (vouch_problem_get_status (problem)) {
  case 409: return g_str_equal (code, "request-running") || g_str_equal (code, "uploads-open");
  case 423: return 1;
  case 429: return 2;
  case 503: return 5;
  default: return 0;
  }
}
