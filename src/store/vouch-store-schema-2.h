/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store-search-schema.h"

/*
 * The second step of the schema, one text a subject.  vouch-store-schema.c says the conventions.
 *
 * Over budget: one step of the schema is read in one place, or not at all.
 */

/* What can be searched for, filled with what there is. */
#define SEARCH_2                                                                                   \
  SEARCH_TABLE SEARCH_PENDING SEARCH_VIEWS SEARCH_TRIGGERS SEARCH_CAPTION_TRIGGERS SEARCH_FILL     \
      SEARCH_INDEX

/* A library of before gets a row for every file that was ever placed, as it was said last. What is
 * nowhere but in the bin stays in the bin, and goes with it. */
#define EVIDENCE_OF_ITEMS                                                                          \
  "INSERT INTO evidence SELECT i.artifact, i.file_name, i.title, i.media,"                         \
  "  (SELECT group_concat (a.name || char (31) || a.value, char (31)) FROM attribute a"            \
  "   WHERE a.item = i.id), i.appearance,"                                                         \
  "  coalesce (CASE WHEN json_valid (f.json) THEN "                                                \
  "    CAST (json_extract (f.json, '$.durationMs') AS INTEGER) END, -1),"                          \
  "  coalesce (CASE WHEN json_valid (f.json) THEN "                                                \
  "    CAST (json_extract (f.json, '$.pages') AS INTEGER) END, -1),"                               \
  "  (SELECT min (b.created_ms) FROM item b WHERE b.artifact = i.artifact),"                       \
  "  (SELECT CASE WHEN count (*) = count (c.removed_ms) THEN max (c.removed_ms) END"               \
  "   FROM item c WHERE c.artifact = i.artifact)"                                                  \
  "  FROM item i LEFT JOIN facts f ON f.sha256 = i.artifact"                                       \
  "  WHERE i.rowid = (SELECT d.rowid FROM item d WHERE d.artifact = i.artifact"                    \
  "    ORDER BY d.removed_ms IS NOT NULL, d.changed_ms DESC, d.rowid DESC LIMIT 1);"               \
  "INSERT INTO evidence_person SELECT i.artifact, x.masked, x.position, x.person"                  \
  "  FROM item i JOIN appearing x ON x.item = i.id"                                                \
  "  WHERE i.rowid = (SELECT d.rowid FROM item d WHERE d.artifact = i.artifact"                    \
  "    ORDER BY d.removed_ms IS NOT NULL, d.changed_ms DESC, d.rowid DESC LIMIT 1);"

/* Every file once, placed or not, with what was said of it last. attributes: names and values in
 * turn, as one list of words. */
#define EVIDENCE_2                                                                                 \
  "CREATE TABLE evidence ("                                                                        \
  "  artifact TEXT PRIMARY KEY REFERENCES object (sha256),"                                        \
  "  file_name TEXT,"                                                                              \
  "  title TEXT,"                                                                                  \
  "  media TEXT,"                                                                                  \
  "  attributes TEXT,"                                                                             \
  "  appearance TEXT NOT NULL,"                                                                    \
  "  duration_ms INTEGER NOT NULL DEFAULT -1,"                                                     \
  "  pages INTEGER NOT NULL DEFAULT -1,"                                                           \
  "  added_ms INTEGER NOT NULL,"                                                                   \
  "  removed_ms INTEGER"                                                                           \
  ") STRICT;"                                                                                      \
  "CREATE TABLE evidence_person ("                                                                 \
  "  artifact TEXT NOT NULL REFERENCES evidence (artifact) ON DELETE CASCADE,"                     \
  "  masked INTEGER NOT NULL,"                                                                     \
  "  position INTEGER NOT NULL,"                                                                   \
  "  person TEXT NOT NULL REFERENCES person (key),"                                                \
  "  PRIMARY KEY (artifact, masked, position)"                                                     \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE INDEX evidence_person_person ON evidence_person (person);" EVIDENCE_OF_ITEMS

