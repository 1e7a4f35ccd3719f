/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-transfer.h"

#include <string.h>

/*
 * What an export has of the library, table by table, in an order in which whatever is referred to comes
 * first.  Never in it: settings, real names and scans of forms, tokens, what is under way, what the
 * reader measured (it measures again), and what is in the bin.
 *
 * A change of a released step here is a new version of the format (docs/export.md).
 *
 * Kinds of columns:
 *   t text   i whole number   d real number   b document
 *   u an id of ours           l several of them, separated by U+001F
 *   h a file by its SHA-256   p a person by key   n an issuer by name
 */

/* Portfolios, items and submissions that go along; ?1 is a portfolio, or NULL for all. */
#define COMMON                                                                                     \
  "WITH p (id) AS (SELECT id FROM portfolio WHERE (?1 IS NULL AND (removed_ms IS NULL OR id IN "   \
  "  (SELECT portfolio FROM submission))) OR id = ?1), "                                           \
  "i (id, file) AS (SELECT item.id, artifact FROM item JOIN p ON p.id = portfolio "                \
  "  WHERE removed_ms IS NULL), "                                                                  \
  "s (id) AS (SELECT submission.id FROM submission JOIN p ON p.id = portfolio), "                  \
  "g (id) AS (SELECT goal.id FROM goal WHERE portfolio IN (SELECT id FROM p) OR "                  \
  "  (?1 IS NULL AND portfolio IS NULL)), "                                                        \
  "f (sha256) AS (SELECT artifact FROM evidence WHERE removed_ms IS NULL AND "                     \
  "  (?1 IS NULL OR artifact IN (SELECT file FROM i))), "                                          \
  "w (key) AS (SELECT key FROM person WHERE ?1 IS NULL UNION "                                     \
  "  SELECT person FROM appearing WHERE item IN (SELECT id FROM i) UNION "                         \
  "  SELECT person FROM evidence_person WHERE artifact IN (SELECT sha256 FROM f) UNION "           \
  "  SELECT person FROM sent_appearing WHERE submission IN (SELECT id FROM s) UNION "              \
  "  SELECT student FROM result_row JOIN result_table t ON t.id = result_table "                   \
  "  JOIN p ON p.id = t.portfolio) "

#define OF_PORTFOLIO "portfolio IN (SELECT id FROM p)"
#define OF_ITEM "item IN (SELECT id FROM i)"
#define OF_SUBMISSION "submission IN (SELECT id FROM s)"
#define OF_GOAL "goal IN (SELECT id FROM g)"

