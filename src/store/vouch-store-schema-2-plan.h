/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Growth plans: goals of a school year, check-ins, people consulted.  A goal lives on without its
 * portfolio.  Goals that are there already come into the school year, from August to July, in which
 * they were set; their activities were one text, separated by U+001F.
 */
#define PLAN_2                                                                                     \
  "CREATE TABLE plan ("                                                                            \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  first INTEGER NOT NULL UNIQUE,"                                                               \
  "  last INTEGER NOT NULL,"                                                                       \
  "  mid_check INTEGER NOT NULL,"                                                                  \
  "  end_check INTEGER NOT NULL,"                                                                  \
  "  created_ms INTEGER NOT NULL"                                                                  \
  ") STRICT;"                                                                                      \
  "CREATE TABLE target ("                                                                          \
  "  portfolio TEXT PRIMARY KEY REFERENCES portfolio (id) ON DELETE CASCADE,"                      \
  "  day INTEGER NOT NULL"                                                                         \
  ") STRICT;"                                                                                      \
  "CREATE TABLE goal_2 ("                                                                          \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  plan TEXT REFERENCES plan (id),"                                                              \
  "  portfolio TEXT REFERENCES portfolio (id) ON DELETE SET NULL,"                                 \
  "  criterion TEXT,"                                                                              \
  "  standard TEXT,"                                                                               \
  "  standard_url TEXT,"                                                                           \
  "  statement TEXT,"                                                                              \
  "  why TEXT,"                                                                                    \
  "  measure TEXT,"                                                                                \
  "  baseline TEXT,"                                                                               \
  "  target TEXT,"                                                                                 \
  "  starts INTEGER NOT NULL,"                                                                     \
  "  due INTEGER NOT NULL,"                                                                        \
  "  people TEXT,"                                                                                 \
  "  outcome TEXT,"                                                                                \
  "  proofs TEXT,"                                                                                 \
  "  state TEXT NOT NULL,"                                                                         \
  "  created_ms INTEGER NOT NULL,"                                                                 \
  "  closed_ms INTEGER NOT NULL"                                                                   \
  ") STRICT;"                                                                                      \
  "CREATE TABLE activity ("                                                                        \
  "  goal TEXT NOT NULL REFERENCES goal_2 (id) ON DELETE CASCADE,"                                 \
  "  position INTEGER NOT NULL,"                                                                   \
  "  title TEXT,"                                                                                  \
  "  url TEXT,"                                                                                    \
  "  minutes INTEGER NOT NULL,"                                                                    \
  "  day INTEGER NOT NULL,"                                                                        \
  "  done_ms INTEGER NOT NULL,"                                                                    \
  "  PRIMARY KEY (goal, position)"                                                                 \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE check_in ("                                                                        \
  "  goal TEXT NOT NULL REFERENCES goal_2 (id) ON DELETE CASCADE,"                                 \
  "  position INTEGER NOT NULL,"                                                                   \
  "  kind TEXT NOT NULL,"                                                                          \
  "  day INTEGER NOT NULL,"                                                                        \
  "  text TEXT,"                                                                                   \
  "  created_ms INTEGER NOT NULL,"                                                                 \
  "  PRIMARY KEY (goal, position)"                                                                 \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TEMP TABLE set_in AS SELECT id, created_ms,"                                             \
  "  date (created_ms / 1000, 'unixepoch', '-7 months', 'start of year', '+7 months') AS august"   \
  "  FROM goal;"                                                                                   \
  "INSERT INTO plan SELECT"                                                                        \
  "  lower (hex (randomblob (4)) || '-' || hex (randomblob (2)) || '-4' ||"                        \
  "    substr (hex (randomblob (2)), 2) || '-a' || substr (hex (randomblob (2)), 2) || '-' ||"     \
  "    hex (randomblob (6))),"                                                                     \
  "  CAST (julianday (august) - 1721424.5 AS INTEGER),"                                            \
  "  CAST (julianday (august, '+1 year') - 1721425.5 AS INTEGER),"                                 \
  "  CAST (julianday (august, '+1 year') - 1721424.5 AS INTEGER) - 183,"                           \
  "  CAST (julianday (august, '+1 year') - 1721424.5 AS INTEGER) - 43,"                            \
  "  min (created_ms) FROM set_in GROUP BY august;"                                                \
  "INSERT INTO goal_2 SELECT goal.id, plan.id, portfolio, criterion, NULL, NULL, statement,"       \
  "  NULL, NULL, NULL, NULL, 0, due, NULL, NULL, NULL, state, goal.created_ms, closed_ms"          \
  "  FROM goal JOIN set_in ON set_in.id = goal.id"                                                 \
  "  JOIN plan ON plan.first = CAST (julianday (august) - 1721424.5 AS INTEGER)"                   \
  "  ORDER BY goal.rowid;"                                                                         \
  "WITH RECURSIVE piece (goal, position, title, rest) AS ("                                        \
  "  SELECT id, -1, NULL, activities || char (31) FROM goal WHERE activities <> ''"                \
  "  UNION ALL SELECT goal, position + 1, substr (rest, 1, instr (rest, char (31)) - 1),"          \
  "    substr (rest, instr (rest, char (31)) + 1) FROM piece WHERE rest <> '')"                    \
  "INSERT INTO activity SELECT goal, position, title, NULL, 0, 0, 0 FROM piece"                    \
  "  WHERE position >= 0;"                                                                         \
  "DROP TABLE set_in;"                                                                             \
  "DROP TABLE goal;"                                                                               \
  "ALTER TABLE goal_2 RENAME TO goal;"                                                             \
  "CREATE INDEX goal_portfolio ON goal (portfolio);"                                               \
  "CREATE INDEX goal_plan ON goal (plan);"
