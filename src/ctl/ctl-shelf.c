/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-shelf.h"

#include <glib/gi18n-lib.h>

#include "vouch-bin.h"
#include "vouch-error.h"
#include "vouch-evidence-bring.h"
#include "vouch-evidence-change.h"
#include "vouch-evidence-list.h"
#include "vouch-evidence-place.h"

#include "ctl-parse.h"

/* The files of the library, whether or not they are placed anywhere, and the bin. */

static void
add_evidence (CtlJson *json, VouchEvidence *evidence)
{
  const char *const *attributes = vouch_evidence_get_attributes (evidence);

  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "sha256", vouch_evidence_get_artifact (evidence));
  ctl_json_string (json, "fileName", vouch_evidence_get_file_name (evidence));
  ctl_json_string (json, "title", vouch_evidence_get_title (evidence));
  ctl_json_string (json, "media", vouch_media_to_string (vouch_evidence_get_media (evidence)));
  ctl_json_integer (json, "bytes", vouch_evidence_get_size (evidence));
  ctl_json_time (json, "addedAt", vouch_evidence_get_added_ms (evidence));
  ctl_json_begin_object (json, "attributes");
  for (guint i = 0; attributes[i] != NULL && attributes[i + 1] != NULL; i += 2)
    ctl_json_string (json, attributes[i], attributes[i + 1]);
  ctl_json_end (json);
  ctl_json_strings (json, "criteria", vouch_evidence_get_criteria (evidence));
  ctl_json_integer (json, "places", vouch_evidence_get_n_places (evidence));
  ctl_json_integer (json, "sent", vouch_evidence_get_n_sent (evidence));
  ctl_json_end (json);
}

static gboolean
list_evidence (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) all =
      vouch_evidence_list (ctl_context_get_workspace (context), NULL, error);
  gboolean unused = ctl_context_has (context, "unused");

  if (all == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "evidence");
  for (guint i = 0; i < all->len; i++) {
    VouchEvidence *evidence = g_ptr_array_index (all, i);
    g_autofree char *places = g_strdup_printf ("%u", vouch_evidence_get_n_places (evidence));

    if (unused && vouch_evidence_get_n_places (evidence) > 0)
      continue;
    ctl_context_print_row (context, vouch_evidence_get_artifact (evidence),
                           vouch_media_to_string (vouch_evidence_get_media (evidence)), places,
                           vouch_evidence_get_name (evidence), NULL);
    add_evidence (json, evidence);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static GStrv
parse_artifacts (CtlContext *context, const char *const *words, GError **error)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++) {
    g_autofree char *one = ctl_parse_artifact (context, words[i], error);

    if (one == NULL)
      return NULL;
    g_strv_builder_add (all, one);
  }
  return g_strv_builder_end (all);
}

static gboolean
bring (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *sha256 =
      vouch_evidence_bring (ctl_context_get_workspace (context), words[0], NULL, NULL, error);

  if (sha256 == NULL)
    return FALSE;
  ctl_context_print_id (context, sha256);
  return TRUE;
}

