/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-writing"

#include "config.h"
#include "vouch-writing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-citation-text.h"
#include "vouch-error.h"
#include "vouch-html-text.h"
#include "vouch-store-texts.h"
#include "vouch-text.h"

#include "vouch-items.h"
#include "vouch-respond.h"
#include "vouch-retained.h"
#include "vouch-workspace-private.h"

/*
 * What a typed answer said before.  The library keeps a version for every second of the last ten
 * minutes; people look for where they were, so the steps on the way from one to the next are left out:
 * a version is listed when it stood for a while, or when most of it was given up afterwards.
 */

#define STOOD_MS (2 * 60 * 1000)
#define MAX_VERSIONS 200

static void
version_free (gpointer data)
{
  VouchTextVersion *version = data;

  g_free (version->text);
  g_free (version);
}

static void
add_version (GPtrArray *versions, const char *text, gint64 until_ms)
{
  VouchTextVersion *version = g_new0 (VouchTextVersion, 1);

  version->text = g_strdup (text != NULL ? text : "");
  version->until_ms = until_ms;
  version->words = vouch_text_count_words (text);
  g_ptr_array_add (versions, version);
}

/* Whether most of the older text is still in the newer one, at its beginning and its end. */
static gboolean
lives_on (const char *older, const char *newer)
{
  gsize length = strlen (older), new_length = strlen (newer), most = MIN (length, new_length);
  gsize begin = 0, end = 0;

  while (begin < most && older[begin] == newer[begin])
    begin++;
  while (end < most - begin && older[length - 1 - end] == newer[new_length - 1 - end])
    end++;
  return (begin + end) * 2 >= length;
}

/* Ids begin with the time they were made at, in milliseconds (RFC 9562, UUID version 7). */
static gint64
get_time (const char *id)
{
  gint64 time = 0;

  for (guint digits = 0; digits < 12 && *id != '\0'; id++) {
    if (!g_ascii_isxdigit (*id))
      continue;
    time = time * 16 + g_ascii_xdigit_value (*id);
    digits++;
  }
  return time;
}

/* Since when a text said so: until when the one before it did, the first since the item was made. */
static gint64
get_start (GPtrArray *earlier, guint index, const char *item)
{
  const VouchEarlierText *one =
      index + 1 < earlier->len ? g_ptr_array_index (earlier, index + 1) : NULL;

  return one != NULL ? one->saved_ms : get_time (item);
}

/* Earlier versions come latest first, so each is looked at beside the one listed before it. */
static void
add_earlier (GPtrArray *versions, GPtrArray *earlier, const char *item)
{
  gint64 listed_ms = earlier->len > 0 ? ((VouchEarlierText *) earlier->pdata[0])->saved_ms : 0;

  for (guint i = 0; i < earlier->len && versions->len < MAX_VERSIONS; i++) {
    const VouchEarlierText *one = g_ptr_array_index (earlier, i);
    const VouchTextVersion *newer = g_ptr_array_index (versions, versions->len - 1);
    gint64 start_ms = get_start (earlier, i, item);
    gboolean stood = one->saved_ms - start_ms >= STOOD_MS || listed_ms - one->saved_ms >= STOOD_MS;

    if (g_str_equal (one->text, newer->text) || (!stood && lives_on (one->text, newer->text)))
      continue;
    add_version (versions, one->text, one->saved_ms);
    listed_ms = start_ms;
  }
}

static void
versions_clear (gpointer data)
{
  VouchTextVersions *versions = data;

  g_ptr_array_unref (versions->versions);
  g_free (versions->portfolio);
  g_free (versions->prompt);
  g_free (versions->title);
}

/**
 * vouch_text_versions_ref:
 * @self: versions.
 *
 * Returns: (transfer full): the same, once more.
 */
VouchTextVersions *
vouch_text_versions_ref (VouchTextVersions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * vouch_text_versions_unref:
 * @self: (transfer full) (nullable): versions.
 *
 * Gives them up.
 */
void
vouch_text_versions_unref (VouchTextVersions *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, versions_clear);
}

/**
 * vouch_writing_list_versions:
 * @workspace: a workspace.
 * @item: id of a typed answer.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when it is a file.
 *
 * Returns: (transfer full) (nullable): what it says and what it said before.
 */
