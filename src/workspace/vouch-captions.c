/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-captions"

#include "config.h"
#include "vouch-captions.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vouch-document.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-store-talks.h"
#include "vouch-text.h"
#include "vouch-webvtt.h"

#include "vouch-attach.h"
#include "vouch-items.h"
#include "vouch-save-document.h"
#include "vouch-workspace-private.h"

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, message);
  return FALSE;
}

/**
 * vouch_captions_list:
 * @workspace: a workspace.
 * @artifact: a recording of the library, by its SHA-256.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchCaption) (nullable): its captions, by time.
 */
GPtrArray *
vouch_captions_list (VouchWorkspace *workspace,
                     const char *artifact,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && artifact != NULL, NULL);

  return vouch_store_list_captions (vouch_workspace_get_store (workspace), artifact, error);
}

static gboolean
is_blank (const char *words)
{
  return words == NULL || vouch_text_is_blank (words);
}

static char *
one_line (const char *words, gsize most)
{
  g_autofree char *plain = NULL;

  if (is_blank (words))
    return NULL;
  plain = g_strdelimit (g_strdup (words), "\r\n\t", ' ');
  g_strstrip (plain);
  return strlen (plain) <= most ? g_steal_pointer (&plain) : NULL;
}

/* Only what a file of captions can hold is kept, so that an export loses nothing. */
static VouchCaption *
settle (VouchCaption *caption, GError **error)
{
  g_autoptr (VouchCaption) settled = vouch_caption_copy (caption);
  const char *text = vouch_caption_get_text (caption);
  g_autofree char *tidy = vouch_webvtt_tidy (text != NULL ? text : "");
  g_autofree char *speaker =
      one_line (vouch_caption_get_speaker (caption), VOUCH_WEBVTT_MAX_SPEAKER);
  g_autofree char *settings =
      one_line (vouch_caption_get_settings (caption), VOUCH_WEBVTT_MAX_SETTINGS);

  if (*tidy == '\0' || strlen (tidy) > VOUCH_WEBVTT_MAX_TEXT) {
    refuse (error, _ ("A caption has some words, and not too many. Nothing was changed."));
    return NULL;
  }
  if (vouch_caption_get_start_ms (caption) < 0 ||
      vouch_caption_get_end_ms (caption) <= vouch_caption_get_start_ms (caption)) {
    refuse (error, _ ("A caption ends after it begins. Nothing was changed."));
    return NULL;
  }
  if (speaker == NULL && !is_blank (vouch_caption_get_speaker (caption))) {
    refuse (error, _ ("The name of a speaker is too long. Nothing was changed."));
    return NULL;
  }
  if (settings != NULL && strstr (settings, "-->") != NULL)
    g_clear_pointer (&settings, g_free);
  vouch_caption_set_text (settled, tidy);
  vouch_caption_set_speaker (settled, speaker);
  vouch_caption_set_settings (settled, settings);
  return g_steal_pointer (&settled);
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  VouchCaption *one = *(VouchCaption *const *) a, *other = *(VouchCaption *const *) b;
  gint64 first = vouch_caption_get_start_ms (one), second = vouch_caption_get_start_ms (other);

  return (first > second) - (first < second);
}

static GPtrArray *
settle_all (GPtrArray *captions, GError **error)
{
  g_autoptr (GPtrArray) settled = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *file = NULL;

  for (guint i = 0; i < captions->len; i++) {
    VouchCaption *caption = settle (g_ptr_array_index (captions, i), error);

    if (caption == NULL)
      return NULL;
    g_ptr_array_add (settled, caption);
  }
  g_ptr_array_sort (settled, compare_starts);
  file = vouch_webvtt_write (settled);
  if (settled->len > VOUCH_WEBVTT_MAX_CUES || strlen (file) > VOUCH_WEBVTT_MAX_BYTES) {
    refuse (error, _ ("There are more captions than Vouch can take in. Nothing was changed."));
    return NULL;
  }
  return g_steal_pointer (&settled);
}

/* The captions as they were, and as they are stored now. */
static GPtrArray *
store_captions (VouchStore *store,
                const char *artifact,
                GPtrArray *captions,
                GPtrArray **after,
                GError **error)
{
  g_autoptr (GPtrArray) settled = settle_all (captions, error);
  g_autoptr (GPtrArray) before = NULL;

  if (settled != NULL)
    before = vouch_store_list_captions (store, artifact, error);
  if (before == NULL || !vouch_store_set_captions (store, artifact, settled, error))
    return NULL;
  if (after != NULL)
    *after = g_steal_pointer (&settled);
  return g_steal_pointer (&before);
}

