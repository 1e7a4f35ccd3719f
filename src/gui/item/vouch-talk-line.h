/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-talk.h"
#include "vouch-turn.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_TALK_LINE (vouch_talk_line_get_type ())
G_DECLARE_FINAL_TYPE (VouchTalkLine, vouch_talk_line, VOUCH, TALK_LINE, GObject)

void vouch_talk_line_fill (GListStore *lines, VouchTalk *talk, GPtrArray *turns);
void vouch_talk_line_mark_all (GListModel *lines, GPtrArray *turns);

gint64 vouch_talk_line_get_start_ms (VouchTalkLine *self);
gint64 vouch_talk_line_get_end_ms (VouchTalkLine *self);
gboolean vouch_talk_line_is_pause (VouchTalkLine *self);
VouchTurnKind vouch_talk_line_get_kind (VouchTalkLine *self);
void vouch_talk_line_set_kind (VouchTalkLine *self, VouchTurnKind kind);
char *vouch_talk_line_describe (VouchTalkLine *self) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_talk_line_kind_words (VouchTurnKind kind);

G_END_DECLS
