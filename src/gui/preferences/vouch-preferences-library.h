/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-preferences-pane.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PREFERENCES_LIBRARY (vouch_preferences_library_get_type ())
G_DECLARE_FINAL_TYPE (VouchPreferencesLibrary,
                      vouch_preferences_library,
                      VOUCH,
                      PREFERENCES_LIBRARY,
                      VouchPreferencesPane)

G_END_DECLS
