/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-preflight"

#include "config.h"
#include "vouch-preflight.h"

#include <glib/gi18n-lib.h>

#include "vouch-attempt.h"
#include "vouch-check.h"
#include "vouch-error.h"
#include "vouch-example.h"
#include "vouch-freeze.h"
#include "vouch-origin.h"
#include "vouch-prepare.h"
#include "vouch-store-issuers.h"
#include "vouch-store-load.h"
#include "vouch-store-facts.h"
#include "vouch-store-portfolios.h"
#include "vouch-store-submissions.h"
#include "vouch-transitions.h"
#include "vouch-window-times.h"

#include "vouch-workspace-private.h"

/**
 * VouchPreflight:
 *
 * What a person sees before anything leaves: what is still open, who is in it, what exactly would
 * be sent and how large it is. Immutable once it is made.
 */
struct _VouchPreflight {
  GObject parent_instance;

  VouchAttempt *attempt;
  VouchReport *report;
  gboolean note_required;
  gboolean coach_required;
  char *times;         /* (nullable): until or from when it can be sent */
  GPtrArray *problems; /* of char *, NULL-terminated */
  GPtrArray *people;   /* of char *, NULL-terminated */
  GPtrArray *attestations;
  GPtrArray *files; /* of VouchPreflightFile */
  gint64 total_bytes;
};

G_DEFINE_FINAL_TYPE (VouchPreflight, vouch_preflight, G_TYPE_OBJECT)

static void
file_free (gpointer data)
{
  VouchPreflightFile *file = data;

  g_free ((char *) file->item);
  g_free ((char *) file->name);
  g_free (file);
}

static void
vouch_preflight_finalize (GObject *object)
{
  VouchPreflight *self = VOUCH_PREFLIGHT (object);

  g_clear_pointer (&self->attempt, vouch_attempt_free);
  g_clear_object (&self->report);
  g_free (self->times);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->attestations);
  g_ptr_array_unref (self->files);

  G_OBJECT_CLASS (vouch_preflight_parent_class)->finalize (object);
}

static void
vouch_preflight_class_init (VouchPreflightClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_preflight_finalize;
}

static void
vouch_preflight_init (VouchPreflight *self)
{
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->people = g_ptr_array_new_with_free_func (g_free);
  self->attestations = g_ptr_array_new_with_free_func (g_object_unref);
  self->files = g_ptr_array_new_with_free_func (file_free);
}

static void
add_findings (VouchPreflight *self, VouchReport *report)
{
  GPtrArray *findings = vouch_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++) {
    VouchFinding *finding = g_ptr_array_index (findings, i);

    if (vouch_finding_get_severity (finding) == VOUCH_SEVERITY_REQUIRED &&
        vouch_finding_is_open (finding))
      g_ptr_array_add (self->problems, g_strdup (vouch_finding_get_message (finding)));
  }
  if (self->problems->len == 0 && !vouch_report_get_ready (report))
    g_ptr_array_add (self->problems, g_strdup (_ ("A required part is not complete yet.")));
}

static VouchMaySubmit
judge_attempt (VouchPreflight *self,
               VouchSubmissionPolicy *policy,
               VouchDay today,
               gboolean coach_met,
               gboolean has_note)
{
  VouchAttempts attempts = {
    .made = self->attempt->counted,
    .unsuccessful = self->attempt->unsuccessful,
    .earned = self->attempt->kind == VOUCH_ATTEMPT_EARNED,
    .coach_met = coach_met,
    .has_note = has_note,
  };

  return vouch_transition_may_submit (policy, &attempts, today);
}

/* What the issuer said about a further attempt holds, whatever the definition allows. */
static void
add_last_word (VouchPreflight *self, gint64 now_ms)
{
  g_autofree char *day = NULL;

  if (self->attempt->kind != VOUCH_ATTEMPT_NEW)
    return;
  if (self->attempt->left == 0)
    g_ptr_array_add (self->problems,
                     g_strdup (_ ("With its last decision the issuer said that no attempt is left. "
                                  "Your work is kept; ask the issuer what can be done.")));
  if (self->attempt->until_ms == 0 || now_ms < self->attempt->until_ms)
    return;
  day = vouch_day_format_for_people (vouch_day_from_time (self->attempt->until_ms));
  g_ptr_array_add (self->problems,
                   g_strdup_printf (_ ("The issuer took a further attempt until %s. Your work is "
                                       "kept; ask the issuer what can be done."),
                                    day));
}

