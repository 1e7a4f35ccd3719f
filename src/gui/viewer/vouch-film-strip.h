/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_FILM_STRIP (vouch_film_strip_get_type ())
G_DECLARE_FINAL_TYPE (VouchFilmStrip, vouch_film_strip, VOUCH, FILM_STRIP, GtkWidget)

void vouch_film_strip_show (VouchFilmStrip *self,
                            VouchWorkspace *workspace,
                            const char *sha256,
                            const char *file_name);
void vouch_film_strip_set_duration (VouchFilmStrip *self, gint64 duration_ms);

G_END_DECLS
