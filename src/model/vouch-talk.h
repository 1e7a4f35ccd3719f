/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-facts.h"

G_BEGIN_DECLS

/**
 * VouchPause:
 * @start_ms: where the speech before it ends.
 * @end_ms: where the speech after it begins.
 *
 * A silence between two stretches of speech that is long enough to be called a pause.
 */
typedef struct {
  gint64 start_ms;
  gint64 end_ms;
} VouchPause;

/**
 * VouchSignalFlaws:
 * @VOUCH_SIGNAL_NOISY: the speech hardly stands out from what else is heard.
 * @VOUCH_SIGNAL_CLIPPED: the loudest parts are cut off; pauses are found all the same.
 * @VOUCH_SIGNAL_FAINT: the speech is very quiet.
 * @VOUCH_SIGNAL_PARTLY_NOISY: some of the speech hardly stands out from what is heard around it.
 * @VOUCH_SIGNAL_NO_SPEECH: nobody was heard speaking.
 * @VOUCH_SIGNAL_CUT: the recording could not be heard to its end.
 * @VOUCH_SIGNAL_UNSURE: other pauses would be found if speech were taken to be a little louder or softer.
 * @VOUCH_SIGNAL_VOICES: voices that are much softer than the others fill most of the pauses.
 * @VOUCH_SIGNAL_ECHO: words ring on for long.
 *
 * What is wrong with the sound of a recording.
 */
typedef enum {
  VOUCH_SIGNAL_GOOD = 0,
  VOUCH_SIGNAL_NOISY = 1 << 0,
  VOUCH_SIGNAL_CLIPPED = 1 << 1,
  VOUCH_SIGNAL_FAINT = 1 << 2,
  VOUCH_SIGNAL_PARTLY_NOISY = 1 << 3,
  VOUCH_SIGNAL_NO_SPEECH = 1 << 4,
  VOUCH_SIGNAL_CUT = 1 << 5,
  VOUCH_SIGNAL_UNSURE = 1 << 6,
  VOUCH_SIGNAL_VOICES = 1 << 7,
  VOUCH_SIGNAL_ECHO = 1 << 8,
} VouchSignalFlaws;

/**
 * VouchSignal:
 * @floor_db: how loud the silences are half of the time, in dBFS.
 * @level_db: how loud the speech is, in dBFS; the floor where there is none.
 * @margin_db: by how much all but the worst fifth of the speech stands out from what is heard around it.
 * @clipped: the share of the speech that is cut off at full scale, from 0 to 1.
 * @echo: how many seconds a sound takes to die away, or 0 where that is not heard.
 * @doubt_start_ms: where what is doubtful begins.
 * @doubt_end_ms: where it ends; the start where nothing is.
 * @flaws: what is wrong with it.
 *
 * How good the sound of a recording is for finding its pauses.
 */
typedef struct {
  double floor_db;
  double level_db;
  double margin_db;
  double clipped;
  double echo;
  gint64 doubt_start_ms;
  gint64 doubt_end_ms;
  VouchSignalFlaws flaws;
} VouchSignal;

#define VOUCH_TYPE_TALK (vouch_talk_get_type ())
G_DECLARE_FINAL_TYPE (VouchTalk, vouch_talk, VOUCH, TALK, GObject)

VouchTalk *vouch_talk_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* How long the recording is. */
gint64 vouch_talk_get_duration_ms (VouchTalk *self);
void vouch_talk_set_duration_ms (VouchTalk *self, gint64 value);

/* Stretches in which somebody speaks, in order. */
void vouch_talk_add_speech (VouchTalk *self, gint64 start_ms, gint64 end_ms, double level_db);
const VouchSpeech *vouch_talk_get_speech (VouchTalk *self, guint *n);
gint64 vouch_talk_get_speech_ms (VouchTalk *self);

/* Silences between them that last three seconds or more, in order. */
void vouch_talk_add_pause (VouchTalk *self, gint64 start_ms, gint64 end_ms);
const VouchPause *vouch_talk_get_pauses (VouchTalk *self, guint *n);

const VouchSignal *vouch_talk_get_signal (VouchTalk *self);
void vouch_talk_set_signal (VouchTalk *self, const VouchSignal *value);

G_END_DECLS
