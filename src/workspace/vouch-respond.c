/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-respond"

#include "config.h"
#include "vouch-respond.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vouch-citation-text.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-store-load.h"
#include "vouch-store-items.h"
#include "vouch-store-portfolios.h"

#include "vouch-attach.h"
#include "vouch-placement.h"
#include "vouch-retained.h"
#include "vouch-workspace-private.h"

/* A longer file is not an answer that somebody typed. */
#define MAX_TEXT_BYTES (1024 * 1024)

static gboolean
takes_text (VouchRequirement *prompt, GError **error)
{
  g_autofree char *list = NULL;

  if (vouch_media_set_contains (vouch_requirement_get_media (prompt), VOUCH_MEDIA_TEXT))
    return TRUE;
  list = vouch_placement_list_media (vouch_requirement_get_media (prompt));
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: the prompt, and a list such as "a video, a sound recording". */
               _ ("“%s” cannot be answered with a typed text. It takes: %s."),
               vouch_requirement_get_title (prompt), list);
  return FALSE;
}

/* Where one answer is asked for, a new text is a new version of that answer. */
static VouchItem *
find_only_answer (VouchPortfolio *portfolio, VouchRequirement *prompt)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  if (vouch_requirement_get_max (prompt) != 1)
    return NULL;
  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    if (g_strcmp0 (vouch_item_get_requirement (item), vouch_requirement_get_id (prompt)) == 0 &&
        vouch_item_get_transcript_of (item) == NULL)
      return item;
  }
  return NULL;
}

static gboolean
find_answer (VouchPortfolio *portfolio,
             VouchRequirement *prompt,
             const char *answer,
             VouchItem **item,
             GError **error)
{
  const char *requirement = vouch_requirement_get_id (prompt);

  *item = answer != NULL ? vouch_portfolio_find_item (portfolio, answer)
                         : find_only_answer (portfolio, prompt);
  if (answer == NULL ||
      (*item != NULL && g_strcmp0 (vouch_item_get_requirement (*item), requirement) == 0))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("“%s” has no answer “%s”."),
               requirement, answer);
  return FALSE;
}

