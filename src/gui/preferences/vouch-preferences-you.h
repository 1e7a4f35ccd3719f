/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-preferences-pane.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PREFERENCES_YOU (vouch_preferences_you_get_type ())
G_DECLARE_FINAL_TYPE (VouchPreferencesYou,
                      vouch_preferences_you,
                      VOUCH,
                      PREFERENCES_YOU,
                      VouchPreferencesPane)

G_END_DECLS
