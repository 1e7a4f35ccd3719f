/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-issuer.h"

#include <glib/gi18n-lib.h>

#include "vouch-decision-json.h"
#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-identity-keeper.h"
#include "vouch-issuers.h"
#include "vouch-submissions.h"
#include "vouch-fittings.h"
#include "vouch-submit.h"

#include "ctl-parse.h"

/* Tokens have some dozen characters; those that carry claims, some thousand. */
#define MAX_TOKEN_BYTES ((gsize) 64 * 1024)

static gboolean
read_token (CtlContext *context, char **token, GError **error)
{
  const char *path = ctl_context_get (context, "token-file");

  *token = NULL;
  if (path == NULL)
    return TRUE;
  *token = vouch_file_load_small (path, MAX_TOKEN_BYTES, NULL, error);
  if (*token == NULL)
    return FALSE;
  g_strstrip (*token);
  if (**token != '\0')
    return TRUE;
  g_clear_pointer (token, g_free);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("“%s” has no token in it."), path);
  return FALSE;
}

static gboolean
add_issuer (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (VouchIssuerAccount) account = NULL;
  char *token;

  if (!read_token (context, &token, error))
    return FALSE;
  account = vouch_issuers_add (ctl_context_get_workspace (context), words[0], words[1], token, NULL,
                               error);
  vouch_keyring_secret_free (token);
  if (account == NULL)
    return FALSE;
  ctl_context_print_id (context, vouch_issuer_account_get_name (account));
  return TRUE;
}

