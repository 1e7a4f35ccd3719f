/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-manifest-json"

#include "config.h"
#include "vouch-manifest-json.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-manifest-item-json.h"
#include "vouch-wire-form.h"
#include "vouch-wire.h"

/*
 * The manifest (docs/issuer-api.md, §7): what a submission consists of, in the one canonical form,
 * so that its SHA-256 and the earner's signature are over the bytes and never over an opinion of
 * them. Reading refuses what was not written in that form and everything it does not know.
 *
 * Invariants: ids of items and of moments, and names of files, are unique; citations point at items
 * of the same manifest; attempt 1 has no previous submission and every other has one.
 */

#define MAX_BYTES ((gsize) 4 * 1024 * 1024)
#define MAX_DEPTH 32

static JsonObject *
write_definition (VouchManifest *manifest)
{
  JsonObject *object = json_object_new ();

  vouch_wire_put_string (object, "id", vouch_manifest_get_definition (manifest));
  vouch_wire_put_string (object, "version", vouch_manifest_get_definition_version (manifest));
  vouch_wire_put_string (object, "sha256", vouch_manifest_get_definition_digest (manifest));
  return object;
}

static JsonArray *
write_affirmations (GPtrArray *affirmations)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < affirmations->len; i++) {
    VouchAffirmation *affirmation = g_ptr_array_index (affirmations, i);
    JsonObject *object = json_object_new ();

    vouch_wire_put_string (object, "id", vouch_affirmation_get_id (affirmation));
    vouch_wire_put_string (object, "signer", vouch_affirmation_get_signer (affirmation));
    vouch_wire_put_time_or_null (object, "confirmedAt",
                                 vouch_affirmation_get_confirmed_ms (affirmation));
    json_array_add_object_element (array, object);
  }
  return array;
}

static JsonArray *
write_help (GPtrArray *help)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < help->len; i++) {
    VouchHelp *entry = g_ptr_array_index (help, i);
    JsonObject *object = json_object_new ();

    vouch_wire_put_string (object, "by", vouch_help_get_by (entry));
    vouch_wire_put_strings (object, "actions", vouch_help_get_actions (entry));
    vouch_wire_put_string (object, "note", vouch_help_get_note (entry));
    json_array_add_object_element (array, object);
  }
  return array;
}

static JsonArray *
write_choices (GPtrArray *choices)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < choices->len; i++) {
    VouchChosen *chosen = g_ptr_array_index (choices, i);
    JsonObject *object = json_object_new ();

    vouch_wire_put_string (object, "choice", vouch_chosen_get_choice (chosen));
    vouch_wire_put_strings (object, "options", vouch_chosen_get_options (chosen));
    json_array_add_object_element (array, object);
  }
  return array;
}

static JsonArray *
write_items (GPtrArray *items)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    json_array_add_object_element (array,
                                   vouch_manifest_item_json_write (g_ptr_array_index (items, i)));
  return array;
}

/**
 * vouch_manifest_json_write:
 * @manifest: a manifest.
 *
 * Returns: (transfer full): its bytes in canonical form, ready to be hashed and signed.
 */
GBytes *
vouch_manifest_json_write (VouchManifest *manifest)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (VOUCH_IS_MANIFEST (manifest), NULL);

  vouch_wire_put_string (object, "format", "vouch-manifest");
  vouch_wire_put_string (object, "version", "1.0");
  vouch_wire_put_string (object, "issuer", vouch_manifest_get_issuer (manifest));
  json_object_set_object_member (object, "definition", write_definition (manifest));
  json_object_set_int_member (object, "attempt", vouch_manifest_get_attempt (manifest));
  vouch_wire_put_string_or_null (object, "previous", vouch_manifest_get_previous (manifest));
  vouch_wire_put_string (object, "subject", vouch_manifest_get_subject (manifest));
  vouch_wire_put_time_or_null (object, "created", vouch_manifest_get_created_ms (manifest));
  vouch_wire_put_string (object, "changeNote", vouch_manifest_get_change_note (manifest));
  json_object_set_array_member (object, "attestations",
                                write_affirmations (vouch_manifest_get_affirmations (manifest)));
  if (vouch_manifest_get_help (manifest)->len > 0)
    json_object_set_array_member (object, "help", write_help (vouch_manifest_get_help (manifest)));
  if (vouch_manifest_get_choices (manifest)->len > 0)
    json_object_set_array_member (object, "choices",
                                  write_choices (vouch_manifest_get_choices (manifest)));
  json_object_set_array_member (object, "items", write_items (vouch_manifest_get_items (manifest)));
  return vouch_wire_write_take (object);
}

