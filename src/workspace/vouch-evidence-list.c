/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-list"

#include "config.h"
#include "vouch-evidence-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-definition-listing.h"
#include "vouch-error.h"
#include "vouch-store-definitions.h"
#include "vouch-store-evidence.h"
#include "vouch-store-facts.h"
#include "vouch-store-said.h"
#include "vouch-store-uses.h"

#include "vouch-workspace-private.h"

/* The store says what a file speaks to as DEFINITION:CRITERION; people read the criterion's title. */
typedef struct {
  VouchStore *store;
  GPtrArray *listings; /* (element-type VouchDefinitionListing) */
  GHashTable *titles;  /* what the store says → what people read, "" where nothing can be said */
} Reading;

static VouchDefinition *
load_by_beginning (Reading *reading, const char *beginning)
{
  for (guint i = 0; i < reading->listings->len; i++) {
    const char *sha256 =
        vouch_definition_listing_get_sha256 (g_ptr_array_index (reading->listings, i));

    if (g_str_has_prefix (sha256, beginning))
      return vouch_store_load_definition (reading->store, sha256, NULL);
  }
  return NULL;
}

/* A criterion that its definition does not know any more is not worth losing the list for. */
static char *
make_title (Reading *reading, const char *refers)
{
  const char *colon = strchr (refers, ':');
  g_autofree char *beginning = NULL;
  g_autoptr (VouchDefinition) definition = NULL;
  VouchCriterion *criterion = NULL;

  if (colon == NULL || colon == refers)
    return g_strdup ("");
  beginning = g_strndup (refers, (gsize) (colon - refers));
  definition = load_by_beginning (reading, beginning);
  if (definition != NULL)
    criterion = vouch_rubric_find_criterion (vouch_definition_get_rubric (definition), colon + 1);
  if (criterion == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s · %s", vouch_definition_get_name (definition),
                          vouch_criterion_get_title (criterion));
}

static const char *
title_of (Reading *reading, const char *refers)
{
  const char *title = g_hash_table_lookup (reading->titles, refers);

  if (title == NULL) {
    g_hash_table_insert (reading->titles, g_strdup (refers), make_title (reading, refers));
    title = g_hash_table_lookup (reading->titles, refers);
  }
  return title;
}

static void
read_criteria (Reading *reading, VouchEvidence *evidence)
{
  const char *const *refers = vouch_evidence_get_criteria (evidence);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  if (refers[0] == NULL)
    return;
  for (guint i = 0; refers[i] != NULL; i++) {
    const char *title = title_of (reading, refers[i]);

    if (*title != '\0' && !g_ptr_array_find_with_equal_func (titles, title, g_str_equal, NULL))
      g_ptr_array_add (titles, (char *) title);
  }
  g_ptr_array_add (titles, NULL);
  vouch_evidence_set_criteria (evidence, (const char *const *) titles->pdata);
}

/**
 * vouch_evidence_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: the reason.
 *
 * Lists every file of the library that is not in the bin, used or not, the last that came in first.
 * It is one statement, whatever the size of the library.
 *
 * Returns: (transfer full) (element-type VouchEvidence) (nullable): all evidence.
 */
GPtrArray *
vouch_evidence_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (GPtrArray) all = vouch_store_list_evidence (store, error);
  g_autoptr (GPtrArray) listings = all != NULL ? vouch_store_list_definitions (store, error) : NULL;
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reading reading = { store, listings, titles };

  if (listings == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    read_criteria (&reading, g_ptr_array_index (all, i));
  return vouch_workspace_is_stopped (cancellable, error) ? NULL : g_steal_pointer (&all);
}

static gboolean
name_requirement (VouchStore *store, VouchEvidenceUse *use, GError **error)
{
  const char *id = vouch_evidence_use_get_requirement (use);
  g_autoptr (VouchDefinition) definition = NULL;
  VouchRequirement *requirement;

  if (id == NULL)
    return TRUE;
  definition = vouch_store_load_definition (store, vouch_evidence_use_get_definition (use), error);
  if (definition == NULL)
    return FALSE;
  requirement = vouch_definition_find_requirement (definition, id);
  vouch_evidence_use_set_requirement_title (
      use, requirement != NULL ? vouch_requirement_get_title (requirement) : id);
  return TRUE;
}

/**
 * vouch_evidence_list_uses:
 * @workspace: a workspace.
 * @artifact: SHA-256 of the file in lower-case hex.
 * @cancellable: (nullable): to stop it.
 * @error: the reason.
 *
 * Says where a file is used: on which requirements of which portfolios, and to whom it was sent.
 *
 * Returns: (transfer full) (element-type VouchEvidenceUse) (nullable): places first, then what was
 *   sent, the latest first.
 */
GPtrArray *
vouch_evidence_list_uses (VouchWorkspace *workspace,
                          const char *artifact,
                          GCancellable *cancellable,
                          GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (GPtrArray) uses = NULL;

  g_return_val_if_fail (artifact != NULL, NULL);

  uses = vouch_store_list_uses (store, artifact, error);
  for (guint i = 0; uses != NULL && i < uses->len; i++)
    if (!name_requirement (store, g_ptr_array_index (uses, i), error))
      return NULL;
  return g_steal_pointer (&uses);
}

/**
 * vouch_evidence_load:
 * @workspace: a workspace.
 * @artifact: SHA-256 of the file in lower-case hex.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Loads one piece of evidence by itself.
 *
 * Returns: (transfer full) (nullable): its file, name, facts, and what was said of it last; an item
 *   without an id and a requirement.
 */
VouchItem *
vouch_evidence_load (VouchWorkspace *workspace,
                     const char *artifact,
                     GCancellable *cancellable,
                     GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (GPtrArray) said = NULL;
  g_autoptr (VouchFacts) facts = NULL;
  VouchItem *item;

  g_return_val_if_fail (artifact != NULL, NULL);

  said = vouch_store_load_said (store, artifact, error);
  facts = said != NULL ? vouch_store_get_facts (store, artifact, error) : NULL;
  if (facts == NULL)
    return NULL;
  item = g_ptr_array_index (said, 0);
  vouch_item_set_facts (item, facts);
  return g_object_ref (item);
}

/**
 * vouch_evidence_describe_use:
 * @use: where a file is used.
 *
 * Returns: (transfer full): the same in a line for people.
 */
char *
vouch_evidence_describe_use (VouchEvidenceUse *use)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (VOUCH_IS_EVIDENCE_USE (use), NULL);

  if (vouch_evidence_use_get_submission (use) == NULL)
    /* Translators: a portfolio, and what the file shows there. */
    return g_strdup_printf (_ ("%s · %s"), vouch_evidence_use_get_portfolio_title (use),
                            vouch_evidence_use_get_requirement_title (use));
  day = vouch_day_format_for_people (vouch_day_from_time (vouch_evidence_use_get_sent_ms (use)));
  /* Translators: a portfolio, an issuer and a date. */
  return g_strdup_printf (_ ("%s · sent to %s on %s"), vouch_evidence_use_get_portfolio_title (use),
                          vouch_evidence_use_get_issuer (use), day);
}
