/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* The detector works at that rate inside, whatever it is given. */
#define READER_VOICE_RATE 8000

/**
 * ReaderVoiceFunc:
 * @samples: (array length=n): a hundredth of a second of sound, without what is too low for a voice.
 * @n: how many.
 * @voice: whether a voice is in them.
 * @data: the caller's data.
 *
 * Hears the sound behind the voice detector, in a thread of the detector.
 */
typedef void (*ReaderVoiceFunc) (const gint16 *samples, gsize n, gboolean voice, gpointer data);

typedef struct _ReaderVoice ReaderVoice;

ReaderVoice *reader_voice_new (ReaderVoiceFunc func, gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void reader_voice_free (ReaderVoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderVoice, reader_voice_free)

void reader_voice_add (ReaderVoice *self, GBytes *samples);
gboolean reader_voice_finish (ReaderVoice *self);

G_END_DECLS