static gboolean
list_issuers (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) all = vouch_issuers_list (ctl_context_get_workspace (context), NULL, error);

  if (all == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "issuers");
  for (guint i = 0; i < all->len; i++) {
    VouchIssuerAccount *account = g_ptr_array_index (all, i);

    ctl_context_print_row (context, vouch_issuer_account_get_name (account),
                           vouch_issuer_account_get_url (account),
                           vouch_issuer_account_get_issuer_id (account), NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "id", vouch_issuer_account_get_name (account));
    ctl_json_string (json, "url", vouch_issuer_account_get_url (account));
    ctl_json_string (json, "issuerId", vouch_issuer_account_get_issuer_id (account));
    ctl_json_string (json, "name", vouch_issuer_account_get_display_name (account));
    ctl_json_boolean (json, "confirmed", !vouch_issuer_account_get_unconfirmed (account));
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
sync_issuer (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) ids =
      vouch_issuers_sync (ctl_context_get_workspace (context), words[0], NULL, error);

  if (ids == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "ids");
  for (guint i = 0; i < ids->len; i++) {
    ctl_context_print (context, "%s", (char *) g_ptr_array_index (ids, i));
    ctl_json_string (json, NULL, g_ptr_array_index (ids, i));
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
test_issuer (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_issuers_test (ctl_context_get_workspace (context), words[0], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

/* The first submission makes the key; the code that recovers it is shown this once. */
static gboolean
ensure_identity (CtlContext *context, GError **error)
{
  g_autoptr (VouchIdentityInfo) info =
      vouch_identity_keeper_ensure (ctl_context_get_workspace (context), NULL, error);

  if (info == NULL)
    return FALSE;
  if (info->recovery_code != NULL)
    ctl_context_say (context,
                     _ ("Your recovery code: %s\nPrint it and keep it away from this "
                        "computer. It is shown only now."),
                     info->recovery_code);
  return TRUE;
}

static gboolean
submit (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  const char *issuer = ctl_context_get (context, "issuer");
  g_autofree char *portfolio = NULL;
  g_autofree char *id = NULL;

  if (issuer == NULL)
    return ctl_context_refuse (error, _ ("Name the issuer with --issuer."));
  portfolio = ctl_parse_portfolio (context, words[0], error);
  if (portfolio == NULL || !ensure_identity (context, error))
    return FALSE;
  if (ctl_context_has (context, "fit") &&
      !vouch_fittings_ask (ctl_context_get_workspace (context), portfolio, issuer, NULL, error))
    return FALSE;
  id = vouch_submit_portfolio (ctl_context_get_workspace (context), portfolio, issuer,
                               ctl_context_get_all (context, "attest"),
                               ctl_context_get (context, "note"), NULL, NULL, error);
  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

static void
show_submission (CtlContext *context, CtlJson *json, VouchSubmission *submission)
{
  const char *state = vouch_submission_state_to_string (vouch_submission_get_state (submission));
  const char *review = vouch_review_state_to_string (vouch_submission_get_review (submission));
  g_autofree char *attempt = g_strdup_printf ("%u", vouch_submission_get_attempt (submission));

  ctl_context_print_row (context, vouch_submission_get_id (submission),
                         vouch_submission_get_portfolio (submission),
                         vouch_submission_get_issuer (submission), attempt, state, review, NULL);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "id", vouch_submission_get_id (submission));
  ctl_json_string (json, "portfolio", vouch_submission_get_portfolio (submission));
  ctl_json_string (json, "issuer", vouch_submission_get_issuer (submission));
  ctl_json_integer (json, "attempt", vouch_submission_get_attempt (submission));
  ctl_json_string (json, "previous", vouch_submission_get_previous (submission));
  ctl_json_string (json, "state", state);
  ctl_json_string (json, "review", review);
  ctl_json_string (json, "remoteId", vouch_submission_get_url (submission));
  ctl_json_time (json, "createdAt", vouch_submission_get_created_ms (submission));
  ctl_json_time (json, "sealedAt", vouch_submission_get_sealed_ms (submission));
  ctl_json_string (json, "receipt", vouch_submission_get_receipt (submission));
  ctl_json_end (json);
}

static gboolean
list_submissions (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) all =
      vouch_submissions_list (ctl_context_get_workspace (context), NULL, NULL, error);

  if (all == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "submissions");
  for (guint i = 0; i < all->len; i++)
    show_submission (context, json, g_ptr_array_index (all, i));
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
withdraw (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_submissions_withdraw (ctl_context_get_workspace (context), words[0], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

static void
show_decision (CtlContext *context, VouchDecision *decision)
{
  GPtrArray *criteria = vouch_decision_get_criteria (decision);
  const char *comment = vouch_decision_get_comment (decision);
  g_autoptr (GBytes) bytes = NULL;

  if (ctl_context_wants_json (context)) {
    bytes = vouch_decision_json_write (decision);
    ctl_context_print_bytes (context, bytes);
    return;
  }
  ctl_context_print (context, "%s",
                     vouch_outcome_to_string (vouch_decision_get_outcome (decision)));
  for (guint i = 0; i < criteria->len; i++) {
    VouchCriterionDecision *one = g_ptr_array_index (criteria, i);
    const char *level = vouch_criterion_decision_get_level (one);
    const char *feedback = vouch_criterion_decision_get_comment (one);

    ctl_context_print_row (context, vouch_criterion_decision_get_criterion (one),
                           level != NULL ? level : "-",
                           vouch_criterion_decision_get_kept (one) ? _ ("kept") : "",
                           feedback != NULL ? feedback : "", NULL);
  }
  if (comment != NULL)
    ctl_context_print (context, "%s", comment);
}

static gboolean
fetch_decision (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *portfolio = ctl_parse_portfolio (context, words[0], error);
  g_autoptr (VouchDecision) decision =
      portfolio != NULL
          ? vouch_decisions_fetch (ctl_context_get_workspace (context), portfolio, NULL, error)
          : NULL;

  if (decision == NULL)
    return FALSE;
  show_decision (context, decision);
  return TRUE;
}

static gboolean
show_kept_decision (CtlContext *context,
                    const char *const *words,
                    CtlExit *exit_code,
                    GError **error)
{
  g_autofree char *portfolio = ctl_parse_portfolio (context, words[0], error);
  g_autoptr (VouchDecision) decision =
      portfolio != NULL
          ? vouch_decisions_show (ctl_context_get_workspace (context), portfolio, NULL, error)
          : NULL;

  if (decision == NULL)
    return FALSE;
  show_decision (context, decision);
  return TRUE;
}

const CtlCommand ctl_issuer_commands[] = {
  { "issuer add", "NAME URL", 2, 2, "token-file=F", CTL_ACCESS_WRITE, add_issuer,
    N_ ("Add an issuer and pin its key") },
  { "issuer list", "", 0, 0, "", CTL_ACCESS_READ, list_issuers, N_ ("List the issuers") },
  { "issuer sync", "NAME", 1, 1, "", CTL_ACCESS_WRITE, sync_issuer,
    N_ ("Import the definitions that an issuer offers") },
  { "issuer test", "NAME", 1, 1, "", CTL_ACCESS_READ, test_issuer,
    N_ ("See whether an issuer is there, is the same and takes the token") },
  { "submit", "P", 1, 1, "issuer=NAME attest=ID note=T fit", CTL_ACCESS_WRITE, submit,
    N_ ("Freeze a portfolio, send it and have it sealed") },
  { "submission list", "", 0, 0, "", CTL_ACCESS_READ, list_submissions, N_ ("List the attempts") },
  { "submission withdraw", "S", 1, 1, "", CTL_ACCESS_WRITE, withdraw, N_ ("Take an attempt back") },
  { "decision fetch", "P", 1, 1, "", CTL_ACCESS_WRITE, fetch_decision,
    N_ ("Ask the issuer for the decision") },
  { "decision show", "P", 1, 1, "", CTL_ACCESS_READ, show_kept_decision,
    N_ ("Show the decision that was fetched") },
  { 0 },
};
