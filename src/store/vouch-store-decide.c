/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-decide.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-id.h"
#include "vouch-store-access.h"
#include "vouch-store-gather.h"

/*
 * What of an export comes in, and under which name.
 *
 * What is here already is left out, with all that is a part of it; what has an id that something else
 * has here gets another one.  What this library says of a person, an issuer or an attempt is never
 * replaced by what an export says.
 */

/**
 * vouch_receiving_make_key:
 * @space: where a name counts: a table, or the kind of a column.
 * @id: the name.
 *
 * Returns: (transfer full): what stands for it in the tables of @VouchReceiving.
 */
char *
vouch_receiving_make_key (const char *space, const char *id)
{
  return g_strconcat (space, "\x1f", id, NULL);
}

static char *
make_kind_key (char kind, const char *name)
{
  const char space[] = { kind, '\0' };

  return vouch_receiving_make_key (space, name);
}

/**
 * vouch_receiving_refuse:
 * @error: where it goes.
 * @table: what does not fit.
 *
 * Says that an export does not fit together.
 *
 * Returns: %FALSE.
 */
gboolean
vouch_receiving_refuse (GError **error, const char *table)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("This export does not fit together (%s). Nothing was imported."), table);
  return FALSE;
}

/**
 * vouch_receiving_find_name:
 * @receiving: an export that is being taken in.
 * @kind: the kind of a column.
 * @name: what it says.
 *
 * Returns: what it says here.
 */
const char *
vouch_receiving_find_name (VouchReceiving *receiving, char kind, const char *name)
{
  g_autofree char *key = make_kind_key (kind, name);
  const char *renamed = g_hash_table_lookup (receiving->renamed, key);

  return renamed != NULL ? renamed : name;
}

/**
 * vouch_receiving_is_left_out:
 * @receiving: an export that is being taken in.
 * @table: the name of a table.
 * @id: a row of it.
 *
 * Returns: whether that row does not come in.
 */
gboolean
vouch_receiving_is_left_out (VouchReceiving *receiving, const char *table, const char *id)
{
  g_autofree char *key = vouch_receiving_make_key (table, id);

  return g_hash_table_contains (receiving->left_out, key);
}

static void
leave_out (VouchReceiving *receiving, const VouchTransferTable *table, GVariant *row)
{
  const char *id = vouch_bundle_row_text (row, table->columns[0].name);

  g_hash_table_add (receiving->left_out, vouch_receiving_make_key (table->name, id));
}

static void
rename_to (VouchReceiving *receiving, char kind, const char *name, const char *to)
{
  g_hash_table_insert (receiving->renamed, make_kind_key (kind, name), g_strdup (to));
}

static gboolean
read_one (VouchReceiving *receiving,
          const char *sql,
          const char *value,
          char **found,
          GError **error)
{
  g_autoptr (GError) local = NULL;

  *found = vouch_store_read_text (receiving->store, &local, sql, "t", value);
  return vouch_store_rows_ended (g_steal_pointer (&local), error);
}

static gboolean
exists (VouchReceiving *receiving,
        const VouchTransferTable *table,
        const char *id,
        gboolean *there,
        GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT 1 FROM %s WHERE %s = ?", table->name, table->columns[0].name);
  g_autofree char *found = NULL;

  if (!read_one (receiving, sql, id, &found, error))
    return FALSE;
  *there = found != NULL;
  return TRUE;
}

/* The portfolio that a record is in, or NULL. */
static const char *
find_owner (VouchReceiving *receiving, const VouchTransferTable *table, GVariant *row)
{
  const char *parent;
  g_autofree char *key = NULL;

  if (g_str_equal (table->name, "portfolio"))
    return vouch_bundle_row_text (row, "id");
  parent = table->parent_column != NULL ? vouch_bundle_row_text (row, table->parent_column) : NULL;
  if (parent == NULL)
    return NULL;
  if (g_str_equal (table->parent_table, "portfolio"))
    return parent;
  key = vouch_receiving_make_key (table->parent_table, parent);
  return g_hash_table_lookup (receiving->owners, key);
}

