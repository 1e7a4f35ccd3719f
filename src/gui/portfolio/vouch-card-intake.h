/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void vouch_card_intake_add (GtkWidget *card, const char *requirement, gboolean takes_files);
void vouch_card_intake_set_locked (GtkWidget *card, gboolean locked);

G_END_DECLS