const VouchTransferTable vouch_transfer_tables[] = {
  { "definition",
    "definition WHERE ?1 IS NULL OR sha256 IN (SELECT definition FROM portfolio WHERE id = ?1) "
    "ORDER BY rowid",
    NULL,
    NULL,
    { { "sha256", 't' },
      { "id", 't' },
      { "version", 't' },
      { "name", 't' },
      { "retired", 'i' },
      { "imported_ms", 'i' },
      { "bytes", 'b' } } },
  { "person",
    "person JOIN person_mark ON person = key WHERE key IN (SELECT key FROM w) ORDER BY key",
    NULL,
    NULL,
    { { "key", 'p' }, { "role", 't' }, { "mark", 't' } } },
  { "permission",
    "permission WHERE person IN (SELECT key FROM w) ORDER BY id",
    "person",
    "person",
    { { "id", 'u' },
      { "person", 'p' },
      { "scopes", 'i' },
      { "purposes", 't' },
      { "form", 't' },
      { "given", 'i' },
      { "until", 'i' },
      { "withdrawn", 'i' } } },
  { "issuer",
    "issuer WHERE ?1 IS NULL OR name IN (SELECT issuer FROM submission WHERE portfolio = ?1) "
    "ORDER BY rowid",
    NULL,
    NULL,
    { { "name", 'n' },
      { "url", 't' },
      { "issuer_id", 't' },
      { "key", 't' },
      { "display_name", 't' },
      { "time_zone", 't' },
      { "max_file_bytes", 'i' },
      { "max_submission_bytes", 'i' },
      { "added_ms", 'i' } } },
  { "plan",
    "plan WHERE ?1 IS NULL OR id IN (SELECT plan FROM goal WHERE portfolio = ?1) ORDER BY first",
    NULL,
    NULL,
    { { "id", 'u' },
      { "first", 'i' },
      { "last", 'i' },
      { "mid_check", 'i' },
      { "end_check", 'i' },
      { "created_ms", 'i' } } },
  { "evidence",
    "evidence WHERE artifact IN (SELECT sha256 FROM f) ORDER BY rowid",
    NULL,
    NULL,
    { { "artifact", 'h' },
      { "file_name", 't' },
      { "title", 't' },
      { "media", 't' },
      { "attributes", 't' },
      { "appearance", 't' },
      { "duration_ms", 'i' },
      { "pages", 'i' },
      { "added_ms", 'i' } } },
  { "evidence_person",
    "evidence_person WHERE artifact IN (SELECT sha256 FROM f) ORDER BY artifact, masked, position",
    "evidence",
    "artifact",
    { { "artifact", 'h' }, { "masked", 'i' }, { "position", 'i' }, { "person", 'p' } } },
  { "turn",
    "turn WHERE artifact IN (SELECT sha256 FROM f) ORDER BY artifact, start_ms",
    "evidence",
    "artifact",
    { { "artifact", 'h' }, { "start_ms", 'i' }, { "end_ms", 'i' }, { "kind", 't' } } },
  { "caption",
    "caption WHERE artifact IN (SELECT sha256 FROM f) ORDER BY artifact, position",
    "evidence",
    "artifact",
    { { "artifact", 'h' },
      { "position", 'i' },
      { "start_ms", 'i' },
      { "end_ms", 'i' },
      { "speaker", 't' },
      { "text", 't' },
      { "settings", 't' } } },
  { "recording",
    "recording WHERE artifact IN (SELECT sha256 FROM f) ORDER BY artifact",
    "evidence",
    "artifact",
    { { "artifact", 'h' },
      { "take", 'u' },
      { "part", 'i' },
      { "parts", 'i' },
      { "kind", 't' },
      { "started_ms", 'i' },
      { "duration_ms", 'i' },
      { "recovered", 'i' },
      { "journal", 't' } } },
  { "portfolio",
    "portfolio WHERE id IN (SELECT id FROM p) ORDER BY rowid",
    NULL,
    NULL,
    { { "id", 'u' },
      { "title", 't' },
      { "definition", 't' },
      { "created_ms", 'i' },
      { "changed_ms", 'i' },
      { "removed_ms", 'i' } } },
  { "target",
    "target WHERE " OF_PORTFOLIO " ORDER BY portfolio",
    "portfolio",
    "portfolio",
    { { "portfolio", 'u' }, { "day", 'i' } } },
  { "chosen",
    "chosen WHERE " OF_PORTFOLIO " ORDER BY portfolio, option",
    "portfolio",
    "portfolio",
    { { "portfolio", 'u' }, { "option", 't' } } },
  { "confirmation",
    "confirmation WHERE " OF_PORTFOLIO " ORDER BY portfolio, finding",
    "portfolio",
    "portfolio",
    { { "portfolio", 'u' }, { "finding", 't' }, { "basis", 't' }, { "created_ms", 'i' } } },
  { "self_assessment",
    "self_assessment WHERE " OF_PORTFOLIO " ORDER BY rowid",
    "portfolio",
    "portfolio",
    { { "id", 'u' },
      { "portfolio", 'u' },
      { "criterion", 't' },
      { "level", 't' },
      { "reason", 't' },
      { "created_ms", 'i' } } },
  { "item",
    "item WHERE id IN (SELECT id FROM i) ORDER BY rowid",
    "portfolio",
    "portfolio",
    { { "id", 'u' },
      { "portfolio", 'u' },
      { "requirement", 't' },
      { "media", 't' },
      { "title", 't' },
      { "artifact", 'h' },
      { "file_name", 't' },
      { "text", 't' },
      { "start_ms", 'i' },
      { "end_ms", 'i' },
      { "criteria", 't' },
      { "appearance", 't' },
      { "transcript_of", 'u' },
      { "recorded_gaps", 'i' },
      { "recorded_joins", 'i' },
      { "recorded_masks", 'i' },
      { "created_ms", 'i' },
      { "changed_ms", 'i' } } },
  { "attribute",
    "attribute WHERE " OF_ITEM " ORDER BY item, name",
    "item",
    "item",
    { { "item", 'u' }, { "name", 't' }, { "value", 't' } } },
  { "moment",
    "moment WHERE removed_ms IS NULL AND " OF_ITEM " ORDER BY rowid",
    "item",
    "item",
    { { "id", 'u' },
      { "item", 'u' },
      { "form", 't' },
      { "start_ms", 'i' },
      { "end_ms", 'i' },
      { "x", 'd' },
      { "y", 'd' },
      { "width", 'd' },
      { "height", 'd' },
      { "page", 'i' },
      { "quote", 't' },
      { "criterion", 't' },
      { "label", 't' },
      { "note", 't' },
      { "created_ms", 'i' } } },
  /* What a copy shall be like; the copy itself is made again. */
  { "item_fit",
    "item_fit WHERE " OF_ITEM " ORDER BY item",
    "item",
    "item",
    { { "item", 'u' }, { "fit", 't' }, { "wanted_ms", 'i' } } },
  { "citation",
    "citation WHERE " OF_ITEM " AND target IN (SELECT id FROM i) ORDER BY item, position",
    "item",
    "item",
    { { "item", 'u' },
      { "position", 'i' },
      { "target", 'u' },
      { "at_ms", 'i' },
      { "page", 'i' },
      { "moment", 'u' },
      { "text_start", 'i' },
      { "text_length", 'i' } } },
  { "appearing",
    "appearing WHERE " OF_ITEM " ORDER BY item, masked, position",
    "item",
    "item",
    { { "item", 'u' }, { "masked", 'i' }, { "position", 'i' }, { "person", 'p' } } },
  { "earlier_text",
    "earlier_text WHERE " OF_ITEM " ORDER BY rowid",
    "item",
    "item",
    { { "item", 'u' }, { "saved_ms", 'i' }, { "text", 't' }, { "kept", 'i' } } },
  { "result_table",
    "result_table WHERE " OF_PORTFOLIO " ORDER BY rowid",
    "portfolio",
    "portfolio",
    { { "id", 'u' },
      { "portfolio", 'u' },
      { "requirement", 't' },
      { "measure", 't' },
      { "standard", 't' },
      { "highest", 'd' },
      { "day_before", 'i' },
      { "day_after", 'i' },
      { "changed_ms", 'i' } } },
  { "result_row",
    "result_row WHERE result_table IN (SELECT result_table.id FROM result_table JOIN p "
    "ON p.id = portfolio) ORDER BY result_table, position",
    "result_table",
    "result_table",
    { { "result_table", 'u' },
      { "position", 'i' },
      { "student", 'p' },
      { "before", 'd' },
      { "after", 'd' },
      { "level", 't' } } },
  { "result_item",
    "result_item WHERE " OF_ITEM " ORDER BY result_table, part",
    "result_table",
    "result_table",
    { { "result_table", 'u' }, { "part", 't' }, { "item", 'u' } } },
  { "goal",
    "goal WHERE id IN (SELECT id FROM g) ORDER BY rowid",
    "portfolio",
    "portfolio",
    { { "id", 'u' },
      { "plan", 'u' },
      { "portfolio", 'u' },
      { "criterion", 't' },
      { "standard", 't' },
      { "standard_url", 't' },
      { "statement", 't' },
      { "why", 't' },
      { "measure", 't' },
      { "baseline", 't' },
      { "target", 't' },
      { "starts", 'i' },
      { "due", 'i' },
      { "people", 't' },
      { "outcome", 't' },
      { "proofs", 'l' },
      { "state", 't' },
      { "created_ms", 'i' },
      { "closed_ms", 'i' } } },
  { "activity",
    "activity WHERE " OF_GOAL " ORDER BY goal, position",
    "goal",
    "goal",
    { { "goal", 'u' },
      { "position", 'i' },
      { "title", 't' },
      { "url", 't' },
      { "minutes", 'i' },
      { "day", 'i' },
      { "done_ms", 'i' } } },
  { "check_in",
    "check_in WHERE " OF_GOAL " ORDER BY goal, position",
    "goal",
    "goal",
    { { "goal", 'u' },
      { "position", 'i' },
      { "kind", 't' },
      { "day", 'i' },
      { "text", 't' },
      { "created_ms", 'i' } } },
  { "submission",
    "submission WHERE id IN (SELECT id FROM s) ORDER BY rowid",
    NULL,
    NULL,
    { { "id", 'u' },
      { "portfolio", 'u' },
      { "issuer", 'n' },
      { "attempt", 'i' },
      { "previous", 'u' },
      { "state", 't' },
      { "review", 't' },
      { "manifest", 't' },
      { "signature", 't' },
      { "note", 't' },
      { "attestations", 't' },
      { "url", 't' },
      { "receipt", 't' },
      { "etag", 't' },
      { "created_ms", 'i' },
      { "sealed_ms", 'i' } } },
  { "sent",
    "sent WHERE " OF_SUBMISSION " ORDER BY submission, original, sha256",
    "submission",
    "submission",
    { { "submission", 'u' }, { "original", 'h' }, { "sha256", 'h' } } },
  { "sent_appearing",
    "sent_appearing WHERE " OF_SUBMISSION " ORDER BY submission, item, person",
    "submission",
    "submission",
    { { "submission", 'u' }, { "item", 'u' }, { "person", 'p' } } },
  { "decision",
    "decision WHERE " OF_SUBMISSION " ORDER BY rowid",
    "submission",
    "submission",
    { { "submission", 'u' }, { "received_ms", 'i' }, { "document", 'b' } } },
  { "credential",
    "credential WHERE ?1 IS NULL OR " OF_SUBMISSION " ORDER BY rowid",
    "submission",
    "submission",
    { { "id", 'u' },
      { "submission", 'u' },
      { "media_type", 't' },
      { "document", 'b' },
      { "name", 't' },
      { "verification", 't' },
      { "received_ms", 'i' } } },
  { 0 },
};

