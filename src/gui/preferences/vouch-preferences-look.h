/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-preferences-pane.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PREFERENCES_LOOK (vouch_preferences_look_get_type ())
G_DECLARE_FINAL_TYPE (VouchPreferencesLook,
                      vouch_preferences_look,
                      VOUCH,
                      PREFERENCES_LOOK,
                      VouchPreferencesPane)

G_END_DECLS