/**
 * vouch_captions_edit:
 * @workspace: a workspace.
 * @artifact: a recording of the library.
 * @edit: gets the captions as they are stored then, and gives those there are to be.
 * @data: its data.
 * @after: (out) (optional) (transfer full) (element-type VouchCaption): those that are stored now.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_captions_set(); what @edit says.
 *
 * Changes the captions of a recording in one step: nobody else's change comes in between.
 *
 * Returns: (transfer full) (element-type VouchCaption) (nullable): those it had before.
 */
GPtrArray *
vouch_captions_edit (VouchWorkspace *workspace,
                     const char *artifact,
                     VouchCaptionsEditFunc edit,
                     gpointer data,
                     GPtrArray **after,
                     GCancellable *cancellable,
                     GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchStoreChange) change = NULL;
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) wanted = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) now = NULL;

  g_return_val_if_fail (artifact != NULL && edit != NULL, NULL);

  if (store == NULL || vouch_workspace_is_stopped (cancellable, error))
    return NULL;
  change = vouch_store_change_begin (store, error);
  stored = change != NULL ? vouch_store_list_captions (store, artifact, error) : NULL;
  wanted = stored != NULL ? edit (stored, data, error) : NULL;
  before = wanted != NULL ? store_captions (store, artifact, wanted, &now, error) : NULL;
  if (before == NULL || !vouch_store_change_commit (change, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  if (after != NULL)
    *after = g_steal_pointer (&now);
  return g_steal_pointer (&before);
}

static GPtrArray *
put_in_place (GPtrArray *captions, gpointer data, GError **error)
{
  return g_ptr_array_ref (data);
}

/**
 * vouch_captions_set:
 * @workspace: a workspace.
 * @artifact: a recording of the library.
 * @captions: (element-type VouchCaption): its captions from now on; none takes them away.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID; %VOUCH_ERROR_NO_SPACE; %VOUCH_ERROR_DEVICE.
 *   Nothing was changed then.
 *
 * Gives a recording captions. They are put in order; empty lines and blanks around lines go.
 *
 * Returns: (transfer full) (element-type VouchCaption) (nullable): those it had before.
 */
GPtrArray *
vouch_captions_set (VouchWorkspace *workspace,
                    const char *artifact,
                    GPtrArray *captions,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (captions != NULL, NULL);

  return vouch_captions_edit (workspace, artifact, put_in_place, captions, NULL, cancellable,
                              error);
}

static gboolean
is_same (VouchCaption *one, VouchCaption *other)
{
  return vouch_caption_get_start_ms (one) == vouch_caption_get_start_ms (other) &&
         vouch_caption_get_end_ms (one) == vouch_caption_get_end_ms (other) &&
         g_strcmp0 (vouch_caption_get_text (one), vouch_caption_get_text (other)) == 0 &&
         g_strcmp0 (vouch_caption_get_speaker (one), vouch_caption_get_speaker (other)) == 0 &&
         g_strcmp0 (vouch_caption_get_settings (one), vouch_caption_get_settings (other)) == 0;
}

/**
 * vouch_captions_find:
 * @captions: (element-type VouchCaption): captions as they are stored.
 * @caption: one as it is shown, or as it was typed.
 * @near: about where it is.
 * @i: (out): where it is.
 *
 * Finds a caption by what it says and when, because places move when others come and go.
 *
 * Returns: whether it is among them.
 */
gboolean
vouch_captions_find (GPtrArray *captions, VouchCaption *caption, guint near, guint *i)
{
  g_autoptr (VouchCaption) settled = settle (caption, NULL);
  gboolean found = FALSE;

  for (guint k = 0; settled != NULL && k < captions->len; k++)
    if (is_same (captions->pdata[k], settled) &&
        (!found || ABS ((gint64) k - (gint64) near) < ABS ((gint64) *i - (gint64) near))) {
      *i = k;
      found = TRUE;
    }
  return found;
}

typedef struct {
  GPtrArray *before;
  GPtrArray *after;
} TakingBack;

/* What is in one and not in the other, each as often as it is in it. */
static GPtrArray *
leave_out (GPtrArray *captions, GPtrArray *without, guint *n_missing)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < captions->len; i++)
    g_ptr_array_add (rest, g_object_ref (captions->pdata[i]));
  for (guint i = 0; i < without->len; i++) {
    guint place = 0;

    if (vouch_captions_find (rest, without->pdata[i], i, &place))
      g_ptr_array_remove_index (rest, place);
    else
      (*n_missing)++;
  }
  return g_steal_pointer (&rest);
}

