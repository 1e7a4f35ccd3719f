/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-export"

#include "config.h"
#include "vouch-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "vouch-bundle-captions.h"
#include "vouch-bundle-json.h"
#include "vouch-bundle-names.h"
#include "vouch-bundle-page.h"
#include "vouch-bundle-writer.h"
#include "vouch-error.h"
#include "vouch-pages.h"
#include "vouch-store-gather.h"
#include "vouch-store-load.h"
#include "vouch-store-objects.h"
#include "vouch-store-people.h"

#include "vouch-export-paper.h"
#include "vouch-settings.h"
#include "vouch-workspace-private.h"

/*
 * An export: index.html, portfolio.pdf, files/, records/ (what is kept byte for byte), vouch.json.
 * docs/export.md describes it for whoever wants to read it without Vouch.
 */
typedef struct {
  VouchWorkspace *workspace;
  VouchStore *store;
  VouchBundle *bundle;
  GPtrArray *portfolios; /* (element-type VouchPortfolio) */
  VouchJob *job;
  GCancellable *cancellable;
  guint64 done;
  guint64 total;
} Exporting;

static gboolean
add_object (Exporting *exporting,
            const char *folder,
            const char *sha256,
            const char *file_name,
            guint *number,
            GError **error)
{
  g_autofree char *name = NULL;
  gint64 size;

  if (vouch_bundle_find_file (exporting->bundle, sha256) != NULL)
    return TRUE;
  size = vouch_store_get_object_size (exporting->store, sha256, error);
  if (size < 0)
    return FALSE;
  name = vouch_bundle_make_name (folder, ++*number, file_name);
  vouch_bundle_add_file (exporting->bundle, name, sha256, (guint64) size);
  exporting->total += (guint64) size;
  return TRUE;
}

static const char *
find_file_name (VouchBundle *bundle, const char *sha256)
{
  GPtrArray *rows = vouch_bundle_get_rows (bundle, "evidence");

  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (vouch_bundle_row_text (rows->pdata[i], "artifact"), sha256) == 0)
      return vouch_bundle_row_text (rows->pdata[i], "file_name");
  return NULL;
}

/* The evidence, then what was sent of it; whatever else is referred to comes without a name. */
static gboolean
list_objects (Exporting *exporting, GError **error)
{
  GPtrArray *evidence = vouch_bundle_get_rows (exporting->bundle, "evidence");
  GPtrArray *sent = vouch_bundle_get_rows (exporting->bundle, "sent");
  g_autoptr (GHashTable) objects = vouch_store_list_bundle_objects (exporting->bundle);
  g_autoptr (GList) rest = NULL;
  guint n = 0, n_sent = 0;

  for (guint i = 0; i < evidence->len; i++)
    if (!add_object (exporting, "files", vouch_bundle_row_text (evidence->pdata[i], "artifact"),
                     vouch_bundle_row_text (evidence->pdata[i], "file_name"), &n, error))
      return FALSE;
  for (guint i = 0; i < sent->len; i++) {
    const char *original = vouch_bundle_row_text (sent->pdata[i], "original");

    if (!add_object (exporting, "sent", vouch_bundle_row_text (sent->pdata[i], "sha256"),
                     find_file_name (exporting->bundle, original), &n_sent, error))
      return FALSE;
  }
  rest = g_list_sort (g_hash_table_get_keys (objects), (GCompareFunc) g_strcmp0);
  for (GList *at = rest; at != NULL; at = at->next)
    if (!add_object (exporting, "files", at->data, NULL, &n, error))
      return FALSE;
  return TRUE;
}

static void
list_documents (Exporting *exporting, const char *table, const char *column)
{
  GPtrArray *rows = vouch_bundle_get_rows (exporting->bundle, table);
  guint number = 0;

  for (guint i = 0; i < rows->len; i++) {
    const char *media_type = vouch_bundle_row_text (rows->pdata[i], "media_type");
    gboolean is_jwt = media_type != NULL && strstr (media_type, "jwt") != NULL;
    g_autofree char *plain = g_strconcat (table, is_jwt ? ".jwt" : ".json", NULL);
    g_autofree char *name = NULL;
    const char *sha256 = NULL;
    GBytes *bytes;

    g_variant_lookup (rows->pdata[i], column, "(&s)", &sha256);
    bytes = sha256 != NULL ? vouch_bundle_get_document (exporting->bundle, sha256) : NULL;
    if (bytes == NULL || vouch_bundle_find_file (exporting->bundle, sha256) != NULL)
      continue;
    name = vouch_bundle_make_name ("records", ++number, plain);
    vouch_bundle_add_file (exporting->bundle, name, sha256, g_bytes_get_size (bytes));
  }
}