/**
 * vouch_transfer_find:
 * @name: a name.
 *
 * Returns: (nullable): the table of that name, or %NULL when no export has one.
 */
const VouchTransferTable *
vouch_transfer_find (const char *name)
{
  for (guint i = 0; vouch_transfer_tables[i].name != NULL; i++)
    if (g_str_equal (vouch_transfer_tables[i].name, name))
      return &vouch_transfer_tables[i];
  return NULL;
}

static char *
join_columns (const VouchTransferTable *table, gboolean to_write)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const VouchTransferColumn *column = table->columns; column->kind != '\0'; column++) {
    /* A person's mark is in a table of its own. */
    if (to_write && g_str_equal (column->name, "mark"))
      continue;
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", column->name);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * vouch_transfer_make_query:
 * @table: a table.
 *
 * Returns: (transfer full): the statement that gives its rows; ?1 is a portfolio, or NULL for all.
 */
char *
vouch_transfer_make_query (const VouchTransferTable *table)
{
  g_autofree char *columns = join_columns (table, FALSE);

  return g_strconcat (COMMON "SELECT ", columns, " FROM ", table->rows, NULL);
}

/**
 * vouch_transfer_make_part_query:
 * @table: a table whose rows are parts of something, known by their first two columns.
 *
 * Returns: (transfer full): the statement that gives those of ?1 in their order, whether they go into an
 *   export or not.
 */
char *
vouch_transfer_make_part_query (const VouchTransferTable *table)
{
  g_autofree char *columns = join_columns (table, FALSE);

  return g_strdup_printf ("SELECT %s FROM %s WHERE %s = ? ORDER BY 1, 2", columns, table->name,
                          table->parent_column);
}

/**
 * vouch_transfer_make_insert:
 * @table: a table.
 *
 * Returns: (transfer full): the statement that writes one of its rows.
 */
char *
vouch_transfer_make_insert (const VouchTransferTable *table)
{
  g_autofree char *columns = join_columns (table, TRUE);
  g_autoptr (GString) text = g_string_new ("INSERT INTO ");

  g_string_append_printf (text, "%s (%s) VALUES (?", table->name, columns);
  for (const char *at = strchr (columns, ','); at != NULL; at = strchr (at + 1, ','))
    g_string_append (text, ", ?");
  g_string_append_c (text, ')');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GVariant *
take_value (char kind, VouchSqlStatement *row, int column, VouchBundle *bundle)
{
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) bytes = NULL;

  switch (kind) {
  case 'i': return g_variant_new_int64 (vouch_sql_int (row, column));
  case 'd': return g_variant_new_double (vouch_sql_double (row, column));
  case 'b':
    bytes = vouch_sql_bytes (row, column);
    sha256 = vouch_bundle_add_document (bundle, bytes);
    return g_variant_new ("(s)", sha256);
  default: return g_variant_new_string (vouch_sql_text (row, column));
  }
}

/**
 * vouch_transfer_take_row:
 * @table: a table.
 * @row: the current row of its query.
 * @bundle: what takes its documents.
 *
 * Returns: (transfer floating): the row as a record.
 */
GVariant *
vouch_transfer_take_row (const VouchTransferTable *table,
                         VouchSqlStatement *row,
                         VouchBundle *bundle)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  for (int i = 0; table->columns[i].kind != '\0'; i++)
    if (!vouch_sql_is_null (row, i))
      g_variant_builder_add (&builder, "{sv}", table->columns[i].name,
                             take_value (table->columns[i].kind, row, i, bundle));
  return g_variant_builder_end (&builder);
}

