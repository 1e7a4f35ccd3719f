/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-player.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PLAYER_BAR (vouch_player_bar_get_type ())
G_DECLARE_FINAL_TYPE (VouchPlayerBar, vouch_player_bar, VOUCH, PLAYER_BAR, GtkWidget)

void vouch_player_bar_show (VouchPlayerBar *self, VouchPlayer *player);
void vouch_player_bar_set_markable (VouchPlayerBar *self, gboolean markable);
int vouch_player_bar_next_speed (int percent, int by);

G_END_DECLS
