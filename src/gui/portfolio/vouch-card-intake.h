/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void vouch_card_intake_add (GtkWidget *card, const char *requirement, gboolean takes_files);

G_END_DECLS
