/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-sound-map.h"
#include "vouch-waits.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/* The waveform and, by vouch_pauses_find(), the pauses. */
VouchSoundMap *vouch_talks_listen (VouchWorkspace *workspace,
                                   const char *artifact,
                                   VouchListenFunc func,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchJob *vouch_talks_listen_job_new (VouchWorkspace *workspace,
                                      const char *artifact) G_GNUC_WARN_UNUSED_RESULT;

/* What the teacher says which turns were; an earlier list set again is the way back. */
GPtrArray *vouch_talks_list_turns (VouchWorkspace *workspace,
                                   const char *artifact,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_talks_set_turns (VouchWorkspace *workspace,
                                  const char *artifact,
                                  GPtrArray *turns,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_talks_mark (VouchWorkspace *workspace,
                             const char *artifact,
                             gint64 start_ms,
                             gint64 end_ms,
                             VouchTurnKind kind,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *vouch_talks_make_moment (VouchWorkspace *workspace,
                               const char *item,
                               const VouchWait *wait,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
