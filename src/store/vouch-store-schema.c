/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-schema.h"

#include "vouch-store-schema-2.h"

/*
 * The tables of library.db.
 *
 * - Ids are UUIDs in text, files are named by the lower-case hex SHA-256 of their bytes.
 * - Times end in _ms: milliseconds since 1970.  Days are VouchDay numbers, 0 for none.
 * - States and media are the names that the model's *_to_string functions give.
 * - Lists of words are one text, separated by U+001F; NULL is the empty list.
 * - removed_ms: when it was put into the bin; NULL for what is there.  A row leaves the bin only
 *   by vouch_store_collect(), so a deletion is always an explicit record first.
 * - `object` holds the files that something refers to.  `arriving` holds those whose bytes are on
 *   the disk while nothing refers to them yet; at the next start they are half-made things and go.
 * - `sent` says which originals were in a submission, and which cleaned copy went in their place.
 * - In a table WITHOUT ROWID the primary key's columns come first: SQLite 3.40 takes others for
 *   damaged when it checks.
 *
 * Whoever adds a step: never edit a released one; raise VOUCH_STORE_SCHEMA_VERSION; freeze a
 * database of the version before under tests/store/fixtures and name it in test-store-versions.
 */

#define FILES                                                                                      \
  "CREATE TABLE object ("                                                                          \
  "  sha256 TEXT PRIMARY KEY CHECK (length (sha256) = 64),"                                        \
  "  size INTEGER NOT NULL,"                                                                       \
  "  added_ms INTEGER NOT NULL,"                                                                   \
  "  integrity TEXT NOT NULL DEFAULT 'intact',"                                                    \
  "  checked_ms INTEGER NOT NULL DEFAULT 0"                                                        \
  ") STRICT;"                                                                                      \
  "CREATE TABLE arriving ("                                                                        \
  "  sha256 TEXT PRIMARY KEY CHECK (length (sha256) = 64),"                                        \
  "  size INTEGER NOT NULL,"                                                                       \
  "  holders INTEGER NOT NULL"                                                                     \
  ") STRICT;"                                                                                      \
  "CREATE TABLE facts ("                                                                           \
  "  sha256 TEXT NOT NULL REFERENCES object (sha256) ON DELETE CASCADE,"                           \
  "  reader TEXT NOT NULL,"                                                                        \
  "  measured_ms INTEGER NOT NULL,"                                                                \
  "  json TEXT NOT NULL,"                                                                          \
  "  PRIMARY KEY (sha256)"                                                                         \
  ") STRICT;"                                                                                      \
  "CREATE TABLE derived ("                                                                         \
  "  source TEXT NOT NULL REFERENCES object (sha256) ON DELETE CASCADE,"                           \
  "  derivation TEXT NOT NULL,"                                                                    \
  "  sha256 TEXT NOT NULL REFERENCES object (sha256),"                                             \
  "  made_ms INTEGER NOT NULL,"                                                                    \
  "  PRIMARY KEY (source, derivation)"                                                             \
  ") STRICT;"                                                                                      \
  "CREATE INDEX derived_sha256 ON derived (sha256);"

#define PEOPLE                                                                                     \
  "CREATE TABLE person ("                                                                          \
  "  key TEXT PRIMARY KEY,"                                                                        \
  "  role TEXT NOT NULL"                                                                           \
  ") STRICT;"                                                                                      \
  "CREATE TABLE permission ("                                                                      \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  person TEXT NOT NULL REFERENCES person (key),"                                                \
  "  scopes INTEGER NOT NULL,"                                                                     \
  "  purposes TEXT,"                                                                               \
  "  form TEXT,"                                                                                   \
  "  given INTEGER NOT NULL,"                                                                      \
  "  until INTEGER NOT NULL,"                                                                      \
  "  withdrawn INTEGER NOT NULL"                                                                   \
  ") STRICT;"

