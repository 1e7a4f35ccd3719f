/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-attempt.h"
#include "vouch-definition.h"
#include "vouch-finding.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/** VOUCH_PREFLIGHT_COACH_MET: what stands among the attestations once a coach was met. */
#define VOUCH_PREFLIGHT_COACH_MET "coach-met"

/**
 * VouchPreflightFile:
 * @item: id of the item.
 * @name: the neutral name under which it will be sent.
 * @bytes: the size of what will be sent; -1 until the copy is made.
 * @derived: whether a cleaned or cut copy goes out instead of the original.
 * @can_fit: whether it is a recording, of which a smaller copy can be made.
 *
 * One file that would leave this computer.
 */
typedef struct {
  const char *item;
  const char *name;
  gint64 bytes;
  gboolean derived;
  gboolean can_fit;
} VouchPreflightFile;

#define VOUCH_TYPE_PREFLIGHT (vouch_preflight_get_type ())
G_DECLARE_FINAL_TYPE (VouchPreflight, vouch_preflight, VOUCH, PREFLIGHT, GObject)

VouchPreflight *vouch_preflight_make (VouchWorkspace *workspace,
                                      const char *portfolio,
                                      const char *issuer,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_preflight_get_ready (VouchPreflight *self);
guint vouch_preflight_get_attempt (VouchPreflight *self);
VouchAttemptKind vouch_preflight_get_kind (VouchPreflight *self);
const char *vouch_preflight_get_times (VouchPreflight *self);
gboolean vouch_preflight_get_note_required (VouchPreflight *self);
gboolean vouch_preflight_get_coach_required (VouchPreflight *self);
const char *const *vouch_preflight_get_problems (VouchPreflight *self);
const char *const *vouch_preflight_get_people (VouchPreflight *self);
GPtrArray *vouch_preflight_get_attestations (VouchPreflight *self);
guint vouch_preflight_get_n_files (VouchPreflight *self);
const VouchPreflightFile *vouch_preflight_get_file (VouchPreflight *self, guint index);
gint64 vouch_preflight_get_total_bytes (VouchPreflight *self);
void vouch_preflight_count (VouchPreflight *self, guint *complete, guint *needed);
VouchResult vouch_preflight_get_result (VouchPreflight *self, VouchConstraintKind kind);

G_END_DECLS
