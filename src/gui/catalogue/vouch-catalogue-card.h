/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-shelf.h"

G_BEGIN_DECLS

GtkWidget *vouch_catalogue_card_new (VouchDefinition *definition,
                                     VouchShelfState state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
