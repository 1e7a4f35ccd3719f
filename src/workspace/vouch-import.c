/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-import"

#include "config.h"
#include "vouch-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-bundle-json.h"
#include "vouch-bundle-source.h"
#include "vouch-definition-reader.h"
#include "vouch-error.h"
#include "vouch-fit.h"
#include "vouch-store-gather.h"
#include "vouch-store-objects.h"
#include "vouch-store-receive.h"
#include "vouch-turn.h"
#include "vouch-webvtt.h"

#include "vouch-measure.h"
#include "vouch-register.h"
#include "vouch-workspace-private.h"

/*
 * Takes an export in.  Every byte of it is a stranger's: the list is read within bounds, files are
 * compared with it before anything refers to them, and then the records come in one change.
 */

#define LIST "vouch.json"
#define MOST_DOCUMENT ((gsize) 16 * 1024 * 1024)

typedef struct {
  VouchStore *store;
  VouchBundleSource *source;
  VouchBundle *bundle;
  GPtrArray *arrived; /* (element-type utf8): SHA-256 of files that are in the library now */
  VouchJob *job;
  GCancellable *cancellable;
  guint64 done;
  guint64 total;
} Importing;

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: %s names a part of a file, such as “person”. */
               _ ("Something in this export is not as Vouch writes it (%s). Nothing was imported."),
               what);
  return FALSE;
}

static const VouchBundleFile *
find_file (Importing *importing, const char *sha256, GError **error)
{
  const VouchBundleFile *file = vouch_bundle_find_file (importing->bundle, sha256);

  if (file == NULL)
    refuse (error, "files");
  return file;
}

static gboolean
load_document (Importing *importing, const char *sha256, GError **error)
{
  const VouchBundleFile *file = find_file (importing, sha256, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *found = NULL;

  if (file == NULL)
    return FALSE;
  if (vouch_bundle_get_document (importing->bundle, sha256) != NULL)
    return TRUE;
  bytes = vouch_bundle_source_load (importing->source, file->name, MOST_DOCUMENT, error);
  if (bytes == NULL)
    return FALSE;
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_strcmp0 (found, sha256) != 0) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                 _ ("“%s” is not as it was exported. Nothing was imported."), file->name);
    return FALSE;
  }
  vouch_bundle_put_document (importing->bundle, sha256, bytes);
  return TRUE;
}

static gboolean
load_documents_of_row (Importing *importing, GVariant *row, GError **error)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, row);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value)) {
    const char *sha256 = NULL;
    gboolean loaded;

    if (g_variant_is_of_type (value, G_VARIANT_TYPE ("(s)")))
      g_variant_get (value, "(&s)", &sha256);
    loaded = sha256 == NULL || load_document (importing, sha256, error);
    g_variant_unref (value);
    if (!loaded)
      return FALSE;
  }
  return TRUE;
}

static gboolean
load_documents (Importing *importing, GError **error)
{
  g_autoptr (GList) tables = vouch_bundle_list_tables (importing->bundle);

  for (GList *at = tables; at != NULL; at = at->next) {
    GPtrArray *rows = vouch_bundle_get_rows (importing->bundle, at->data);

    for (guint i = 0; i < rows->len; i++)
      if (!load_documents_of_row (importing, rows->pdata[i], error))
        return FALSE;
  }
  return TRUE;
}

/* A definition that comes in an export is judged like one that comes alone. */
static gboolean
check_definitions (Importing *importing, GError **error)
{
  GPtrArray *rows = vouch_bundle_get_rows (importing->bundle, "definition");

  for (guint i = 0; i < rows->len; i++) {
    const char *known = vouch_bundle_row_text (rows->pdata[i], "sha256");
    const char *sha256 = NULL;
    g_autoptr (VouchDefinition) definition = NULL;

    g_variant_lookup (rows->pdata[i], "bytes", "(&s)", &sha256);
    if (sha256 == NULL || g_strcmp0 (sha256, known) != 0)
      return refuse (error, "definition");
    definition =
        vouch_definition_read_bytes (vouch_bundle_get_document (importing->bundle, sha256), error);
    if (definition == NULL)
      return FALSE;
    if (g_strcmp0 (vouch_definition_get_id (definition),
                   vouch_bundle_row_text (rows->pdata[i], "id")) != 0)
      return refuse (error, "definition");
  }
  return TRUE;
}

