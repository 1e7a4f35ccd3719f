/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-results"

#include "config.h"
#include "vouch-results.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>

#include "vouch-csv.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-pages.h"
#include "vouch-result-csv.h"
#include "vouch-score.h"
#include "vouch-score.h"
#include "vouch-store-load.h"
#include "vouch-store-people.h"
#include "vouch-store-results.h"

#include "vouch-attach.h"
#include "vouch-items.h"
#include "vouch-placement.h"
#include "vouch-retained.h"
#include "vouch-results-words.h"
#include "vouch-workspace-private.h"

static VouchConstraint *
find_constraint (VouchRequirement *requirement, VouchConstraintKind kind)
{
  GPtrArray *constraints = vouch_requirement_get_constraints (requirement);

  for (guint i = 0; i < constraints->len; i++)
    if (vouch_constraint_get_kind (constraints->pdata[i]) == kind)
      return constraints->pdata[i];
  return NULL;
}

/* A requirement that pairs items by student takes one item for each score; any other takes the
 * table whole (shared meaning: `prePost` in the definition format). */
static gboolean
is_paired_by_student (VouchRequirement *requirement)
{
  VouchConstraint *pairs = find_constraint (requirement, VOUCH_CONSTRAINT_KIND_PRE_POST);

  return pairs != NULL && g_strcmp0 (vouch_constraint_get_text (pairs, "pairBy"), "student") == 0;
}

/**
 * vouch_results_fit:
 * @requirement: what is asked for.
 *
 * Returns: whether a table of results can be its evidence.
 */
gboolean
vouch_results_fit (VouchRequirement *requirement)
{
  g_return_val_if_fail (VOUCH_IS_REQUIREMENT (requirement), FALSE);

  return vouch_requirement_get_kind (requirement) == VOUCH_REQUIREMENT_KIND_EVIDENCE &&
         vouch_media_set_contains (vouch_requirement_get_media (requirement), VOUCH_MEDIA_DATA);
}

/**
 * vouch_results_begin:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @requirement: id of the requirement whose evidence the table becomes.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when it takes no tables.
 *
 * Finds the table of a requirement, or makes an empty one.
 *
 * Returns: (transfer full) (nullable): the table's id.
 */
char *
vouch_results_begin (VouchWorkspace *workspace,
                     const char *portfolio,
                     const char *requirement,
                     GCancellable *cancellable,
                     GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autoptr (VouchResultTable) table = NULL;
  VouchRequirement *asked;
  g_autofree char *id = NULL;
  GError *local = NULL;

  g_return_val_if_fail (portfolio != NULL && requirement != NULL, NULL);

  loaded = store != NULL ? vouch_store_load_portfolio (store, portfolio, error) : NULL;
  asked = loaded != NULL ? vouch_placement_find_requirement (loaded, requirement, error) : NULL;
  if (asked == NULL)
    return NULL;
  if (!vouch_results_fit (asked)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("“%s” does not take a table of results."), vouch_requirement_get_title (asked));
    return NULL;
  }
  id = vouch_store_find_results (store, portfolio, requirement, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  if (local != NULL || id != NULL)
    return g_steal_pointer (&id);
  id = vouch_workspace_new_id (workspace);
  table = vouch_result_table_new ();
  vouch_result_table_set_id (table, id);
  vouch_result_table_set_portfolio (table, portfolio);
  vouch_result_table_set_requirement (table, requirement);
  return vouch_store_save_results (store, table, error) ? g_steal_pointer (&id) : NULL;
}

/**
 * vouch_results_load:
 * @workspace: a workspace.
 * @id: id of a table.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (nullable): the table.
 */
VouchResultTable *
vouch_results_load (VouchWorkspace *workspace,
                    const char *id,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && id != NULL, NULL);

  return vouch_store_load_results (vouch_workspace_get_store (workspace), id, error);
}