VouchTextVersions *
vouch_writing_list_versions (VouchWorkspace *workspace,
                             const char *item,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GPtrArray) earlier = NULL;
  g_autoptr (GError) refusal = NULL;
  VouchItem *found = vouch_items_find (workspace, item, &portfolio, error);
  VouchRequirement *prompt;
  VouchTextVersions *versions;

  if (found == NULL)
    return NULL;
  if (vouch_item_get_artifact (found) != NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("This is a file. Only what is typed here has earlier versions."));
    return NULL;
  }
  earlier = vouch_store_list_earlier_texts (vouch_workspace_get_store (workspace), item, error);
  if (earlier == NULL)
    return NULL;
  if (!vouch_retained_allows (workspace, portfolio, vouch_item_get_requirement (found), cancellable,
                              &refusal) &&
      !g_error_matches (refusal, VOUCH_ERROR, VOUCH_ERROR_CONFLICT)) {
    g_propagate_error (error, g_steal_pointer (&refusal));
    return NULL;
  }
  prompt = vouch_definition_find_requirement (vouch_portfolio_get_definition (portfolio),
                                              vouch_item_get_requirement (found));
  versions = g_atomic_rc_box_new0 (VouchTextVersions);
  versions->portfolio = g_strdup (vouch_portfolio_get_id (portfolio));
  versions->prompt = g_strdup (vouch_item_get_requirement (found));
  versions->title = g_strdup (prompt != NULL ? vouch_requirement_get_title (prompt) : NULL);
  versions->locked = refusal != NULL;
  versions->versions = g_ptr_array_new_with_free_func (version_free);
  add_version (versions->versions, vouch_item_get_text (found), 0);
  add_earlier (versions->versions, earlier, item);
  return versions;
}

static gboolean
stands_at (GPtrArray *citations, gint64 start)
{
  for (guint i = 0; i < citations->len; i++)
    if (vouch_citation_get_text_start (citations->pdata[i]) == start)
      return TRUE;
  return FALSE;
}

static gboolean
is_among (GPtrArray *citations, VouchCitation *citation)
{
  for (guint i = 0; i < citations->len; i++)
    if (vouch_citation_refers_alike (citations->pdata[i], citation))
      return TRUE;
  return FALSE;
}

/* What the text refers to: what it already did where the words are still there, then whatever else
 * its words stand for. References outside the text stay, but for those that are in it again. */
static GPtrArray *
find_citations (VouchPortfolio *portfolio, VouchItem *item, const char *text)
{
  GPtrArray *citations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) known = vouch_citation_text_recognize (portfolio, item, text);
  g_autoptr (GPtrArray) placed = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *present = vouch_item_get_citations (item);

  for (guint i = 0; i < present->len; i++)
    if (vouch_citation_get_text_start (present->pdata[i]) >= 0)
      g_ptr_array_add (placed, vouch_citation_copy (present->pdata[i]));
  vouch_citation_text_carry (vouch_item_get_text (item), text, placed);
  for (guint i = 0; i < placed->len; i++)
    if (vouch_citation_get_text_start (placed->pdata[i]) >= 0)
      g_ptr_array_add (citations, g_object_ref (placed->pdata[i]));
  for (guint i = 0; i < known->len; i++)
    if (!stands_at (citations, vouch_citation_get_text_start (known->pdata[i])))
      g_ptr_array_add (citations, g_object_ref (known->pdata[i]));
  for (guint i = 0; i < present->len; i++)
    if (vouch_citation_get_text_start (present->pdata[i]) < 0 &&
        !is_among (citations, present->pdata[i]))
      g_ptr_array_add (citations, vouch_citation_copy (present->pdata[i]));
  return citations;
}

/**
 * vouch_writing_bring_back:
 * @workspace: a workspace.
 * @item: id of a typed answer.
 * @text: what it shall say again.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Makes an earlier text the present one, which becomes an earlier one. What the words of the text
 * stand for becomes references again.
 *
 * Returns: whether it says so.
 */
gboolean
vouch_writing_bring_back (VouchWorkspace *workspace,
                          const char *item,
                          const char *text,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (GPtrArray) citations = NULL;
  g_autofree char *answer = NULL;
  VouchItem *found = vouch_items_find (workspace, item, &portfolio, error);

  g_return_val_if_fail (text != NULL, FALSE);

  if (found == NULL)
    return FALSE;
  citations = find_citations (portfolio, found, text);
  vouch_item_edit_set_citations (edit, citations);
  answer = vouch_respond_with_text (workspace, vouch_portfolio_get_id (portfolio),
                                    vouch_item_get_requirement (found), item, text, edit,
                                    cancellable, error);
  return answer != NULL;
}

/**
 * vouch_writing_read_pasted:
 * @html: what another program put on the clipboard as HTML.
 *
 * Returns: (transfer full): its words, ready to be put into an answer.
 */
char *
vouch_writing_read_pasted (GBytes *html)
{
  gsize length;
  const char *data;

  g_return_val_if_fail (html != NULL, NULL);

  data = g_bytes_get_data (html, &length);
  return vouch_html_text_read (data != NULL ? data : "", length);
}
