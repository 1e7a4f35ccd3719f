/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-search"

#include "config.h"
#include "vouch-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-definitions.h"
#include "vouch-error.h"
#include "vouch-excerpt.h"
#include "vouch-store-definitions.h"
#include "vouch-store-search.h"
#include "vouch-text.h"
#include "vouch-worker.h"

#include "vouch-workspace-private.h"

/**
 * VouchSearch:
 *
 * Looks for words in all that is in a library and in its catalogue. What was made is in the library's
 * index; definitions are few and come from files too, so their words are kept in memory from the first
 * search on, until a definition comes in. It has a thread of its own, so that an answer does not wait
 * behind a page that is being read.
 */
struct _VouchSearch {
  GObject parent_instance;

  VouchWorkspace *workspace;
  VouchWorker *worker;

  GMutex mutex;
  GPtrArray *known; /* (element-type Known) (nullable) (mutex mutex): definitions */
};

/* How long the line of a result may be, in characters. */
#define EXCERPT_LENGTH 140

/* A definition with its words, folded. */
typedef struct {
  VouchDefinition *definition;
  char *folded;
  char *text;
} Known;

typedef struct {
  VouchSearch *search;
  char *typed;
  guint most;
} Asked;

G_DEFINE_FINAL_TYPE (VouchSearch, vouch_search, G_TYPE_OBJECT)

static void
hit_free (gpointer data)
{
  VouchSearchHit *hit = data;

  g_free (hit->target);
  g_free (hit->title);
  g_free (hit->context);
  g_free (hit->excerpt);
  g_free (hit);
}

static void
known_free (gpointer data)
{
  Known *known = data;

  g_object_unref (known->definition);
  g_free (known->folded);
  g_free (known->text);
  g_free (known);
}

static void
forget_definitions (VouchSearch *self, const char *portfolio)
{
  if (portfolio != NULL)
    return;
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_mutex_unlock (&self->mutex);
}

static void
add_words (GString *text, const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (text, "%s\n", words);
}

static void
add_requirements (GString *text, GPtrArray *requirements)
{
  for (guint i = 0; i < requirements->len; i++) {
    add_words (text, vouch_requirement_get_title (g_ptr_array_index (requirements, i)));
    add_words (text, vouch_requirement_get_description (g_ptr_array_index (requirements, i)));
  }
}

static char *
text_of_definition (VouchDefinition *definition)
{
  g_autoptr (GString) text = g_string_new (NULL);
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);
  VouchStack *stack = vouch_definition_get_stack (definition);
  GPtrArray *parts = vouch_definition_get_parts (definition);
  GPtrArray *criteria = vouch_rubric_get_criteria (vouch_definition_get_rubric (definition));

  add_words (text, vouch_definition_info_get_name (info));
  add_words (text, vouch_definition_info_get_description (info));
  add_words (text, stack != NULL ? vouch_stack_get_name (stack) : NULL);
  add_words (text, vouch_definition_info_get_field_of_study (info));
  add_words (text, vouch_competency_get_statement (vouch_definition_get_competency (definition)));
  for (guint i = 0; i < parts->len; i++) {
    add_words (text, vouch_part_get_title (g_ptr_array_index (parts, i)));
    add_requirements (text, vouch_part_get_requirements (g_ptr_array_index (parts, i)));
  }
  for (guint i = 0; i < criteria->len; i++) {
    add_words (text, vouch_criterion_get_title (g_ptr_array_index (criteria, i)));
    add_words (text, vouch_criterion_get_description (g_ptr_array_index (criteria, i)));
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GPtrArray *
get_known (VouchSearch *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) definitions = NULL;
  g_autoptr (GPtrArray) known = NULL;

  g_mutex_lock (&self->mutex);
  if (self->known != NULL)
    known = g_ptr_array_ref (self->known);
  g_mutex_unlock (&self->mutex);
  if (known != NULL)
    return g_steal_pointer (&known);

  definitions = vouch_definitions_list (self->workspace, cancellable, error);
  if (definitions == NULL)
    return NULL;
  known = g_ptr_array_new_with_free_func (known_free);
  for (guint i = 0; i < definitions->len; i++) {
    Known *one = g_new0 (Known, 1);

    one->definition = g_object_ref (g_ptr_array_index (definitions, i));
    one->text = text_of_definition (one->definition);
    one->folded = vouch_excerpt_fold (one->text);
    g_ptr_array_add (known, one);
  }
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = g_ptr_array_ref (known);
  g_mutex_unlock (&self->mutex);
  return g_steal_pointer (&known);
}

