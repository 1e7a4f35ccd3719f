/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchTurnKind:
 * @VOUCH_TURN_KIND_NONE: neither; no turn that is kept is of this kind.
 * @VOUCH_TURN_KIND_QUESTION: somebody asks.
 * @VOUCH_TURN_KIND_ANSWER: somebody answers.
 *
 * What the teacher says a turn was. The program never guesses it.
 */
typedef enum {
  VOUCH_TURN_KIND_NONE,
  VOUCH_TURN_KIND_QUESTION,
  VOUCH_TURN_KIND_ANSWER,
} VouchTurnKind;

const char *vouch_turn_kind_to_string (VouchTurnKind value);
gboolean vouch_turn_kind_from_string (const char *name, VouchTurnKind *value);

#define VOUCH_TYPE_TURN (vouch_turn_get_type ())
G_DECLARE_FINAL_TYPE (VouchTurn, vouch_turn, VOUCH, TURN, GObject)

VouchTurn *vouch_turn_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* A question or an answer. */
VouchTurnKind vouch_turn_get_kind (VouchTurn *self);
void vouch_turn_set_kind (VouchTurn *self, VouchTurnKind value);

/* Where it begins, from the start of the recording. */
gint64 vouch_turn_get_start_ms (VouchTurn *self);
void vouch_turn_set_start_ms (VouchTurn *self, gint64 value);

/* Where it ends. */
gint64 vouch_turn_get_end_ms (VouchTurn *self);
void vouch_turn_set_end_ms (VouchTurn *self, gint64 value);

G_END_DECLS
