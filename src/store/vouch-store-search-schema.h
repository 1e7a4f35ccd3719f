/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
 *   stranger: so the triggers note in search_new and search_gone what is to be done, and the commit of
 *   the change does it.
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

/* What a change has to do in the index, done at its commit; a trigger may not (see above). */
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

/* Everything, read from the originals. */
#define SEARCH_VIEWS                                                                               \
  "CREATE VIEW search_portfolio (kind, key, place, portfolio, title, body, changed_ms) AS"         \
  " SELECT 1, p.id, p.id, p.id, p.title, d.name, p.changed_ms"                                     \
  " FROM portfolio p JOIN definition d ON d.sha256 = p.definition WHERE p.removed_ms IS NULL;"     \
  "CREATE VIEW search_item (kind, key, place, portfolio, title, body, changed_ms) AS"              \
  " SELECT CASE WHEN i.artifact IS NULL THEN 3 ELSE 2 END, i.id, i.id, i.portfolio,"               \
  "  coalesce (nullif (i.title, ''), i.file_name, ''),"                                            \
  "  coalesce (i.text, '') || ' ' || coalesce (i.file_name, '') || ' ' || coalesce ("              \
  "   (SELECT group_concat (value, ' ') FROM attribute a WHERE a.item = i.id), ''),"               \
  "  i.changed_ms"                                                                                 \
  " FROM item i JOIN portfolio p ON p.id = i.portfolio"                                            \
  " WHERE i.removed_ms IS NULL AND p.removed_ms IS NULL;"                                          \
  "CREATE VIEW search_document (kind, key, place, portfolio, title, body, changed_ms) AS"          \
  " SELECT 4, 'document:' || i.id, i.id, i.portfolio, '', w.words, i.changed_ms"                   \
  " FROM item i JOIN portfolio p ON p.id = i.portfolio"                                            \
  " JOIN search_words w ON w.source = 'facts:' || i.artifact"                                      \
  " WHERE i.removed_ms IS NULL AND p.removed_ms IS NULL;"                                          \
  "CREATE VIEW search_moment (kind, key, place, portfolio, title, body, changed_ms) AS"            \
  " SELECT 5, m.id, i.id, i.portfolio, coalesce (m.label, ''),"                                    \
  "  coalesce (m.note, '') || ' ' || coalesce (m.quote, ''), m.created_ms"                         \
  " FROM moment m JOIN item i ON i.id = m.item JOIN portfolio p ON p.id = i.portfolio"             \
  " WHERE m.removed_ms IS NULL AND i.removed_ms IS NULL AND p.removed_ms IS NULL;"                 \
  "CREATE VIEW search_goal (kind, key, place, portfolio, title, body, changed_ms) AS"              \
  " SELECT 6, g.id, g.id, g.portfolio, coalesce (g.statement, ''),"                                \
  "  replace (coalesce (g.activities, ''), char (31), ' '), g.created_ms"                          \
  " FROM goal g JOIN portfolio p ON p.id = g.portfolio WHERE p.removed_ms IS NULL;"                \
  "CREATE VIEW search_feedback (kind, key, place, portfolio, title, body, changed_ms) AS"          \
  " SELECT 7, 'decision:' || d.rowid, s.portfolio, s.portfolio, '', w.words, d.received_ms"        \
  " FROM decision d JOIN search_words w ON w.source = 'decision:' || d.rowid"                      \
  " JOIN submission s ON s.id = d.submission"                                                      \
  " JOIN portfolio p ON p.id = s.portfolio WHERE p.removed_ms IS NULL;"                            \
  "CREATE VIEW search_person (kind, key, place, portfolio, title, body, changed_ms) AS"            \
  " SELECT 8, 'person:' || key, key, NULL, key, '', 0 FROM person;"                                \
  "CREATE VIEW search_source (kind, key, place, portfolio, title, body, changed_ms) AS"            \
  " SELECT * FROM search_portfolio UNION ALL SELECT * FROM search_item"                            \
  " UNION ALL SELECT * FROM search_document UNION ALL SELECT * FROM search_moment"                 \
  " UNION ALL SELECT * FROM search_goal UNION ALL SELECT * FROM search_feedback"                   \
  " UNION ALL SELECT * FROM search_person;"

/* Takes rows of one of the views in, those that changed last with the highest ids. */
#define SEARCH_TAKE(view, which)                                                                   \
  "INSERT INTO search_entry (id, key, place, portfolio, title, body)"                              \
  " SELECT coalesce ((SELECT max (id) FROM search_entry"                                           \
  "   WHERE id BETWEEN v.kind << 40 AND (v.kind + 1 << 40) - 1), v.kind << 40)"                    \
  "  + row_number () OVER (PARTITION BY v.kind ORDER BY v.changed_ms, v.key),"                     \
  "  v.key, v.place, v.portfolio, v.title, v.body FROM " view " v WHERE " which ";"

#define SEARCH_AGAIN(view, prefix, id)                                                             \
  "DELETE FROM search_entry WHERE key = " prefix id ";" SEARCH_TAKE (view, "v.key = " prefix id)

#define SEARCH_TRIGGER(name, when, what) "CREATE TRIGGER " name " AFTER " when " BEGIN " what "END;"

#define SEARCH_GONE(key) "DELETE FROM search_entry WHERE key = " key ";"

#define OF_PORTFOLIO "v.portfolio = NEW.id"