/* A note and a word about the coach can still be given with the submission; all else stands in its
 * way. */
static void
add_policy (VouchPreflight *self,
            VouchSubmissionPolicy *policy,
            VouchIssuerAccount *account,
            gint64 now_ms)
{
  g_autoptr (GTimeZone) zone =
      vouch_window_times_zone (vouch_issuer_account_get_time_zone (account));
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  VouchDay today = vouch_window_times_day (zone, now_ms);
  VouchMaySubmit may;

  self->times = vouch_window_times_explain (policy, zone, here, now_ms);

  if (self->attempt->kind != VOUCH_ATTEMPT_NEW && self->attempt->kind != VOUCH_ATTEMPT_EARNED)
    return;
  may = judge_attempt (self, policy, today, TRUE, TRUE);
  if (may == VOUCH_MAY_SUBMIT_OUTSIDE_WINDOW)
    g_ptr_array_add (self->problems, g_strdup (self->times));
  else if (may != VOUCH_MAY_SUBMIT_YES)
    g_ptr_array_add (self->problems, vouch_transition_explain (may, policy));
  else
    add_last_word (self, now_ms);
  self->note_required =
      judge_attempt (self, policy, today, TRUE, FALSE) == VOUCH_MAY_SUBMIT_NOTE_FIRST;
  self->coach_required =
      judge_attempt (self, policy, today, FALSE, TRUE) == VOUCH_MAY_SUBMIT_COACH_FIRST;
}

static void
add_attestations (VouchPreflight *self, VouchDefinition *definition)
{
  GPtrArray *asked = vouch_definition_get_attestations (definition);

  for (guint i = 0; i < asked->len; i++)
    g_ptr_array_add (self->attestations, g_object_ref (g_ptr_array_index (asked, i)));
}

static void
add_people (VouchPreflight *self, VouchItem *item)
{
  const char *const *listed = vouch_appearance_get_people (vouch_item_get_appearance (item));

  for (guint i = 0; listed[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (self->people, listed[i], g_str_equal, NULL))
      g_ptr_array_add (self->people, g_strdup (listed[i]));
}

static gboolean
add_file (VouchPreflight *self,
          VouchWorkspace *workspace,
          VouchItem *item,
          GHashTable *counts,
          GError **error)
{
  GError *local = NULL;
  VouchPreflightFile *file;
  VouchFacts *facts = vouch_item_get_sent_facts (item) != NULL ? vouch_item_get_sent_facts (item)
                                                               : vouch_item_get_facts (item);
  g_autofree char *sha256 = NULL;
  gboolean derived;
  gint64 bytes;

  sha256 = vouch_prepare_find_copy (workspace, item, &bytes, &derived, &local);
  if (local != NULL) {
    g_propagate_error (error, local);
    return FALSE;
  }
  file = g_new0 (VouchPreflightFile, 1);
  file->item = g_strdup (vouch_item_get_id (item));
  file->name = vouch_freeze_name (item, facts, counts);
  file->bytes = bytes;
  file->derived = derived;
  file->can_fit = vouch_item_get_media (item) == VOUCH_MEDIA_AUDIO ||
                  vouch_item_get_media (item) == VOUCH_MEDIA_VIDEO;
  g_ptr_array_add (self->files, file);
  self->total_bytes += bytes >= 0 ? bytes : MAX (vouch_facts_get_size (facts), 0);
  return TRUE;
}

static gboolean
add_items (VouchPreflight *self,
           VouchWorkspace *workspace,
           VouchPortfolio *portfolio,
           GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    add_people (self, item);
    if (vouch_item_get_artifact (item) != NULL && !add_file (self, workspace, item, counts, error))
      return FALSE;
  }
  return TRUE;
}

