/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What can be searched for, read from the originals; vouch-store-search-schema.h says the conventions. */

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
  "  coalesce (g.why, '') || ' ' || coalesce (g.measure, '') || ' ' ||"                            \
  "  coalesce (g.outcome, '') || ' ' || coalesce (g.people, '') || ' ' ||"                         \
  "  coalesce ((SELECT group_concat (a.title, ' ') FROM activity a WHERE a.goal = g.id), '') ||"   \
  "  ' ' || coalesce ((SELECT group_concat (c.text, ' ') FROM check_in c WHERE c.goal = g.id), "   \
  "''),"                                                                                           \
  "  g.created_ms"                                                                                 \
  " FROM goal g LEFT JOIN portfolio p ON p.id = g.portfolio WHERE p.removed_ms IS NULL;"           \
  "CREATE VIEW search_feedback (kind, key, place, portfolio, title, body, changed_ms) AS"          \
  " SELECT 7, 'decision:' || d.rowid, s.portfolio, s.portfolio, '', w.words, d.received_ms"        \
  " FROM decision d JOIN search_words w ON w.source = 'decision:' || d.rowid"                      \
  " JOIN submission s ON s.id = d.submission"                                                      \
  " JOIN portfolio p ON p.id = s.portfolio WHERE p.removed_ms IS NULL;"                            \
  "CREATE VIEW search_person (kind, key, place, portfolio, title, body, changed_ms) AS"            \
  " SELECT 8, 'person:' || key, key, NULL, key, '', 0 FROM person;"                                \
  "CREATE VIEW search_file (kind, key, place, portfolio, title, body, changed_ms) AS"              \
  " SELECT 9, 'evidence:' || artifact, artifact, NULL,"                                            \
  "  coalesce (nullif (title, ''), file_name, ''), coalesce (file_name, '') || ' ' ||"             \
  "  replace (coalesce (attributes, ''), char (31), ' '), added_ms"                                \
  " FROM evidence WHERE removed_ms IS NULL;"                                                       \
  "CREATE VIEW search_caption (kind, key, place, portfolio, title, body, changed_ms) AS"           \
  " SELECT 10, 'caption:' || c.artifact || ':' || c.position, c.artifact, NULL, '',"               \
  "  coalesce (c.speaker || ': ', '') || c.text, v.added_ms"                                       \
  " FROM caption c JOIN evidence v ON v.artifact = c.artifact WHERE v.removed_ms IS NULL;"         \
  "CREATE VIEW search_source (kind, key, place, portfolio, title, body, changed_ms) AS"            \
  " SELECT * FROM search_portfolio UNION ALL SELECT * FROM search_item"                            \
  " UNION ALL SELECT * FROM search_document UNION ALL SELECT * FROM search_moment"                 \
  " UNION ALL SELECT * FROM search_goal UNION ALL SELECT * FROM search_feedback"                   \
  " UNION ALL SELECT * FROM search_person UNION ALL SELECT * FROM search_file"                     \
  " UNION ALL SELECT * FROM search_caption;"