#define PORTFOLIOS                                                                                 \
  "CREATE TABLE definition ("                                                                      \
  "  sha256 TEXT PRIMARY KEY CHECK (length (sha256) = 64),"                                        \
  "  id TEXT NOT NULL,"                                                                            \
  "  version TEXT NOT NULL,"                                                                       \
  "  name TEXT NOT NULL,"                                                                          \
  "  retired INTEGER NOT NULL,"                                                                    \
  "  imported_ms INTEGER NOT NULL,"                                                                \
  "  bytes BLOB NOT NULL"                                                                          \
  ") STRICT;"                                                                                      \
  "CREATE INDEX definition_id ON definition (id);"                                                 \
  "CREATE TABLE portfolio ("                                                                       \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  title TEXT NOT NULL,"                                                                         \
  "  definition TEXT NOT NULL REFERENCES definition (sha256),"                                     \
  "  created_ms INTEGER NOT NULL,"                                                                 \
  "  changed_ms INTEGER NOT NULL,"                                                                 \
  "  removed_ms INTEGER"                                                                           \
  ") STRICT;"                                                                                      \
  "CREATE TABLE chosen ("                                                                          \
  "  portfolio TEXT NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,"                         \
  "  option TEXT NOT NULL,"                                                                        \
  "  PRIMARY KEY (portfolio, option)"                                                              \
  ") STRICT;"                                                                                      \
  "CREATE TABLE confirmation ("                                                                    \
  "  portfolio TEXT NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,"                         \
  "  finding TEXT NOT NULL,"                                                                       \
  "  basis TEXT,"                                                                                  \
  "  created_ms INTEGER NOT NULL,"                                                                 \
  "  PRIMARY KEY (portfolio, finding)"                                                             \
  ") STRICT;"                                                                                      \
  "CREATE TABLE self_assessment ("                                                                 \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  portfolio TEXT NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,"                         \
  "  criterion TEXT NOT NULL,"                                                                     \
  "  level TEXT NOT NULL,"                                                                         \
  "  reason TEXT,"                                                                                 \
  "  created_ms INTEGER NOT NULL"                                                                  \
  ") STRICT;"                                                                                      \
  "CREATE INDEX self_assessment_portfolio ON self_assessment (portfolio);"                         \
  "CREATE TABLE goal ("                                                                            \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  portfolio TEXT NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,"                         \
  "  criterion TEXT,"                                                                              \
  "  statement TEXT,"                                                                              \
  "  due INTEGER NOT NULL,"                                                                        \
  "  activities TEXT,"                                                                             \
  "  state TEXT NOT NULL,"                                                                         \
  "  created_ms INTEGER NOT NULL,"                                                                 \
  "  closed_ms INTEGER NOT NULL"                                                                   \
  ") STRICT;"                                                                                      \
  "CREATE INDEX goal_portfolio ON goal (portfolio);"

