/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-turn"

#include "config.h"
#include "vouch-turn.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchTurnKind,
                         vouch_turn_kind,
                         { "none", VOUCH_TURN_KIND_NONE },
                         { "question", VOUCH_TURN_KIND_QUESTION },
                         { "answer", VOUCH_TURN_KIND_ANSWER })

/**
 * VouchTurn:
 *
 * A stretch of a recording of which the teacher says that it is a question or an answer. It stands by
 * its times, so that it stays where it is when the speech is looked for anew.
 */
struct _VouchTurn {
  GObject parent_instance;

  VouchTurnKind kind;
  gint64 start_ms;
  gint64 end_ms;
};

G_DEFINE_FINAL_TYPE (VouchTurn, vouch_turn, G_TYPE_OBJECT)

static void
vouch_turn_class_init (VouchTurnClass *klass)
{
}

static void
vouch_turn_init (VouchTurn *self)
{
}

/**
 * vouch_turn_new:
 *
 * Returns: (transfer full): an empty one, to be filled by its setters.
 */
VouchTurn *
vouch_turn_new (void)
{
  return g_object_new (VOUCH_TYPE_TURN, NULL);
}

VOUCH_DEFINE_VALUE (VouchTurn, vouch_turn, VouchTurnKind, kind)
VOUCH_DEFINE_VALUE (VouchTurn, vouch_turn, gint64, start_ms)
VOUCH_DEFINE_VALUE (VouchTurn, vouch_turn, gint64, end_ms)
