/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-load-items.h"

#include <sys/stat.h>

#include "vouch-store-access.h"
#include "vouch-store-facts-private.h"
#include "vouch-store-fit.h"
#include "vouch-store-objects.h"
#include "vouch-store-words.h"

/*
 * All items of a portfolio by six statements, however many there are: one walks the items, the
 * others walk what belongs to them, and each finds its item in a table by id.
 */

#define OF_PORTFOLIO                                                                               \
  " x JOIN item i ON i.id = x.item WHERE i.portfolio = ? AND i.removed_ms IS NULL "

#define ITEMS                                                                                      \
  "SELECT i.id, i.requirement, i.media, i.title, i.artifact, i.file_name, i.text, i.start_ms, "    \
  "i.end_ms, i.criteria, i.appearance, i.transcript_of, i.recorded_gaps, i.recorded_joins, "       \
  "i.recorded_masks, i.changed_ms, o.integrity, o.size, f.reader, f.json, d.sha256, df.reader, "   \
  "df.json, t.fit FROM item i "                                                                    \
  "LEFT JOIN object o ON o.sha256 = i.artifact "                                                   \
  "LEFT JOIN facts f ON f.sha256 = i.artifact "                                                    \
  "LEFT JOIN item_fit t ON t.item = i.id "                                                         \
  "LEFT JOIN derived d ON d.source = i.artifact AND d.derivation = " VOUCH_STORE_DERIVATION " "    \
  "LEFT JOIN facts df ON df.sha256 = d.sha256 "                                                    \
  "WHERE i.portfolio = ? AND i.removed_ms IS NULL ORDER BY i.rowid"

typedef void (*TakeRow) (VouchItem *item, VouchSqlStatement *row);

static VouchIntegrity
look_at_object (VouchStore *self, const char *sha256, const char *integrity, gint64 size)
{
  g_autofree char *path = vouch_store_get_object_path (self, sha256);
  VouchIntegrity found = VOUCH_INTEGRITY_INTACT;
  struct stat status;

  vouch_integrity_from_string (integrity, &found);
  if (stat (path, &status) != 0)
    return VOUCH_INTEGRITY_MISSING;
  if (status.st_size != size)
    return VOUCH_INTEGRITY_DAMAGED;
  /* A file that was missing when it was last checked may have been put back. */
  return found == VOUCH_INTEGRITY_MISSING ? VOUCH_INTEGRITY_INTACT : found;
}

static void
take_file (VouchStore *self, VouchItem *item, VouchSqlStatement *row)
{
  const char *sha256 = vouch_sql_text (row, 4);
  g_autoptr (VouchFacts) facts = NULL;
  g_autoptr (VouchFacts) sent_facts = NULL;

  if (sha256 == NULL)
    return;
  vouch_item_set_artifact (item, sha256);
  vouch_item_set_integrity (
      item, look_at_object (self, sha256, vouch_sql_text (row, 16), vouch_sql_int (row, 17)));
  facts =
      vouch_store_parse_facts (self, sha256, vouch_sql_text (row, 18), vouch_sql_text (row, 19));
  vouch_item_set_facts (item, facts);
  if (vouch_sql_is_null (row, 22))
    return;
  sent_facts = vouch_store_parse_facts (self, vouch_sql_text (row, 20), vouch_sql_text (row, 21),
                                        vouch_sql_text (row, 22));
  vouch_item_set_sent_facts (item, sent_facts);
}

static void
take_continuity (VouchItem *item, VouchSqlStatement *row)
{
  g_autoptr (VouchContinuity) continuity = NULL;

  if (vouch_sql_is_null (row, 12))
    return;
  continuity = vouch_continuity_new ();
  vouch_continuity_set_gaps (continuity, (guint) vouch_sql_int (row, 12));
  vouch_continuity_set_joins (continuity, (guint) vouch_sql_int (row, 13));
  vouch_continuity_set_masks (continuity, (guint) vouch_sql_int (row, 14));
  vouch_item_set_continuity (item, continuity);
}

