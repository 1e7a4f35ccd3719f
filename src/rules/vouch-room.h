/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-sound-map.h"

G_BEGIN_DECLS

typedef struct _VouchRoom VouchRoom;

VouchRoom *vouch_room_new (VouchSoundMap *map) G_GNUC_WARN_UNUSED_RESULT;
void vouch_room_free (VouchRoom *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchRoom, vouch_room_free)

double vouch_room_get_floor_db (VouchRoom *self);
double vouch_room_get_background_db (VouchRoom *self, gint64 ms);
double vouch_room_get_quietest_db (VouchRoom *self, gint64 ms);
double vouch_room_get_threshold_db (VouchRoom *self, gint64 ms);

GArray *vouch_room_find_speech (VouchRoom *self, double shift_db) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
