/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-recorder.h"
#include "vouch-recording.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchCaptureAim:
 * @title: (nullable): what it is called.
 * @portfolio: (nullable): id of the portfolio it is meant for.
 * @requirement: (nullable): id of what it is meant for there.
 *
 * What a recording is for; kept beside it until it is evidence.
 */
typedef struct {
  char *title;
  char *portfolio;
  char *requirement;
} VouchCaptureAim;

void vouch_capture_aim_clear (VouchCaptureAim *self);
gboolean vouch_capture_aim_save (const VouchCaptureAim *self, const char *folder, GError **error);
void vouch_capture_aim_load (VouchCaptureAim *self, const char *folder);

void vouch_capture_keep_begin (const char *take);
void vouch_capture_keep_end (const char *take);
gboolean vouch_capture_keep_is_begun (const char *take);

char *vouch_capture_keep_get_folder (VouchWorkspace *workspace,
                                     const char *take) G_GNUC_WARN_UNUSED_RESULT;
VouchRecording *vouch_capture_keep_describe (const char *take,
                                             VouchCaptureRecord *record,
                                             guint part,
                                             guint n_parts,
                                             gint64 duration_ms) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_keep_part (VouchWorkspace *workspace,
                                  VouchRecording *recording,
                                  const char *path,
                                  const VouchCaptureAim *aim,
                                  GError **error);
void vouch_capture_keep_place_all (VouchWorkspace *workspace,
                                   GPtrArray *recordings,
                                   const VouchCaptureAim *aim,
                                   GCancellable *cancellable);
void vouch_capture_keep_clear_away (const char *folder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VouchCaptureAim, vouch_capture_aim_clear)

G_END_DECLS