static gboolean
load_portfolios (Exporting *exporting, GError **error)
{
  GPtrArray *rows = vouch_bundle_get_rows (exporting->bundle, "portfolio");

  for (guint i = 0; i < rows->len; i++) {
    VouchPortfolio *portfolio = vouch_store_load_portfolio (
        exporting->store, vouch_bundle_row_text (rows->pdata[i], "id"), error);

    if (portfolio == NULL)
      return FALSE;
    g_ptr_array_add (exporting->portfolios, portfolio);
  }
  return TRUE;
}

static gboolean
prepare (Exporting *exporting, const char *portfolio, GError **error)
{
  exporting->bundle = vouch_store_gather (exporting->store, portfolio, error);
  if (exporting->bundle == NULL)
    return FALSE;
  if (portfolio != NULL && vouch_bundle_get_rows (exporting->bundle, "portfolio")->len == 0) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("There is no such portfolio"));
    return FALSE;
  }
  if (!load_portfolios (exporting, error) || !list_objects (exporting, error))
    return FALSE;
  list_documents (exporting, "definition", "bytes");
  list_documents (exporting, "decision", "document");
  list_documents (exporting, "credential", "document");
  return TRUE;
}

static const char *
get_title (Exporting *exporting)
{
  if (!vouch_bundle_get_whole_library (exporting->bundle) && exporting->portfolios->len == 1)
    return vouch_portfolio_get_title (exporting->portfolios->pdata[0]);
  return _ ("My library");
}

static void
report_cb (guint64 done, guint64 total, gpointer data)
{
  Exporting *exporting = data;

  vouch_job_report (exporting->job, (gint64) (exporting->done + done), (gint64) exporting->total);
}

static gboolean
copy_object (Exporting *exporting,
             VouchBundleWriter *writer,
             const VouchBundleFile *file,
             GError **error)
{
  const VouchCopy copy = { NULL, NULL, report_cb, exporting };
  int fd = vouch_store_open_object (exporting->store, file->sha256, error);
  gboolean copied;

  if (fd < 0)
    return FALSE;
  copied = vouch_bundle_writer_copy (writer, file->name, fd, file->sha256, &copy,
                                     exporting->cancellable, error);
  close (fd);
  exporting->done += file->size;
  return copied;
}