/* A whole number may stand for a real one: JSON does not tell them apart. */
static GVariant *
settle_value (char kind, GVariant *value)
{
  if (kind == 'i')
    return g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) ? g_variant_ref (value) : NULL;
  if (kind == 'd' && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_variant_ref_sink (g_variant_new_double ((double) g_variant_get_int64 (value)));
  if (kind == 'd')
    return g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE) ? g_variant_ref (value) : NULL;
  if (kind == 'b')
    return g_variant_is_of_type (value, G_VARIANT_TYPE ("(s)")) ? g_variant_ref (value) : NULL;
  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_ref (value) : NULL;
}

/**
 * vouch_transfer_settle_row:
 * @table: a table.
 * @row: a stranger's record of it.
 *
 * Brings a record into the form that vouch_transfer_take_row() gives.
 *
 * Returns: (transfer floating) (nullable): the record, or %NULL when a value is of another kind, or
 *   there is something that no record of this version has.
 */
GVariant *
vouch_transfer_settle_row (const VouchTransferTable *table, GVariant *row)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  gsize n = 0;

  for (int i = 0; table->columns[i].kind != '\0'; i++) {
    g_autoptr (GVariant) value = g_variant_lookup_value (row, table->columns[i].name, NULL);
    g_autoptr (GVariant) settled = NULL;

    if (value == NULL)
      continue;
    settled = settle_value (table->columns[i].kind, value);
    if (settled == NULL)
      return NULL;
    g_variant_builder_add (&builder, "{sv}", table->columns[i].name, settled);
    n++;
  }
  return n == g_variant_n_children (row) ? g_variant_builder_end (&builder) : NULL;
}
