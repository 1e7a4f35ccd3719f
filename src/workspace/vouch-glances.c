/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-glances"

#include "config.h"
#include "vouch-glances.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "vouch-glance-wire.h"
#include "vouch-store-objects.h"
#include "vouch-store-glances.h"

#include "vouch-workspace-private.h"

/* Files are held open only a few at a time. */
#define MAX_OPEN 48

#define CACHE_BYTES ((guint64) 256 * 1024 * 1024)
#define KEPT_BETWEEN_TRIMS 500
#define MAX_KEPT ((gsize) VOUCH_GLANCES_SMALL * VOUCH_GLANCES_SMALL * 4 + VOUCH_GLANCE_WIRE_HEAD)

static gboolean
is_table_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name != NULL ? name : "", -1);

  return g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".tsv");
}

/* Whether it is small, and takes long to make for its size. */
static gboolean
is_kept (const VouchGlanceWish *wish)
{
  return wish->form == VOUCH_GLANCE_FORM_WAVEFORM ||
         (wish->form == VOUCH_GLANCE_FORM_PICTURE && wish->width <= VOUCH_GLANCES_SMALL &&
          wish->height <= VOUCH_GLANCES_SMALL);
}

static char *
key_of (VouchWorkspace *workspace, const VouchGlanceRequest *request)
{
  const VouchGlanceWish *wish = &request->wish;
  const char *version = vouch_inspector_get_version (vouch_workspace_get_inspector (workspace));
  g_autofree char *plain = g_ascii_strdown (version, -1);

  g_strcanon (plain, "0123456789abcdefghijklmnopqrstuvwxyz-.", '-');
  return g_strdup_printf ("%s-%d-%dx%d-%d-%" G_GINT64_FORMAT "-%s", request->sha256, wish->form,
                          wish->width, wish->height, wish->page, wish->time_ms, plain);
}

static GBytes *
convert (GConverter *converter, GBytes *bytes, gsize most)
{
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (source, converter);
  g_autofree char *data = g_malloc (most + 1);
  gsize length = 0;

  if (!g_input_stream_read_all (stream, data, most + 1, &length, NULL, NULL) || length > most)
    return NULL;
  return g_bytes_new_take (g_realloc (g_steal_pointer (&data), MAX (length, 1)), length);
}

/* What lies in the cache is believed no more than what comes from the reader. */
static VouchGlance *
load_kept (VouchWorkspace *workspace, const VouchGlanceRequest *request)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autofree char *key = key_of (workspace, request);
  g_autoptr (GBytes) packed = vouch_store_load_glance (vouch_workspace_get_store (workspace), key);
  g_autoptr (GBytes) record = packed != NULL ? convert (converter, packed, MAX_KEPT) : NULL;
  VouchGlance *glance = NULL;

  if (record == NULL ||
      vouch_glance_wire_read (g_bytes_get_data (record, NULL), g_bytes_get_size (record), 0,
                              &request->wish, &glance) <= 0)
    return NULL;
  return glance;
}

static void
keep (VouchWorkspace *workspace, const VouchGlanceRequest *request, VouchGlance *glance)
{
  static gint n_kept = 0;
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 1));
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autofree char *key = key_of (workspace, request);
  g_autoptr (GBytes) head = vouch_glance_wire_write_head (0, glance);
  g_autoptr (GBytes) body = vouch_glance_wire_get_body (glance);
  g_autoptr (GByteArray) record = g_byte_array_new ();
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GError) problem = NULL;

  if (vouch_workspace_get_read_only (workspace) || vouch_glance_get_problem (glance) != NULL)
    return;
  g_byte_array_append (record, g_bytes_get_data (head, NULL), (guint) g_bytes_get_size (head));
  g_byte_array_append (record, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));
  whole = g_byte_array_free_to_bytes (g_steal_pointer (&record));
  packed = convert (converter, whole, MAX_KEPT + 4096);
  /* The person has her glance; that it has to be made again next time is nothing to tell her. */
  if (packed != NULL && !vouch_store_keep_glance (store, key, packed, &problem))
    g_debug ("%s", problem->message);
  else if (g_atomic_int_add (&n_kept, 1) % KEPT_BETWEEN_TRIMS == 0 &&
           !vouch_store_trim_glances (store, CACHE_BYTES, &problem))
    g_debug ("%s", problem->message);
}

typedef struct {
  VouchWorkspace *workspace;
  const VouchGlanceRequest *requests;
  GArray *sources; /* (element-type VouchGlanceSource), those that are not kept */
  GArray *indices; /* (element-type guint), of their requests */
  VouchGlanceFunc func;
  gpointer data;
} Loading;

static void
made_cb (guint index, VouchGlance *glance, gpointer data)
{
  Loading *loading = data;
  guint request = g_array_index (loading->indices, guint, index);

  if (is_kept (&loading->requests[request].wish))
    keep (loading->workspace, &loading->requests[request], glance);
  loading->func (request, glance, loading->data);
}