static void
read_definition (const VouchWire *wire, gpointer data)
{
  static const char *const names[] = { "id", "version", "sha256", NULL };

  vouch_wire_only (wire, names);
  vouch_manifest_set_definition (data, vouch_wire_string (wire, "id", VOUCH_WIRE_REQUIRED));
  vouch_manifest_set_definition_version (
      data, vouch_wire_match (wire, "version", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_word));
  vouch_manifest_set_definition_digest (
      data, vouch_wire_match (wire, "sha256", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_sha256));
}

static void
check_word (const VouchWire *wire, const char *name, const char *word, const char *const *words)
{
  if (word != NULL && !g_strv_contains (words, word))
    vouch_wire_note (wire, name, "unknown-value", _ ("This word is not known here."));
}

static void
read_affirmation (const VouchWire *wire, gpointer data)
{
  static const char *const names[] = { "id", "signer", "confirmedAt", NULL };
  static const char *const signers[] = { "earner", "coach", "administrator", NULL };
  g_autoptr (VouchAffirmation) affirmation = vouch_affirmation_new ();
  const char *signer = vouch_wire_string (wire, "signer", VOUCH_WIRE_REQUIRED);

  vouch_wire_only (wire, names);
  check_word (wire, "signer", signer, signers);
  vouch_affirmation_set_id (
      affirmation, vouch_wire_match (wire, "id", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_word));
  vouch_affirmation_set_signer (affirmation, signer);
  vouch_affirmation_set_confirmed_ms (affirmation,
                                      vouch_wire_time (wire, "confirmedAt", VOUCH_WIRE_REQUIRED));
  vouch_manifest_add_affirmation (data, affirmation);
}

static void
read_help (const VouchWire *wire, gpointer data)
{
  static const char *const names[] = { "by", "actions", "note", NULL };
  static const char *const helpers[] = { "peer", "coach", "other", NULL };
  g_autoptr (VouchHelp) help = vouch_help_new ();
  g_auto (GStrv) actions = vouch_wire_strings (wire, "actions", VOUCH_WIRE_REQUIRED);
  const char *by = vouch_wire_string (wire, "by", VOUCH_WIRE_REQUIRED);

  vouch_wire_only (wire, names);
  check_word (wire, "by", by, helpers);
  vouch_help_set_by (help, by);
  vouch_help_set_actions (help, (const char *const *) actions);
  vouch_help_set_note (help, vouch_wire_string (wire, "note", VOUCH_WIRE_OPTIONAL));
  vouch_manifest_add_help (data, help);
}

static void
read_chosen (const VouchWire *wire, gpointer data)
{
  static const char *const names[] = { "choice", "options", NULL };
  g_autoptr (VouchChosen) chosen = vouch_chosen_new ();
  g_auto (GStrv) options = vouch_wire_strings (wire, "options", VOUCH_WIRE_REQUIRED);

  vouch_wire_only (wire, names);
  vouch_chosen_set_choice (
      chosen, vouch_wire_match (wire, "choice", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_word));
  vouch_chosen_set_options (chosen, (const char *const *) options);
  vouch_manifest_add_chosen (data, chosen);
}

static void
read_item (const VouchWire *wire, gpointer data)
{
  g_autoptr (VouchManifestItem) item = vouch_manifest_item_json_read (wire);

  vouch_manifest_add_item (data, item);
}

static void
check_unique (const VouchWire *wire, GHashTable *seen, const char *key, const char *name, guint i)
{
  g_autofree char *pointer = g_strdup_printf ("%s/items/%u", wire->pointer, i);

  if (key != NULL && !g_hash_table_add (seen, (gpointer) key))
    vouch_wire_note (&(VouchWire){ wire->object, pointer, wire->places }, name, "duplicate",
                     _ ("This name occurs twice."));
}

static void
check_items (const VouchWire *wire, GPtrArray *items)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) moments = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++) {
    VouchManifestItem *item = g_ptr_array_index (items, i);
    VouchManifestFile *file = vouch_manifest_item_get_file (item);
    GPtrArray *own = vouch_manifest_item_get_moments (item);

    check_unique (wire, ids, vouch_manifest_item_get_id (item), "id", i);
    if (file != NULL)
      check_unique (wire, names, vouch_manifest_file_get_name (file), "file", i);
    for (guint k = 0; k < own->len; k++)
      check_unique (wire, moments, vouch_moment_get_id (own->pdata[k]), "moments", i);
  }
  for (guint i = 0; i < items->len; i++) {
    GPtrArray *citations = vouch_manifest_item_get_citations (items->pdata[i]);

    for (guint k = 0; k < citations->len; k++) {
      const char *target = vouch_citation_get_item (citations->pdata[k]);
      g_autofree char *pointer = g_strdup_printf ("%s/items/%u", wire->pointer, i);

      if (target != NULL && !g_hash_table_contains (ids, target))
        vouch_wire_note (&(VouchWire){ wire->object, pointer, wire->places }, "citations",
                         "unknown-id", _ ("It cites an item that is not here."));
    }
  }
}

