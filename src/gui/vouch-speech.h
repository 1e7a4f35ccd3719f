/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void vouch_speech_entry_row (gpointer row);
void vouch_speech_toasts (AdwToastOverlay *overlay);
void vouch_speech_drop_down (gpointer choice, const char *name);

G_END_DECLS
