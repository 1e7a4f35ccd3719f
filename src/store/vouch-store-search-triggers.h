/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How entries follow their originals; vouch-store-search-schema.h says the conventions. */

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

/* Captions come and go many at a time; each is written by itself, without looking through all. */
#define CAPTION_KEY(row) "'caption:' || " row ".artifact || ':' || " row ".position"

#define SEARCH_CAPTION_TRIGGERS                                                                    \
  SEARCH_TRIGGER (                                                                                 \
      "search_caption_added", "INSERT ON caption",                                                 \
      "INSERT INTO search_entry (id, key, place, portfolio, title, body)"                          \
      " SELECT coalesce ((SELECT max (id) FROM search_entry"                                       \
      "   WHERE id BETWEEN 10 << 40 AND (11 << 40) - 1), 10 << 40) + 1, " CAPTION_KEY (            \
          "NEW") ", NEW.artifact, NULL, '',"                                                       \
                 "  coalesce (NEW.speaker || ': ', '') || NEW.text FROM evidence v"                \
                 " WHERE v.artifact = NEW.artifact AND v.removed_ms IS NULL;")                     \
  SEARCH_TRIGGER ("search_caption_gone", "DELETE ON caption", SEARCH_GONE (CAPTION_KEY ("OLD")))   \
  SEARCH_TRIGGER (                                                                                 \
      "search_captions_binned",                                                                    \
      "UPDATE OF removed_ms ON evidence WHEN OLD.removed_ms IS NOT NEW.removed_ms",                \
      "DELETE FROM search_entry WHERE place = NEW.artifact AND id >> 40 = 10;" SEARCH_TAKE (       \
          "search_caption", "v.place = NEW.artifact"))

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
  SEARCH_TRIGGER ("search_activity_added", "INSERT ON activity",                                   \
                  SEARCH_AGAIN ("search_goal", "", "NEW.goal"))                                    \
  SEARCH_TRIGGER ("search_check_in_added", "INSERT ON check_in",                                   \
                  SEARCH_AGAIN ("search_goal", "", "NEW.goal"))                                    \
  SEARCH_TRIGGER ("search_feedback_gone", "DELETE ON decision",                                    \
                  "DELETE FROM search_words WHERE source = 'decision:' || OLD.rowid;")             \
  SEARCH_TRIGGER ("search_person_added", "INSERT ON person",                                       \
                  SEARCH_AGAIN ("search_person", "'person:' || ", "NEW.key"))                      \
  SEARCH_TRIGGER ("search_file_added", "INSERT ON evidence",                                       \
                  SEARCH_AGAIN ("search_file", "'evidence:' || ", "NEW.artifact"))                 \
  SEARCH_TRIGGER ("search_file_changed",                                                           \
                  "UPDATE OF title, file_name, attributes, removed_ms ON evidence",                \
                  SEARCH_AGAIN ("search_file", "'evidence:' || ", "NEW.artifact"))                 \
  SEARCH_TRIGGER ("search_file_gone", "DELETE ON evidence",                                        \
                  SEARCH_GONE ("'evidence:' || OLD.artifact"))                                     \
  SEARCH_TRIGGER ("search_person_gone", "DELETE ON person", SEARCH_GONE ("'person:' || OLD.key"))
