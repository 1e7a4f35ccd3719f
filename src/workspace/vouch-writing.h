/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchTextVersion:
 * @text: what it said.
 * @until_ms: until when it said so; 0 when it still does.
 * @words: how many words that are.
 *
 * A version of a typed answer.
 */
typedef struct {
  char *text;
  gint64 until_ms;
  guint words;
} VouchTextVersion;

/**
 * VouchTextVersions:
 * @portfolio: id of the portfolio.
 * @prompt: id of the prompt that is answered.
 * @title: what the prompt asks.
 * @locked: whether the text stays as it is, because it was earned.
 * @versions: (element-type VouchTextVersion): the present text first, then what it said before, the
 *   latest first.
 *
 * Everything a typed answer says and said.
 */
typedef struct {
  char *portfolio;
  char *prompt;
  char *title;
  gboolean locked;
  GPtrArray *versions;
} VouchTextVersions;

VouchTextVersions *vouch_text_versions_ref (VouchTextVersions *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_text_versions_unref (VouchTextVersions *self);

VouchTextVersions *vouch_writing_list_versions (VouchWorkspace *workspace,
                                                const char *item,
                                                GCancellable *cancellable,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_writing_bring_back (VouchWorkspace *workspace,
                                   const char *item,
                                   const char *text,
                                   GCancellable *cancellable,
                                   GError **error);
char *vouch_writing_read_pasted (GBytes *html) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchTextVersions, vouch_text_versions_unref)

G_END_DECLS