/* Keys are no names. */
static gboolean
check_people (Importing *importing, GError **error)
{
  GPtrArray *rows = vouch_bundle_get_rows (importing->bundle, "person");

  for (guint i = 0; i < rows->len; i++) {
    const char *key = vouch_bundle_row_text (rows->pdata[i], "key");

    if (key == NULL || !vouch_register_is_key (key))
      return refuse (error, "person");
  }
  return TRUE;
}

/* What cannot be kept here could not be exported either. */
static gboolean
is_caption (GVariant *row)
{
  const char *text = vouch_bundle_row_text (row, "text");
  const char *settings = vouch_bundle_row_text (row, "settings");
  const char *speaker = vouch_bundle_row_text (row, "speaker");
  g_autofree char *tidy = vouch_webvtt_tidy (text != NULL ? text : "");

  return *tidy != '\0' && g_str_equal (tidy, text) && strlen (text) <= VOUCH_WEBVTT_MAX_TEXT &&
         (speaker == NULL ||
          (strlen (speaker) <= VOUCH_WEBVTT_MAX_SPEAKER && strpbrk (speaker, "\r\n") == NULL)) &&
         (settings == NULL ||
          (strlen (settings) <= VOUCH_WEBVTT_MAX_SETTINGS && strpbrk (settings, "\r\n") == NULL &&
           strstr (settings, "-->") == NULL));
}

static gboolean
is_turn (GVariant *row)
{
  const char *kind = vouch_bundle_row_text (row, "kind");
  VouchTurnKind known;

  return kind != NULL && vouch_turn_kind_from_string (kind, &known);
}

static gboolean
has_times (GVariant *row)
{
  gint64 start_ms = -1, end_ms = -1;

  return g_variant_lookup (row, "start_ms", "x", &start_ms) &&
         g_variant_lookup (row, "end_ms", "x", &end_ms) && start_ms >= 0 && end_ms > start_ms;
}

static gboolean
check_talk (Importing *importing, GError **error)
{
  GPtrArray *captions = vouch_bundle_get_rows (importing->bundle, "caption");
  GPtrArray *turns = vouch_bundle_get_rows (importing->bundle, "turn");

  for (guint i = 0; i < captions->len; i++)
    if (!has_times (captions->pdata[i]) || !is_caption (captions->pdata[i]))
      return refuse (error, "caption");
  for (guint i = 0; i < turns->len; i++)
    if (!has_times (turns->pdata[i]) || !is_turn (turns->pdata[i]))
      return refuse (error, "turn");
  return TRUE;
}

static gboolean
check_fits (Importing *importing, GError **error)
{
  GPtrArray *rows = vouch_bundle_get_rows (importing->bundle, "item_fit");
  VouchFit fit;

  for (guint i = 0; i < rows->len; i++)
    if (!vouch_fit_from_text (vouch_bundle_row_text (rows->pdata[i], "fit"), &fit))
      return refuse (error, "item_fit");
  return TRUE;
}

static void
report_cb (guint64 done, guint64 total, gpointer data)
{
  Importing *importing = data;

  vouch_job_report (importing->job, (gint64) (importing->done + done), (gint64) importing->total);
}

