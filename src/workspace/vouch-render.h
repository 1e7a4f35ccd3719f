/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-fit-plan.h"
#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchRender:
 * @artifact: the original, by its SHA-256.
 * @title: its name for people.
 * @fit: what the copy has to be like.
 * @part: what of the original is copied.
 *
 * A copy that is to be made to fit.
 */
typedef struct {
  const char *artifact;
  const char *title;
  VouchFit fit;
  VouchFitPart part;
} VouchRender;

char *vouch_render_key (const VouchRender *what) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_render_make (VouchWorkspace *workspace,
                            const VouchRender *what,
                            int target_fd,
                            VouchFacts **facts,
                            VouchJob *job,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