static void
read_head (const VouchWire *wire, VouchManifest *manifest)
{
  const char *format = vouch_wire_string (wire, "format", VOUCH_WIRE_REQUIRED);
  const char *version = vouch_wire_string (wire, "version", VOUCH_WIRE_REQUIRED);

  if (format != NULL && !g_str_equal (format, "vouch-manifest"))
    vouch_wire_note (wire, "format", "unknown-value", _ ("This is not a manifest."));
  if (version != NULL && !g_str_equal (version, "1.0"))
    vouch_wire_note (wire, "version", "unknown-value", _ ("This version is not known."));
  vouch_manifest_set_issuer (
      manifest, vouch_wire_match (wire, "issuer", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_did_key));
  vouch_manifest_set_attempt (
      manifest,
      (guint) MIN (vouch_wire_integer (wire, "attempt", VOUCH_WIRE_REQUIRED, 1, 1), G_MAXINT));
  vouch_manifest_set_previous (
      manifest, vouch_wire_match (wire, "previous", VOUCH_WIRE_NULLABLE, vouch_wire_form_is_id));
  if ((vouch_manifest_get_attempt (manifest) == 1) != vouch_wire_is_null (wire, "previous"))
    vouch_wire_note (wire, "previous", "wrong-form",
                     _ ("Attempt 1 has no submission before it, others have."));
  vouch_manifest_set_subject (manifest, vouch_wire_match (wire, "subject", VOUCH_WIRE_REQUIRED,
                                                          vouch_wire_form_is_did_key));
  vouch_manifest_set_created_ms (manifest, vouch_wire_time (wire, "created", VOUCH_WIRE_REQUIRED));
  vouch_manifest_set_change_note (manifest,
                                  vouch_wire_string (wire, "changeNote", VOUCH_WIRE_OPTIONAL));
  vouch_wire_object (wire, "definition", VOUCH_WIRE_REQUIRED, read_definition, manifest);
}

/**
 * vouch_manifest_json_read:
 * @bytes: what arrived.
 * @places: (nullable) (element-type VouchProblemPlace): takes all faults beyond the JSON itself.
 *
 * Reads a manifest. With @places given, a manifest with faults is returned all the same, so that
 * the caller can look for more; without, the first fault is the error.
 *
 * Returns: (transfer full) (nullable): the manifest, or %NULL with %VOUCH_ERROR_INVALID.
 */
VouchManifest *
vouch_manifest_json_read (GBytes *bytes, GPtrArray *places, GError **error)
{
  static const char *const names[] = { "format",     "version",  "issuer",       "definition",
                                       "attempt",    "previous", "subject",      "created",
                                       "changeNote", "help",     "attestations", "choices",
                                       "items",      NULL };
  const VouchJsonLimits limits = { .max_bytes = MAX_BYTES, .max_depth = MAX_DEPTH };
  g_autoptr (JsonNode) root = vouch_wire_parse (bytes, &limits, error);
  g_autoptr (VouchManifest) manifest = NULL;
  g_autoptr (GPtrArray) own_places = vouch_wire_places_new ();
  g_autoptr (GBytes) canonical = NULL;
  VouchWire wire;

  if (root == NULL)
    return NULL;
  wire = (VouchWire){ json_node_get_object (root), "", places != NULL ? places : own_places };
  manifest = vouch_manifest_new ();
  vouch_wire_only (&wire, names);
  read_head (&wire, manifest);
  vouch_wire_each (&wire, "attestations", VOUCH_WIRE_REQUIRED, read_affirmation, manifest);
  vouch_wire_each (&wire, "help", VOUCH_WIRE_OPTIONAL, read_help, manifest);
  vouch_wire_each (&wire, "choices", VOUCH_WIRE_OPTIONAL, read_chosen, manifest);
  vouch_wire_each (&wire, "items", VOUCH_WIRE_REQUIRED, read_item, manifest);
  check_items (&wire, vouch_manifest_get_items (manifest));

  canonical = vouch_wire_write (root);
  if (!g_bytes_equal (canonical, bytes))
    vouch_wire_note (&wire, NULL, "not-canonical",
                     _ ("This is not written in the canonical form."));
  if (places == NULL && !vouch_wire_settle (own_places, _ ("manifest"), error))
    return NULL;
  return g_steal_pointer (&manifest);
}