static gboolean
bring_file (Importing *importing, const VouchBundleFile *file, GError **error)
{
  const VouchCopy copy = { NULL, NULL, report_cb, importing };
  g_autoptr (VouchNewFile) made = vouch_store_new_object (importing->store, error);
  char *sha256;

  if (made == NULL || !vouch_bundle_source_copy (importing->source, file->name, file->size, made,
                                                 &copy, importing->cancellable, error))
    return FALSE;
  sha256 = vouch_store_take_object (importing->store, made, NULL, importing->cancellable, error);
  if (sha256 == NULL)
    return FALSE;
  g_ptr_array_add (importing->arrived, sha256);
  importing->done += file->size;
  if (g_str_equal (sha256, file->sha256))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
               _ ("“%s” is not as it was exported. Nothing was imported."), file->name);
  return FALSE;
}

static gboolean
bring_files (Importing *importing, GError **error)
{
  g_autoptr (GHashTable) objects = vouch_store_list_bundle_objects (importing->bundle);
  GHashTableIter iter;
  gpointer sha256;

  g_hash_table_iter_init (&iter, objects);
  while (g_hash_table_iter_next (&iter, &sha256, NULL)) {
    const VouchBundleFile *file = find_file (importing, sha256, error);

    if (file == NULL)
      return FALSE;
    importing->total += file->size;
  }
  g_hash_table_iter_init (&iter, objects);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    if (vouch_workspace_is_stopped (importing->cancellable, error) ||
        !bring_file (importing, find_file (importing, sha256, NULL), error))
      return FALSE;
  return !vouch_workspace_is_stopped (importing->cancellable, error);
}

/* What nothing refers to is given up; what something does is not touched by that. */
static void
give_up_rest (Importing *importing)
{
  for (guint i = 0; i < importing->arrived->len; i++) {
    g_autoptr (GError) error = NULL;

    if (!vouch_store_abandon_object (importing->store, importing->arrived->pdata[i], &error))
      g_message ("A file of an import goes at the next start: %s", error->message);
  }
}

static gboolean
read_list (Importing *importing, GError **error)
{
  g_autoptr (GBytes) json =
      vouch_bundle_source_load (importing->source, LIST, VOUCH_BUNDLE_JSON_MOST, error);

  if (json == NULL)
    return FALSE;
  importing->bundle = vouch_bundle_json_read (json, error);
  return importing->bundle != NULL;
}

static VouchStoreReceived *
import (Importing *importing, GError **error)
{
  if (!read_list (importing, error) || !load_documents (importing, error) ||
      !check_definitions (importing, error) || !check_people (importing, error) ||
      !check_talk (importing, error) || !check_fits (importing, error) ||
      !bring_files (importing, error))
    return NULL;
  return vouch_store_receive (importing->store, importing->bundle, error);
}

static VouchImported *
describe_received (const VouchStoreReceived *received)
{
  VouchImported *imported = g_new0 (VouchImported, 1);

  if (received->portfolios->len > 0)
    imported->portfolio = g_strdup (received->portfolios->pdata[0]);
  imported->n_new = received->n_new;
  imported->n_same = received->n_same;
  imported->n_beside = received->n_beside;
  imported->n_added = received->n_added;
  imported->n_kept = received->n_kept;
  return imported;
}

/**
 * vouch_import_fits:
 * @path: (type filename): what somebody wants to open.
 *
 * Returns: whether its name is that of an export: an archive, a folder, or the list in a folder. The
 *   disk is not looked at.
 */
gboolean
vouch_import_fits (const char *path)
{
  g_autofree char *base = NULL;
  g_autofree char *low = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  base = g_path_get_basename (path);
  low = g_ascii_strdown (base, -1);
  return g_str_has_suffix (low, ".zip") || g_str_equal (base, LIST) || strchr (base, '.') == NULL;
}

/**
 * vouch_import:
 * @workspace: a workspace.
 * @path: (type filename): an export: a folder, the list `vouch.json` in it, or a ZIP archive.
 * @job: (nullable): hears how many bytes are copied.
 * @cancellable: (nullable): to stop it; nothing is left then.
 * @error: %VOUCH_ERROR_INVALID or %VOUCH_ERROR_CORRUPT when it is not as Vouch writes it,
 *   %VOUCH_ERROR_TOO_NEW, %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Takes an export into the library, whole or not at all.
 *
 * Returns: (transfer full) (nullable): what became of it.
 */