#define ITEMS                                                                                      \
  "CREATE TABLE item ("                                                                            \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  portfolio TEXT NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,"                         \
  "  requirement TEXT NOT NULL,"                                                                   \
  "  media TEXT,"                                                                                  \
  "  title TEXT,"                                                                                  \
  "  artifact TEXT REFERENCES object (sha256),"                                                    \
  "  file_name TEXT,"                                                                              \
  "  text TEXT,"                                                                                   \
  "  start_ms INTEGER NOT NULL,"                                                                   \
  "  end_ms INTEGER NOT NULL,"                                                                     \
  "  criteria TEXT,"                                                                               \
  "  appearance TEXT NOT NULL,"                                                                    \
  "  transcript_of TEXT,"                                                                          \
  "  recorded_gaps INTEGER,"                                                                       \
  "  recorded_joins INTEGER,"                                                                      \
  "  recorded_masks INTEGER,"                                                                      \
  "  created_ms INTEGER NOT NULL,"                                                                 \
  "  changed_ms INTEGER NOT NULL,"                                                                 \
  "  removed_ms INTEGER"                                                                           \
  ") STRICT;"                                                                                      \
  "CREATE INDEX item_portfolio ON item (portfolio);"                                               \
  "CREATE INDEX item_artifact ON item (artifact);"                                                 \
  "CREATE TABLE attribute ("                                                                       \
  "  item TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,"                                   \
  "  name TEXT NOT NULL,"                                                                          \
  "  value TEXT NOT NULL,"                                                                         \
  "  PRIMARY KEY (item, name)"                                                                     \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE moment ("                                                                          \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  item TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,"                                   \
  "  form TEXT NOT NULL,"                                                                          \
  "  start_ms INTEGER NOT NULL,"                                                                   \
  "  end_ms INTEGER NOT NULL,"                                                                     \
  "  x REAL NOT NULL,"                                                                             \
  "  y REAL NOT NULL,"                                                                             \
  "  width REAL NOT NULL,"                                                                         \
  "  height REAL NOT NULL,"                                                                        \
  "  page INTEGER NOT NULL,"                                                                       \
  "  quote TEXT,"                                                                                  \
  "  criterion TEXT,"                                                                              \
  "  label TEXT,"                                                                                  \
  "  note TEXT,"                                                                                   \
  "  created_ms INTEGER NOT NULL,"                                                                 \
  "  removed_ms INTEGER"                                                                           \
  ") STRICT;"                                                                                      \
  "CREATE INDEX moment_item ON moment (item);"                                                     \
  "CREATE TABLE citation ("                                                                        \
  "  item TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,"                                   \
  "  position INTEGER NOT NULL,"                                                                   \
  "  target TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,"                                 \
  "  at_ms INTEGER NOT NULL,"                                                                      \
  "  page INTEGER NOT NULL,"                                                                       \
  "  PRIMARY KEY (item, position)"                                                                 \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE INDEX citation_target ON citation (target);"                                             \
  "CREATE TABLE appearing ("                                                                       \
  "  item TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,"                                   \
  "  masked INTEGER NOT NULL,"                                                                     \
  "  position INTEGER NOT NULL,"                                                                   \
  "  person TEXT NOT NULL REFERENCES person (key),"                                                \
  "  PRIMARY KEY (item, masked, position)"                                                         \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE INDEX appearing_person ON appearing (person);"                                           \
  "CREATE TABLE earlier_text ("                                                                    \
  "  item TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,"                                   \
  "  saved_ms INTEGER NOT NULL,"                                                                   \
  "  text TEXT NOT NULL,"                                                                          \
  "  kept INTEGER NOT NULL DEFAULT 0"                                                              \
  ") STRICT;"                                                                                      \
  "CREATE INDEX earlier_text_item ON earlier_text (item, saved_ms);"

#define SUBMISSIONS                                                                                \
  "CREATE TABLE issuer ("                                                                          \
  "  name TEXT PRIMARY KEY,"                                                                       \
  "  url TEXT NOT NULL,"                                                                           \
  "  issuer_id TEXT,"                                                                              \
  "  key TEXT,"                                                                                    \
  "  display_name TEXT,"                                                                           \
  "  time_zone TEXT,"                                                                              \
  "  max_file_bytes INTEGER NOT NULL,"                                                             \
  "  max_submission_bytes INTEGER NOT NULL,"                                                       \
  "  added_ms INTEGER NOT NULL"                                                                    \
  ") STRICT;"                                                                                      \
  "CREATE TABLE submission ("                                                                      \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  portfolio TEXT NOT NULL REFERENCES portfolio (id),"                                           \
  "  issuer TEXT NOT NULL REFERENCES issuer (name),"                                               \
  "  attempt INTEGER NOT NULL,"                                                                    \
  "  previous TEXT REFERENCES submission (id),"                                                    \
  "  state TEXT NOT NULL,"                                                                         \
  "  review TEXT NOT NULL,"                                                                        \
  "  manifest TEXT,"                                                                               \
  "  signature TEXT,"                                                                              \
  "  note TEXT,"                                                                                   \
  "  attestations TEXT,"                                                                           \
  "  url TEXT,"                                                                                    \
  "  receipt TEXT,"                                                                                \
  "  etag TEXT,"                                                                                   \
  "  created_ms INTEGER NOT NULL,"                                                                 \
  "  sealed_ms INTEGER NOT NULL"                                                                   \
  ") STRICT;"                                                                                      \
  "CREATE INDEX submission_portfolio ON submission (portfolio);"                                   \
  "CREATE TABLE sent ("                                                                            \
  "  submission TEXT NOT NULL REFERENCES submission (id),"                                         \
  "  original TEXT NOT NULL REFERENCES object (sha256),"                                           \
  "  sha256 TEXT NOT NULL REFERENCES object (sha256),"                                             \
  "  PRIMARY KEY (submission, original, sha256)"                                                   \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE INDEX sent_original ON sent (original);"                                                 \
  "CREATE INDEX sent_sha256 ON sent (sha256);"                                                     \
  "CREATE TABLE upload ("                                                                          \
  "  submission TEXT NOT NULL,"                                                                    \
  "  sha256 TEXT NOT NULL,"                                                                        \
  "  url TEXT NOT NULL,"                                                                           \
  "  PRIMARY KEY (submission, sha256)"                                                             \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE decision ("                                                                        \
  "  submission TEXT NOT NULL REFERENCES submission (id),"                                         \
  "  received_ms INTEGER NOT NULL,"                                                                \
  "  document BLOB NOT NULL"                                                                       \
  ") STRICT;"                                                                                      \
  "CREATE INDEX decision_submission ON decision (submission);"                                     \
  "CREATE TABLE credential ("                                                                      \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  submission TEXT REFERENCES submission (id),"                                                  \
  "  media_type TEXT NOT NULL,"                                                                    \
  "  document BLOB NOT NULL,"                                                                      \
  "  name TEXT,"                                                                                   \
  "  verification TEXT,"                                                                           \
  "  received_ms INTEGER NOT NULL"                                                                 \
  ") STRICT;"

#define HOUSEKEEPING                                                                               \
  "CREATE TABLE setting ("                                                                         \
  "  key TEXT PRIMARY KEY,"                                                                        \
  "  value TEXT NOT NULL"                                                                          \
  ") STRICT;"

const VouchMigration vouch_store_migrations[VOUCH_STORE_SCHEMA_VERSION] = {
  { FILES PEOPLE PORTFOLIOS ITEMS SUBMISSIONS HOUSEKEEPING, NULL },
  { EVIDENCE_2 PEOPLE_2 PLAN_2 WRITING_2 RESULTS_2 SENDING_2 EXPORT_2 PREFERENCES_2 CAPTURE_2 FIT_2
        TALK_2 SEARCH_2,
    NULL },
};