/**
 * vouch_results_save:
 * @workspace: a workspace.
 * @table: a table that was begun, with its changes.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Keeps what is written in a table. The evidence made of it changes only when it is placed again.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_results_save (VouchWorkspace *workspace,
                    VouchResultTable *table,
                    GCancellable *cancellable,
                    GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  g_return_val_if_fail (VOUCH_IS_RESULT_TABLE (table), FALSE);

  if (store == NULL || !vouch_store_save_results (store, table, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, vouch_result_table_get_portfolio (table));
  return TRUE;
}

static GStrv
list_keys (VouchStore *store, GError **error)
{
  g_autoptr (VouchPeople) people = vouch_store_load_people (store, error);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  GPtrArray *persons;

  if (people == NULL)
    return NULL;
  persons = vouch_people_get_people (people);
  for (guint i = 0; i < persons->len; i++)
    g_strv_builder_add (keys, vouch_person_get_key (persons->pdata[i]));
  return g_strv_builder_end (keys);
}

/**
 * vouch_results_read:
 * @workspace: a workspace.
 * @table: a table; its rows are replaced when all is well.
 * @bytes: the bytes of a CSV file or of the clipboard.
 * @length: how many.
 * @n_replaced: (out) (optional): how many names were replaced by keys; no name is kept.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID with the number of the line.
 *
 * Reads the results of a class into a table, without keeping them yet.
 *
 * Returns: whether they were read.
 */
gboolean
vouch_results_read (VouchWorkspace *workspace,
                    VouchResultTable *table,
                    const char *bytes,
                    gsize length,
                    guint *n_replaced,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (GStrv) keys = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && VOUCH_IS_RESULT_TABLE (table), FALSE);

  keys = list_keys (vouch_workspace_get_store (workspace), error);
  return keys != NULL && vouch_result_csv_read (table, bytes, length, (const char *const *) keys,
                                                n_replaced, error);
}

/**
 * vouch_results_read_file:
 * @workspace: a workspace.
 * @table: a table; its rows are replaced when all is well.
 * @path: (type filename): a CSV file.
 * @n_replaced: (out) (optional): how many names were replaced by keys; no name is kept.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID with the number of the line, or what opening the file says.
 *
 * Reads the results of a class from a file, without keeping them yet.
 *
 * Returns: whether they were read.
 */
gboolean
vouch_results_read_file (VouchWorkspace *workspace,
                         VouchResultTable *table,
                         const char *path,
                         guint *n_replaced,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, FALSE);

  bytes = vouch_file_load_small (path, VOUCH_CSV_MAX_BYTES, &length, error);
  return bytes != NULL &&
         vouch_results_read (workspace, table, bytes, length, n_replaced, cancellable, error);
}

/* One item that shall stand for a part of the table. */
typedef struct {
  VouchWorkspace *workspace;
  VouchResultTable *table;
  VouchResultRow *row; /* NULL for the whole table */
  gboolean after;
  GHashTable *left; /* items of before that no part has claimed yet */
} Part;

static char *
name_part (Part *part)
{
  return part->row == NULL ? g_strdup ("table")
                           : g_strdup_printf ("%s %s", part->after ? "post" : "pre",
                                              vouch_result_row_get_student (part->row));
}

static VouchDay
day_of (Part *part)
{
  return part->after ? vouch_result_table_get_day_after (part->table)
                     : vouch_result_table_get_day_before (part->table);
}

static gboolean
set_said (VouchItemEdit *edit, const char *name, const char *value, GError **error)
{
  return value == NULL || *value == '\0' ||
         vouch_item_edit_set_attribute (edit, name, value, error);
}

static VouchItemEdit *
describe_part (Part *part, GError **error)
{
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autofree char *date = day_of (part) != VOUCH_DAY_NONE ? vouch_day_format (day_of (part)) : NULL;

  if (!set_said (edit, "measure", vouch_result_table_get_measure (part->table), error) ||
      !set_said (edit, "standard", vouch_result_table_get_standard (part->table), error) ||
      !set_said (edit, "date", date, error))
    return NULL;
  if (part->row != NULL &&
      (!set_said (edit, "student", vouch_result_row_get_student (part->row), error) ||
       !set_said (edit, "occasion", part->after ? "post" : "pre", error) ||
       !set_said (edit, "performanceLevel", vouch_result_row_get_level (part->row), error)))
    return NULL;
  return g_steal_pointer (&edit);
}

