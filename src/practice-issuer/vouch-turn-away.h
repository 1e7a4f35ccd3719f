/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void vouch_turn_away (SoupServerMessage *message, GBytes *body);

G_END_DECLS
