/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-freeze"

#include "config.h"
#include "vouch-freeze.h"

#include <glib/gi18n-lib.h>

#include "vouch-citation-text.h"
#include "vouch-error.h"
#include "vouch-people.h"
#include "vouch-prepare.h"
#include "vouch-store-facts.h"
#include "vouch-store-people.h"
#include "vouch-text.h"

#include "vouch-workspace-private.h"

/*
 * From a portfolio to the manifest of docs/issuer-api.md, section 7: neutral file names, times
 * counted in the file as sent, and of permissions only that there are some.
 */

static const struct {
  const char *format;
  const char *media_type;
} media_types[] = {
  { "jpg", "image/jpeg" },
  { "png", "image/png" },
  { "gif", "image/gif" },
  { "webp", "image/webp" },
  { "heic", "image/heic" },
  { "tif", "image/tiff" },
  { "pdf", "application/pdf" },
  { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
  { "odt", "application/vnd.oasis.opendocument.text" },
  { "ods", "application/vnd.oasis.opendocument.spreadsheet" },
  { "odp", "application/vnd.oasis.opendocument.presentation" },
  { "txt", "text/plain" },
  { "csv", "text/csv" },
  { "html", "text/html" },
  { "rtf", "application/rtf" },
  { "mp4", "video/mp4" },
  { "m4v", "video/mp4" },
  { "mov", "video/quicktime" },
  { "webm", "video/webm" },
  { "mkv", "video/x-matroska" },
  { "avi", "video/x-msvideo" },
  { "3gp", "video/3gpp" },
  { "m4a", "audio/mp4" },
  { "mp3", "audio/mpeg" },
  { "wav", "audio/wav" },
  { "ogg", "audio/ogg" },
  { "opus", "audio/ogg" },
  { "flac", "audio/flac" },
  { "aac", "audio/aac" },
  { "aiff", "audio/aiff" },
};

/**
 * vouch_freeze_media_type:
 * @format: (nullable): a format as facts name it.
 *
 * Returns: (transfer none): its media type (IANA), `application/octet-stream` when not known.
 */
const char *
vouch_freeze_media_type (const char *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (media_types); i++)
    if (g_strcmp0 (media_types[i].format, format) == 0)
      return media_types[i].media_type;
  return "application/octet-stream";
}

static gboolean
is_neutral_extension (const char *format)
{
  gsize i = 0;

  while (format != NULL && g_ascii_isalnum (format[i]) && !g_ascii_isupper (format[i]))
    i++;
  return format != NULL && format[i] == '\0' && i > 0 && i <= 8;
}

/**
 * vouch_freeze_name:
 * @item: an item with a file.
 * @facts: what is known about what will be sent.
 * @counts: (element-type utf8 guint): how many names of each kind there are; starts empty.
 *
 * Gives the file a name that says nothing about anybody: `audio-1.m4a`.
 *
 * Returns: (transfer full): the name.
 */
char *
vouch_freeze_name (VouchItem *item, VouchFacts *facts, GHashTable *counts)
{
  const char *kind = vouch_media_to_string (vouch_item_get_media (item));
  const char *format = facts != NULL ? vouch_facts_get_format (facts) : NULL;
  guint n;

  if (kind == NULL)
    kind = "file";
  n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, kind)) + 1;
  g_hash_table_insert (counts, (gpointer) kind, GUINT_TO_POINTER (n));
  if (!is_neutral_extension (format))
    return g_strdup_printf ("%s-%u", kind, n);
  return g_strdup_printf ("%s-%u.%s", kind, n, format);
}

static void
add_affirmations (VouchManifest *manifest, const VouchFreezing *what, gint64 now)
{
  GPtrArray *asked =
      vouch_definition_get_attestations (vouch_portfolio_get_definition (what->portfolio));

  for (guint i = 0; i < asked->len; i++) {
    VouchAttestation *attestation = g_ptr_array_index (asked, i);
    g_autoptr (VouchAffirmation) affirmation = NULL;

    if (!g_strv_contains (what->attestations, vouch_attestation_get_id (attestation)))
      continue;
    affirmation = vouch_affirmation_new ();
    vouch_affirmation_set_id (affirmation, vouch_attestation_get_id (attestation));
    vouch_affirmation_set_signer (
        affirmation, vouch_signer_to_string (vouch_attestation_get_signer (attestation)));
    vouch_affirmation_set_confirmed_ms (affirmation, now);
    vouch_manifest_add_affirmation (manifest, affirmation);
  }
}

