/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-preferences-pane.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PREFERENCES_PRIVACY (vouch_preferences_privacy_get_type ())
G_DECLARE_FINAL_TYPE (VouchPreferencesPrivacy,
                      vouch_preferences_privacy,
                      VOUCH,
                      PREFERENCES_PRIVACY,
                      VouchPreferencesPane)

G_END_DECLS