static GPtrArray *
take_back (GPtrArray *captions, gpointer data, GError **error)
{
  TakingBack *what = data;
  guint ignored = 0, changed = 0;
  g_autoptr (GPtrArray) gone = leave_out (what->before, what->after, &ignored);
  g_autoptr (GPtrArray) come = leave_out (what->after, what->before, &ignored);
  g_autoptr (GPtrArray) rest = leave_out (captions, come, &changed);

  if (changed > 0) {
    refuse (error, _ ("These captions were changed since. Nothing was taken back."));
    return NULL;
  }
  for (guint i = 0; i < gone->len; i++)
    g_ptr_array_add (rest, g_object_ref (gone->pdata[i]));
  return g_steal_pointer (&rest);
}

/**
 * vouch_captions_take_back:
 * @workspace: a workspace.
 * @artifact: a recording of the library.
 * @before: (element-type VouchCaption): its captions before a change.
 * @after: (element-type VouchCaption): its captions after it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when what the change made was changed again; as for vouch_captions_set().
 *
 * Takes one change back. What was written since stays.
 *
 * Returns: whether it was taken back.
 */
gboolean
vouch_captions_take_back (VouchWorkspace *workspace,
                          const char *artifact,
                          GPtrArray *before,
                          GPtrArray *after,
                          GCancellable *cancellable,
                          GError **error)
{
  TakingBack what = { before, after };
  g_autoptr (GPtrArray) replaced = NULL;

  g_return_val_if_fail (before != NULL && after != NULL, FALSE);

  replaced = vouch_captions_edit (workspace, artifact, take_back, &what, NULL, cancellable, error);
  return replaced != NULL;
}

/**
 * vouch_captions_read:
 * @path: (type filename): a WebVTT file.
 * @error: %VOUCH_ERROR_INVALID names the line; what the disk says.
 *
 * Returns: (transfer full) (element-type VouchCaption) (nullable): the captions in it.
 */
GPtrArray *
vouch_captions_read (const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *data = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  data = vouch_file_load_small (path, VOUCH_WEBVTT_MAX_BYTES, &length, error);
  return data != NULL ? vouch_webvtt_read (data, length, error) : NULL;
}

/**
 * vouch_captions_import:
 * @workspace: a workspace.
 * @artifact: a recording of the library.
 * @path: (type filename): a WebVTT file.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_captions_set(); %VOUCH_ERROR_INVALID names the line.
 *
 * Takes captions out of a file, in place of those the recording has. Neither file changes.
 *
 * Returns: (transfer full) (element-type VouchCaption) (nullable): as for vouch_captions_set().
 */
GPtrArray *
vouch_captions_import (VouchWorkspace *workspace,
                       const char *artifact,
                       const char *path,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) captions = vouch_captions_read (path, error);

  return captions != NULL ? vouch_captions_set (workspace, artifact, captions, cancellable, error)
                          : NULL;
}

/**
 * vouch_captions_export:
 * @workspace: a workspace.
 * @artifact: a recording of the library.
 * @path: (type filename): where the WebVTT file goes; one that is there is replaced.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there are no captions; what the disk says.
 *
 * Writes the captions of a recording into a file.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_captions_export (VouchWorkspace *workspace,
                       const char *artifact,
                       const char *path,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) captions = vouch_captions_list (workspace, artifact, cancellable, error);
  g_autofree char *text = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  if (captions == NULL)
    return FALSE;
  if (captions->len == 0) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("This recording has no captions yet."));
    return FALSE;
  }
  text = vouch_webvtt_write (captions);
  return vouch_file_replace (path, text, strlen (text), 0644, error);
}

/* Nothing that was said outside the chosen part, and times as they are in the part that is sent. */
static GPtrArray *
cut_to_range (VouchItem *item, GPtrArray *captions)
{
  const gint64 from = MAX (vouch_item_get_start_ms (item), 0);
  const gint64 to = vouch_item_get_end_ms (item) > 0 ? vouch_item_get_end_ms (item) : G_MAXINT64;
  GPtrArray *part = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < captions->len; i++) {
    VouchCaption *caption = captions->pdata[i];
    const gint64 start = vouch_caption_get_start_ms (caption);
    VouchCaption *moved;

    if (start < from || vouch_caption_get_end_ms (caption) > to)
      continue;
    moved = vouch_caption_copy (caption);
    vouch_caption_set_start_ms (moved, start - from);
    vouch_caption_set_end_ms (moved, vouch_caption_get_end_ms (caption) - from);
    g_ptr_array_add (part, moved);
  }
  return part;
}

