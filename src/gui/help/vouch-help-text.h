/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *vouch_help_text_to_markup (const char *line);
char *vouch_help_text_get_title (const char *text);
void vouch_help_text_fill (GtkBox *box, const char *text);

G_END_DECLS
