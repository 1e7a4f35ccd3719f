/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-person-entry.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PERSON_LIST_ROW (vouch_person_list_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchPersonListRow, vouch_person_list_row, VOUCH, PERSON_LIST_ROW, GtkWidget)

GtkWidget *vouch_person_list_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void
vouch_person_list_row_show (VouchPersonListRow *self, VouchPersonEntry *entry, gboolean chosen);
const char *vouch_person_list_row_get_key (VouchPersonListRow *self);
gboolean vouch_person_list_row_get_chosen (VouchPersonListRow *self);

G_END_DECLS
