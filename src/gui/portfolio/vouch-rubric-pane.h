/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-definition.h"

G_BEGIN_DECLS

void vouch_rubric_pane_fill (GtkBox *box, VouchDefinition *definition);

G_END_DECLS
