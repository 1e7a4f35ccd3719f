/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void
vouch_trace_note (const char *path, SoupServerMessage *message, GBytes *request, GBytes *answer);

G_END_DECLS