#define SEARCH_TRIGGERS                                                                            \
  SEARCH_TRIGGER ("search_portfolio_added", "INSERT ON portfolio",                                 \
                  SEARCH_AGAIN ("search_portfolio", "", "NEW.id"))                                 \
  SEARCH_TRIGGER ("search_portfolio_changed", "UPDATE OF title ON portfolio",                      \
                  SEARCH_AGAIN ("search_portfolio", "", "NEW.id"))                                 \
  SEARCH_TRIGGER ("search_portfolio_gone", "DELETE ON portfolio",                                  \
                  "DELETE FROM search_entry WHERE portfolio = OLD.id;")                            \
  SEARCH_TRIGGER ("search_portfolio_binned", "UPDATE OF removed_ms ON portfolio",                  \
                  "DELETE FROM search_entry WHERE portfolio = NEW.id;" SEARCH_TAKE (               \
                      "search_source", OF_PORTFOLIO))                                              \
  SEARCH_TRIGGER ("search_item_added", "INSERT ON item",                                           \
                  SEARCH_AGAIN ("search_item", "", "NEW.id")                                       \
                      SEARCH_AGAIN ("search_document", "'document:' || ", "NEW.id"))               \
  SEARCH_TRIGGER ("search_item_changed",                                                           \
                  "UPDATE OF title, file_name, text, artifact ON item"                             \
                  " WHEN OLD.title IS NOT NEW.title OR OLD.file_name IS NOT NEW.file_name"         \
                  " OR OLD.text IS NOT NEW.text OR OLD.artifact IS NOT NEW.artifact",              \
                  SEARCH_AGAIN ("search_item", "", "NEW.id"))                                      \
  SEARCH_TRIGGER ("search_document_changed",                                                       \
                  "UPDATE OF artifact ON item WHEN OLD.artifact IS NOT NEW.artifact",              \
                  SEARCH_AGAIN ("search_document", "'document:' || ", "NEW.id"))                   \
  SEARCH_TRIGGER ("search_item_gone", "DELETE ON item",                                            \
                  "DELETE FROM search_entry WHERE place = OLD.id;")                                \
  SEARCH_TRIGGER ("search_item_binned", "UPDATE OF removed_ms ON item",                            \
                  "DELETE FROM search_entry WHERE place = NEW.id;" SEARCH_TAKE (                   \
                      "search_item", "v.place = NEW.id")                                           \
                      SEARCH_TAKE ("search_document", "v.place = NEW.id")                          \
                          SEARCH_TAKE ("search_moment", "v.place = NEW.id"))                       \
  SEARCH_TRIGGER ("search_attribute_added", "INSERT ON attribute",                                 \
                  SEARCH_AGAIN ("search_item", "", "NEW.item"))                                    \
  SEARCH_TRIGGER ("search_attribute_changed", "UPDATE ON attribute",                               \
                  SEARCH_AGAIN ("search_item", "", "NEW.item"))                                    \
  SEARCH_TRIGGER ("search_attribute_gone", "DELETE ON attribute",                                  \
                  SEARCH_AGAIN ("search_item", "", "OLD.item"))                                    \
  SEARCH_TRIGGER (                                                                                 \
      "search_words_added", "INSERT ON search_words",                                              \
      "DELETE FROM search_entry WHERE key = NEW.source OR key IN (SELECT"                          \
      " 'document:' || id FROM item WHERE artifact = substr (NEW.source, 7));" SEARCH_TAKE (       \
          "search_document", "v.place IN (SELECT id FROM item"                                     \
                             " WHERE artifact = substr (NEW.source, 7))")                          \
          SEARCH_TAKE ("search_feedback", "v.key = NEW.source"))                                   \
  SEARCH_TRIGGER ("search_words_gone", "DELETE ON search_words",                                   \
                  "DELETE FROM search_entry WHERE key = OLD.source OR key IN (SELECT"              \
                  " 'document:' || id FROM item WHERE artifact = substr (OLD.source, 7));")        \
  SEARCH_TRIGGER ("search_facts_gone", "DELETE ON facts",                                          \
                  "DELETE FROM search_words WHERE source = 'facts:' || OLD.sha256;")               \
  SEARCH_TRIGGER ("search_moment_added", "INSERT ON moment",                                       \
                  SEARCH_AGAIN ("search_moment", "", "NEW.id"))                                    \
  SEARCH_TRIGGER ("search_moment_changed", "UPDATE ON moment",                                     \
                  SEARCH_AGAIN ("search_moment", "", "NEW.id"))                                    \
  SEARCH_TRIGGER ("search_moment_gone", "DELETE ON moment", SEARCH_GONE ("OLD.id"))                \
  SEARCH_TRIGGER ("search_goal_added", "INSERT ON goal",                                           \
                  SEARCH_AGAIN ("search_goal", "", "NEW.id"))                                      \
  SEARCH_TRIGGER ("search_goal_changed", "UPDATE ON goal",                                         \
                  SEARCH_AGAIN ("search_goal", "", "NEW.id"))                                      \
  SEARCH_TRIGGER ("search_goal_gone", "DELETE ON goal", SEARCH_GONE ("OLD.id"))                    \
  SEARCH_TRIGGER ("search_feedback_gone", "DELETE ON decision",                                    \
                  "DELETE FROM search_words WHERE source = 'decision:' || OLD.rowid;")             \
  SEARCH_TRIGGER ("search_person_added", "INSERT ON person",                                       \
                  SEARCH_AGAIN ("search_person", "'person:' || ", "NEW.key"))                      \
  SEARCH_TRIGGER ("search_person_gone", "DELETE ON person", SEARCH_GONE ("'person:' || OLD.key"))

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
