/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-room.h"

G_BEGIN_DECLS

double vouch_echo_measure (VouchSoundMap *map, VouchRoom *room, GArray *speech);

G_END_DECLS