VouchImported *
vouch_import (VouchWorkspace *workspace,
              const char *path,
              VouchJob *job,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (VouchBundleSource) source = NULL;
  g_autoptr (GPtrArray) arrived = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (VouchStoreReceived) received = NULL;
  g_autofree char *base = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GError) unread = NULL;
  Importing importing = { .arrived = arrived, .job = job, .cancellable = cancellable };

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && path != NULL, NULL);

  importing.store = vouch_workspace_get_writable_store (workspace, error);
  if (importing.store == NULL)
    return NULL;
  base = g_path_get_basename (path);
  place = g_str_equal (base, LIST) ? g_path_get_dirname (path) : g_strdup (path);
  source = vouch_bundle_source_open (place, error);
  if (source == NULL)
    return NULL;
  importing.source = source;
  received = import (&importing, error);
  give_up_rest (&importing);
  g_clear_object (&importing.bundle);
  if (received == NULL)
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  /* What the export says of its files is not believed: they are measured here. */
  if (!vouch_measure_unread (workspace, NULL, cancellable, &unread))
    g_message ("Files of an import are read later: %s", unread->message);
  return describe_received (received);
}

static char *
describe_portfolios (const VouchImported *self)
{
  guint n = self->n_new + self->n_beside;

  if (n == 0 && self->n_added > 0)
    return g_strdup (_ ("The portfolio is here already, just as it is."));
  if (n == 0)
    return g_strdup (_ ("This is here already, just as it is. Nothing was changed."));
  if (self->n_beside > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u portfolio came in, beside one that is here already.",
                                         "%u portfolios came in, some beside ones that are here "
                                         "already.",
                                         n),
                            n);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u portfolio came in.", "%u portfolios came in.", n), n);
}

/**
 * vouch_imported_describe:
 * @self: what became of an import.
 *
 * Returns: (transfer full): it in one sentence, or a few.
 */
char *
vouch_imported_describe (const VouchImported *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *portfolios = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  portfolios = describe_portfolios (self);
  g_string_append (words, portfolios);
  if (self->n_added > 0)
    g_string_append_printf (
        words, " %s", _ ("Marked turns and captions came to recordings that were here already."));
  if (self->n_kept > 0)
    g_string_append_printf (words, " %s",
                            _ ("Some recordings here have other marked turns or captions than in "
                               "the export; those here stayed."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * vouch_imported_free:
 * @self: (transfer full) (nullable): what became of an import.
 *
 * Frees it.
 */
void
vouch_imported_free (VouchImported *self)
{
  if (self == NULL)
    return;
  g_free (self->portfolio);
  g_free (self);
}

typedef struct {
  VouchWorkspace *workspace;
  char *path;
} Order;

static void
free_order (gpointer data)
{
  Order *order = data;

  g_object_unref (order->workspace);
  g_free (order->path);
  g_free (order);
}

static char *
run_import (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;
  g_autoptr (VouchImported) imported =
      vouch_import (order->workspace, order->path, job, cancellable, error);

  return imported != NULL ? vouch_imported_describe (imported) : NULL;
}

/**
 * vouch_import_job_new:
 * @workspace: a workspace.
 * @path: (type filename): an export.
 *
 * Returns: (transfer full): a job that imports; its result is what became of it, in words.
 */
VouchJob *
vouch_import_job_new (VouchWorkspace *workspace, const char *path)
{
  Order *order = g_new0 (Order, 1);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  /* Translators: %s is the name of a file or a folder. */
  g_autofree char *title = g_strdup_printf (_ ("Importing “%s”"), name);

  order->workspace = g_object_ref (workspace);
  order->path = g_strdup (path);
  return vouch_job_new (title, NULL, run_import, order, free_order);
}
