/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-preferences-pane.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PREFERENCES_SENDING (vouch_preferences_sending_get_type ())
G_DECLARE_FINAL_TYPE (VouchPreferencesSending,
                      vouch_preferences_sending,
                      VOUCH,
                      PREFERENCES_SENDING,
                      VouchPreferencesPane)

G_END_DECLS
