/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-recording.h"
#include "vouch-store.h"

G_BEGIN_DECLS

gboolean vouch_store_add_recording (VouchStore *self,
                                    VouchRecording *recording,
                                    const char *journal,
                                    GError **error);

/**
 * VouchStoreRecording:
 * @recording: what is known of a file, but for its record.
 * @journal: the recorder's journal of it.
 *
 * A row; whoever reads it knows the format of the journal.
 */
typedef struct {
  VouchRecording *recording;
  char *journal;
} VouchStoreRecording;

void vouch_store_recording_free (VouchStoreRecording *self);

GPtrArray *vouch_store_list_recordings (VouchStore *self,
                                        const char *artifact,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_has_recording (VouchStore *self,
                                    const char *take,
                                    guint part,
                                    gboolean *has,
                                    GError **error);

G_END_DECLS