static gboolean
write_files (Exporting *exporting, VouchBundleWriter *writer, GError **error)
{
  GPtrArray *files = vouch_bundle_get_files (exporting->bundle);

  for (guint i = 0; i < files->len; i++) {
    const VouchBundleFile *file = files->pdata[i];
    GBytes *document = vouch_bundle_get_document (exporting->bundle, file->sha256);

    if (vouch_workspace_is_stopped (exporting->cancellable, error) ||
        !(document != NULL ? vouch_bundle_writer_add (writer, file->name, document, error)
                           : copy_object (exporting, writer, file, error)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_text (VouchBundleWriter *writer, const char *name, char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return vouch_bundle_writer_add (writer, name, bytes, error);
}

/* What was said of each file stands beside it, of all places where it is used. */
static gboolean
write_notes (Exporting *exporting, VouchBundleWriter *writer, GError **error)
{
  g_autoptr (GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GPtrArray *files = vouch_bundle_get_files (exporting->bundle);

  for (guint i = 0; i < exporting->portfolios->len; i++) {
    VouchPortfolio *portfolio = exporting->portfolios->pdata[i];
    GPtrArray *items = vouch_portfolio_get_items (portfolio);

    for (guint k = 0; k < items->len; k++) {
      const char *sha256 = vouch_item_get_artifact (items->pdata[k]);
      VouchBundleFile *file = vouch_bundle_find_file (exporting->bundle, sha256);
      g_autofree char *text = vouch_bundle_notes_write (portfolio, items->pdata[k]);
      const char *before = file != NULL ? g_hash_table_lookup (notes, file->sha256) : NULL;

      if (file != NULL && text != NULL)
        g_hash_table_insert (notes, file->sha256,
                             g_strconcat (before != NULL ? before : "", text, NULL));
    }
  }
  for (guint i = 0; i < files->len; i++) {
    const VouchBundleFile *file = files->pdata[i];
    const char *text = g_hash_table_lookup (notes, file->sha256);
    g_autofree char *name = g_strconcat (file->name, ".txt", NULL);

    if (text != NULL && !write_text (writer, name, g_strdup (text), error))
      return FALSE;
  }
  return TRUE;
}

/* Beside each recording, where players look for it. */
static gboolean
write_captions (Exporting *exporting, VouchBundleWriter *writer, GError **error)
{
  GPtrArray *files = vouch_bundle_get_files (exporting->bundle);

  for (guint i = 0; i < files->len; i++) {
    const VouchBundleFile *file = files->pdata[i];
    char *text = vouch_bundle_captions_write (exporting->bundle, file->sha256);
    g_autofree char *name = g_strconcat (file->name, ".vtt", NULL);

    if (text != NULL && !write_text (writer, name, text, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_pages (Exporting *exporting, VouchBundleWriter *writer, GError **error)
{
  gint64 now = vouch_clock_now_ms (vouch_workspace_get_clock (exporting->workspace));
  const char *title = get_title (exporting);
  g_autofree char *name = vouch_settings_get_your_name (exporting->workspace);
  g_autoptr (VouchDocument) document = vouch_export_paper_make (title, name, exporting->portfolios);
  VouchPaper paper = vouch_paper_default ();
  g_autoptr (VouchPages) pages = vouch_pages_new (document, &paper);
  g_autoptr (GBytes) pdf = vouch_pages_to_pdf (pages, now, error);

  return pdf != NULL &&
         write_text (writer, "index.html",
                     vouch_bundle_page_write (exporting->bundle, title, exporting->portfolios, now),
                     error) &&
         vouch_bundle_writer_add (writer, "portfolio.pdf", pdf, error) &&
         write_text (writer, "vouch.json", vouch_bundle_json_write (exporting->bundle), error);
}

static gboolean
write_all (Exporting *exporting, const char *path, GError **error)
{
  g_autoptr (VouchBundleWriter) writer = vouch_bundle_writer_begin (path, error);

  return writer != NULL && write_pages (exporting, writer, error) &&
         write_notes (exporting, writer, error) && write_captions (exporting, writer, error) &&
         write_files (exporting, writer, error) &&
         !vouch_workspace_is_stopped (exporting->cancellable, error) &&
         vouch_bundle_writer_finish (writer, error);
}

static void
clear (Exporting *exporting)
{
  g_clear_object (&exporting->bundle);
  g_clear_pointer (&exporting->portfolios, g_ptr_array_unref);
}

static Exporting
begin (VouchWorkspace *workspace, VouchJob *job, GCancellable *cancellable)
{
  return (Exporting){ .workspace = workspace,
                      .store = vouch_workspace_get_store (workspace),
                      .portfolios = g_ptr_array_new_with_free_func (g_object_unref),
                      .job = job,
                      .cancellable = cancellable };
}

/**
 * vouch_export:
 * @workspace: a workspace.
 * @portfolio: (nullable): id of a portfolio; %NULL for the whole library.
 * @path: (type filename): where the export goes: a folder that is not there yet, or a name that ends
 *   in `.zip`.
 * @job: (nullable): hears how many bytes are copied.
 * @cancellable: (nullable): to stop it; nothing is left then.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_CORRUPT when a file is damaged; %VOUCH_ERROR_CONFLICT
 *   when a folder is there already; %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Writes a portfolio, or everything, so that it can be read without Vouch.
 *
 * Returns: whether it is on the disk, whole.
 */
gboolean
vouch_export (VouchWorkspace *workspace,
              const char *portfolio,
              const char *path,
              VouchJob *job,
              GCancellable *cancellable,
              GError **error)
{
  Exporting exporting;
  gboolean written;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && path != NULL, FALSE);

  exporting = begin (workspace, job, cancellable);
  written = prepare (&exporting, portfolio, error) && write_all (&exporting, path, error);
  clear (&exporting);
  return written;
}

static GStrv
list_people (Exporting *exporting)
{
  static const char *const tables[] = { "appearing", "evidence_person" };
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) keys = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++) {
    GPtrArray *rows = vouch_bundle_get_rows (exporting->bundle, tables[t]);

    for (guint i = 0; i < rows->len; i++) {
      gint64 masked = 0;

      g_variant_lookup (rows->pdata[i], "masked", "x", &masked);
      if (masked == 0)
        g_hash_table_add (people, (char *) vouch_bundle_row_text (rows->pdata[i], "person"));
    }
  }
  keys = g_list_sort (g_hash_table_get_keys (people), (GCompareFunc) g_strcmp0);
  for (GList *at = keys; at != NULL; at = at->next)
    g_strv_builder_add (builder, at->data);
  return g_strv_builder_end (builder);
}

static gboolean
is_covered (VouchPeople *people, const char *person, VouchDay today)
{
  GPtrArray *permissions = vouch_people_get_permissions (people);

  for (guint i = 0; i < permissions->len; i++)
    if (g_strcmp0 (vouch_permission_get_person (permissions->pdata[i]), person) == 0 &&
        vouch_permission_in_force (permissions->pdata[i], today))
      return TRUE;
  return FALSE;
}

static GStrv
list_not_covered (Exporting *exporting, GStrv keys, GError **error)
{
  g_autoptr (VouchPeople) people = vouch_store_load_people (exporting->store, error);
  VouchDay today = vouch_clock_today (vouch_workspace_get_clock (exporting->workspace));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (people == NULL)
    return NULL;
  for (guint i = 0; keys[i] != NULL; i++)
    if (!is_covered (people, keys[i], today))
      g_strv_builder_add (builder, keys[i]);
  return g_strv_builder_end (builder);
}

/**
 * vouch_export_outline:
 * @workspace: a workspace.
 * @portfolio: (nullable): id of a portfolio; %NULL for the whole library.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_DEVICE.
 *
 * Says what an export would hold, and who is in it.
 *
 * Returns: (transfer full) (nullable): the outline.
 */
VouchExportOutline *
vouch_export_outline (VouchWorkspace *workspace,
                      const char *portfolio,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (VouchExportOutline) outline = g_new0 (VouchExportOutline, 1);
  Exporting exporting;
  gboolean known = FALSE;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  exporting = begin (workspace, NULL, cancellable);
  if (prepare (&exporting, portfolio, error)) {
    outline->title = g_strdup (get_title (&exporting));
    outline->n_files = vouch_bundle_get_files (exporting.bundle)->len;
    outline->bytes = exporting.total;
    outline->people = list_people (&exporting);
    outline->not_covered = list_not_covered (&exporting, outline->people, error);
    known = outline->not_covered != NULL;
  }
  clear (&exporting);
  return known ? g_steal_pointer (&outline) : NULL;
}

/**
 * vouch_export_outline_free:
 * @self: (transfer full) (nullable): an outline.
 *
 * Frees it.
 */
void
vouch_export_outline_free (VouchExportOutline *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_strfreev (self->people);
  g_strfreev (self->not_covered);
  g_free (self);
}

typedef struct {
  VouchWorkspace *workspace;
  char *portfolio;
  char *path;
} Order;

static void
free_order (gpointer data)
{
  Order *order = data;

  g_object_unref (order->workspace);
  g_free (order->portfolio);
  g_free (order->path);
  g_free (order);
}

static char *
run_export (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;

  return vouch_export (order->workspace, order->portfolio, order->path, job, cancellable, error)
             ? g_strdup (order->path)
             : NULL;
}

/**
 * vouch_export_job_new:
 * @workspace: a workspace.
 * @portfolio: (nullable): id of a portfolio; %NULL for the whole library.
 * @path: (type filename): as for vouch_export().
 *
 * Returns: (transfer full): a job that exports; its result is @path.
 */
VouchJob *
vouch_export_job_new (VouchWorkspace *workspace, const char *portfolio, const char *path)
{
  Order *order = g_new0 (Order, 1);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  /* Translators: %s is the name of a file or a folder. */
  g_autofree char *title = g_strdup_printf (_ ("Exporting to “%s”"), name);

  order->workspace = g_object_ref (workspace);
  order->portfolio = g_strdup (portfolio);
  order->path = g_strdup (path);
  return vouch_job_new (title, portfolio, run_export, order, free_order);
}