static VouchSearchHit *
make_definition_hit (const Known *known, const char *const *words)
{
  VouchSearchHit *hit = g_new0 (VouchSearchHit, 1);
  VouchStack *stack = vouch_definition_get_stack (known->definition);

  hit->group = VOUCH_SEARCH_DEFINITIONS;
  hit->at_ms = -1;
  hit->target = g_strdup (vouch_definition_get_id (known->definition));
  hit->title = g_strdup (vouch_definition_get_name (known->definition));
  hit->context = g_strdup (stack != NULL ? vouch_stack_get_name (stack) : "");
  /* The name is the first line, and is the title already. */
  hit->excerpt = vouch_excerpt_cut (strchr (known->text, '\n'), words, EXCERPT_LENGTH);
  return hit;
}

/* Those with the words in their names come first. */
static gboolean
find_definitions (VouchSearch *self,
                  const char *const *words,
                  guint most,
                  GPtrArray *hits,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) known = get_known (self, cancellable, error);
  guint found = 0;

  if (known == NULL)
    return FALSE;
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < known->len && found < most; i++) {
      const Known *one = g_ptr_array_index (known, i);
      g_autofree char *name = vouch_excerpt_fold (vouch_definition_get_name (one->definition));
      gboolean in_name = vouch_excerpt_fits (name, words);

      if (in_name != (round == 0) || (!in_name && !vouch_excerpt_fits (one->folded, words)))
        continue;
      g_ptr_array_add (hits, make_definition_hit (one, words));
      found++;
    }
  return TRUE;
}

/* What is asked for by an item: its own title is often empty where it is a typed answer. */
static char *
title_of_requirement (VouchSearch *self, const VouchFound *found)
{
  VouchStore *store = vouch_workspace_get_store (self->workspace);
  g_autoptr (VouchDefinition) definition = NULL;
  VouchRequirement *requirement = NULL;

  if (found->definition != NULL && found->requirement != NULL)
    definition = vouch_store_load_definition (store, found->definition, NULL);
  if (definition != NULL)
    requirement = vouch_definition_find_requirement (definition, found->requirement);
  return g_strdup (requirement != NULL ? vouch_requirement_get_title (requirement) : "");
}

static char *
title_of (VouchSearch *self, const VouchFound *found, const char *const *words)
{
  if (*found->title != '\0')
    return found->kind == VOUCH_FOUND_GOAL ? vouch_excerpt_cut (found->title, words, EXCERPT_LENGTH)
                                           : g_strdup (found->title);
  if (found->kind == VOUCH_FOUND_FEEDBACK)
    return g_strdup (found->portfolio_title);
  if (found->item_title != NULL)
    return g_strdup (found->item_title);
  return title_of_requirement (self, found);
}

static char *
context_of_caption (const VouchFound *found)
{
  g_autofree char *at = vouch_text_format_duration (MAX (found->at_ms, 0));

  if (found->portfolio_title == NULL)
    return g_steal_pointer (&at);
  /* Translators: a time in a recording, as 4:12, and the title of the portfolio it is in. */
  return g_strdup_printf (_ ("%s · %s"), at, found->portfolio_title);
}

static char *
context_of (const VouchFound *found)
{
  if (found->kind == VOUCH_FOUND_PORTFOLIO)
    return g_strdup (found->body);
  if (found->kind == VOUCH_FOUND_CAPTION)
    return context_of_caption (found);
  if (found->kind == VOUCH_FOUND_FEEDBACK || found->portfolio_title == NULL)
    return g_strdup ("");
  if (found->kind == VOUCH_FOUND_MOMENT && found->item_title != NULL && *found->title != '\0')
    return g_strdup_printf ("%s · %s", found->item_title, found->portfolio_title);
  return g_strdup (found->portfolio_title);
}