static void
add_limits (VouchPreflight *self, VouchIssuerAccount *account)
{
  gint64 max_file = vouch_issuer_account_get_max_file_bytes (account);
  gint64 max_total = vouch_issuer_account_get_max_submission_bytes (account);

  for (guint i = 0; max_file > 0 && i < self->files->len; i++) {
    const VouchPreflightFile *file = g_ptr_array_index (self->files, i);
    g_autofree char *limit = g_format_size ((guint64) max_file);

    if (file->bytes > max_file && file->can_fit)
      g_ptr_array_add (self->problems,
                       /* Translators: a file name, the issuer, and a size such as "2 GB". */
                       g_strdup_printf (_ ("%s is larger than “%s” takes, which is %s a file. Let "
                                           "Vouch make it fit."),
                                        file->name, vouch_issuer_account_get_name (account),
                                        limit));
    else if (file->bytes > max_file)
      g_ptr_array_add (self->problems,
                       /* Translators: a file name, the issuer, and a size such as "2 GB". */
                       g_strdup_printf (_ ("%s is larger than “%s” takes, which is %s a file."),
                                        file->name, vouch_issuer_account_get_name (account),
                                        limit));
  }
  if (max_total > 0 && self->total_bytes > max_total) {
    g_autofree char *limit = g_format_size ((guint64) max_total);

    g_ptr_array_add (self->problems,
                     /* Translators: the issuer, and a size such as "8 GB". */
                     g_strdup_printf (_ ("This is more than “%s” takes at once, which is %s."),
                                      vouch_issuer_account_get_name (account), limit));
  }
}

/* A practice issuer runs beside the program; nobody else can be reached at such an address. */
static gboolean
is_for_practice (VouchIssuerAccount *account)
{
  g_autoptr (GUri) uri =
      g_uri_parse (vouch_issuer_account_get_url (account), G_URI_FLAGS_NONE, NULL);

  return uri != NULL && vouch_origin_is_loopback (uri);
}

/**
 * vouch_preflight_make:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @issuer: the earner's name for the issuer.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no such portfolio or issuer.
 *
 * Looks at what submitting would do, without doing anything.
 *
 * Returns: (transfer full) (nullable): what was seen.
 */
VouchPreflight *
vouch_preflight_make (VouchWorkspace *workspace,
                      const char *portfolio,
                      const char *issuer,
                      GCancellable *cancellable,
                      GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchPreflight) self = g_object_new (VOUCH_TYPE_PREFLIGHT, NULL);
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchReport) report = NULL;
  VouchDefinition *definition;

  g_return_val_if_fail (portfolio != NULL && issuer != NULL, NULL);

  loaded = vouch_store_load_portfolio (store, portfolio, error);
  account = loaded != NULL ? vouch_store_load_issuer (store, issuer, error) : NULL;
  self->attempt = account != NULL ? vouch_attempt_plan (workspace, portfolio, issuer, error) : NULL;
  report = self->attempt != NULL
               ? vouch_check_loaded (workspace, loaded, VOUCH_DAY_NONE, cancellable, error)
               : NULL;
  if (report == NULL)
    return NULL;
  definition = vouch_portfolio_get_definition (loaded);
  g_set_object (&self->report, report);
  add_findings (self, report);
  if (vouch_example_is (workspace, portfolio) && !is_for_practice (account))
    g_ptr_array_add (
        self->problems,
        g_strdup (_ ("This is the example portfolio. It can be sent only to a practice "
                     "issuer on this computer, so that nobody else gets made-up "
                     "work.")));
  if (vouch_issuer_account_get_unconfirmed (account))
    g_ptr_array_add (
        self->problems,
        g_strdup_printf (
            _ ("“%s” came with an export. Confirm in Preferences that it is the real one "
               "before anything goes there."),
            vouch_issuer_account_get_name (account)));
  add_policy (self, vouch_definition_get_submission_policy (definition), account,
              vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  add_attestations (self, definition);
  if (!add_items (self, workspace, loaded, error))
    return NULL;
  add_limits (self, account);
  g_ptr_array_add (self->problems, NULL);
  g_ptr_array_add (self->people, NULL);
  return g_steal_pointer (&self);
}

/**
 * vouch_preflight_get_ready:
 * @self: a preflight.
 *
 * Returns: whether nothing is open but the attestations and the note.
 */
gboolean
vouch_preflight_get_ready (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), FALSE);

  return g_ptr_array_index (self->problems, 0) == NULL;
}

/**
 * vouch_preflight_get_attempt:
 * @self: a preflight.
 *
 * Returns: which attempt it would be, from 1.
 */
guint
vouch_preflight_get_attempt (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), 0);

  return self->attempt->number;
}

