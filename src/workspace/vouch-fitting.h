/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-fit-plan.h"
#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchFittingState:
 * @VOUCH_FITTING_NOT_NEEDED: it does as it is, or it is no recording.
 * @VOUCH_FITTING_OFFERED: a copy can be made that fits.
 * @VOUCH_FITTING_NOT_POSSIBLE: no copy would fit.
 * @VOUCH_FITTING_WANTED: a copy is to be made, or being made.
 * @VOUCH_FITTING_MADE: the copy that is sent fits.
 *
 * Where an item stands.
 */
typedef enum {
  VOUCH_FITTING_NOT_NEEDED,
  VOUCH_FITTING_OFFERED,
  VOUCH_FITTING_NOT_POSSIBLE,
  VOUCH_FITTING_WANTED,
  VOUCH_FITTING_MADE,
} VouchFittingState;

/**
 * VouchFitting:
 * @state: where it stands.
 * @fit: what a copy has to be like.
 * @sentence: (nullable): for people, what the copy will be or is like, or why there is none.
 *
 * What can be done about a recording that does not fit.
 */
typedef struct {
  VouchFittingState state;
  VouchFit fit;
  char *sentence;
} VouchFitting;

void vouch_fitting_free (VouchFitting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchFitting, vouch_fitting_free)

VouchFitting *vouch_fitting_look (VouchWorkspace *workspace,
                                  const char *item,
                                  const char *issuer,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_fitting_ask (VouchWorkspace *workspace,
                            const char *item,
                            const char *issuer,
                            GCancellable *cancellable,
                            GError **error);
gboolean vouch_fitting_undo (VouchWorkspace *workspace, const char *item, GError **error);
gboolean vouch_fitting_make (VouchWorkspace *workspace,
                             const char *item,
                             VouchJob *job,
                             GCancellable *cancellable,
                             GError **error);
VouchJob *vouch_fitting_job_new (VouchWorkspace *workspace,
                                 const char *portfolio,
                                 const char *item,
                                 const char *issuer) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_fitting_resume_all (VouchWorkspace *workspace, GError **error);

G_END_DECLS