static gboolean
settle_table (VouchReceiving *receiving, VouchBundle *raw, const char *name, GError **error)
{
  const VouchTransferTable *table = vouch_transfer_find (name);
  GPtrArray *rows = vouch_bundle_get_rows (raw, name);

  if (table == NULL)
    return vouch_receiving_refuse (error, name);
  for (guint i = 0; i < rows->len; i++) {
    GVariant *row = vouch_transfer_settle_row (table, rows->pdata[i]);
    const char *id = row != NULL ? vouch_bundle_row_text (row, table->columns[0].name) : NULL;

    if (row != NULL)
      vouch_bundle_add_row (receiving->bundle, name, row);
    if (id == NULL)
      return vouch_receiving_refuse (error, name);
  }
  return TRUE;
}

static void
note_owners (VouchReceiving *receiving)
{
  for (const VouchTransferTable *table = vouch_transfer_tables; table->name != NULL; table++) {
    GPtrArray *rows = vouch_bundle_get_rows (receiving->bundle, table->name);

    for (guint i = 0; i < rows->len; i++) {
      const char *owner = find_owner (receiving, table, rows->pdata[i]);
      const char *id = vouch_bundle_row_text (rows->pdata[i], table->columns[0].name);

      if (owner != NULL)
        g_hash_table_insert (receiving->owners, vouch_receiving_make_key (table->name, id),
                             g_strdup (owner));
    }
  }
}

static gboolean
settle (VouchReceiving *receiving, VouchBundle *raw, GError **error)
{
  g_autoptr (GList) tables = vouch_bundle_list_tables (raw);
  g_autoptr (GList) documents = vouch_bundle_list_documents (raw);

  for (GList *at = tables; at != NULL; at = at->next)
    if (!settle_table (receiving, raw, at->data, error))
      return FALSE;
  for (GList *at = documents; at != NULL; at = at->next)
    vouch_bundle_put_document (receiving->bundle, at->data,
                               vouch_bundle_get_document (raw, at->data));
  note_owners (receiving);
  return TRUE;
}

/* Whether a table says the same of a portfolio as the library does, in the same order. */
static gboolean
is_same_table (VouchReceiving *receiving,
               const VouchTransferTable *table,
               VouchBundle *here,
               const char *portfolio)
{
  GPtrArray *rows = vouch_bundle_get_rows (receiving->bundle, table->name);
  GPtrArray *known = vouch_bundle_get_rows (here, table->name);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++) {
    if (g_strcmp0 (find_owner (receiving, table, rows->pdata[i]), portfolio) != 0)
      continue;
    if (n == known->len || !g_variant_equal (rows->pdata[i], known->pdata[n]))
      return FALSE;
    n++;
  }
  return n == known->len;
}

static gboolean
is_part_of_portfolio (const VouchTransferTable *table)
{
  while (table != NULL && !g_str_equal (table->name, "portfolio"))
    table = table->parent_table != NULL ? vouch_transfer_find (table->parent_table) : NULL;
  return table != NULL;
}

static gboolean
decide_portfolio (VouchReceiving *receiving,
                  const VouchTransferTable *table,
                  GVariant *row,
                  GError **error)
{
  const char *id = vouch_bundle_row_text (row, "id");
  g_autoptr (VouchBundle) here = vouch_store_gather (receiving->store, id, error);
  g_autofree char *other = NULL;
  gboolean same = TRUE;

  if (here == NULL)
    return FALSE;
  if (vouch_bundle_get_rows (here, "portfolio")->len == 0) {
    receiving->received->n_new++;
    g_ptr_array_add (receiving->received->portfolios, g_strdup (id));
    return TRUE;
  }
  for (const VouchTransferTable *at = vouch_transfer_tables; same && at->name != NULL; at++)
    same = !is_part_of_portfolio (at) || is_same_table (receiving, at, here, id);
  if (same) {
    receiving->received->n_same++;
    leave_out (receiving, table, row);
    g_ptr_array_add (receiving->received->portfolios, g_strdup (id));
    return TRUE;
  }
  other = vouch_id_new (_vouch_store_now_ms (receiving->store));
  rename_to (receiving, 'u', id, other);
  receiving->received->n_beside++;
  g_ptr_array_add (receiving->received->portfolios, g_steal_pointer (&other));
  return TRUE;
}

