/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item.h"
#include "vouch-recording.h"
#include "vouch-sound-map.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

GPtrArray *vouch_capture_list (VouchWorkspace *workspace,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_capture_list_recovered (VouchWorkspace *workspace,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchRecording *vouch_capture_find (VouchWorkspace *workspace,
                                    const char *artifact,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchSoundMap *vouch_capture_load_waveform (VouchWorkspace *workspace,
                                            const char *artifact,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_capture_load_peaks (VouchWorkspace *workspace,
                                  const char *artifact,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_capture_tell_item (VouchWorkspace *workspace,
                                  VouchItem *item,
                                  gboolean moments,
                                  GError **error);

G_END_DECLS
