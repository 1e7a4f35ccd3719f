/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-item-state.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_MARK_FORM (vouch_mark_form_get_type ())
G_DECLARE_FINAL_TYPE (VouchMarkForm, vouch_mark_form, VOUCH, MARK_FORM, AdwPreferencesGroup)

GtkWidget *vouch_mark_form_new (void) G_GNUC_WARN_UNUSED_RESULT;

void vouch_mark_form_prepare (VouchMarkForm *self, VouchItemState *state);
void vouch_mark_form_show (VouchMarkForm *self, VouchMoment *moment);
void vouch_mark_form_clear (VouchMarkForm *self);
gboolean vouch_mark_form_is_blank (VouchMarkForm *self);
VouchMoment *vouch_mark_form_take (VouchMarkForm *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *vouch_mark_form_describe_place (VouchMoment *moment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