/* A key that nobody has: the old one with a number. */
static char *
find_free_key (VouchReceiving *receiving, const VouchTransferTable *table, const char *name)
{
  for (guint i = 2; i < 100000; i++) {
    g_autofree char *key = g_strdup_printf ("%s-%u", name, i);
    gboolean there = TRUE;

    if (!exists (receiving, table, key, &there, NULL))
      return NULL;
    if (!there)
      return g_steal_pointer (&key);
  }
  return NULL;
}

/* Who has the same mark is the same person; who only has the same key is somebody else. */
static gboolean
decide_person (VouchReceiving *receiving,
               const VouchTransferTable *table,
               GVariant *row,
               gboolean there,
               GError **error)
{
  const char *key = vouch_bundle_row_text (row, "key");
  const char *mark = vouch_bundle_row_text (row, "mark");
  g_autofree char *known = NULL;
  g_autofree char *other = NULL;

  if (mark == NULL)
    return vouch_receiving_refuse (error, table->name);
  if (!read_one (receiving, "SELECT person FROM person_mark WHERE mark = ?", mark, &known, error))
    return FALSE;
  if (known != NULL) {
    rename_to (receiving, 'p', key, known);
    leave_out (receiving, table, row);
    return TRUE;
  }
  if (!there)
    return TRUE;
  other = find_free_key (receiving, table, key);
  if (other == NULL)
    return vouch_receiving_refuse (error, table->name);
  rename_to (receiving, 'p', key, other);
  return TRUE;
}

/* The key that was pinned decides: an issuer of the same name with another key is another one. */
static gboolean
decide_issuer (VouchReceiving *receiving,
               const VouchTransferTable *table,
               GVariant *row,
               gboolean there,
               GError **error)
{
  const char *name = vouch_bundle_row_text (row, "name");
  g_autofree char *pinned = NULL;
  g_autofree char *other = NULL;

  if (!there)
    return TRUE;
  if (!read_one (receiving, "SELECT coalesce (key, '') FROM issuer WHERE name = ?", name, &pinned,
                 error))
    return FALSE;
  if (g_strcmp0 (pinned, vouch_bundle_row_text (row, "key")) == 0) {
    leave_out (receiving, table, row);
    return TRUE;
  }
  other = find_free_key (receiving, table, name);
  if (other == NULL)
    return vouch_receiving_refuse (error, table->name);
  rename_to (receiving, 'n', name, other);
  return TRUE;
}

/* One plan a school year: goals of the export join the one that is here. */
static gboolean
decide_plan (VouchReceiving *receiving,
             const VouchTransferTable *table,
             GVariant *row,
             GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *known = NULL;
  gint64 day = 0;

  if (!g_variant_lookup (row, "first", "x", &day))
    return vouch_receiving_refuse (error, table->name);
  first = g_strdup_printf ("%" G_GINT64_FORMAT, day);
  if (!read_one (receiving, "SELECT id FROM plan WHERE first = CAST (? AS INTEGER)", first, &known,
                 error))
    return FALSE;
  if (known == NULL)
    return TRUE;
  rename_to (receiving, 'u', vouch_bundle_row_text (row, "id"), known);
  leave_out (receiving, table, row);
  return TRUE;
}

