/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-item-state.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PERSON_ROW (vouch_person_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchPersonRow, vouch_person_row, VOUCH, PERSON_ROW, AdwExpanderRow)

GtkWidget *vouch_person_row_new (VouchPerson *person) G_GNUC_WARN_UNUSED_RESULT;

const char *vouch_person_row_get_key (VouchPersonRow *self);
gboolean vouch_person_row_get_appears (VouchPersonRow *self);
gboolean vouch_person_row_get_masked (VouchPersonRow *self);
void vouch_person_row_update (VouchPersonRow *self, VouchItemState *state);
VouchPermission *
vouch_person_row_take_permission (VouchPersonRow *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