static gboolean
make (Loading *loading, GCancellable *cancellable, GError **error)
{
  gboolean made = TRUE;

  if (loading->sources->len > 0)
    made = vouch_inspector_glance (vouch_workspace_get_inspector (loading->workspace),
                                   (const VouchGlanceSource *) loading->sources->data,
                                   loading->sources->len, made_cb, loading, cancellable, error);
  for (guint i = 0; i < loading->sources->len; i++)
    close (g_array_index (loading->sources, VouchGlanceSource, i).fd);
  g_array_set_size (loading->sources, 0);
  g_array_set_size (loading->indices, 0);
  return made;
}

static void
add_source (Loading *loading, guint index)
{
  const VouchGlanceRequest *request = &loading->requests[index];
  VouchGlanceSource source = { .wish = request->wish };
  g_autoptr (GError) problem = NULL;
  g_autoptr (VouchGlance) glance = NULL;

  source.wish.name_is_table = is_table_name (request->file_name);
  source.fd = vouch_store_open_object (vouch_workspace_get_store (loading->workspace),
                                       request->sha256, &problem);
  if (source.fd >= 0) {
    g_array_append_val (loading->sources, source);
    g_array_append_val (loading->indices, index);
    return;
  }
  glance = vouch_glance_new_problem (problem->message);
  loading->func (index, glance, loading->data);
}

/**
 * vouch_glances_load:
 * @workspace: a workspace.
 * @requests: (array length=n_requests): what is to be shown.
 * @n_requests: how many.
 * @func: (scope call): takes each glance as soon as it is there, on the calling thread; those that
 *   are kept come first.
 * @data: for @func.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE when the helper that reads files could not do its work.
 *
 * Shows files of the library. A file that cannot be shown gets a glance that says why. Small pictures
 * and waveforms are kept in the library's cache.
 *
 * Returns: whether @func was called for each request.
 */
gboolean
vouch_glances_load (VouchWorkspace *workspace,
                    const VouchGlanceRequest *requests,
                    guint n_requests,
                    VouchGlanceFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (VouchGlanceSource));
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  Loading loading = { workspace, requests, sources, indices, func, data };

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (requests != NULL && func != NULL, FALSE);

  for (guint i = 0; i < n_requests; i++) {
    g_autoptr (VouchGlance) kept =
        is_kept (&requests[i].wish) ? load_kept (workspace, &requests[i]) : NULL;

    if (kept != NULL)
      func (i, kept, data);
    else
      add_source (&loading, i);
    if (sources->len == MAX_OPEN && !make (&loading, cancellable, error))
      return FALSE;
  }
  return make (&loading, cancellable, error);
}

static void
take_one (guint index, VouchGlance *glance, gpointer data)
{
  g_set_object ((VouchGlance **) data, glance);
}

/**
 * vouch_glances_load_one:
 * @workspace: a workspace.
 * @request: what is to be shown.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE when the helper that reads files could not do its work.
 *
 * Shows one file of the library.
 *
 * Returns: (transfer full) (nullable): how it looks, or why it cannot be shown.
 */
VouchGlance *
vouch_glances_load_one (VouchWorkspace *workspace,
                        const VouchGlanceRequest *request,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (VouchGlance) glance = NULL;

  if (!vouch_glances_load (workspace, request, 1, take_one, &glance, cancellable, error))
    return NULL;
  return g_steal_pointer (&glance);
}

/**
 * vouch_glances_play:
 * @workspace: a workspace.
 * @sha256: a recording of the library.
 * @what: which part of it.
 * @func: (scope call): hears of every picture and of the time in between, on the calling thread.
 * @data: for @func.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_CORRUPT; %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_DEVICE.
 *
 * Plays a recording until its end.
 *
 * Returns: whether it was played to the end.
 */
gboolean
vouch_glances_play (VouchWorkspace *workspace,
                    const char *sha256,
                    const VouchPlaying *what,
                    VouchPlayFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  gboolean played;
  int fd;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && sha256 != NULL, FALSE);

  fd = vouch_store_open_object (vouch_workspace_get_store (workspace), sha256, error);
  if (fd < 0)
    return FALSE;
  played = vouch_inspector_play (vouch_workspace_get_inspector (workspace), fd, what, func, data,
                                 cancellable, error);
  close (fd);
  return played;
}

/**
 * vouch_glances_browse:
 * @workspace: a workspace.
 * @sha256: a video of the library.
 * @what: who looks for a place in it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_CORRUPT; %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_DEVICE.
 *
 * Shows one frame of a video after another until there are no more wishes.
 *
 * Returns: whether all went well.
 */
gboolean
vouch_glances_browse (VouchWorkspace *workspace,
                      const char *sha256,
                      const VouchBrowsing *what,
                      GCancellable *cancellable,
                      GError **error)
{
  gboolean browsed;
  int fd;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && sha256 != NULL, FALSE);

  fd = vouch_store_open_object (vouch_workspace_get_store (workspace), sha256, error);
  if (fd < 0)
    return FALSE;
  browsed = vouch_inspector_browse (vouch_workspace_get_inspector (workspace), fd, what,
                                    cancellable, error);
  close (fd);
  return browsed;
}
