/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-sound-map.h"

G_BEGIN_DECLS

typedef struct _ReaderEar ReaderEar;

ReaderEar *reader_ear_new (void) G_GNUC_WARN_UNUSED_RESULT;
void reader_ear_free (ReaderEar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderEar, reader_ear_free)

void reader_ear_add (ReaderEar *self, guint64 time_ns, const float *samples, gsize n, guint rate);
void reader_ear_add_voice (ReaderEar *self, const gint16 *samples, gsize n, gboolean voice);
void reader_ear_take_over (ReaderEar *self, ReaderEar *other, guint first_ms, guint last_ms);
void reader_ear_finish (ReaderEar *self);
VouchSoundMap *reader_ear_get_map (ReaderEar *self);

G_END_DECLS