static VouchItem *
take_item (VouchStore *self, VouchSqlStatement *row)
{
  VouchItem *item = vouch_item_new ();
  g_auto (GStrv) criteria = vouch_store_split_words (vouch_sql_text (row, 9));
  VouchMedia media = VOUCH_MEDIA_NONE;
  VouchAppearanceState state = VOUCH_APPEARANCE_STATE_UNKNOWN;

  vouch_item_set_id (item, vouch_sql_text (row, 0));
  vouch_item_set_requirement (item, vouch_sql_text (row, 1));
  vouch_media_from_string (vouch_sql_text (row, 2), &media);
  vouch_item_set_media (item, media);
  vouch_item_set_title (item, vouch_sql_text (row, 3));
  vouch_item_set_file_name (item, vouch_sql_text (row, 5));
  vouch_item_set_text (item, vouch_sql_text (row, 6));
  vouch_item_set_start_ms (item, vouch_sql_int (row, 7));
  vouch_item_set_end_ms (item, vouch_sql_int (row, 8));
  vouch_item_set_criteria (item, (const char *const *) criteria);
  vouch_appearance_state_from_string (vouch_sql_text (row, 10), &state);
  vouch_appearance_set_state (vouch_item_get_appearance (item), state);
  vouch_item_set_transcript_of (item, vouch_sql_text (row, 11));
  vouch_item_set_changed_ms (item, vouch_sql_int (row, 15));
  vouch_item_set_fit (item, vouch_sql_text (row, 23));
  take_continuity (item, row);
  take_file (self, item, row);
  return item;
}

static void
take_attribute (VouchItem *item, VouchSqlStatement *row)
{
  const char *name = vouch_sql_text (row, 1);

  if (vouch_attribute_is_known (name))
    vouch_item_set_attribute (item, name, vouch_sql_text (row, 2));
}

static void
take_moment (VouchItem *item, VouchSqlStatement *row)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  VouchMomentForm form = VOUCH_MOMENT_FORM_MOMENT;

  vouch_moment_form_from_string (vouch_sql_text (row, 2), &form);
  vouch_moment_set_id (moment, vouch_sql_text (row, 1));
  vouch_moment_set_form (moment, form);
  vouch_moment_set_start_ms (moment, vouch_sql_int (row, 3));
  vouch_moment_set_end_ms (moment, vouch_sql_int (row, 4));
  vouch_moment_set_x (moment, vouch_sql_double (row, 5));
  vouch_moment_set_y (moment, vouch_sql_double (row, 6));
  vouch_moment_set_width (moment, vouch_sql_double (row, 7));
  vouch_moment_set_height (moment, vouch_sql_double (row, 8));
  vouch_moment_set_page (moment, (guint) vouch_sql_int (row, 9));
  vouch_moment_set_quote (moment, vouch_sql_text (row, 10));
  vouch_moment_set_criterion (moment, vouch_sql_text (row, 11));
  vouch_moment_set_label (moment, vouch_sql_text (row, 12));
  vouch_moment_set_note (moment, vouch_sql_text (row, 13));
  vouch_moment_set_created_ms (moment, vouch_sql_int (row, 14));
  vouch_item_add_moment (item, moment);
}

static void
take_citation (VouchItem *item, VouchSqlStatement *row)
{
  g_autoptr (VouchCitation) citation = vouch_citation_new ();

  vouch_citation_set_item (citation, vouch_sql_text (row, 1));
  vouch_citation_set_at_ms (citation, vouch_sql_int (row, 2));
  vouch_citation_set_page (citation, (guint) vouch_sql_int (row, 3));
  vouch_citation_set_moment (citation, vouch_sql_text (row, 4));
  vouch_citation_set_text_start (citation, vouch_sql_int (row, 5));
  vouch_citation_set_text_length (citation, (guint) vouch_sql_int (row, 6));
  vouch_item_add_citation (item, citation);
}

