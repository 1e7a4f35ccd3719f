/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-definition.h"
#include "vouch-report.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_OUTLINE (vouch_outline_get_type ())
G_DECLARE_FINAL_TYPE (VouchOutline, vouch_outline, VOUCH, OUTLINE, GtkWidget)

void vouch_outline_update (VouchOutline *self, VouchDefinition *definition, VouchReport *report);
void vouch_outline_set_current (VouchOutline *self, const char *place);

G_END_DECLS