static gboolean
place (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *artifact = ctl_parse_artifact (context, words[0], error);
  g_autofree char *portfolio =
      artifact != NULL ? ctl_parse_portfolio (context, words[1], error) : NULL;
  g_autofree char *id = NULL;

  if (portfolio == NULL)
    return FALSE;
  id = vouch_evidence_place (ctl_context_get_workspace (context), artifact, portfolio, words[2],
                             NULL, error);
  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

static gboolean
where_used (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autofree char *artifact = ctl_parse_artifact (context, words[0], error);
  g_autoptr (GPtrArray) uses = NULL;

  uses = artifact != NULL
             ? vouch_evidence_list_uses (ctl_context_get_workspace (context), artifact, NULL, error)
             : NULL;
  if (uses == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "uses");
  for (guint i = 0; i < uses->len; i++) {
    VouchEvidenceUse *use = g_ptr_array_index (uses, i);
    g_autofree char *line = vouch_evidence_describe_use (use);

    ctl_context_print (context, "%s\n", line);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "item", vouch_evidence_use_get_item (use));
    ctl_json_string (json, "portfolio", vouch_evidence_use_get_portfolio (use));
    ctl_json_string (json, "portfolioTitle", vouch_evidence_use_get_portfolio_title (use));
    ctl_json_string (json, "requirement", vouch_evidence_use_get_requirement (use));
    ctl_json_string (json, "submission", vouch_evidence_use_get_submission (use));
    ctl_json_string (json, "issuer", vouch_evidence_use_get_issuer (use));
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static VouchAppearance *
parse_appearance (CtlContext *context)
{
  const char *const *keys = ctl_context_get_all (context, "person");
  VouchAppearance *appearance;

  if (keys[0] == NULL && !ctl_context_has (context, "nobody"))
    return NULL;
  appearance = vouch_appearance_new ();
  vouch_appearance_set_people (appearance, keys);
  vouch_appearance_set_state (appearance, keys[0] != NULL ? VOUCH_APPEARANCE_STATE_LISTED
                                                          : VOUCH_APPEARANCE_STATE_NOBODY);
  return appearance;
}

static gboolean
edit (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (VouchItemEdit) change = ctl_parse_edit (context, error);
  g_autoptr (VouchAppearance) appearance = parse_appearance (context);
  g_auto (GStrv) artifacts = change != NULL ? parse_artifacts (context, words, error) : NULL;
  g_autoptr (GPtrArray) before = NULL;

  if (artifacts == NULL)
    return FALSE;
  before = vouch_evidence_edit (ctl_context_get_workspace (context),
                                (const char *const *) artifacts, change, appearance, NULL, error);
  if (before == NULL)
    return FALSE;
  ctl_context_print_done (context, artifacts[0]);
  return TRUE;
}

static gboolean
remove_evidence (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_auto (GStrv) artifacts = parse_artifacts (context, words, error);

  /* Where it is used is said before it goes, on the side of the answer. */
  for (guint i = 0; artifacts != NULL && artifacts[i] != NULL; i++) {
    g_autoptr (GPtrArray) uses = vouch_evidence_list_uses (workspace, artifacts[i], NULL, error);

    if (uses == NULL)
      return FALSE;
    for (guint u = 0; u < uses->len; u++) {
      g_autofree char *line = vouch_evidence_describe_use (g_ptr_array_index (uses, u));

      ctl_context_say (context, "%.8s: %s", artifacts[i], line);
    }
  }
  if (artifacts == NULL ||
      !vouch_evidence_remove (workspace, (const char *const *) artifacts, NULL, error))
    return FALSE;
  ctl_context_print_done (context, artifacts[0]);
  return TRUE;
}

static gboolean
restore_evidence (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_evidence_restore (ctl_context_get_workspace (context), words, NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

static gboolean
list_bin (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) entries = vouch_bin_list (ctl_context_get_workspace (context), NULL, error);

  if (entries == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "bin");
  for (guint i = 0; i < entries->len; i++) {
    VouchBinEntry *entry = g_ptr_array_index (entries, i);
    const char *kind = vouch_bin_kind_to_string (vouch_bin_entry_get_kind (entry));
    const char *name = vouch_bin_entry_get_name (entry);
    int days = vouch_bin_entry_get_days_left (entry);
    g_autofree char *left = days < 0 ? g_strdup ("-") : g_strdup_printf ("%d", days);

    ctl_context_print_row (context, kind, vouch_bin_entry_get_id (entry), left,
                           name != NULL ? name : "", NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "kind", kind);
    ctl_json_string (json, "id", vouch_bin_entry_get_id (entry));
    ctl_json_string (json, "name", name);
    ctl_json_time (json, "removedAt", vouch_bin_entry_get_removed_ms (entry));
    if (days >= 0)
      ctl_json_integer (json, "daysLeft", days);
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
put_back (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_autoptr (GPtrArray) entries = vouch_bin_list (workspace, NULL, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++) {
    VouchBinEntry *entry = g_ptr_array_index (entries, i);

    if (!g_str_equal (vouch_bin_entry_get_id (entry), words[0]))
      continue;
    if (!vouch_bin_put_back (workspace, entry, NULL, error))
      return FALSE;
    ctl_context_print_done (context, words[0]);
    return TRUE;
  }
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no “%s” in the bin."),
               words[0]);
  return FALSE;
}

static gboolean
empty_bin (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (GPtrArray) entries =
      vouch_bin_empty (ctl_context_get_workspace (context), NULL, error);
  g_autofree char *n = NULL;

  if (entries == NULL)
    return FALSE;
  n = g_strdup_printf ("%u", entries->len);
  ctl_context_print_done (context, n);
  return TRUE;
}

const CtlCommand ctl_shelf_commands[] = {
  { "evidence list", "", 0, 0, "unused", CTL_ACCESS_READ, list_evidence,
    N_ ("List the files of the library") },
  { "evidence bring", "FILE", 1, 1, "", CTL_ACCESS_WRITE, bring,
    N_ ("Bring a file in, without a portfolio") },
  { "evidence place", "SHA256 P REQUIREMENT", 3, 3, "", CTL_ACCESS_WRITE, place,
    N_ ("Use a file of the library in a portfolio") },
  { "evidence where", "SHA256", 1, 1, "", CTL_ACCESS_READ, where_used,
    N_ ("Say where a file is used") },
  { "evidence edit", "SHA256…", 1, -1, "title=T attribute=K=V person=KEY nobody", CTL_ACCESS_WRITE,
    edit, N_ ("Change what is recorded about files, at every place") },
  { "evidence remove", "SHA256…", 1, -1, "", CTL_ACCESS_WRITE, remove_evidence,
    N_ ("Put files into the bin, with every place they have") },
  { "evidence restore", "SHA256…", 1, -1, "", CTL_ACCESS_WRITE, restore_evidence,
    N_ ("Take files out of the bin") },
  { "bin list", "", 0, 0, "", CTL_ACCESS_READ, list_bin, N_ ("List what is in the bin") },
  { "bin restore", "ID", 1, 1, "", CTL_ACCESS_WRITE, put_back,
    N_ ("Take something out of the bin") },
  { "bin empty", "", 0, 0, "", CTL_ACCESS_WRITE, empty_bin,
    N_ ("End what is in the bin for good") },
  { 0 },
};