/* The same bytes are the same evidence: what was said of it may still differ. */
static gboolean
is_same_file (Part *part, const char *item, const char *content)
{
  g_autofree char *path = vouch_items_get_path (part->workspace, item, NULL, NULL);
  g_autofree char *there = NULL;

  return path != NULL && g_file_get_contents (path, &there, NULL, NULL) &&
         g_str_equal (there, content);
}

static char *
attach_content (Part *part, const char *content, VouchItemEdit *edit, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("vouch-results-XXXXXX", error);
  g_autofree char *name = name_part (part);
  g_autofree char *file = g_strconcat (g_strdelimit (name, "/ ", '-'), ".csv", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : NULL;
  char *item = NULL;

  if (path == NULL)
    return NULL;
  if (g_file_set_contents (path, content, -1, error))
    item = vouch_attach_file (part->workspace, vouch_result_table_get_portfolio (part->table),
                              vouch_result_table_get_requirement (part->table), path, edit, NULL,
                              NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return item;
}

static gboolean
place_part (Part *part, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (part->workspace);
  g_autofree char *name = name_part (part);
  g_autofree char *content =
      part->row == NULL ? vouch_result_csv_write (part->table)
                        : vouch_result_csv_write_score (part->table, part->row, part->after);
  const char *old = g_hash_table_lookup (part->left, name);
  g_autoptr (VouchItemEdit) edit = describe_part (part, error);
  g_autofree char *item = NULL;
  gboolean done;

  if (edit == NULL)
    return FALSE;
  if (old != NULL && is_same_file (part, old, content))
    done = vouch_items_edit (part->workspace, old, edit, NULL, error);
  else {
    /* The old one goes first, because a requirement has room for so many items only; it is in the
     * bin until the new one stands. */
    if (old != NULL && !vouch_items_remove (part->workspace, old, NULL, error))
      return FALSE;
    item = attach_content (part, content, edit, error);
    if (item == NULL && old != NULL)
      vouch_items_restore (part->workspace, old, NULL, NULL);
    done = item != NULL && vouch_store_set_result_item (
                               store, vouch_result_table_get_id (part->table), name, item, error);
  }
  g_hash_table_remove (part->left, name);
  return done;
}

static gboolean
has_score (Part *part)
{
  return isfinite (part->after ? vouch_result_row_get_after (part->row)
                               : vouch_result_row_get_before (part->row));
}

/* Each score is checked before anything is made. */
static gboolean
check_table (VouchResultTable *table, VouchRequirement *asked, GError **error)
{
  GPtrArray *rows = vouch_result_table_get_rows (table);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint scores = 0;

  for (guint i = 0; i < rows->len; i++) {
    VouchResultRow *row = g_ptr_array_index (rows, i);
    const char *student = vouch_result_row_get_student (row);

    if (vouch_result_row_is_empty (row))
      continue;
    if (student == NULL || *student == '\0') {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("Row %u has no student key."),
                   i + 1);
      return FALSE;
    }
    if (!g_hash_table_add (seen, (gpointer) student)) {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                   _ ("The student “%s” stands in the table twice."), student);
      return FALSE;
    }
    scores += isfinite (vouch_result_row_get_before (row));
    scores += isfinite (vouch_result_row_get_after (row));
  }
  if (scores == 0)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("The table has no scores yet."));
  else if (is_paired_by_student (asked) && scores > vouch_requirement_get_max (asked))
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("The table has %u scores, and “%s” takes %u. Take out some students."), scores,
                 vouch_requirement_get_title (asked), vouch_requirement_get_max (asked));
  else
    return TRUE;
  return FALSE;
}