static VouchSearchHit *
make_hit (VouchSearch *self,
          VouchSearchGroup group,
          const VouchFound *found,
          const char *const *words)
{
  VouchSearchHit *hit = g_new0 (VouchSearchHit, 1);

  hit->group = group;
  hit->target =
      g_strdup (group == VOUCH_SEARCH_CAPTIONS && found->item != NULL ? found->item : found->place);
  hit->at_ms = found->at_ms;
  hit->title = title_of (self, found, words);
  hit->context = context_of (found);
  hit->excerpt = found->kind == VOUCH_FOUND_PORTFOLIO
                     ? g_strdup ("")
                     : vouch_excerpt_cut (found->body, words, EXCERPT_LENGTH);
  return hit;
}

static gboolean
has_hit (GPtrArray *hits, VouchSearchGroup group, const char *target)
{
  for (guint i = 0; i < hits->len; i++) {
    const VouchSearchHit *hit = g_ptr_array_index (hits, i);

    if (hit->group == group && g_str_equal (hit->target, target))
      return TRUE;
  }
  return FALSE;
}

/* Takes in up to @most of a kind; a file whose name and whose words both fit is there once, and one
 * that is placed is there by its places. */
static gboolean
find_kind (VouchSearch *self,
           VouchFoundKind kind,
           VouchSearchGroup group,
           const char *const *words,
           guint most,
           GPtrArray *hits,
           GHashTable *files,
           GError **error)
{
  g_autoptr (GPtrArray) found =
      vouch_store_search (vouch_workspace_get_store (self->workspace), kind, words, most, error);
  guint before = hits->len;

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len && hits->len - before < most; i++) {
    const VouchFound *one = g_ptr_array_index (found, i);

    if (kind == VOUCH_FOUND_CAPTION && (group == VOUCH_SEARCH_CAPTIONS) != (one->item != NULL))
      continue;
    if ((kind == VOUCH_FOUND_DOCUMENT && has_hit (hits, group, one->place)) ||
        (kind == VOUCH_FOUND_FILE && g_hash_table_contains (files, one->place)))
      continue;
    if (one->artifact != NULL)
      g_hash_table_add (files, g_strdup (one->artifact));
    g_ptr_array_add (hits, make_hit (self, group, one, words));
  }
  return TRUE;
}

static gboolean
find_all (VouchSearch *self,
          const char *const *words,
          guint most,
          GPtrArray *hits,
          GCancellable *cancellable,
          GError **error)
{
  static const struct {
    VouchFoundKind kind;
    VouchSearchGroup group;
  } kinds[] = {
    { VOUCH_FOUND_PORTFOLIO, VOUCH_SEARCH_PORTFOLIOS },
    { VOUCH_FOUND_EVIDENCE, VOUCH_SEARCH_EVIDENCE },
    { VOUCH_FOUND_DOCUMENT, VOUCH_SEARCH_EVIDENCE },
    { VOUCH_FOUND_FILE, VOUCH_SEARCH_FILES },
    { VOUCH_FOUND_TEXT, VOUCH_SEARCH_TEXTS },
    { VOUCH_FOUND_MOMENT, VOUCH_SEARCH_MOMENTS },
    { VOUCH_FOUND_CAPTION, VOUCH_SEARCH_CAPTIONS },
    { VOUCH_FOUND_CAPTION, VOUCH_SEARCH_FILE_CAPTIONS },
    { VOUCH_FOUND_GOAL, VOUCH_SEARCH_GOALS },
    { VOUCH_FOUND_FEEDBACK, VOUCH_SEARCH_FEEDBACK },
    { VOUCH_FOUND_PERSON, VOUCH_SEARCH_PEOPLE },
  };
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (vouch_workspace_is_stopped (cancellable, error))
      return FALSE;
    if (kinds[i].group == VOUCH_SEARCH_PEOPLE &&
        !find_definitions (self, words, most, hits, cancellable, error))
      return FALSE;
    if (!find_kind (self, kinds[i].kind, kinds[i].group, words, most, hits, files, error))
      return FALSE;
  }
  return TRUE;
}

static gpointer
run_asked (gpointer data, GCancellable *cancellable, GError **error)
{
  const Asked *asked = data;

  return vouch_search_find (asked->search, asked->typed, asked->most, cancellable, error);
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->typed);
  g_free (asked);
}

