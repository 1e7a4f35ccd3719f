/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-facts.h"

G_BEGIN_DECLS

typedef struct _ReaderSpeech ReaderSpeech;

ReaderSpeech *reader_speech_new (void) G_GNUC_WARN_UNUSED_RESULT;
void reader_speech_free (ReaderSpeech *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderSpeech, reader_speech_free)

void reader_speech_add (ReaderSpeech *self,
                        guint64 time_ns,
                        const gint16 *samples,
                        gsize n_samples,
                        guint rate,
                        gboolean voice);
void reader_speech_report (ReaderSpeech *self, VouchFacts *facts);

G_END_DECLS
