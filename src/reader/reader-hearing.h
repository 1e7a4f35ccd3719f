/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/audio/audio.h>

G_BEGIN_DECLS

/**
 * ReaderHearingFuncs:
 * @piece: gets some sound as it is: its place in nanoseconds from the begin, mono samples of full scale 1,
 *   how many they are, and how many there are a second.
 * @few: gets the few samples that a voice detector wants, without gaps from the begin on, and takes them
 *   out of the array.
 * @data: for both.
 *
 * Who takes what is heard.
 */
typedef struct {
  void (*piece) (guint64 time_ns, const float *samples, gsize n, guint rate, gpointer data);
  void (*few) (GArray *few, gpointer data);
  gpointer data;
} ReaderHearingFuncs;

typedef struct _ReaderHearing ReaderHearing;

ReaderHearing *
reader_hearing_new (GstClockTime begin, const ReaderHearingFuncs *funcs) G_GNUC_WARN_UNUSED_RESULT;
void reader_hearing_free (ReaderHearing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderHearing, reader_hearing_free)

gboolean reader_hearing_can (const GstAudioInfo *info);
void reader_hearing_add (ReaderHearing *self,
                         GstBuffer *buffer,
                         const GstAudioInfo *info,
                         GstClockTime time);
void reader_hearing_finish (ReaderHearing *self);
GstClockTime reader_hearing_get_heard (ReaderHearing *self);

G_END_DECLS