/**
 * vouch_preflight_get_note_required:
 * @self: a preflight.
 *
 * Returns: whether a note on what changed is asked for.
 */
gboolean
vouch_preflight_get_note_required (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), FALSE);

  return self->note_required;
}

/**
 * vouch_preflight_get_coach_required:
 * @self: a preflight.
 *
 * Returns: whether the earner must have met a coach since the last decision; she confirms it with
 *   %VOUCH_PREFLIGHT_COACH_MET among the attestations.
 */
gboolean
vouch_preflight_get_coach_required (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), FALSE);

  return self->coach_required;
}

/**
 * vouch_preflight_get_times:
 * @self: a preflight.
 *
 * Returns: (transfer none) (nullable): until when it can be sent, or from when on, as a sentence.
 */
const char *
vouch_preflight_get_times (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), NULL);

  return self->times;
}

/**
 * vouch_preflight_get_kind:
 * @self: a preflight.
 *
 * Returns: what sending would do: begin an attempt, go on with one, or nothing.
 */
VouchAttemptKind
vouch_preflight_get_kind (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), VOUCH_ATTEMPT_NEW);

  return self->attempt->kind;
}

/**
 * vouch_preflight_get_problems:
 * @self: a preflight.
 *
 * Returns: (transfer none): what is still open, a sentence each.
 */
const char *const *
vouch_preflight_get_problems (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), NULL);

  return (const char *const *) self->problems->pdata;
}

/**
 * vouch_preflight_get_people:
 * @self: a preflight.
 *
 * Returns: (transfer none): keys of those who are seen or heard in what would be sent.
 */
const char *const *
vouch_preflight_get_people (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), NULL);

  return (const char *const *) self->people->pdata;
}

/**
 * vouch_preflight_get_attestations:
 * @self: a preflight.
 *
 * Returns: (transfer none) (element-type VouchAttestation): the statements to confirm.
 */
GPtrArray *
vouch_preflight_get_attestations (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), NULL);

  return self->attestations;
}

/**
 * vouch_preflight_get_n_files:
 * @self: a preflight.
 *
 * Returns: how many files would be sent.
 */
guint
vouch_preflight_get_n_files (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), 0);

  return self->files->len;
}

/**
 * vouch_preflight_get_file:
 * @self: a preflight.
 * @index: from 0.
 *
 * Returns: (transfer none): one file that would be sent.
 */
const VouchPreflightFile *
vouch_preflight_get_file (VouchPreflight *self, guint index)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self) && index < self->files->len, NULL);

  return g_ptr_array_index (self->files, index);
}

/**
 * vouch_preflight_get_total_bytes:
 * @self: a preflight.
 *
 * Returns: how many bytes would be sent; about, while copies are not made.
 */
gint64
vouch_preflight_get_total_bytes (VouchPreflight *self)
{
  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), 0);

  return self->total_bytes;
}

/**
 * vouch_preflight_count:
 * @self: a preflight.
 * @complete: (out): how many of the required things are complete.
 * @needed: (out): how many there are.
 *
 * Counts what the micro-credential asks for.
 */
void
vouch_preflight_count (VouchPreflight *self, guint *complete, guint *needed)
{
  g_return_if_fail (VOUCH_IS_PREFLIGHT (self) && complete != NULL && needed != NULL);

  vouch_report_count_needed (self->report, complete, needed);
}

/**
 * vouch_preflight_get_result:
 * @self: a preflight.
 * @kind: a kind of check.
 *
 * Returns: the weakest result of all required checks of that kind;
 *   %VOUCH_RESULT_NOT_APPLICABLE when there is none.
 */
VouchResult
vouch_preflight_get_result (VouchPreflight *self, VouchConstraintKind kind)
{
  VouchResult weakest = VOUCH_RESULT_NOT_APPLICABLE;
  GPtrArray *findings;

  g_return_val_if_fail (VOUCH_IS_PREFLIGHT (self), VOUCH_RESULT_NOT_APPLICABLE);

  findings = vouch_report_get_findings (self->report);
  for (guint i = 0; i < findings->len; i++)
    if (vouch_finding_get_kind (findings->pdata[i]) == kind &&
        vouch_finding_get_severity (findings->pdata[i]) == VOUCH_SEVERITY_REQUIRED)
      weakest = MAX (weakest, vouch_finding_get_result (findings->pdata[i]));
  return weakest;
}