static void
add_chosen (VouchManifest *manifest, VouchChoice *choice, const char *const *chosen)
{
  GPtrArray *options = vouch_choice_get_options (choice);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autoptr (VouchChosen) entry = NULL;

  for (guint i = 0; i < options->len; i++) {
    const char *id = vouch_choice_option_get_id (g_ptr_array_index (options, i));

    if (g_strv_contains (chosen, id))
      g_strv_builder_add (ids, id);
  }
  list = g_strv_builder_end (ids);
  if (list[0] == NULL)
    return;
  entry = vouch_chosen_new ();
  vouch_chosen_set_choice (entry, vouch_choice_get_id (choice));
  vouch_chosen_set_options (entry, (const char *const *) list);
  vouch_manifest_add_chosen (manifest, entry);
}

static void
add_choices (VouchManifest *manifest, VouchPortfolio *portfolio)
{
  GPtrArray *parts = vouch_definition_get_parts (vouch_portfolio_get_definition (portfolio));

  for (guint i = 0; i < parts->len; i++) {
    GPtrArray *choices = vouch_part_get_choices (g_ptr_array_index (parts, i));

    for (guint n = 0; n < choices->len; n++)
      add_chosen (manifest, g_ptr_array_index (choices, n), vouch_portfolio_get_chosen (portfolio));
  }
}

/* Times are counted in the file as sent; what lies outside it stays here. */
static gboolean
shift_into_range (VouchItem *item, gint64 *start, gint64 *end)
{
  gint64 offset = MAX (vouch_item_get_start_ms (item), 0);
  gint64 length = vouch_item_get_duration_ms (item);

  if (*start < 0)
    return TRUE;
  if (*start < offset || (length >= 0 && *start - offset > length))
    return FALSE;
  *start -= offset;
  if (*end >= 0)
    *end = length >= 0 ? MIN (*end - offset, length) : *end - offset;
  return TRUE;
}

static VouchMoment *
copy_moment (VouchMoment *moment, gint64 start, gint64 end)
{
  VouchMoment *copy = vouch_moment_new ();

  vouch_moment_set_id (copy, vouch_moment_get_id (moment));
  vouch_moment_set_form (copy, vouch_moment_get_form (moment));
  vouch_moment_set_start_ms (copy, start);
  vouch_moment_set_end_ms (copy, end);
  vouch_moment_set_x (copy, vouch_moment_get_x (moment));
  vouch_moment_set_y (copy, vouch_moment_get_y (moment));
  vouch_moment_set_width (copy, vouch_moment_get_width (moment));
  vouch_moment_set_height (copy, vouch_moment_get_height (moment));
  vouch_moment_set_page (copy, vouch_moment_get_page (moment));
  vouch_moment_set_quote (copy, vouch_moment_get_quote (moment));
  vouch_moment_set_criterion (copy, vouch_moment_get_criterion (moment));
  vouch_moment_set_label (copy, vouch_moment_get_label (moment));
  vouch_moment_set_note (copy, vouch_moment_get_note (moment));
  return copy;
}

static void
add_moments (VouchManifestItem *entry, VouchItem *item)
{
  GPtrArray *moments = vouch_item_get_moments (item);

  for (guint i = 0; i < moments->len; i++) {
    VouchMoment *moment = g_ptr_array_index (moments, i);
    gint64 start = vouch_moment_get_start_ms (moment);
    gint64 end = vouch_moment_get_end_ms (moment);
    g_autoptr (VouchMoment) copy = NULL;

    if (!shift_into_range (item, &start, &end))
      continue;
    copy = copy_moment (moment, start, end);
    vouch_manifest_item_add_moment (entry, copy);
  }
}

static void
add_citations (VouchManifestItem *entry, VouchItem *item, VouchPortfolio *portfolio)
{
  GPtrArray *citations = vouch_item_get_citations (item);

  for (guint i = 0; i < citations->len; i++) {
    VouchCitation *citation = g_ptr_array_index (citations, i);
    const char *target = vouch_citation_get_item (citation);
    VouchItem *cited = vouch_portfolio_find_item (portfolio, target);
    g_autoptr (VouchCitation) copy = NULL;
    gint64 at = vouch_citation_get_at_ms (citation);
    gint64 end = -1;

    if (cited == NULL || !shift_into_range (cited, &at, &end))
      continue;
    copy = vouch_citation_new ();
    vouch_citation_set_item (copy, target);
    vouch_citation_set_at_ms (copy, at);
    vouch_citation_set_page (copy, vouch_citation_get_page (citation));
    vouch_manifest_item_add_citation (entry, copy);
  }
}