static void
forward_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GPtrArray *hits = vouch_worker_run_finish (VOUCH_WORKER (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
}

static void
vouch_search_dispose (GObject *object)
{
  VouchSearch *self = VOUCH_SEARCH (object);

  if (self->worker != NULL)
    vouch_worker_shut_down (self->worker);
  g_clear_object (&self->worker);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_search_parent_class)->dispose (object);
}

static void
vouch_search_finalize (GObject *object)
{
  VouchSearch *self = VOUCH_SEARCH (object);

  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (vouch_search_parent_class)->finalize (object);
}

static void
vouch_search_class_init (VouchSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_search_finalize;
}

static void
vouch_search_init (VouchSearch *self)
{
  g_mutex_init (&self->mutex);
  self->worker = vouch_worker_new ("search");
}

/**
 * vouch_search_group_to_string:
 * @group: a group of results.
 *
 * Returns: (transfer none): its name, for programs.
 */
const char *
vouch_search_group_to_string (VouchSearchGroup group)
{
  static const char *const names[] = { "portfolio", "evidence",   "file",    "text",
                                       "moment",    "caption",    "caption", "goal",
                                       "feedback",  "definition", "person" };

  g_return_val_if_fail (group < G_N_ELEMENTS (names), NULL);

  return names[group];
}

/**
 * vouch_search_new:
 * @workspace: a workspace.
 *
 * Returns: (transfer full): what looks for words in it.
 */
VouchSearch *
vouch_search_new (VouchWorkspace *workspace)
{
  VouchSearch *self;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (VOUCH_TYPE_SEARCH, NULL);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (forget_definitions), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * vouch_search_find:
 * @self: a search.
 * @typed: what somebody typed.
 * @most: how many results of a group at most.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Looks for everything in which each word typed begins a word. Blocks.
 *
 * Returns: (transfer full) (element-type VouchSearchHit) (nullable): what was found, group by group.
 */
GPtrArray *
vouch_search_find (VouchSearch *self,
                   const char *typed,
                   guint most,
                   GCancellable *cancellable,
                   GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);
  g_autoptr (GError) local = NULL;
  VouchStore *store;

  g_return_val_if_fail (VOUCH_IS_SEARCH (self) && typed != NULL, NULL);

  words = vouch_excerpt_words (typed);
  if (words[0] == NULL)
    return g_steal_pointer (&hits);
  if (find_all (self, (const char *const *) words, most, hits, cancellable, &local))
    return g_steal_pointer (&hits);
  store = vouch_workspace_get_store (self->workspace);
  /* The index is only a copy: where it is damaged it is made anew, and asked again. */
  if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_CORRUPT) &&
      !vouch_store_is_read_only (store)) {
    g_message ("The search index is made anew: %s", local->message);
    g_clear_error (&local);
    g_ptr_array_set_size (hits, 0);
    if (vouch_store_search_rebuild (store, error) &&
        find_all (self, (const char *const *) words, most, hits, cancellable, error))
      return g_steal_pointer (&hits);
    return NULL;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * vouch_search_find_async:
 * @self: a search.
 * @typed: what somebody typed.
 * @most: how many results of a group at most.
 * @cancellable: (nullable): to stop it; what has not begun is not begun.
 * @callback: called in the caller's main context.
 * @user_data: its data.
 *
 * Looks for words on the search's own thread.
 */
void
vouch_search_find_async (VouchSearch *self,
                         const char *typed,
                         guint most,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;
  Asked *asked;

  g_return_if_fail (VOUCH_IS_SEARCH (self) && typed != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_search_find_async);
  asked = g_new0 (Asked, 1);
  *asked = (Asked){ self, g_strdup (typed), most };
  vouch_worker_run_async (self->worker, run_asked, asked, asked_free,
                          (GDestroyNotify) g_ptr_array_unref, cancellable, forward_found, task);
}

/**
 * vouch_search_find_finish:
 * @self: a search.
 * @result: what the callback was given.
 * @error: as vouch_search_find() reports it; %VOUCH_ERROR_CANCELLED or `G_IO_ERROR_CANCELLED` when it
 *   was stopped.
 *
 * Returns: (transfer full) (element-type VouchSearchHit) (nullable): what was found.
 */
GPtrArray *
vouch_search_find_finish (VouchSearch *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