static void
take_appearing (VouchItem *item, VouchSqlStatement *row)
{
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  gboolean masked = vouch_sql_int (row, 2) != 0;
  const char *const *before =
      masked ? vouch_appearance_get_masked (appearance) : vouch_appearance_get_people (appearance);
  g_autoptr (GStrvBuilder) people = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_addv (people, (const char **) before);
  g_strv_builder_add (people, vouch_sql_text (row, 1));
  all = g_strv_builder_end (people);
  if (masked)
    vouch_appearance_set_masked (appearance, (const char *const *) all);
  else
    vouch_appearance_set_people (appearance, (const char *const *) all);
}

static gboolean
load_parts (VouchSql *sql,
            const char *portfolio,
            GHashTable *by_id,
            const char *query,
            TakeRow take,
            GError **error)
{
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (sql, error, query, "t", portfolio);
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local)) {
    VouchItem *item = g_hash_table_lookup (by_id, vouch_sql_text (row, 0));

    if (item != NULL)
      take (item, row);
  }
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

static gboolean
load_captions (VouchSql *sql, VouchPortfolio *portfolio, GError **error)
{
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (
      sql, error,
      "SELECT artifact, start_ms, end_ms, speaker, text FROM caption WHERE artifact IN "
      "(SELECT artifact FROM item WHERE portfolio = ? AND removed_ms IS NULL) "
      "ORDER BY artifact, position",
      "t", vouch_portfolio_get_id (portfolio));
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local)) {
    g_autoptr (VouchCaption) caption = vouch_caption_new ();

    vouch_caption_set_start_ms (caption, vouch_sql_int (row, 1));
    vouch_caption_set_end_ms (caption, vouch_sql_int (row, 2));
    vouch_caption_set_speaker (caption, vouch_sql_text (row, 3));
    vouch_caption_set_text (caption, vouch_sql_text (row, 4));
    vouch_portfolio_add_caption (portfolio, vouch_sql_text (row, 0), caption);
  }
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/**
 * vouch_store_load_items:
 * @self: a library.
 * @sql: the connection to read by.
 * @portfolio: a portfolio that has its id; gets its items.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Loads everything that is placed in a portfolio and not in the bin, oldest first.
 *
 * Returns: whether all of it was loaded.
 */
gboolean
vouch_store_load_items (VouchStore *self, VouchSql *sql, VouchPortfolio *portfolio, GError **error)
{
  static const struct {
    const char *query;
    TakeRow take;
  } parts[] = {
    { "SELECT x.item, x.name, x.value FROM attribute" OF_PORTFOLIO, take_attribute },
    { "SELECT x.item, x.id, x.form, x.start_ms, x.end_ms, x.x, x.y, x.width, x.height, x.page, "
      "x.quote, x.criterion, x.label, x.note, x.created_ms FROM moment" OF_PORTFOLIO
      "AND x.removed_ms IS NULL ORDER BY x.created_ms, x.rowid",
      take_moment },
    { "SELECT x.item, x.target, x.at_ms, x.page, x.moment, x.text_start, x.text_length "
      "FROM citation" OF_PORTFOLIO "ORDER BY x.item, x.position",
      take_citation },
    { "SELECT x.item, x.person, x.masked FROM appearing" OF_PORTFOLIO
      "ORDER BY x.item, x.masked, x.position",
      take_appearing },
  };
  const char *id = vouch_portfolio_get_id (portfolio);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (sql, error, ITEMS, "t", id);
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local)) {
    g_autoptr (VouchItem) item = take_item (self, row);

    vouch_portfolio_add_item (portfolio, item);
    g_hash_table_insert (by_id, (gpointer) vouch_item_get_id (item), item);
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!load_parts (sql, id, by_id, parts[i].query, parts[i].take, error))
      return FALSE;
  return load_captions (sql, portfolio, error);
}
