/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

/**
 * VouchFoundKind:
 * @VOUCH_FOUND_PORTFOLIO: a portfolio.
 * @VOUCH_FOUND_EVIDENCE: a file: what it is called and what was said about it.
 * @VOUCH_FOUND_TEXT: something that was written.
 * @VOUCH_FOUND_DOCUMENT: the words inside a document.
 * @VOUCH_FOUND_MOMENT: a place in a file, with its note.
 * @VOUCH_FOUND_GOAL: a goal.
 * @VOUCH_FOUND_FEEDBACK: what an assessor wrote.
 * @VOUCH_FOUND_PERSON: a pseudonym.
 * @VOUCH_FOUND_FILE: a file of the evidence library, wherever it is used.
 * @VOUCH_FOUND_CAPTION: what is said in a recording of the evidence library, at its time.
 *
 * What can be found. The numbers are in the database and never change.
 */
typedef enum {
  VOUCH_FOUND_PORTFOLIO = 1,
  VOUCH_FOUND_EVIDENCE = 2,
  VOUCH_FOUND_TEXT = 3,
  VOUCH_FOUND_DOCUMENT = 4,
  VOUCH_FOUND_MOMENT = 5,
  VOUCH_FOUND_GOAL = 6,
  VOUCH_FOUND_FEEDBACK = 7,
  VOUCH_FOUND_PERSON = 8,
  VOUCH_FOUND_FILE = 9,
  VOUCH_FOUND_CAPTION = 10,
} VouchFoundKind;

/**
 * VouchFound:
 * @kind: what it is.
 * @place: id of what is opened: an item, a portfolio, a goal, a pseudonym, or a file's SHA-256.
 * @portfolio: (nullable): id of the portfolio that it, or the item, belongs to.
 * @portfolio_title: (nullable): what that is called.
 * @definition: (nullable): the definition that the portfolio is pinned to, by its hash.
 * @requirement: (nullable): id of what an item answers.
 * @artifact: (nullable): the file of an item.
 * @item: (nullable): id of the item that this is, or is in; of a caption the place used last.
 * @item_title: (nullable): what that item or, where there is none, the file is called.
 * @at_ms: when a caption begins; -1 for others.
 * @title: what it is called; empty when it has no title.
 * @body: its words.
 *
 * One thing that was found.
 */
typedef struct {
  VouchFoundKind kind;
  char *place;
  char *portfolio;
  char *portfolio_title;
  char *definition;
  char *requirement;
  char *artifact;
  char *item;
  char *item_title;
  gint64 at_ms;
  char *title;
  char *body;
} VouchFound;

void vouch_found_free (VouchFound *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchFound, vouch_found_free)

GPtrArray *vouch_store_search (VouchStore *self,
                               VouchFoundKind kind,
                               const char *const *words,
                               guint most,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_search_take_facts (VouchStore *self, const char *sha256, GError **error);
gboolean
vouch_store_search_take_decisions (VouchStore *self, const char *submission, GError **error);
gboolean vouch_store_search_rebuild (VouchStore *self, GError **error);
gboolean vouch_store_search_check (VouchStore *self, GError **error);

G_END_DECLS
