/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void vouch_record_parts_turn_to (GtkStack *stack, const char *name);
void
vouch_record_parts_say_not_kept (AdwStatusPage *over, const char *fault, const GError *problem);
void
vouch_record_parts_say_nothing (AdwStatusPage *nothing, const GError *problem, gboolean picture);

G_END_DECLS
