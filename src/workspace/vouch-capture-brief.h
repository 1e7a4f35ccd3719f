/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-state.h"
#include "vouch-power.h"
#include "vouch-requirement.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchCaptureBrief:
 * @portfolio_title: (nullable): what the portfolio is called that it is for.
 * @requirement: (nullable): what it is for.
 * @rules: what is asked of it, a few words each.
 * @labels: what a marked moment may be called: the definition's own words, then the teacher's.
 * @own_labels: the teacher's own words alone.
 * @is_unedited: whether a break in it would cost.
 * @takes_sound: whether sound alone will do.
 * @takes_picture: whether picture with sound will do.
 * @most_ms: how long it may be; -1 when that is not said.
 * @most_bytes: how large the file may be that is sent; -1 when no issuer says so.
 * @classes: (element-type VouchClassCover): who may be recorded for it.
 * @is_voice: whether their voices are what has to be permitted.
 * @is_image: whether being seen has to be.
 * @power: what the computer lives on.
 *
 * What there is to know before a recording is made.
 */
typedef struct {
  char *portfolio_title;
  VouchRequirement *requirement;
  GStrv rules;
  GStrv labels;
  GStrv own_labels;
  gboolean is_unedited;
  gboolean takes_sound;
  gboolean takes_picture;
  gint64 most_ms;
  gint64 most_bytes;
  GPtrArray *classes;
  gboolean is_voice;
  gboolean is_image;
  VouchPower power;
} VouchCaptureBrief;

VouchCaptureBrief *vouch_capture_brief_load (VouchWorkspace *workspace,
                                             const char *portfolio,
                                             const char *requirement,
                                             VouchCaptureKind kind,
                                             GCancellable *cancellable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureBrief *vouch_capture_brief_ref (VouchCaptureBrief *self);
void vouch_capture_brief_unref (VouchCaptureBrief *self);
gboolean
vouch_capture_brief_set_labels (VouchWorkspace *workspace, const char *words, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCaptureBrief, vouch_capture_brief_unref)

G_END_DECLS