/* Whether there is a permission in force; @latest takes the day it was given, where that is known. */
static gboolean
find_permission (VouchPeople *people, const char *person, VouchDay today, VouchDay *latest)
{
  GPtrArray *permissions = vouch_people_get_permissions (people);
  gboolean found = FALSE;

  for (guint i = 0; i < permissions->len; i++) {
    VouchPermission *permission = g_ptr_array_index (permissions, i);

    if (g_strcmp0 (vouch_permission_get_person (permission), person) != 0 ||
        !vouch_permission_in_force (permission, today))
      continue;
    *latest = MAX (*latest, vouch_permission_get_given (permission));
    found = TRUE;
  }
  return found;
}

static void
add_consent (VouchManifestItem *entry, VouchItem *item, VouchPeople *people, VouchDay today)
{
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  const char *const *listed = vouch_appearance_get_people (appearance);
  const char *const *masked = vouch_appearance_get_masked (appearance);
  VouchDay latest = VOUCH_DAY_NONE;
  gboolean covered = TRUE;

  if (vouch_appearance_get_state (appearance) != VOUCH_APPEARANCE_STATE_LISTED)
    return;
  for (guint i = 0; listed[i] != NULL; i++) {
    gboolean permitted = find_permission (people, listed[i], today, &latest);

    covered = covered && (permitted || g_strv_contains (masked, listed[i]));
  }
  vouch_manifest_item_set_consent_covered (entry, covered);
  vouch_manifest_item_set_consent_date (entry, latest != VOUCH_DAY_NONE ? latest : today);
}

static VouchManifestFile *
make_file (VouchWorkspace *workspace,
           VouchItem *item,
           GHashTable *counts,
           GHashTable *original_by_sent,
           GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchManifestFile) file = vouch_manifest_file_new ();
  g_autoptr (VouchFacts) facts = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *name = NULL;
  gboolean derived;
  gint64 bytes;

  sha256 = vouch_prepare_find_copy (workspace, item, &bytes, &derived, error);
  if (sha256 == NULL) {
    if (error != NULL && *error == NULL)
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                           _ ("A copy that would be sent is not made yet."));
    return NULL;
  }
  facts = vouch_store_get_facts (store, sha256, error);
  if (facts == NULL)
    return NULL;
  name = vouch_freeze_name (item, facts, counts);
  vouch_manifest_file_set_name (file, name);
  vouch_manifest_file_set_media_type (file,
                                      vouch_freeze_media_type (vouch_facts_get_format (facts)));
  vouch_manifest_file_set_bytes (file, bytes);
  vouch_manifest_file_set_sha256 (file, sha256);
  vouch_manifest_file_set_duration_ms (file, vouch_facts_get_duration_ms (facts));
  vouch_manifest_file_set_pages (file, (guint) MAX (vouch_facts_get_pages (facts), 0));
  g_hash_table_insert (original_by_sent, g_steal_pointer (&sha256),
                       g_strdup (vouch_item_get_artifact (item)));
  return g_steal_pointer (&file);
}

static VouchManifestItem *
make_entry (VouchItem *item, VouchPortfolio *portfolio)
{
  VouchManifestItem *entry = vouch_manifest_item_new ();
  g_autoptr (GList) attributes = vouch_item_list_attributes (item);

  vouch_manifest_item_set_id (entry, vouch_item_get_id (item));
  vouch_manifest_item_set_requirement (entry, vouch_item_get_requirement (item));
  vouch_manifest_item_set_media (entry, vouch_item_get_media (item));
  vouch_manifest_item_set_title (entry, vouch_item_get_title (item));
  vouch_manifest_item_set_criteria (entry, vouch_item_get_criteria (item));
  for (GList *l = attributes; l != NULL; l = l->next)
    vouch_manifest_item_set_attribute (entry, l->data, vouch_item_get_attribute (item, l->data));
  add_moments (entry, item);
  add_citations (entry, item, portfolio);
  return entry;
}

static gboolean
add_items (VouchWorkspace *workspace,
           VouchManifest *manifest,
           VouchPortfolio *portfolio,
           GHashTable *original_by_sent,
           GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  VouchDay today = vouch_clock_today (vouch_workspace_get_clock (workspace));
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (VouchPeople) people = vouch_store_load_people (store, error);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  if (people == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);
    g_autoptr (VouchManifestItem) entry = NULL;
    g_autoptr (VouchManifestFile) file = NULL;

    if (vouch_item_get_artifact (item) == NULL && vouch_text_is_blank (vouch_item_get_text (item)))
      continue;
    entry = make_entry (item, portfolio);
    if (vouch_item_get_artifact (item) != NULL) {
      file = make_file (workspace, item, counts, original_by_sent, error);
      if (file == NULL)
        return FALSE;
      vouch_manifest_item_set_file (entry, file);
    } else {
      g_autofree char *text = vouch_citation_text_as_sent (portfolio, item);

      vouch_manifest_item_set_text (entry, text);
    }
    add_consent (entry, item, people, today);
    vouch_manifest_add_item (manifest, entry);
  }
  return TRUE;
}