/* Scans of forms, encrypted as the class lists are; and who appeared in what was sent, which stays
 * known when the item is changed or gone. Real names are in the ledger, never here. */
#define PEOPLE_2                                                                                   \
  "ALTER TABLE permission ADD COLUMN scan TEXT REFERENCES object (sha256);"                        \
  "CREATE INDEX permission_person ON permission (person);"                                         \
  "CREATE INDEX permission_scan ON permission (scan);"                                             \
  "CREATE TABLE sent_appearing ("                                                                  \
  "  submission TEXT NOT NULL REFERENCES submission (id),"                                         \
  "  item TEXT NOT NULL,"                                                                          \
  "  person TEXT NOT NULL,"                                                                        \
  "  PRIMARY KEY (submission, item, person)"                                                       \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE INDEX sent_appearing_person ON sent_appearing (person);"                                 \
  "INSERT INTO sent_appearing SELECT s.id, a.item, a.person FROM submission s "                    \
  "JOIN item i ON i.portfolio = s.portfolio JOIN appearing a ON a.item = i.id "                    \
  "WHERE a.masked = 0;"

/* PLAN_2: growth plans. */
#include "vouch-store-schema-2-plan.h"

/* Answers: the words in the text that are a citation, in characters, -1 where it has none there; and
 * the annotation that was chosen.  The text itself holds the words and no mark, so that whoever reads,
 * counts, searches or sends it needs to know nothing of this. */
#define WRITING_2                                                                                  \
  "ALTER TABLE citation ADD COLUMN moment TEXT;"                                                   \
  "ALTER TABLE citation ADD COLUMN text_start INTEGER NOT NULL DEFAULT -1;"                        \
  "ALTER TABLE citation ADD COLUMN text_length INTEGER NOT NULL DEFAULT 0;"