static gboolean
place_scores (Part *part, guint *n_items, GCancellable *cancellable, GError **error)
{
  GPtrArray *rows = vouch_result_table_get_rows (part->table);

  for (guint i = 0; i < rows->len; i++)
    for (guint k = 0; k < 2; k++) {
      part->row = g_ptr_array_index (rows, i);
      part->after = k == 1;
      if (!has_score (part))
        continue;
      if (vouch_workspace_is_stopped (cancellable, error) || !place_part (part, error))
        return FALSE;
      (*n_items)++;
    }
  return TRUE;
}

/* Scores that are no longer in the table. */
static gboolean
remove_left (Part *part, GError **error)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, part->left);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (!vouch_items_remove (part->workspace, item, NULL, error))
      return FALSE;
  return TRUE;
}

/**
 * vouch_results_place:
 * @workspace: a workspace.
 * @id: id of a table.
 * @n_items: (out): how many items the requirement now has of it.
 * @cancellable: (nullable): to stop it between two items.
 * @error: %VOUCH_ERROR_INVALID when a row has no key or one key stands twice, or when there are more
 *   scores than the requirement takes, %VOUCH_ERROR_CONFLICT when that stays as it was earned; nothing
 *   has changed then. What attaching says.
 *
 * Makes evidence of a table: one item for each score where the requirement pairs items by student,
 * with student, occasion, test, standard, date and level recorded; else the table as one file.
 * Placed again, only what differs is replaced, and what is no longer in the table goes to the bin.
 *
 * Returns: whether all of it is placed.
 */
gboolean
vouch_results_place (VouchWorkspace *workspace,
                     const char *id,
                     guint *n_items,
                     GCancellable *cancellable,
                     GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchResultTable) table = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GHashTable) left = NULL;
  VouchRequirement *asked;
  Part part = { .workspace = workspace };

  g_return_val_if_fail (id != NULL && n_items != NULL, FALSE);

  *n_items = 0;
  table = store != NULL ? vouch_store_load_results (store, id, error) : NULL;
  portfolio =
      table != NULL
          ? vouch_store_load_portfolio (store, vouch_result_table_get_portfolio (table), error)
          : NULL;
  asked = portfolio != NULL ? vouch_placement_find_requirement (
                                  portfolio, vouch_result_table_get_requirement (table), error)
                            : NULL;
  left = asked != NULL && check_table (table, asked, error) &&
                 vouch_retained_allows (workspace, portfolio, vouch_requirement_get_id (asked),
                                        cancellable, error)
             ? vouch_store_list_result_items (store, id, error)
             : NULL;
  if (left == NULL)
    return FALSE;
  part.table = table;
  part.left = left;
  if (!is_paired_by_student (asked)) {
    *n_items = 1;
    return place_part (&part, error) && remove_left (&part, error);
  }
  return place_scores (&part, n_items, cancellable, error) && remove_left (&part, error);
}

/**
 * vouch_results_save_pdf:
 * @workspace: a workspace.
 * @id: id of a table.
 * @path: (type filename): where to write the page; what is there is replaced.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Writes the page of a table as PDF.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_results_save_pdf (VouchWorkspace *workspace,
                        const char *id,
                        const char *path,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (VouchResultTable) table = vouch_results_load (workspace, id, cancellable, error);
  VouchPaper paper = vouch_paper_default ();
  g_autoptr (VouchDocument) document = NULL;
  g_autoptr (VouchPages) pages = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  if (table == NULL)
    return FALSE;
  document = vouch_results_describe (table);
  pages = vouch_pages_new (document, &paper);
  pdf =
      vouch_pages_to_pdf (pages, vouch_clock_now_ms (vouch_workspace_get_clock (workspace)), error);
  return pdf != NULL && vouch_file_replace (path, g_bytes_get_data (pdf, NULL),
                                            g_bytes_get_size (pdf), 0644, error);
}
