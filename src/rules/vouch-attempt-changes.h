/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition.h"
#include "vouch-manifest.h"

G_BEGIN_DECLS

/**
 * VouchChangeKind:
 * @VOUCH_CHANGE_ADDED: it was not there before.
 * @VOUCH_CHANGE_REMOVED: it is not there any more.
 * @VOUCH_CHANGE_REPLACED: another file, or another part of it, stands in its place.
 * @VOUCH_CHANGE_REWORDED: the answer reads differently.
 * @VOUCH_CHANGE_MARKED: the same file or answer, with other marks, criteria or title.
 *
 * What became of one item between two attempts.
 */
typedef enum {
  VOUCH_CHANGE_ADDED,
  VOUCH_CHANGE_REMOVED,
  VOUCH_CHANGE_REPLACED,
  VOUCH_CHANGE_REWORDED,
  VOUCH_CHANGE_MARKED,
} VouchChangeKind;

/**
 * VouchAttemptChange:
 * @kind: what became of it.
 * @before: (nullable): the item as it was sent; %NULL for one that was added.
 * @after: (nullable): the item as it is now; %NULL for one that was removed.
 *
 * One difference between two attempts.
 */
typedef struct {
  VouchChangeKind kind;
  VouchManifestItem *before;
  VouchManifestItem *after;
} VouchAttemptChange;

GPtrArray *
vouch_attempt_changes_find (VouchManifest *before, VouchManifest *after) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_attempt_changes_describe (const VouchAttemptChange *change,
                                      VouchDefinition *definition) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_attempt_changes_draft_note (GPtrArray *changes,
                                        VouchDefinition *definition) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
