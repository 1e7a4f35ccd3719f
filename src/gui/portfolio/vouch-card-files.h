/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-portfolio.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CARD_FILES (vouch_card_files_get_type ())
G_DECLARE_FINAL_TYPE (VouchCardFiles, vouch_card_files, VOUCH, CARD_FILES, GtkWidget)

guint vouch_card_files_show (VouchCardFiles *self, GPtrArray *items, gboolean locked);
gboolean vouch_card_files_focus (VouchCardFiles *self, const char *item);

G_END_DECLS