static VouchDocument *
make_document (VouchItem *item, GPtrArray *captions)
{
  const char *title = vouch_item_get_title (item);
  g_autofree char *heading = title != NULL
                                 /* Translators: %s is the title of a recording. */
                                 ? g_strdup_printf (_ ("Transcript of “%s”"), title)
                                 : g_strdup (_ ("Transcript"));
  VouchDocument *document = vouch_document_new (heading);
  const char *last = NULL;

  vouch_document_add_title (document, heading);
  for (guint i = 0; i < captions->len; i++) {
    VouchCaption *caption = g_ptr_array_index (captions, i);
    const char *speaker = vouch_caption_get_speaker (caption);
    g_autofree char *at = vouch_text_format_duration (vouch_caption_get_start_ms (caption));
    g_autofree char *words = g_strdelimit (g_strdup (vouch_caption_get_text (caption)), "\n", ' ');
    g_autofree char *line = speaker != NULL && g_strcmp0 (speaker, last) != 0
                                ? g_strdup_printf ("%s  %s: %s", at, speaker, words)
                                : g_strdup_printf ("%s  %s", at, words);

    vouch_document_add_paragraph (document, line);
    last = speaker;
  }
  return document;
}

static char *
attach_document (VouchWorkspace *workspace,
                 VouchDocument *document,
                 VouchPortfolio *portfolio,
                 VouchItem *item,
                 const char *path,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();

  vouch_item_edit_set_transcript_of (edit, vouch_item_get_id (item));
  vouch_item_edit_set_title (edit, vouch_document_get_title (document));
  if (!vouch_save_document (workspace, document, path, cancellable, error))
    return NULL;
  return vouch_attach_file (workspace, vouch_portfolio_get_id (portfolio),
                            vouch_item_get_requirement (item), path, edit, NULL, cancellable,
                            error);
}

/**
 * vouch_captions_make_transcript:
 * @workspace: a workspace.
 * @item: id of an item with a recording that has captions.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there are none; as for vouch_attach_file().
 *
 * Makes a document of the captions that lie within the chosen part and places it beside the recording as
 * its transcript. Later changes of the captions or of the part do not change it.
 *
 * Returns: (transfer full) (nullable): the id of the transcript's item, for vouch_items_remove() to
 *   take this back.
 */
char *
vouch_captions_make_transcript (VouchWorkspace *workspace,
                                const char *item,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GPtrArray) captions = NULL;
  g_autoptr (GPtrArray) part = NULL;
  g_autoptr (VouchDocument) document = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  char *id = NULL;
  VouchItem *found;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && item != NULL, NULL);

  found = vouch_items_find (workspace, item, &portfolio, error);
  if (found == NULL)
    return NULL;
  captions =
      vouch_item_get_artifact (found) != NULL
          ? vouch_captions_list (workspace, vouch_item_get_artifact (found), cancellable, error)
          : g_ptr_array_new ();
  if (captions == NULL)
    return NULL;
  if (captions->len == 0) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("This recording has no captions yet."));
    return NULL;
  }
  part = cut_to_range (found, captions);
  if (part->len == 0) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("No caption lies within the chosen part. Nothing was attached."));
    return NULL;
  }
  document = make_document (found, part);
  folder = g_dir_make_tmp ("vouch-XXXXXX", NULL);
  if (folder == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                         _ ("The transcript could not be written. Nothing was attached."));
    return NULL;
  }
  path = g_build_filename (folder, "transcript.pdf", NULL);
  id = attach_document (workspace, document, portfolio, found, path, cancellable, error);
  g_unlink (path);
  g_rmdir (folder);
  return id;
}
