/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store-search-triggers.h"
#include "vouch-store-search-views.h"

/*
 * What can be searched for.
 *
 * - `search_entry` holds one row for each thing that can be found, and its words.  It is a copy: the
 *   views below say what of, triggers keep it so within the change that writes the original, and
 *   vouch_store_search_rebuild() makes it anew.
 * - id: the kind's number times 2^40, then counted on.  What was written last has the highest, so that
 *   reading backwards within a kind's range gives the newest first and can end early; no count of all
 *   that fits is ever needed.
 * - place: id of what is opened; portfolio: what it belongs to, NULL for what all share.
 * - `search` is the index (FTS5).  It keeps columns, not positions: words are looked for, no phrases.
 *   SQLite 3.40 lets no trigger of an untrusted schema write to it, and any library may come from a
 *   stranger: so the triggers note in search_new and search_gone what is to be done, and every some
 *   dozen changes a commit does it. Until then a search looks through search_new itself.
 * - search_words: the words inside what is kept as JSON, taken out of it as it is written; a view
 *   cannot do that, because SQLite's JSON functions are not allowed in this schema.  source is
 *   `facts:` with a file's SHA-256, or `decision:` with a row's number.
 * - What is in the bin is not in here.  Real names are in no table, so they are not in here either.
 *
 * The numbers of the kinds are VouchFoundKind's.
 */

#define SEARCH_TABLE                                                                               \
  "CREATE TABLE search_entry ("                                                                    \
  "  id INTEGER PRIMARY KEY,"                                                                      \
  "  key TEXT NOT NULL UNIQUE,"                                                                    \
  "  place TEXT NOT NULL,"                                                                         \
  "  portfolio TEXT,"                                                                              \
  "  title TEXT NOT NULL,"                                                                         \
  "  body TEXT NOT NULL"                                                                           \
  ") STRICT;"                                                                                      \
  "CREATE TABLE search_words ("                                                                    \
  "  source TEXT PRIMARY KEY,"                                                                     \
  "  words TEXT NOT NULL"                                                                          \
  ") STRICT;"                                                                                      \
  "CREATE INDEX search_entry_place ON search_entry (place);"                                       \
  "CREATE INDEX search_entry_portfolio ON search_entry (portfolio);"

#define SEARCH_INDEX                                                                               \
  "CREATE VIRTUAL TABLE search USING fts5 (title, body, content = 'search_entry',"                 \
  "  content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3',"          \
  "  detail = column);"                                                                            \
  "INSERT INTO search (search) VALUES ('rebuild');"                                                \
  "DELETE FROM search_gone; DELETE FROM search_new;"

/* What is still to be done in the index; see above. */
#define SEARCH_PENDING                                                                             \
  "CREATE TABLE search_new ("                                                                      \
  "  id INTEGER PRIMARY KEY"                                                                       \
  ") STRICT;"                                                                                      \
  "CREATE TABLE search_gone ("                                                                     \
  "  id INTEGER PRIMARY KEY,"                                                                      \
  "  title TEXT NOT NULL,"                                                                         \
  "  body TEXT NOT NULL"                                                                           \
  ") STRICT;"                                                                                      \
  "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN"                           \
  "  INSERT INTO search_new VALUES (NEW.id);"                                                      \
  "END;"                                                                                           \
  "CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN"                            \
  "  INSERT INTO search_gone SELECT OLD.id, OLD.title, OLD.body"                                   \
  "   WHERE OLD.id NOT IN (SELECT id FROM search_new);"                                            \
  "  DELETE FROM search_new WHERE id = OLD.id;"                                                    \
  "END;"

#define SEARCH_APPLY                                                                               \
  "INSERT INTO search (search, rowid, title, body)"                                                \
  " SELECT 'delete', id, title, body FROM search_gone;"                                            \
  "DELETE FROM search_gone;"                                                                       \
  "INSERT INTO search (rowid, title, body)"                                                        \
  " SELECT id, title, body FROM search_entry WHERE id IN (SELECT id FROM search_new);"             \
  "DELETE FROM search_new;"

/* Of one row, or with TRUE of all. */
#define SEARCH_WORDS_OF_FACTS(which)                                                               \
  "INSERT OR REPLACE INTO search_words SELECT 'facts:' || sha256, json_extract (json, '$.text')"   \
  " FROM facts WHERE CASE WHEN json_valid (json) THEN json_type (json, '$.text') IS 'text' END"    \
  " AND " which

#define SEARCH_WORDS_OF_DECISION(which)                                                            \
  "INSERT OR REPLACE INTO search_words SELECT 'decision:' || d.rowid,"                             \
  " coalesce ((SELECT group_concat (t.value, ' ') FROM json_tree (CAST (d.document AS TEXT)) t"    \
  "  WHERE t.type = 'text' AND t.key IN ('comment', 'feedback')), '')"                             \
  " FROM decision d WHERE json_valid (CAST (d.document AS TEXT)) AND " which

/* The triggers hand the words on to the entries. */
#define SEARCH_WORDS                                                                               \
  "DELETE FROM search_words;" SEARCH_WORDS_OF_FACTS ("TRUE") ";" SEARCH_WORDS_OF_DECISION (        \
      "TRUE") ";"

#define SEARCH_FILL SEARCH_WORDS "DELETE FROM search_entry;" SEARCH_TAKE ("search_source", "TRUE")