/* What has an id of ours that is taken gets another; what is known by its content is here. */
static void
decide_other (VouchReceiving *receiving, const VouchTransferTable *table, GVariant *row)
{
  static const char *const kept[] = { "definition", "evidence",   "permission",
                                      "submission", "credential", NULL };
  const char *id = vouch_bundle_row_text (row, table->columns[0].name);
  g_autofree char *other = NULL;

  if (g_strv_contains (kept, table->name) ||
      (g_str_equal (table->name, "goal") && find_owner (receiving, table, row) == NULL)) {
    leave_out (receiving, table, row);
    return;
  }
  other = vouch_id_new (_vouch_store_now_ms (receiving->store));
  rename_to (receiving, 'u', id, other);
}

/* A row that others know by its first column; the others are parts and follow their parents. */
static gboolean
has_id (const VouchTransferTable *table)
{
  return table->parent_column == NULL ||
         !g_str_equal (table->columns[0].name, table->parent_column);
}

static gboolean
decide_row (VouchReceiving *receiving,
            const VouchTransferTable *table,
            GVariant *row,
            GError **error)
{
  const char *id = vouch_bundle_row_text (row, table->columns[0].name);
  const char *parent =
      table->parent_column != NULL ? vouch_bundle_row_text (row, table->parent_column) : NULL;
  gboolean there = FALSE;

  if (parent != NULL && vouch_receiving_is_left_out (receiving, table->parent_table, parent)) {
    if (has_id (table))
      leave_out (receiving, table, row);
    return TRUE;
  }
  if (!has_id (table))
    return TRUE;
  if (table->columns[0].kind == 'u' && !vouch_id_is_valid (id))
    return vouch_receiving_refuse (error, table->name);
  if (g_str_equal (table->name, "portfolio"))
    return decide_portfolio (receiving, table, row, error);
  if (!exists (receiving, table, id, &there, error))
    return FALSE;
  if (g_str_equal (table->name, "person"))
    return decide_person (receiving, table, row, there, error);
  if (g_str_equal (table->name, "issuer"))
    return decide_issuer (receiving, table, row, there, error);
  if (g_str_equal (table->name, "plan"))
    return decide_plan (receiving, table, row, error);
  if (there)
    decide_other (receiving, table, row);
  return TRUE;
}

/**
 * vouch_receiving_leaves_out:
 * @receiving: an export about which all is decided.
 * @table: a table.
 * @row: a record of it.
 *
 * Returns: whether the record is not written.
 */
gboolean
vouch_receiving_leaves_out (VouchReceiving *receiving,
                            const VouchTransferTable *table,
                            GVariant *row)
{
  const char *id = vouch_bundle_row_text (row, table->columns[0].name);
  const char *parent =
      table->parent_column != NULL ? vouch_bundle_row_text (row, table->parent_column) : NULL;
  g_autofree char *layer =
      parent != NULL ? vouch_receiving_make_key (table->name, parent) : g_strdup ("");

  return (has_id (table) && vouch_receiving_is_left_out (receiving, table->name, id)) ||
         (parent != NULL && vouch_receiving_is_left_out (receiving, table->parent_table, parent) &&
          !g_hash_table_contains (receiving->welcome, layer));
}

/**
 * vouch_receiving_decide:
 * @receiving: an export that is being taken in.
 * @raw: what came.
 * @error: %VOUCH_ERROR_INVALID when it does not fit together; %VOUCH_ERROR_DEVICE.
 *
 * Brings what came into the library's form, and decides what of it is written under which name.
 *
 * Returns: whether it can be written.
 */
gboolean
vouch_receiving_decide (VouchReceiving *receiving, VouchBundle *raw, GError **error)
{
  if (!settle (receiving, raw, error))
    return FALSE;
  for (const VouchTransferTable *table = vouch_transfer_tables; table->name != NULL; table++) {
    GPtrArray *rows = vouch_bundle_get_rows (receiving->bundle, table->name);

    for (guint i = 0; i < rows->len; i++)
      if (!decide_row (receiving, table, rows->pdata[i], error))
        return FALSE;
  }
  return TRUE;
}
