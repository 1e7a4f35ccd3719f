/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-talk-line"

#include "config.h"
#include "vouch-talk-line.h"

#include <glib/gi18n.h>

#include "vouch-text.h"

/**
 * VouchTalkLine:
 *
 * One line of a talk: a stretch in which somebody speaks, and what the teacher says it was, or a long
 * pause. `changed` tells of another kind.
 */
struct _VouchTalkLine {
  GObject parent_instance;

  gint64 start_ms;
  gint64 end_ms;
  gboolean is_pause;
  VouchTurnKind kind;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchTalkLine, vouch_talk_line, G_TYPE_OBJECT)

static void
vouch_talk_line_class_init (VouchTalkLineClass *klass)
{
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_talk_line_init (VouchTalkLine *self)
{
}

static void
add (GPtrArray *all, gint64 start_ms, gint64 end_ms, gboolean is_pause)
{
  VouchTalkLine *line = g_object_new (VOUCH_TYPE_TALK_LINE, NULL);

  line->start_ms = start_ms;
  line->end_ms = end_ms;
  line->is_pause = is_pause;
  g_ptr_array_add (all, line);
}

/* What was marked over more than half of it is what it was. */
static VouchTurnKind
kind_of (VouchTalkLine *self, GPtrArray *turns)
{
  for (guint i = 0; !self->is_pause && i < turns->len; i++) {
    VouchTurn *turn = g_ptr_array_index (turns, i);
    gint64 both = MIN (self->end_ms, vouch_turn_get_end_ms (turn)) -
                  MAX (self->start_ms, vouch_turn_get_start_ms (turn));

    if (both * 2 > self->end_ms - self->start_ms)
      return vouch_turn_get_kind (turn);
  }
  return VOUCH_TURN_KIND_NONE;
}

/**
 * vouch_talk_line_fill:
 * @lines: (element-type VouchTalkLine): what is to be filled; what was in it goes.
 * @talk: (nullable): who speaks when.
 * @turns: (element-type VouchTurn): what the teacher marked.
 *
 * Lists the stretches of speech and the long pauses, by time.
 */
void
vouch_talk_line_fill (GListStore *lines, VouchTalk *talk, GPtrArray *turns)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_speech = 0, n_pauses = 0, p = 0;
  const VouchSpeech *speech = talk != NULL ? vouch_talk_get_speech (talk, &n_speech) : NULL;
  const VouchPause *pauses = talk != NULL ? vouch_talk_get_pauses (talk, &n_pauses) : NULL;

  g_return_if_fail (G_IS_LIST_STORE (lines) && turns != NULL);

  for (guint s = 0; s < n_speech; s++) {
    for (; p < n_pauses && pauses[p].start_ms < speech[s].start_ms; p++)
      add (all, pauses[p].start_ms, pauses[p].end_ms, TRUE);
    add (all, speech[s].start_ms, speech[s].end_ms, FALSE);
  }
  for (; p < n_pauses; p++)
    add (all, pauses[p].start_ms, pauses[p].end_ms, TRUE);
  for (guint i = 0; i < all->len; i++) {
    VouchTalkLine *line = g_ptr_array_index (all, i);

    line->kind = kind_of (line, turns);
  }
  g_list_store_splice (lines, 0, g_list_model_get_n_items (G_LIST_MODEL (lines)), all->pdata,
                       all->len);
}

/**
 * vouch_talk_line_mark_all:
 * @lines: (element-type VouchTalkLine): lines.
 * @turns: (element-type VouchTurn): what the teacher marked.
 *
 * Shows other marks on the same lines.
 */
void
vouch_talk_line_mark_all (GListModel *lines, GPtrArray *turns)
{
  g_return_if_fail (G_IS_LIST_MODEL (lines) && turns != NULL);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++) {
    g_autoptr (VouchTalkLine) line = g_list_model_get_item (lines, i);

    vouch_talk_line_set_kind (line, kind_of (line, turns));
  }
}

/**
 * vouch_talk_line_get_start_ms:
 * @self: a line.
 *
 * Returns: where it begins.
 */
gint64
vouch_talk_line_get_start_ms (VouchTalkLine *self)
{
  g_return_val_if_fail (VOUCH_IS_TALK_LINE (self), 0);

  return self->start_ms;
}

/**
 * vouch_talk_line_get_end_ms:
 * @self: a line.
 *
 * Returns: where it ends.
 */
gint64
vouch_talk_line_get_end_ms (VouchTalkLine *self)
{
  g_return_val_if_fail (VOUCH_IS_TALK_LINE (self), 0);

  return self->end_ms;
}

/**
 * vouch_talk_line_is_pause:
 * @self: a line.
 *
 * Returns: whether nobody speaks.
 */
gboolean
vouch_talk_line_is_pause (VouchTalkLine *self)
{
  g_return_val_if_fail (VOUCH_IS_TALK_LINE (self), FALSE);

  return self->is_pause;
}

/**
 * vouch_talk_line_get_kind:
 * @self: a line.
 *
 * Returns: what the teacher says it was.
 */
VouchTurnKind
vouch_talk_line_get_kind (VouchTalkLine *self)
{
  g_return_val_if_fail (VOUCH_IS_TALK_LINE (self), VOUCH_TURN_KIND_NONE);

  return self->kind;
}

/**
 * vouch_talk_line_set_kind:
 * @self: a line.
 * @kind: what it was.
 *
 * Says what it was.
 */
void
vouch_talk_line_set_kind (VouchTalkLine *self, VouchTurnKind kind)
{
  g_return_if_fail (VOUCH_IS_TALK_LINE (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * vouch_talk_line_kind_words:
 * @kind: what a turn was.
 *
 * Returns: (transfer none): the word for it; empty for neither.
 */
const char *
vouch_talk_line_kind_words (VouchTurnKind kind)
{
  switch (kind) {
  case VOUCH_TURN_KIND_QUESTION: return _ ("Question");
  case VOUCH_TURN_KIND_ANSWER: return _ ("Answer");
  case VOUCH_TURN_KIND_NONE:
  default: return "";
  }
}

/**
 * vouch_talk_line_describe:
 * @self: a line.
 *
 * Returns: (transfer full): all of it in words, for who does not see it.
 */
char *
vouch_talk_line_describe (VouchTalkLine *self)
{
  g_autofree char *time = NULL;
  double seconds;

  g_return_val_if_fail (VOUCH_IS_TALK_LINE (self), NULL);

  time = vouch_text_format_duration (self->start_ms);
  seconds = (double) (self->end_ms - self->start_ms) / 1000;
  if (self->is_pause)
    /* Translators: a time, as in 4:12, and a number of seconds. */
    return g_strdup_printf (_ ("%s, pause of %.1f s"), time, seconds);
  if (self->kind == VOUCH_TURN_KIND_NONE)
    /* Translators: a time, as in 4:12, and a number of seconds. */
    return g_strdup_printf (_ ("%s, speech of %.1f s"), time, seconds);
  /* Translators: a time, as in 4:12, a number of seconds, and “Question” or “Answer”. */
  return g_strdup_printf (_ ("%s, speech of %.1f s, %s"), time, seconds,
                          vouch_talk_line_kind_words (self->kind));
}
