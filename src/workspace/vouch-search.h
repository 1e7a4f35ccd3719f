/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchSearchGroup:
 * @VOUCH_SEARCH_PORTFOLIOS: portfolios; the target is the portfolio's id.
 * @VOUCH_SEARCH_EVIDENCE: files, by name, what was said of them, and the words in documents; an item.
 * @VOUCH_SEARCH_FILES: files that are nowhere among these; the file's SHA-256.
 * @VOUCH_SEARCH_TEXTS: what was written; an item.
 * @VOUCH_SEARCH_MOMENTS: marked places with their notes; the item they are in.
 * @VOUCH_SEARCH_CAPTIONS: what is said in recordings; the item, and the time in it.
 * @VOUCH_SEARCH_FILE_CAPTIONS: what is said in recordings that are nowhere; the file's SHA-256.
 * @VOUCH_SEARCH_GOALS: goals; the portfolio they belong to.
 * @VOUCH_SEARCH_FEEDBACK: what assessors wrote; the portfolio it is about.
 * @VOUCH_SEARCH_DEFINITIONS: micro-credentials; the definition's id.
 * @VOUCH_SEARCH_PEOPLE: pseudonyms; the pseudonym.
 *
 * Results of one sort, which stand together; in the order in which they are shown.
 */
typedef enum {
  VOUCH_SEARCH_PORTFOLIOS,
  VOUCH_SEARCH_EVIDENCE,
  VOUCH_SEARCH_FILES,
  VOUCH_SEARCH_TEXTS,
  VOUCH_SEARCH_MOMENTS,
  VOUCH_SEARCH_CAPTIONS,
  VOUCH_SEARCH_FILE_CAPTIONS,
  VOUCH_SEARCH_GOALS,
  VOUCH_SEARCH_FEEDBACK,
  VOUCH_SEARCH_DEFINITIONS,
  VOUCH_SEARCH_PEOPLE,
  VOUCH_SEARCH_N_GROUPS,
} VouchSearchGroup;

const char *vouch_search_group_to_string (VouchSearchGroup group);

/**
 * VouchSearchHit:
 * @group: what it is.
 * @target: id of what it opens.
 * @title: what it is called.
 * @context: where it belongs; may be empty.
 * @excerpt: one line of it with the words that were looked for; may be empty.
 * @at_ms: where in a recording it is; -1 for other things.
 *
 * One thing that was found.
 */
typedef struct {
  VouchSearchGroup group;
  char *target;
  char *title;
  char *context;
  char *excerpt;
  gint64 at_ms;
} VouchSearchHit;

#define VOUCH_TYPE_SEARCH (vouch_search_get_type ())
G_DECLARE_FINAL_TYPE (VouchSearch, vouch_search, VOUCH, SEARCH, GObject)

VouchSearch *vouch_search_new (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_search_find (VouchSearch *self,
                              const char *typed,
                              guint most,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_search_find_async (VouchSearch *self,
                              const char *typed,
                              guint most,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *vouch_search_find_finish (VouchSearch *self,
                                     GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
