/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-talk"

#include "config.h"
#include "vouch-talk.h"

#include "vouch-accessors.h"

/**
 * VouchTalk:
 *
 * Where in a recording somebody speaks, the pauses in between, and whether they can be trusted. Who
 * speaks is not known.
 */
struct _VouchTalk {
  GObject parent_instance;

  gint64 duration_ms;
  GArray *speech; /* (element-type VouchSpeech) */
  GArray *pauses; /* (element-type VouchPause) */
  VouchSignal signal;
};

G_DEFINE_FINAL_TYPE (VouchTalk, vouch_talk, G_TYPE_OBJECT)

static void
vouch_talk_finalize (GObject *object)
{
  VouchTalk *self = VOUCH_TALK (object);

  g_array_unref (self->speech);
  g_array_unref (self->pauses);

  G_OBJECT_CLASS (vouch_talk_parent_class)->finalize (object);
}

static void
vouch_talk_class_init (VouchTalkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_talk_finalize;
}

static void
vouch_talk_init (VouchTalk *self)
{
  self->speech = g_array_new (FALSE, FALSE, sizeof (VouchSpeech));
  self->pauses = g_array_new (FALSE, FALSE, sizeof (VouchPause));
}

/**
 * vouch_talk_new:
 *
 * Returns: (transfer full): one without speech, to be filled.
 */
VouchTalk *
vouch_talk_new (void)
{
  return g_object_new (VOUCH_TYPE_TALK, NULL);
}

VOUCH_DEFINE_VALUE (VouchTalk, vouch_talk, gint64, duration_ms)

/**
 * vouch_talk_add_speech:
 * @self: a talk.
 * @start_ms: where the stretch begins; not before the end of the stretch added last.
 * @end_ms: where it ends.
 * @level_db: its mean level in dBFS.
 *
 * Adds a stretch of speech.
 */
void
vouch_talk_add_speech (VouchTalk *self, gint64 start_ms, gint64 end_ms, double level_db)
{
  VouchSpeech stretch = { start_ms, end_ms, level_db };

  g_return_if_fail (VOUCH_IS_TALK (self) && start_ms >= 0 && end_ms >= start_ms);

  g_array_append_val (self->speech, stretch);
}

/**
 * vouch_talk_get_speech:
 * @self: a talk.
 * @n: (out): how many.
 *
 * Returns: (array length=n): the stretches of speech.
 */
const VouchSpeech *
vouch_talk_get_speech (VouchTalk *self, guint *n)
{
  g_return_val_if_fail (VOUCH_IS_TALK (self) && n != NULL, NULL);

  *n = self->speech->len;
  return (const VouchSpeech *) self->speech->data;
}

/**
 * vouch_talk_get_speech_ms:
 * @self: a talk.
 *
 * Returns: how long somebody speaks, all stretches together.
 */
gint64
vouch_talk_get_speech_ms (VouchTalk *self)
{
  gint64 sum = 0;

  g_return_val_if_fail (VOUCH_IS_TALK (self), 0);

  for (guint i = 0; i < self->speech->len; i++) {
    const VouchSpeech *stretch = &g_array_index (self->speech, VouchSpeech, i);

    sum += stretch->end_ms - stretch->start_ms;
  }
  return sum;
}

/**
 * vouch_talk_add_pause:
 * @self: a talk.
 * @start_ms: where it begins.
 * @end_ms: where it ends.
 *
 * Adds a pause.
 */
void
vouch_talk_add_pause (VouchTalk *self, gint64 start_ms, gint64 end_ms)
{
  VouchPause pause = { start_ms, end_ms };

  g_return_if_fail (VOUCH_IS_TALK (self) && start_ms >= 0 && end_ms >= start_ms);

  g_array_append_val (self->pauses, pause);
}

/**
 * vouch_talk_get_pauses:
 * @self: a talk.
 * @n: (out): how many.
 *
 * Returns: (array length=n): the pauses.
 */
const VouchPause *
vouch_talk_get_pauses (VouchTalk *self, guint *n)
{
  g_return_val_if_fail (VOUCH_IS_TALK (self) && n != NULL, NULL);

  *n = self->pauses->len;
  return (const VouchPause *) self->pauses->data;
}

/**
 * vouch_talk_get_signal:
 * @self: a talk.
 *
 * Returns: how good the sound is for finding pauses.
 */
const VouchSignal *
vouch_talk_get_signal (VouchTalk *self)
{
  g_return_val_if_fail (VOUCH_IS_TALK (self), NULL);

  return &self->signal;
}

/**
 * vouch_talk_set_signal:
 * @self: a talk.
 * @value: how good the sound is.
 *
 * Says how good the sound is for finding pauses.
 */
void
vouch_talk_set_signal (VouchTalk *self, const VouchSignal *value)
{
  g_return_if_fail (VOUCH_IS_TALK (self) && value != NULL);

  self->signal = *value;
}