static char *
clean_text (const char *text)
{
  g_autoptr (GString) result =
      g_string_new (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text);

  g_string_replace (result, "\r\n", "\n", 0);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

static char *
add_answer (VouchWorkspace *workspace,
            VouchStore *store,
            VouchPortfolio *portfolio,
            VouchRequirement *prompt,
            const char *text,
            VouchItemEdit *edit,
            GError **error)
{
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autofree char *id = vouch_workspace_new_id (workspace);

  vouch_item_set_id (item, id);
  vouch_item_set_requirement (item, vouch_requirement_get_id (prompt));
  vouch_item_set_media (item, VOUCH_MEDIA_TEXT);
  vouch_item_set_text (item, text);
  vouch_item_set_changed_ms (item, vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  if (edit != NULL &&
      !vouch_item_edit_apply (edit, vouch_portfolio_get_definition (portfolio), item, error))
    return NULL;
  vouch_citation_text_check (text, vouch_item_get_citations (item));
  if (!vouch_store_add_item (store, vouch_portfolio_get_id (portfolio), item, error))
    return NULL;
  return g_steal_pointer (&id);
}

static char *
change_answer (VouchStore *store,
               VouchPortfolio *portfolio,
               VouchItem *item,
               const char *text,
               VouchItemEdit *edit,
               GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  gboolean more = edit != NULL || vouch_item_get_citations (item)->len > 0;

  vouch_citation_text_carry (vouch_item_get_text (item), text, vouch_item_get_citations (item));
  if (edit != NULL &&
      !vouch_item_edit_apply (edit, vouch_portfolio_get_definition (portfolio), item, error))
    return NULL;
  vouch_citation_text_check (text, vouch_item_get_citations (item));
  vouch_item_set_text (item, text);
  change = vouch_store_change_begin (store, error);
  if (change == NULL || !vouch_store_set_item_text (store, vouch_item_get_id (item), text, error) ||
      (more && !vouch_store_update_item (store, item, error)) ||
      !vouch_store_change_commit (change, error))
    return NULL;
  return g_strdup (vouch_item_get_id (item));
}

/* The answer was a file before: that goes to the bin, where it can be had again. */
static char *
exchange_answer (VouchWorkspace *workspace,
                 VouchStore *store,
                 VouchPortfolio *portfolio,
                 VouchRequirement *prompt,
                 VouchItem *before,
                 const char *text,
                 VouchItemEdit *edit,
                 GError **error)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (store, error);
  g_autofree char *id = NULL;

  if (change == NULL || !vouch_store_remove_item (store, vouch_item_get_id (before), error))
    return NULL;
  id = add_answer (workspace, store, portfolio, prompt, text, edit, error);
  if (id == NULL || !vouch_store_change_commit (change, error))
    return NULL;
  return g_steal_pointer (&id);
}

static VouchRequirement *
load_prompt (VouchWorkspace *workspace,
             const char *portfolio,
             const char *prompt,
             const char *answer,
             VouchItemEdit *edit,
             VouchPortfolio **loaded,
             VouchItem **before,
             GCancellable *cancellable,
             GError **error)
{
  VouchRequirement *asked;

  *loaded = vouch_store_load_portfolio (vouch_workspace_get_store (workspace), portfolio, error);
  if (*loaded == NULL)
    return NULL;
  asked = vouch_placement_find_requirement (*loaded, prompt, error);
  if (asked == NULL || !find_answer (*loaded, asked, answer, before, error) ||
      !vouch_retained_allows (workspace, *loaded, prompt, cancellable, error) ||
      (edit != NULL && !vouch_item_edit_refers_within (edit, *loaded, error)))
    return NULL;
  return asked;
}

/**
 * vouch_respond_with_text:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @prompt: id of the prompt.
 * @answer: (nullable): id of the answer to change; %NULL for the only one where one is asked for,
 *   else for a further one.
 * @text: the answer.
 * @edit: (nullable): what else shall be recorded, such as what it refers to.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when the prompt takes no text;
 *   %VOUCH_ERROR_CONFLICT when it stays as it was earned.
 *
 * Answers a prompt. What an answer said before is kept as an earlier version.
 *
 * Returns: (transfer full) (nullable): the answer's id.
 */
char *
vouch_respond_with_text (VouchWorkspace *workspace,
                         const char *portfolio,
                         const char *prompt,
                         const char *answer,
                         const char *text,
                         VouchItemEdit *edit,
                         GCancellable *cancellable,
                         GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autofree char *clean = NULL;
  VouchItem *before = NULL;
  VouchRequirement *asked;
  char *id;

  g_return_val_if_fail (portfolio != NULL && prompt != NULL && text != NULL, NULL);

  asked = store != NULL ? load_prompt (workspace, portfolio, prompt, answer, edit, &loaded, &before,
                                       cancellable, error)
                        : NULL;
  if (asked == NULL || !takes_text (asked, error))
    return NULL;
  clean = clean_text (text);
  if (before == NULL)
    id = add_answer (workspace, store, loaded, asked, clean, edit, error);
  else if (vouch_item_get_artifact (before) == NULL)
    id = change_answer (store, loaded, before, clean, edit, error);
  else
    id = exchange_answer (workspace, store, loaded, asked, before, clean, edit, error);
  if (id != NULL)
    vouch_workspace_tell_changed (workspace, portfolio);
  return id;
}

static gboolean
is_text_name (const char *path)
{
  static const char *const endings[] = { ".txt", ".text", ".md", ".markdown" };
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return strchr (lower, '.') == NULL;
}

/* What was written in an editor is a typed answer; anything else is attached as a file. */
static char *
load_text (const char *path, VouchRequirement *prompt)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!vouch_media_set_contains (vouch_requirement_get_media (prompt), VOUCH_MEDIA_TEXT) ||
      !is_text_name (path))
    return NULL;
  text = vouch_file_load_small (path, MAX_TEXT_BYTES, &length, NULL);
  if (text == NULL || length == 0 || !g_utf8_validate_len (text, length, NULL))
    return NULL;
  return g_steal_pointer (&text);
}

/**
 * vouch_respond_with_file:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @prompt: id of the prompt.
 * @answer: (nullable): id of the answer to change, as for vouch_respond_with_text().
 * @path: (type filename): a text file, which becomes a typed answer where the prompt takes one;
 *   or a file that is the answer.
 * @edit: (nullable): what else shall be recorded.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_attach_file() and vouch_respond_with_text().
 *
 * Answers a prompt with a file. An earlier answer that it takes the place of goes to the bin.
 *
 * Returns: (transfer full) (nullable): the answer's id.
 */
char *
vouch_respond_with_file (VouchWorkspace *workspace,
                         const char *portfolio,
                         const char *prompt,
                         const char *answer,
                         const char *path,
                         VouchItemEdit *edit,
                         VouchJob *job,
                         GCancellable *cancellable,
                         GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  VouchItem *before = NULL;
  VouchRequirement *asked;

  g_return_val_if_fail (portfolio != NULL && prompt != NULL && path != NULL, NULL);

  asked = store != NULL ? load_prompt (workspace, portfolio, prompt, answer, edit, &loaded, &before,
                                       cancellable, error)
                        : NULL;
  if (asked == NULL)
    return NULL;
  text = load_text (path, asked);
  if (text != NULL)
    return vouch_respond_with_text (workspace, portfolio, prompt, answer, text, edit, cancellable,
                                    error);
  id = vouch_attach_file (workspace, portfolio, prompt, path, edit, job, cancellable, error);
  if (id == NULL ||
      (before != NULL && !vouch_store_remove_item (store, vouch_item_get_id (before), error)))
    return NULL;
  vouch_workspace_tell_changed (workspace, portfolio);
  return g_steal_pointer (&id);
}