/* Tables of student results, and which items were made of them. A score that is not known is NULL. */
#define RESULTS_2                                                                                  \
  "CREATE TABLE result_table ("                                                                    \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  portfolio TEXT NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,"                         \
  "  requirement TEXT NOT NULL,"                                                                   \
  "  measure TEXT,"                                                                                \
  "  standard TEXT,"                                                                               \
  "  highest REAL,"                                                                                \
  "  day_before INTEGER NOT NULL,"                                                                 \
  "  day_after INTEGER NOT NULL,"                                                                  \
  "  changed_ms INTEGER NOT NULL,"                                                                 \
  "  UNIQUE (portfolio, requirement)"                                                              \
  ") STRICT;"                                                                                      \
  "CREATE TABLE result_row ("                                                                      \
  "  result_table TEXT NOT NULL REFERENCES result_table (id) ON DELETE CASCADE,"                   \
  "  position INTEGER NOT NULL,"                                                                   \
  "  student TEXT,"                                                                                \
  "  before REAL,"                                                                                 \
  "  after REAL,"                                                                                  \
  "  level TEXT,"                                                                                  \
  "  PRIMARY KEY (result_table, position)"                                                         \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE result_item ("                                                                     \
  "  result_table TEXT NOT NULL REFERENCES result_table (id) ON DELETE CASCADE,"                   \
  "  part TEXT NOT NULL,"                                                                          \
  "  item TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,"                                   \
  "  PRIMARY KEY (result_table, part)"                                                             \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE INDEX result_item_item ON result_item (item);"

/* Work that goes on after a restart. */
#define SENDING_2                                                                                  \
  "CREATE TABLE sending ("                                                                         \
  "  submission TEXT PRIMARY KEY REFERENCES submission (id) ON DELETE CASCADE,"                    \
  "  unmetered INTEGER NOT NULL,"                                                                  \
  "  paused INTEGER NOT NULL,"                                                                     \
  "  ask_again_ms INTEGER NOT NULL"                                                                \
  ") STRICT;"

/* issuer_unconfirmed: issuers of which only an export tells. What it says of their keys is a stranger's
 * word until the earner has looked for herself, so no badge counts by them and nothing is sent to them.
 *
 * A mark that is a person's own, whatever her key: an export of another library may use the same key
 * for another child, and who is who must not be guessed. */
#define EXPORT_2                                                                                   \
  "CREATE TABLE issuer_unconfirmed ("                                                              \
  "  name TEXT PRIMARY KEY REFERENCES issuer (name) ON DELETE CASCADE"                             \
  ") STRICT;"                                                                                      \
  "CREATE TABLE person_mark ("                                                                     \
  "  person TEXT PRIMARY KEY REFERENCES person (key) ON DELETE CASCADE ON UPDATE CASCADE,"         \
  "  mark TEXT NOT NULL"                                                                           \
  ") STRICT;"                                                                                      \
  "INSERT INTO person_mark SELECT key, lower (hex (randomblob (16))) FROM person;"                 \
  "CREATE TRIGGER person_marked AFTER INSERT ON person BEGIN "                                     \
  "INSERT INTO person_mark VALUES (new.key, lower (hex (randomblob (16)))); END;"

/* What the person prefers. */
#define PREFERENCES_2 ""

/* What the teacher says about the talk of a recording: which turns were questions or answers; and
 * captions, a layer over it.  Both stand by their times. */
#define TALK_2                                                                                     \
  "CREATE TABLE turn ("                                                                            \
  "  artifact TEXT NOT NULL REFERENCES evidence (artifact) ON DELETE CASCADE,"                     \
  "  start_ms INTEGER NOT NULL,"                                                                   \
  "  end_ms INTEGER NOT NULL,"                                                                     \
  "  kind TEXT NOT NULL,"                                                                          \
  "  PRIMARY KEY (artifact, start_ms)"                                                             \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE caption ("                                                                         \
  "  artifact TEXT NOT NULL REFERENCES evidence (artifact) ON DELETE CASCADE,"                     \
  "  position INTEGER NOT NULL,"                                                                   \
  "  start_ms INTEGER NOT NULL,"                                                                   \
  "  end_ms INTEGER NOT NULL,"                                                                     \
  "  speaker TEXT,"                                                                                \
  "  text TEXT NOT NULL,"                                                                          \
  "  settings TEXT,"                                                                               \
  "  PRIMARY KEY (artifact, position)"                                                             \
  ") STRICT, WITHOUT ROWID;"
/* Files that our own recorder made, and its journal of each (formats/vouch-capture-journal.c). A
 * recording that had to begin a new file on the way consists of several parts. */
#define CAPTURE_2                                                                                  \
  "CREATE TABLE recording ("                                                                       \
  "  artifact TEXT PRIMARY KEY REFERENCES evidence (artifact) ON DELETE CASCADE,"                  \
  "  take TEXT NOT NULL,"                                                                          \
  "  part INTEGER NOT NULL,"                                                                       \
  "  parts INTEGER NOT NULL,"                                                                      \
  "  kind TEXT NOT NULL,"                                                                          \
  "  started_ms INTEGER NOT NULL,"                                                                 \
  "  duration_ms INTEGER NOT NULL,"                                                                \
  "  recovered INTEGER NOT NULL,"                                                                  \
  "  journal TEXT NOT NULL"                                                                        \
  ") STRICT;"                                                                                      \
  "CREATE INDEX recording_take ON recording (take, part);"

/* Recordings of which a copy is sent that was made to fit; fit: a word of vouch-fit.h. */
#define FIT_2                                                                                      \
  "CREATE TABLE item_fit ("                                                                        \
  "  item TEXT PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,"                                \
  "  fit TEXT NOT NULL,"                                                                           \
  "  wanted_ms INTEGER NOT NULL"                                                                   \
  ") STRICT, WITHOUT ROWID;"