/**
 * vouch_freeze_manifest:
 * @workspace: a workspace.
 * @what: what is submitted, to whom, as which attempt.
 * @original_by_sent: (element-type utf8 utf8): filled with the SHA-256 of each file that is sent
 *   and that of the original it was made from.
 * @error: %VOUCH_ERROR_NOT_READY while a copy is not made.
 *
 * Returns: (transfer full) (nullable): the manifest of what is sent.
 */
VouchManifest *
vouch_freeze_manifest (VouchWorkspace *workspace,
                       const VouchFreezing *what,
                       GHashTable *original_by_sent,
                       GError **error)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (what->portfolio);
  g_autoptr (VouchManifest) manifest = vouch_manifest_new ();
  gint64 now = vouch_clock_now_ms (vouch_workspace_get_clock (workspace));

  vouch_manifest_set_issuer (manifest, vouch_issuer_account_get_issuer_id (what->account));
  vouch_manifest_set_definition (manifest, vouch_definition_get_id (definition));
  vouch_manifest_set_definition_version (manifest, vouch_definition_get_version (definition));
  vouch_manifest_set_definition_digest (manifest, vouch_definition_get_digest (definition));
  vouch_manifest_set_attempt (manifest, what->attempt->number);
  if (what->attempt->latest != NULL)
    vouch_manifest_set_previous (manifest, vouch_submission_get_url (what->attempt->latest));
  vouch_manifest_set_subject (manifest, what->subject);
  vouch_manifest_set_created_ms (manifest, now);
  vouch_manifest_set_change_note (manifest, what->note);
  add_affirmations (manifest, what, now);
  add_choices (manifest, what->portfolio);
  if (!add_items (workspace, manifest, what->portfolio, original_by_sent, error))
    return NULL;
  return g_steal_pointer (&manifest);
}

/* What stands for a file whose copy is not made: what was sent of the same original before. */
static char *
find_sent (GHashTable *sent_before, const char *original)
{
  GHashTableIter iter;
  gpointer sent, from;

  g_hash_table_iter_init (&iter, sent_before);
  while (g_hash_table_iter_next (&iter, &sent, &from))
    if (g_strcmp0 (from, original) == 0)
      return g_strdup (sent);
  return g_strdup (original);
}

static gboolean
add_draft_file (VouchWorkspace *workspace,
                VouchItem *item,
                GHashTable *sent_before,
                VouchManifestItem *entry,
                GError **error)
{
  g_autoptr (VouchManifestFile) file = vouch_manifest_file_new ();
  GError *local = NULL;
  g_autofree char *sha256 = NULL;
  gboolean derived;
  gint64 bytes;

  sha256 = vouch_prepare_find_copy (workspace, item, &bytes, &derived, &local);
  if (local != NULL && !g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND)) {
    g_propagate_error (error, local);
    return FALSE;
  }
  g_clear_error (&local);
  if (sha256 == NULL)
    sha256 = find_sent (sent_before, vouch_item_get_artifact (item));
  vouch_manifest_file_set_sha256 (file, sha256);
  vouch_manifest_item_set_file (entry, file);
  return TRUE;
}

/**
 * vouch_freeze_draft:
 * @workspace: a workspace.
 * @portfolio: a portfolio as it stands.
 * @sent_before: (element-type utf8 utf8): SHA-256 of what was sent, and of its originals.
 * @error: what the store says.
 *
 * Makes what can be compared with an attempt: the items alone, whether or not their copies are made.
 * It can not be sent.
 *
 * Returns: (transfer full) (nullable): the items as a manifest would have them.
 */
VouchManifest *
vouch_freeze_draft (VouchWorkspace *workspace,
                    VouchPortfolio *portfolio,
                    GHashTable *sent_before,
                    GError **error)
{
  g_autoptr (VouchManifest) manifest = vouch_manifest_new ();
  GPtrArray *items;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio) && sent_before != NULL, NULL);

  items = vouch_portfolio_get_items (portfolio);
  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);
    g_autoptr (VouchManifestItem) entry = NULL;

    if (vouch_item_get_artifact (item) == NULL && vouch_text_is_blank (vouch_item_get_text (item)))
      continue;
    entry = make_entry (item, portfolio);
    if (vouch_item_get_artifact (item) == NULL)
      vouch_manifest_item_set_text (entry, vouch_item_get_text (item));
    else if (!add_draft_file (workspace, item, sent_before, entry, error))
      return NULL;
    vouch_manifest_add_item (manifest, entry);
  }
  return g_steal_pointer (&manifest);
}
