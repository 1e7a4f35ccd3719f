/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-sound-map.h"
#include "vouch-talk.h"

G_BEGIN_DECLS

/* From this length on a silence is a pause. */
#define VOUCH_PAUSES_MIN_MS 3000

VouchTalk *vouch_pauses_find (VouchSoundMap *map) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_pauses_are_trusted (VouchTalk *talk);
char *vouch_pauses_describe_signal (VouchTalk *talk) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
