/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PLAYER (vouch_player_get_type ())
G_DECLARE_FINAL_TYPE (VouchPlayer, vouch_player, VOUCH, PLAYER, GObject)

VouchPlayer *
vouch_player_new (VouchWorkspace *workspace, const char *sha256) G_GNUC_WARN_UNUSED_RESULT;

gint64 vouch_player_get_duration (VouchPlayer *self);
void vouch_player_set_duration (VouchPlayer *self, gint64 duration_ms);
gint64 vouch_player_get_position (VouchPlayer *self);
gboolean vouch_player_is_playing (VouchPlayer *self);
gboolean vouch_player_is_silent (VouchPlayer *self);
void vouch_player_play (VouchPlayer *self);
void vouch_player_pause (VouchPlayer *self);
void vouch_player_play_part (VouchPlayer *self, gint64 start_ms, gint64 end_ms);
void vouch_player_seek (VouchPlayer *self, gint64 position_ms);
void vouch_player_step (VouchPlayer *self, int by);
void vouch_player_prepare (VouchPlayer *self);
void vouch_player_prepare_soon (VouchPlayer *self);
void vouch_player_rest (VouchPlayer *self);
int vouch_player_get_speed (VouchPlayer *self);
void vouch_player_set_speed (VouchPlayer *self, int percent);
void vouch_player_set_has_picture (VouchPlayer *self, gboolean has_picture);

G_END_DECLS
